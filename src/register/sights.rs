//! The newest picture for each kind of viewer, kept until the next is made from it.
//!
//! Must not decide what anybody sees: the atlas does.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    atlas::{Atlas, Earlier, Sight},
    rules::Pair,
};

/// Kinds of viewer kept at once; more begin anew. There are as many as offices that are at work.
const MOST: usize = 1024;

/// Revisions after which a picture that nobody asked for is forgotten, with what it keeps of the past.
const OLDEST: u64 = 256;

/// Pictures by kind of viewer, each with the whole picture that it is of.
#[derive(Default)]
pub struct Sights(Mutex<HashMap<Sight, Earlier>>);

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
        let earlier = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.get(sight).cloned()
        };
        if let Some(earlier) = &earlier
            && Arc::ptr_eq(&earlier.whole, whole)
        {
            return Arc::clone(&earlier.seen);
        }
        // Made outside the lock: two may make the same, and nobody waits.
        let seen = whole.seen_by(sight, earlier.as_ref());
        let newest = whole.head().revision;
        let is_newer = |kept: &Earlier| kept.whole.head().revision > newest;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.get(sight).is_some_and(is_newer) {
            kept.retain(|_, kept| kept.whole.head().revision + OLDEST >= newest);
            if kept.len() >= MOST {
                kept.clear();
            }
            let made = Earlier {
                whole: Arc::clone(whole),
                seen: Arc::clone(&seen),
            };
            kept.insert(sight.clone(), made);
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
