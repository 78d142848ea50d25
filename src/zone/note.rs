//! Notes in the dossier of a zone: comments, attachments, and ticks of the check list.
//!
//! Must not know who writes them, or where content of attachments is kept.

use serde::{Deserialize, Serialize};

use super::Digest;
use crate::geometry::{LonLat, from_grid, to_grid};

/// One note. Its digest is taken over its JSON form: members in the order in which they are declared, places as grid steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Note {
    /// A comment; one that answers none begins a thread, whose id is its revision in the ledger.
    Comment(Comment),
    /// A thread was settled, or opened again.
    Settle {
        /// The thread.
        thread: u64,
        /// Whether it is settled.
        settled: bool,
    },
    /// A document was attached.
    Attach(Attachment),
    /// An item of the check list was ticked.
    Tick(Tick),
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The thread that it belongs to; absent where it begins one.
    pub thread: Option<u64>,
    /// Number of the delimitation that it is about.
    pub delimitation: Option<u32>,
    /// The place on the map that it is pinned to.
    pub place: Option<GridPlace>,
    /// What it says.
    pub text: String,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Number of the delimitation that it is about.
    pub delimitation: Option<u32>,
    /// Name of the file.
    pub name: String,
    /// What it is, such as 推荐函.
    pub label: Option<String>,
    /// Type, told by its content.
    pub media_type: String,
    /// Length in bytes.
    pub length: u64,
    /// Digest of its content.
    pub digest: Digest,
}

/// A reviewer's word on an item of the check list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// Number of the delimitation.
    pub delimitation: u32,
    /// Code of the item.
    pub item: String,
    /// Whether it holds; absent where the earlier word is taken back.
    pub holds: Option<bool>,
    /// A remark.
    pub remark: Option<String>,
}

/// A place in steps of the grid (1e-9 degree), longitude first, so that it is read back as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridPlace([i64; 2]);

impl GridPlace {
    /// Puts a place on the grid.
    pub fn of(place: LonLat) -> Self {
        Self([to_grid(place.lon()), to_grid(place.lat())])
    }

    /// Returns longitude and latitude in degrees.
    pub fn degrees(self) -> [f64; 2] {
        self.0.map(from_grid)
    }
}

impl Note {
    /// Returns the kind in the form in which ledger and tables carry it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Comment(_) => "comment",
            Self::Settle { .. } => "settle",
            Self::Attach(_) => "attach",
            Self::Tick(_) => "tick",
        }
    }

    /// Returns the number of the delimitation that it is about.
    pub fn delimitation(&self) -> Option<u32> {
        match self {
            Self::Comment(comment) => comment.delimitation,
            Self::Settle { .. } => None,
            Self::Attach(attachment) => attachment.delimitation,
            Self::Tick(tick) => Some(tick.delimitation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_back_as_it_was_written() {
        let note = Note::Comment(Comment {
            thread: None,
            delimitation: Some(2),
            place: Some(GridPlace::of(LonLat::new(120.123_456_789, 31.000_000_001).unwrap())),
            text: "东侧应至河岸".to_owned(),
        });
        let text = serde_json::to_string(&note).unwrap();
        assert!(
            text.contains("120123456789") && text.starts_with("{\"comment\""),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<Note>(&text).unwrap(), note);
    }
}
