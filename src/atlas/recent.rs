//! The zones that the newest changes were about, so that what was worked out for an earlier revision is mended, not made anew.
//!
//! Must not tell what changed of a zone.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use crate::zone::ZoneCode;

/// Changes remembered; more than this since are as good as everything.
const MOST: usize = 1024;

/// Zones with the revision of each change of them, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    changes: Arc<VecDeque<(u64, ZoneCode)>>,
    /// All changes after this revision are remembered.
    complete_after: u64,
}

impl Recent {
    /// Takes up what changed to make a revision.
    pub fn take(&mut self, revision: u64, changed: &BTreeSet<ZoneCode>) {
        if changed.is_empty() {
            return;
        }
        let changes = Arc::make_mut(&mut self.changes);
        if changed.len() > MOST {
            changes.clear();
            self.complete_after = revision;
            return;
        }
        changes.extend(changed.iter().map(|code| (revision, code.clone())));
        while changes.len() > MOST {
            if let Some((gone, _)) = changes.pop_front() {
                self.complete_after = gone;
            }
        }
    }

    /// Gives the zones that changed after a revision; `None` where that is not remembered.
    pub fn since(&self, revision: u64) -> Option<BTreeSet<&ZoneCode>> {
        let newer = self.changes.iter().rev().take_while(|(of, _)| *of > revision);
        (revision >= self.complete_after).then(|| newer.map(|(_, code)| code).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(numbers: impl IntoIterator<Item = usize>) -> BTreeSet<ZoneCode> {
        numbers
            .into_iter()
            .map(|nth| format!("zone-{nth}").parse().unwrap())
            .collect()
    }

    #[test]
    fn the_zones_changed_since_a_revision_are_told_as_far_as_they_are_remembered() {
        let mut recent = Recent::default();
        recent.take(3, &codes([1, 2]));
        recent.take(5, &codes([2]));
        let since = |recent: &Recent, revision| recent.since(revision).map(|codes| codes.len());
        assert_eq!(
            [0, 3, 4, 5, 9].map(|revision| since(&recent, revision)),
            [Some(2), Some(1), Some(1), Some(0), Some(0)]
        );
        recent.take(6, &codes(0..MOST));
        assert_eq!(
            [3, 5, 6].map(|revision| since(&recent, revision)),
            [None, Some(MOST), Some(0)]
        );
        recent.take(7, &codes(0..=MOST));
        assert_eq!([6, 7].map(|revision| since(&recent, revision)), [None, Some(0)]);
    }
}
