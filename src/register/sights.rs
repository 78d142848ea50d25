//! The pictures of the newest revision for each kind of viewer, kept as long as the revision is the newest.
//!
//! Must not decide what anybody sees: the atlas does.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    atlas::{Atlas, Sight},
    rules::Pair,
};

/// Kinds of viewer kept at once; more begin anew. There are as many as offices that are at work.
const MOST: usize = 1024;

/// Pictures by kind of viewer, all of one whole picture.
#[derive(Default)]
pub struct Sights(Mutex<Option<Kept>>);

struct Kept {
    whole: Arc<Atlas>,
    seen: HashMap<Sight, Arc<Atlas>>,
}

/// Pairs of zones with the picture in which both sides of a pair must be seen.
pub struct SeenPairs {
    /// The picture.
    pub atlas: Arc<Atlas>,
    pub(super) pairs: Arc<Vec<Pair>>,
}

impl Sights {
    /// Returns the whole picture as a kind of viewer sees it.
    pub fn of(&self, whole: &Arc<Atlas>, sight: &Sight) -> Arc<Atlas> {
        if *sight == Sight::Everything {
            return Arc::clone(whole);
        }
        {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let of_whole = kept.as_ref().filter(|kept| Arc::ptr_eq(&kept.whole, whole));
            if let Some(seen) = of_whole.and_then(|kept| kept.seen.get(sight)) {
                return Arc::clone(seen);
            }
        }
        // Made outside the lock: two may make the same, and nobody waits.
        let seen = whole.seen_by(sight);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = |kept: &Kept| Arc::ptr_eq(&kept.whole, whole) && kept.seen.len() < MOST;
        if !kept.as_ref().is_some_and(is_current) {
            *kept = Some(Kept {
                whole: Arc::clone(whole),
                seen: HashMap::new(),
            });
        }
        if let Some(kept) = kept.as_mut() {
            kept.seen.insert(sight.clone(), Arc::clone(&seen));
        }
        seen
    }
}

impl SeenPairs {
    /// Returns the pairs of which both sides are seen, the largest shared area first.
    pub fn iter(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| {
            [&pair.a, &pair.b]
                .into_iter()
                .all(|side| self.atlas.holds(side.zone.as_str(), side.delimitation))
        })
    }
}
