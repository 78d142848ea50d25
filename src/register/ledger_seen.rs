//! The ledger as a kind of viewer may read it: every entry in its place, and of some not what they are about.
//!
//! Must not change an entry: what is withheld is told to be.

use super::{Register, RegisterError, subject_of};
use crate::{
    atlas::{Atlas, Entry, Head, Sight, ZoneRecord},
    zone::{Deed, Office, PairKey, Role, may},
};

/// A page of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEntries {
    /// The end of the chain.
    pub head: Head,
    /// Entries, oldest first, with whether what they are about is withheld.
    pub entries: Vec<(Entry, bool)>,
}

impl Register {
    /// Returns entries of the ledger after a revision, oldest first, as a kind of viewer may read them.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn entries_seen_by(&self, sight: &Sight, after: u64, limit: u32) -> Result<SeenEntries, RegisterError> {
        let whole = self.atlas();
        let seen = self.seen_by(sight);
        let entries = self.entries_after(after, limit).await?.into_iter();
        let entries = entries.map(|entry| {
            let withheld = is_withheld(&entry, sight, &whole, &seen);
            (entry, withheld)
        });
        Ok(SeenEntries {
            head: whole.head(),
            entries: entries.collect(),
        })
    }
}

/// Tells whether an entry tells of what a viewer does not see.
fn is_withheld(entry: &Entry, sight: &Sight, whole: &Atlas, seen: &Atlas) -> bool {
    if *sight == Sight::Everything {
        return false;
    }
    // Which accounts there are is the administrators' affair; whoever acts in public is named by the act.
    let governs = matches!(sight, Sight::Office(office) if office.role == Role::Administrator);
    if entry.act == "record-account" {
        return !governs;
    }
    let record = whole.zone(&entry.subject);
    let shown = seen.zone(&entry.subject);
    match entry.act.as_str() {
        // What was stated of a zone is no more public than the delimitation that it came with.
        "record-zone" => {
            return shown.is_none_or(|shown| shown.stated.iter().all(|stated| stated.revision != entry.revision));
        }
        // What is noted in a dossier is not public, whatever of the zone is.
        "comment" | "settle" | "attach" | "tick" => {
            let looks_into =
                |office: &Office, record: &ZoneRecord| may(office, Deed::See, &subject_of(whole, record, None)).is_ok();
            return !matches!((sight, record), (Sight::Office(office), Some(record)) if looks_into(office, record));
        }
        // A ruling is on what two delimitations share.
        "rule" => {
            let pair = entry.subject.parse::<PairKey>();
            let rulings = pair.as_ref().map_or(&[][..], |pair| seen.rulings(pair));
            return rulings.iter().all(|ruling| ruling.recorded.revision != entry.revision);
        }
        _ => {}
    }
    mentions(&entry.subject)
        .into_iter()
        .any(|(code, number)| match whole.zone(code) {
            None => false,
            Some(_) => match number.filter(|number| whole.holds(code, *number)) {
                Some(number) => !seen.holds(code, number),
                None => seen.zone(code).is_none(),
            },
        })
}

/// Finds what may be zones in a subject, each with the number of a delimitation where one follows: `zone/2 act`, `agency zone`,
/// `zone.1~other.2`.
fn mentions(subject: &str) -> Vec<(&str, Option<u32>)> {
    let words = subject.split([' ', '~', ',']);
    words
        .flat_map(|word| {
            let (code, rest) = word.split_once(['/', '.']).unwrap_or((word, ""));
            let digits = rest.split(['/', '.']).next().unwrap_or_default();
            [(code, digits.parse().ok()), (rest, None)]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_in_every_form_of_subject() {
        for (subject, wanted) in [
            ("zone-a", ("zone-a", None)),
            ("zone-a/2", ("zone-a", Some(2))),
            ("zone-a/2 approve", ("zone-a", Some(2))),
            ("agency-1 zone-a", ("zone-a", None)),
            ("zone-b.1~zone-a.3", ("zone-a", Some(3))),
            ("zone-b~zone-a", ("zone-a", None)),
            ("attachment/zone-a", ("zone-a", None)),
        ] {
            assert!(
                mentions(subject).contains(&wanted),
                "{subject}: {:?}",
                mentions(subject)
            );
        }
    }
}
