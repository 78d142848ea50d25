//! The work of telling: which webhooks are due, entry by entry, in order.
//!
//! Must not know how a message is carried.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::{sync::watch, task::JoinSet};

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

/// Tells webhooks of entries until told to stop.
pub async fn tell(register: Arc<Register>, pace: Pace, mut stopped: watch::Receiver<bool>) {
    let sender = Sender::new();
    let mut heads = register.heads();
    loop {
        if let Err(error) = round(&register, &sender, pace, &stopped).await {
            tracing::error!(%error, "webhooks could not be told");
        }
        tokio::select! {
            _ = stopped.changed() => return,
            moved = heads.changed() => if moved.is_err() || heads.borrow_and_update().is_none() { return },
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Tells every webhook what it is due, all of them at once.
async fn round(
    register: &Arc<Register>,
    sender: &Sender,
    pace: Pace,
    stopped: &watch::Receiver<bool>,
) -> Result<(), WebhookError> {
    let head = register.atlas().head().revision;
    let now = Timestamp::now();
    let webhooks = register.webhooks().await?;
    let due = webhooks
        .into_iter()
        .filter(|webhook| webhook.told_revision < head && webhook.next_attempt <= now);
    let mut tasks = JoinSet::new();
    for webhook in due {
        tasks.spawn(catch_up(
            Arc::clone(register),
            sender.clone(),
            pace,
            webhook.id,
            stopped.clone(),
        ));
    }
    while let Some(ended) = tasks.join_next().await {
        if let Ok(Err(error)) = ended {
            tracing::error!(%error, "a webhook could not be told");
        }
    }
    Ok(())
}

/// Sends a webhook what it was not told yet, until one attempt fails or nothing is left.
async fn catch_up(
    register: Arc<Register>,
    sender: Sender,
    pace: Pace,
    id: String,
    stopped: watch::Receiver<bool>,
) -> Result<(), WebhookError> {
    while !*stopped.borrow() {
        let now = Timestamp::now();
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
        let Some(mut webhook) = register.lease_webhook(&id, now, until).await? else {
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
