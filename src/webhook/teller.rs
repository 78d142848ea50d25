//! The work of telling: which webhooks are due, entry by entry, in order.
//!
//! Must not know how a message is carried.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::{
    sync::watch,
    task::{JoinError, JoinSet},
};

use super::{Pace, send::Sender, sign};
use crate::{
    atlas::Entry,
    http::dto::EntryDocument,
    register::{Register, WebhookError},
    store::{Delivery, Webhook},
};

/// How often webhooks that another process added, or attempts that have come due, are looked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long a webhook is kept from other processes: longer than one attempt may take.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// Entries of one look.
const PAGE: u32 = 100;

/// A message.
#[derive(Serialize)]
struct Message<'a> {
    webhook: &'a str,
    entry: EntryDocument,
}

/// Tells webhooks of entries until told to stop; attempts that are under way are then ended and settled.
pub async fn tell(register: Arc<Register>, pace: Pace, mut stopped: watch::Receiver<bool>) {
    let sender = Sender::new();
    let mut heads = register.heads();
    let mut work = Work::default();
    loop {
        if let Err(error) = work.begin(&register, &sender, pace, &stopped).await {
            tracing::error!(%error, "webhooks could not be told");
        }
        tokio::select! {
            _ = stopped.changed() => break,
            moved = heads.changed() => if moved.is_err() || heads.borrow_and_update().is_none() { break },
            Some(ended) = work.tasks.join_next() => work.end(ended),
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
    while work.tasks.join_next().await.is_some() {}
}

/// The webhooks that are being told: each goes at its own pace, so that a slow one keeps no other waiting.
#[derive(Default)]
struct Work {
    tasks: JoinSet<(String, Result<(), WebhookError>)>,
    busy: BTreeSet<String>,
}

impl Work {
    /// Begins to tell every webhook that is due and not being told.
    async fn begin(
        &mut self,
        register: &Arc<Register>,
        sender: &Sender,
        pace: Pace,
        stopped: &watch::Receiver<bool>,
    ) -> Result<(), WebhookError> {
        let head = register.atlas().head().revision;
        let now = Timestamp::now();
        for webhook in register.webhooks().await? {
            let is_due = webhook.told_revision < head && webhook.next_attempt <= now;
            if is_due && self.busy.insert(webhook.id.clone()) {
                let (register, sender, stopped) = (Arc::clone(register), sender.clone(), stopped.clone());
                self.tasks.spawn(async move {
                    let told = catch_up(register, sender, pace, &webhook.id, stopped).await;
                    (webhook.id, told)
                });
            }
        }
        Ok(())
    }

    /// Takes note that a webhook has been told what it was due, or that an attempt failed.
    fn end(&mut self, ended: Result<(String, Result<(), WebhookError>), JoinError>) {
        match ended {
            Ok((id, told)) => {
                self.busy.remove(&id);
                if let Err(error) = told {
                    tracing::error!(webhook = id, %error, "a webhook could not be told");
                }
            }
            // Which it was is not known: all that are not at work are looked at anew, and the lease keeps two from one.
            Err(_) => self.busy.clear(),
        }
    }
}

/// Sends a webhook what it was not told yet, until one attempt fails or nothing is left.
async fn catch_up(
    register: Arc<Register>,
    sender: Sender,
    pace: Pace,
    id: &str,
    stopped: watch::Receiver<bool>,
) -> Result<(), WebhookError> {
    while !*stopped.borrow() {
        let now = Timestamp::now();
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
        let Some(mut webhook) = register.lease_webhook(id, now, until).await? else {
            return Ok(());
        };
        let entries = register.entries_after(webhook.told_revision, PAGE).await?;
        let wanted = entries
            .iter()
            .find(|entry| webhook.acts.is_empty() || webhook.acts.contains(&entry.act));
        let Some(entry) = wanted else {
            let last = entries.last().map(|entry| entry.revision);
            webhook.told_revision = last.unwrap_or(webhook.told_revision);
            register.settle_webhook(&webhook).await?;
            if last.is_none() {
                return Ok(());
            }
            continue;
        };
        let is_told = attempt(&register, &sender, &mut webhook, entry).await?;
        if !is_told {
            let wait = SignedDuration::try_from(pace.wait(webhook.attempts)).unwrap_or(SignedDuration::MAX);
            webhook.next_attempt = Timestamp::now().checked_add(wait).unwrap_or(Timestamp::MAX);
        }
        register.settle_webhook(&webhook).await?;
        if !is_told {
            return Ok(());
        }
    }
    Ok(())
}

/// Makes one attempt and logs it; returns whether the entry was taken.
async fn attempt(
    register: &Register,
    sender: &Sender,
    webhook: &mut Webhook,
    entry: &Entry,
) -> Result<bool, WebhookError> {
    let body = serde_json::to_vec(&Message {
        webhook: &webhook.id,
        entry: EntryDocument::from(entry.clone()),
    });
    let body = body.map_err(|error| WebhookError::Register(error.into()))?;
    let attempted_at = Timestamp::now();
    let signature = sign(&webhook.secret, attempted_at.as_second(), &body);
    let delivery = format!("{}-{}", webhook.id, entry.revision);
    let (sender, url) = (sender.clone(), webhook.url.clone());
    let sent = tokio::task::spawn_blocking(move || {
        let headers = [
            ("sizhi-signature", signature.as_str()),
            ("sizhi-delivery", delivery.as_str()),
        ];
        sender.send(&url, &headers, &body)
    });
    let sent = sent
        .await
        .map_err(|_| WebhookError::Register(crate::register::RegisterError::CutOff))?;
    let delivery = Delivery {
        id: 0,
        revision: entry.revision,
        attempt: webhook.attempts.saturating_add(1),
        attempted_at,
        duration_ms: sent.duration_ms,
        status: sent.status,
        error: sent.error.clone(),
    };
    register.log_delivery(&webhook.id, &delivery).await?;
    if let Some(error) = sent.error {
        tracing::warn!(webhook = webhook.id, revision = entry.revision, %error, "a webhook was not told");
        webhook.attempts = webhook.attempts.saturating_add(1);
        return Ok(false);
    }
    webhook.told_revision = entry.revision;
    webhook.attempts = 0;
    webhook.next_attempt = Timestamp::UNIX_EPOCH;
    Ok(true)
}
