//! The whole history of a zone's dossier: delimitations, acts, rulings, comments, attachments and ticks, in the order of the ledger.
//!
//! Must not leave anything out, nor put anything into another order.

use axum::{Json, extract::State};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{AppState, dto::Text, extract::Segments, insight, problem::Problem, viewer::Viewer, zones};
use crate::{
    atlas::{Atlas, NoteRecord, Recorded, RulingRecord, StandingRecord, ZoneRecord},
    zone::Note,
};

/// Something that happened.
#[derive(Debug, Default, Serialize, utoipa::ToSchema)]
pub struct HistoryEntry {
    /// Revision of its entry in the ledger.
    revision: u64,
    /// When.
    recorded_at: Timestamp,
    /// Who; null for a delimitation, whose author is that of the act that follows it.
    author: Option<String>,
    /// `delimitation`, `act`, `ruling`, `comment`, `settle`, `attach` or `tick`.
    kind: &'static str,
    /// Number of the delimitation that it is about.
    delimitation: Option<u32>,
    /// Code of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    /// State reached, item ticked, verdict given, or name of the document attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    /// Name of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Text>,
    /// First day from which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<Date>,
    /// The document that states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// The reason, the text of a comment, or a remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The other zone of a ruling.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    /// The thread of a comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<u64>,
    /// Longitude and latitude of the place that a comment is pinned to.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<[f64; 2]>,
    /// Whether a thread was settled, or a ticked item holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    /// Digest of a delimitation or of an attachment's content.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
}

/// The history of a zone.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct History {
    /// Revision that answered.
    revision: u64,
    /// Code of the zone.
    zone: String,
    /// Everything that happened, oldest first.
    entries: Vec<HistoryEntry>,
}

/// Tells the whole history of a zone's dossier, each entry with its author, moment and revision.
#[utoipa::path(get, path = "/v1/zones/{code}/history", tag = "reviews", security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the zone")),
    responses((status = 200, body = History), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show_history(
    State(state): State<AppState>,
    viewer: Viewer,
    Segments(code): Segments<String>,
) -> Result<Json<History>, Problem> {
    let atlas = state.seen(&viewer);
    let record = zones::zone(&atlas, &code)?;
    insight::look_into(&viewer, &atlas, record)?;
    let mut entries = Vec::new();
    for version in &record.delimitations {
        let number = version.delimitation.number;
        entries.push(HistoryEntry {
            delimitation: Some(number),
            document: version.delimitation.document.clone(),
            digest: Some(version.digest.to_string()),
            ..entry(version.recorded, None, "delimitation")
        });
        entries.extend(version.standings.iter().map(|standing| act(&atlas, number, standing)));
    }
    entries.extend(
        atlas
            .rulings_of(&record.zone.code)
            .into_iter()
            .map(|ruling| of_ruling(record, ruling)),
    );
    entries.extend(record.notes.iter().map(|note| of_note(note)));
    entries.sort_by_key(|entry| entry.revision);
    Ok(Json(History {
        revision: atlas.head().revision,
        zone: record.zone.code.to_string(),
        entries,
    }))
}

fn entry(recorded: Recorded, author: Option<&str>, kind: &'static str) -> HistoryEntry {
    HistoryEntry {
        revision: recorded.revision,
        recorded_at: recorded.at,
        author: author.map(str::to_owned),
        kind,
        ..HistoryEntry::default()
    }
}

fn act(atlas: &Atlas, number: u32, record: &StandingRecord) -> HistoryEntry {
    let standing = &record.standing;
    let act = atlas.programme().lifecycle.act(&standing.act);
    HistoryEntry {
        delimitation: Some(number),
        act: Some(standing.act.clone()),
        outcome: Some(standing.state.clone()),
        label: act.map(|act| Text::from(&act.name)),
        effective: standing.effective,
        document: standing.document.clone(),
        text: standing.reason.clone(),
        ..entry(record.recorded, Some(&record.author), "act")
    }
}

fn of_ruling(record: &ZoneRecord, ruled: &RulingRecord) -> HistoryEntry {
    let pair = &ruled.ruling.pair;
    let [first, second] = ruled.ruling.delimitations;
    let (own, other) = if *pair.first() == record.zone.code {
        (first, pair.second())
    } else {
        (second, pair.first())
    };
    HistoryEntry {
        delimitation: Some(own),
        outcome: Some(ruled.ruling.verdict.as_str().to_owned()),
        text: Some(ruled.ruling.reason.clone()),
        other: Some(other.to_string()),
        ..entry(ruled.recorded, Some(&ruled.author), "ruling")
    }
}

fn of_note(record: &NoteRecord) -> HistoryEntry {
    let bare = HistoryEntry {
        delimitation: record.note.delimitation(),
        ..entry(record.recorded, Some(&record.author), record.note.kind())
    };
    match &record.note {
        Note::Comment(comment) => HistoryEntry {
            text: Some(comment.text.clone()),
            thread: Some(comment.thread.unwrap_or(record.recorded.revision)),
            place: comment.place.map(crate::zone::GridPlace::degrees),
            ..bare
        },
        Note::Settle { thread, settled } => HistoryEntry {
            thread: Some(*thread),
            holds: Some(*settled),
            ..bare
        },
        Note::Attach(attachment) => HistoryEntry {
            outcome: Some(attachment.name.clone()),
            text: attachment.label.clone(),
            digest: Some(attachment.digest.to_string()),
            ..bare
        },
        Note::Tick(tick) => HistoryEntry {
            outcome: Some(tick.item.clone()),
            holds: tick.holds,
            text: tick.remark.clone(),
            ..bare
        },
    }
}
