//! The ledger as it grows: server-sent events.
//!
//! Must not hold what a follower has not read: entries are read from the ledger when the follower takes them, a page at a time, so that a slow
//! one holds no memory, and one that was cut off goes on by the id of the last it has.

use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, stream};
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, watch};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{AppState, dto::EntryDocument, extract::Query, problem::Problem, viewer::Viewer};
use crate::{
    atlas::{Entry, Sight},
    register::RegisterError,
};

/// Most followers at once.
pub const MOST_FOLLOWERS: usize = 256;
/// Entries read at once.
const PAGE: u32 = 64;
/// Time after which a comment is sent, so that proxies keep the connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The routes of this file.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(follow_ledger))
}

/// Parameters of the stream.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// Revision after which to begin; the newest where absent. The header `Last-Event-ID` goes before it.
    after: Option<u64>,
}

/// Where a follower is.
struct Follower {
    state: AppState,
    viewer: Viewer,
    heads: watch::Receiver<Option<u64>>,
    after: u64,
    page: VecDeque<(Entry, bool)>,
    _place: OwnedSemaphorePermit,
}

/// Follows the ledger: an event `entry` for each entry, its revision as the id.
#[utoipa::path(get, path = "/v1/ledger/stream", tag = "ledger",
    params(StreamQuery, ("last-event-id" = Option<u64>, Header, description = "Revision of the last entry that the follower has")),
    responses((status = 200, description = "Entries as they are recorded", content_type = "text/event-stream", body = EntryDocument),
        (status = 400, body = Problem), (status = 503, body = Problem, description = "There are too many followers")))]
pub async fn follow_ledger(
    State(state): State<AppState>,
    viewer: Viewer,
    headers: HeaderMap,
    Query(query): Query<StreamQuery>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>, Problem> {
    let last = headers
        .get("last-event-id")
        .map(|value| value.to_str().unwrap_or_default());
    let last = last.map(|text| {
        text.trim().parse::<u64>().map_err(|_| {
            let detail = format!("last-event-id: expected a revision, found `{text}`");
            Problem::parameter("last-event-id", detail)
        })
    });
    let after = last.transpose()?.or(query.after);
    let place = Arc::clone(&state.followers).try_acquire_owned().map_err(|_| {
        let detail = format!("{MOST_FOLLOWERS} followers are there already; hint: try again later");
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "there are too many followers", detail)
    })?;
    let follower = Follower {
        heads: state.register.heads(),
        after: after.unwrap_or_else(|| state.register.seen_by(&Sight::Public).head().revision),
        state,
        viewer,
        page: VecDeque::new(),
        _place: place,
    };
    let events = stream::unfold(follower, |mut follower| async move {
        let (entry, withheld) = follower.next().await?;
        let event = Event::default().id(entry.revision.to_string()).event("entry");
        let event = event.json_data(EntryDocument::of(entry, withheld)).ok()?;
        Some((Ok(event), follower))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

impl Follower {
    /// Reads the next page; nothing where the follower may read no more.
    async fn read(&self) -> Result<Option<Vec<(Entry, bool)>>, RegisterError> {
        let Some(sight) = self.state.sight_now(&self.viewer).await? else {
            return Ok(None);
        };
        let page = self.state.register.entries_seen_by(&sight, self.after, PAGE).await?;
        Ok(Some(page.entries))
    }

    /// Returns the next entry with whether what it is about is withheld; nothing once the register is about to close, or can no longer
    /// be read, or the follower's account may no longer act.
    async fn next(&mut self) -> Option<(Entry, bool)> {
        loop {
            if let Some((entry, withheld)) = self.page.pop_front() {
                self.after = entry.revision;
                return Some((entry, withheld));
            }
            // Marked as seen before the ledger is read: what comes meanwhile wakes the wait below.
            self.heads.borrow_and_update().as_ref()?;
            match self.read().await.transpose()? {
                Ok(page) if page.is_empty() => self.heads.changed().await.ok()?,
                Ok(page) => self.page = page.into(),
                Err(error) => {
                    tracing::error!(%error, "a follower of the ledger was cut off");
                    return None;
                }
            }
        }
    }
}
