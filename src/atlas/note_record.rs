//! A note with its place in the ledger, and the threads that comments make.
//!
//! Must not know who may read them.

use std::sync::Arc;

use super::{Recorded, ZoneRecord};
use crate::zone::{Attachment, Comment, Note, Tick};

/// A note with its place in the ledger.
#[derive(Debug, Clone)]
pub struct NoteRecord {
    /// The note.
    pub note: Note,
    /// Where it was recorded.
    pub recorded: Recorded,
    /// Who wrote it: an office and an account, or one of the program's own names.
    pub author: Arc<str>,
}

/// Comments that answer one another.
#[derive(Debug, Clone)]
pub struct Thread<'a> {
    /// Revision of the comment that began it.
    pub id: u64,
    /// Comments, oldest first.
    pub comments: Vec<(&'a NoteRecord, &'a Comment)>,
    /// The note that settled it, where it is settled.
    pub settled: Option<&'a NoteRecord>,
}

impl ZoneRecord {
    /// Returns the threads of comments, oldest first.
    pub fn threads(&self) -> Vec<Thread<'_>> {
        let mut threads: Vec<Thread<'_>> = Vec::new();
        for record in &self.notes {
            match &record.note {
                Note::Comment(comment) => match comment.thread {
                    None => threads.push(Thread {
                        id: record.recorded.revision,
                        comments: vec![(record, comment)],
                        settled: None,
                    }),
                    Some(id) => {
                        if let Some(thread) = threads.iter_mut().find(|thread| thread.id == id) {
                            thread.comments.push((record, comment));
                        }
                    }
                },
                Note::Settle { thread: id, settled } => {
                    if let Some(thread) = threads.iter_mut().find(|thread| thread.id == *id) {
                        thread.settled = settled.then_some(record);
                    }
                }
                Note::Attach(_) | Note::Tick(_) => {}
            }
        }
        threads
    }

    /// Returns the attachments, oldest first; the revision of each is its id.
    pub fn attachments(&self) -> impl Iterator<Item = (&NoteRecord, &Attachment)> {
        self.notes.iter().filter_map(|record| match &record.note {
            Note::Attach(attachment) => Some((&**record, attachment)),
            _ => None,
        })
    }

    /// Returns the newest tick of an item on a delimitation, unless it was taken back.
    pub fn tick(&self, delimitation: u32, item: &str) -> Option<(&NoteRecord, &Tick)> {
        let ticks = self.notes.iter().rev().filter_map(|record| match &record.note {
            Note::Tick(tick) => Some((&**record, tick)),
            _ => None,
        });
        let mut of_item = ticks.filter(|(_, tick)| tick.delimitation == delimitation && tick.item == item);
        of_item.next().filter(|(_, tick)| tick.holds.is_some())
    }
}
