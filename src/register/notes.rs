//! Notes in a zone's dossier: comments and their threads, attachments, ticks of the check list.
//!
//! Must not know HTTP; what a document is, its content tells, never its name.

use super::{Actor, Receipt, Register, RegisterError, subject_of};
use crate::{
    atlas::{Atlas, Change, ZoneRecord},
    format::DocumentKind,
    geometry::LonLat,
    zone::{Attachment, Comment, Deed, Digest, GridPlace, Note, Tick, ZoneCode},
};

/// Longest text of a comment or remark, in characters: two printed pages.
const MOST_CHARACTERS: usize = 4000;
/// Longest name or label, in characters.
const MOST_OF_A_NAME: usize = 200;
/// Longest attachment: a scanned plan of a hundred pages.
pub const MOST_ATTACHED_BYTES: usize = 12 * 1024 * 1024;

/// A note that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// A text is empty or too long.
    #[error("`{name}`: expected 1 to {most} characters, found {found}")]
    Text {
        /// Which text.
        name: &'static str,
        /// The most characters.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// No such thread.
    #[error("zone `{zone}` has no thread `{thread}`; expected the id of a comment that begins one")]
    NoThread {
        /// The zone.
        zone: String,
        /// The thread asked for.
        thread: u64,
    },
    /// No such attachment.
    #[error("zone `{zone}` has no attachment `{id}`")]
    NoAttachment {
        /// The zone.
        zone: String,
        /// The attachment asked for.
        id: u64,
    },
    /// No such item.
    #[error("`item`: expected one of {expected}, found `{found}`")]
    NoItem {
        /// The item asked for.
        found: String,
        /// The items there are.
        expected: String,
    },
    /// The content is of no type that is taken.
    #[error("expected a PDF or DOCX document, found {0}; hint: the content tells, whatever the name says")]
    Type(&'static str),
    /// The name's ending is another than the content's.
    #[error("`name`: expected the ending `.{expected}`, which the content has, found `{found}`")]
    Ending {
        /// The ending of the content's type.
        expected: &'static str,
        /// The name.
        found: String,
    },
    /// The content is empty or too long.
    #[error("expected a document of 1 to {MOST_ATTACHED_BYTES} bytes, found {0}")]
    Length(usize),
}

/// A comment asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentRequest {
    /// The thread that it answers; a new one where absent.
    pub thread: Option<u64>,
    /// Number of the delimitation that it is about.
    pub delimitation: Option<u32>,
    /// The place that it is pinned to.
    pub place: Option<LonLat>,
    /// What it says.
    pub text: String,
}

/// An attachment asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRequest {
    /// Number of the delimitation that it is about.
    pub delimitation: Option<u32>,
    /// Name of the file.
    pub name: String,
    /// What it is.
    pub label: Option<String>,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Register {
    /// Records a comment; its revision is its id.
    ///
    /// # Errors
    /// Says that the zone, the delimitation or the thread is not there, or that the text is empty or too long.
    pub async fn comment(
        &self,
        actor: impl Into<Actor>,
        zone: ZoneCode,
        request: CommentRequest,
    ) -> Result<Receipt, RegisterError> {
        self.note(actor, Deed::Comment, zone, move |_, record| {
            if let Some(thread) = request.thread {
                thread_of(record, thread)?;
            }
            let _known = request
                .delimitation
                .map(|number| super::acts::version(record, Some(number)))
                .transpose()?;
            Ok(Note::Comment(Comment {
                thread: request.thread,
                delimitation: request.delimitation,
                place: request.place.map(GridPlace::of),
                text: text("text", &request.text, MOST_CHARACTERS)?,
            }))
        })
        .await
    }

    /// Settles a thread, or opens it again.
    ///
    /// # Errors
    /// Says that the zone or the thread is not there.
    pub async fn settle(
        &self,
        actor: impl Into<Actor>,
        zone: ZoneCode,
        thread: u64,
        settled: bool,
    ) -> Result<Receipt, RegisterError> {
        self.note(actor, Deed::Comment, zone, move |_, record| {
            thread_of(record, thread)?;
            Ok(Note::Settle { thread, settled })
        })
        .await
    }

    /// Ticks an item of the check list for a delimitation.
    ///
    /// # Errors
    /// Says that the zone, the delimitation or the item is not there, or that the remark is too long.
    pub async fn tick(&self, actor: impl Into<Actor>, zone: ZoneCode, tick: Tick) -> Result<Receipt, RegisterError> {
        self.note(actor, Deed::Rule, zone, move |atlas, record| {
            super::acts::version(record, Some(tick.delimitation))?;
            let items = &atlas.programme().checklist;
            if !items.iter().any(|item| item.code == tick.item) {
                let codes: Vec<String> = items.iter().map(|item| format!("`{}`", item.code)).collect();
                return Err(NoteError::NoItem {
                    found: tick.item.clone(),
                    expected: codes.join(", "),
                }
                .into());
            }
            let remark = tick
                .remark
                .as_ref()
                .map(|remark| text("remark", remark, MOST_CHARACTERS));
            Ok(Note::Tick(Tick {
                remark: remark.transpose()?,
                ..tick.clone()
            }))
        })
        .await
    }

    /// Attaches a document; its revision is its id.
    ///
    /// # Errors
    /// Says that the zone or the delimitation is not there, or what is wrong with the document.
    pub async fn attach(
        &self,
        actor: impl Into<Actor>,
        zone: ZoneCode,
        request: AttachmentRequest,
    ) -> Result<(Attachment, Receipt), RegisterError> {
        let length = request.bytes.len();
        if !(1..=MOST_ATTACHED_BYTES).contains(&length) {
            return Err(NoteError::Length(length).into());
        }
        let kind = DocumentKind::of(&request.bytes).map_err(NoteError::Type)?;
        let (media_type, ending) = (kind.media_type(), kind.ending());
        let name = text("name", &request.name, MOST_OF_A_NAME)?;
        let has_ending = name
            .rsplit_once('.')
            .is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending));
        if !has_ending {
            let found = name;
            return Err(NoteError::Ending {
                expected: ending,
                found,
            }
            .into());
        }
        let label = request
            .label
            .map(|label| text("label", &label, MOST_OF_A_NAME))
            .transpose()?;
        let attachment = Attachment {
            delimitation: request.delimitation,
            name,
            label,
            media_type: media_type.to_owned(),
            length: length as u64,
            digest: Digest::of_bytes(&request.bytes),
        };
        // The content is there before anything names it: an act that fails after this leaves content that nothing names.
        self.store()
            .keep_attachment(attachment.digest, media_type, &request.bytes)
            .await?;
        let noted = attachment.clone();
        let receipt = self.note(actor, Deed::Attach, zone, move |_, record| {
            let _known = noted
                .delimitation
                .map(|number| super::acts::version(record, Some(number)))
                .transpose()?;
            Ok(Note::Attach(noted.clone()))
        });
        Ok((attachment, receipt.await?))
    }

    /// Returns an attachment with its content.
    ///
    /// # Errors
    /// Says that the zone or the attachment is not there.
    pub async fn attachment(&self, zone: &ZoneCode, id: u64) -> Result<(Attachment, Vec<u8>), RegisterError> {
        let atlas = self.atlas();
        let missing = || NoteError::NoAttachment {
            zone: zone.to_string(),
            id,
        };
        let record = atlas
            .zone(zone.as_str())
            .ok_or_else(|| RegisterError::NoZone(zone.to_string()))?;
        let mut attachments = record.attachments();
        let found = attachments.find(|(record, _)| record.recorded.revision == id);
        let (_, attachment) = found.ok_or_else(missing)?;
        let bytes = self.store().attachment(attachment.digest).await?.ok_or_else(missing)?;
        Ok((attachment.clone(), bytes))
    }

    async fn note<F>(
        &self,
        actor: impl Into<Actor>,
        deed: Deed<'static>,
        zone: ZoneCode,
        make: F,
    ) -> Result<Receipt, RegisterError>
    where
        F: Fn(&Atlas, &ZoneRecord) -> Result<Note, RegisterError> + Send + Sync + 'static,
    {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        let noted = self.act(&author, move |atlas, _| {
            let record = atlas
                .zone(zone.as_str())
                .ok_or_else(|| RegisterError::NoZone(zone.to_string()))?;
            actor.must_see(atlas, record, None)?;
            actor.may(atlas, deed, &subject_of(atlas, record, None))?;
            let note = make(atlas, record)?;
            let zone = zone.clone();
            Ok(((), vec![Change::Noted { zone, note }]))
        });
        Ok(noted.await?.1)
    }
}

fn thread_of(record: &ZoneRecord, thread: u64) -> Result<(), NoteError> {
    if record.threads().iter().any(|known| known.id == thread) {
        return Ok(());
    }
    Err(NoteError::NoThread {
        zone: record.zone.code.to_string(),
        thread,
    })
}

/// Trims a text and holds it to its length; control characters other than line ends and tabs are dropped.
fn text(name: &'static str, text: &str, most: usize) -> Result<String, NoteError> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let kept = kept.trim();
    let found = kept.chars().count();
    if (1..=most).contains(&found) {
        return Ok(kept.to_owned());
    }
    Err(NoteError::Text { name, most, found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(text("text", " 东侧\u{0}\n ", 10).unwrap(), "东侧");
        assert!(text("text", " \n ", 10).is_err() && text("text", &"字".repeat(11), 10).is_err());
    }
}
