//! The register itself: one write path, one read path.
//!
//! Must not know any particular use case: it settles how decisions become entries, and entries a new atlas.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::{Mutex, Semaphore, watch};

use super::{Clock, RegisterError, SeenPairs, sights::Sights};
use crate::{
    atlas::{Atlas, Change, Entry, Sight, day_at},
    rules::{Pair, Report, Rules, audit},
    store::{Store, StoreError},
    zone::{Digest, Draft, Programme},
};

/// How often a decision is taken anew where another process keeps acting in between.
const TRIES: usize = 8;
/// How many passwords are hashed at once.
const SIGNING_IN: usize = 2;

/// The register: a store, the atlas of its newest revision, and the rules.
pub struct Register {
    pub(super) store: Store,
    atlas: ArcSwap<Atlas>,
    rules: Arc<Rules>,
    pub(super) clock: Clock,
    pub(super) signing_in: Semaphore,
    writing: Mutex<()>,
    rehearsal: bool,
    audited: Mutex<Option<Audited>>,
    heads: watch::Sender<Option<u64>>,
    sights: Sights,
}

/// The pairs of the newest revision audited, with the atlas they are of.
type Audited = (Arc<Atlas>, Arc<Vec<Pair>>);

/// What was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Newest revision after the act.
    pub revision: u64,
    /// Its hash.
    pub hash: Digest,
}

impl Register {
    /// Opens the register: reads the ledger and makes the atlas of its newest revision.
    ///
    /// # Errors
    /// Says what the programme lacks, or what the store answered.
    pub async fn open(store: Store, programme: Programme, clock: Clock) -> Result<Self, RegisterError> {
        let rules = Arc::new(Rules::of(&programme)?);
        let today = day_at(clock.now(), programme.utc_offset_hours);
        let recorded = store.recorded_after(0).await?;
        let atlas = tokio::task::spawn_blocking(move || {
            let steps = recorded.into_iter().map(|record| (record.entry, record.change));
            Atlas::empty(Arc::new(programme), today).advance(today, steps)
        })
        .await
        .map_err(|_| RegisterError::CutOff)?;
        let heads = watch::Sender::new(Some(atlas.head().revision));
        Ok(Self {
            store,
            heads,
            atlas: ArcSwap::from_pointee(atlas),
            rules,
            clock,
            signing_in: Semaphore::new(SIGNING_IN),
            writing: Mutex::new(()),
            rehearsal: false,
            audited: Mutex::default(),
            sights: Sights::default(),
        })
    }

    /// Returns the atlas of the newest revision known here, as of today.
    pub fn atlas(&self) -> Arc<Atlas> {
        let atlas = self.atlas.load_full();
        let today = day_at(self.clock.now(), atlas.programme().utc_offset_hours);
        if today == atlas.today() {
            return atlas;
        }
        let next = Arc::new(atlas.advance(today, []));
        // Where an act came between, its atlas stays and the next reader turns the day.
        self.atlas.compare_and_swap(&atlas, Arc::clone(&next));
        next
    }

    /// Returns the store, for what is kept beside the ledger.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the moment by the register's clock.
    pub(super) fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// Returns the rules.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// Returns the atlas as a kind of viewer sees it; made once for each revision and kind.
    pub fn seen_by(&self, sight: &Sight) -> Arc<Atlas> {
        self.sights.of(&self.atlas(), sight)
    }

    /// Judges a draft against everything in the newest revision, and tells what a kind of viewer may be told of it.
    ///
    /// # Errors
    /// Returns [`RegisterError::CutOff`] where the work could not be ended.
    pub async fn check(&self, mut draft: Draft, sight: &Sight) -> Result<Report, RegisterError> {
        let (atlas, rules) = (self.atlas(), Arc::clone(&self.rules));
        let seen = self.sights.of(&atlas, sight);
        // A zone's own ground is no overlap: under a code that is hidden from them, the silence would tell whose ground it is.
        draft.code = draft.code.filter(|code| seen.zone(code.as_str()).is_some());
        tokio::task::spawn_blocking(move || rules.check(&draft, &atlas).told_by(&seen))
            .await
            .map_err(|_| RegisterError::CutOff)
    }

    /// Returns the pairs of zones that share interior and are both seen by a kind of viewer.
    ///
    /// # Errors
    /// Names the tolerance that the programme lacks.
    pub async fn pairs_seen_by(&self, sight: &Sight) -> Result<SeenPairs, RegisterError> {
        let (atlas, pairs) = self.pairs().await?;
        let atlas = self.sights.of(&atlas, sight);
        Ok(SeenPairs { atlas, pairs })
    }

    /// Returns every pair of zones that share interior, with the atlas they are of; worked out once for each change of zones.
    ///
    /// # Errors
    /// Names the tolerance that the programme lacks.
    pub async fn pairs(&self) -> Result<(Arc<Atlas>, Arc<Vec<Pair>>), RegisterError> {
        let atlas = self.atlas();
        let mut audited = self.audited.lock().await;
        if let Some((of, pairs)) = &*audited
            && of.layers().zones == atlas.layers().zones
            && of.today() == atlas.today()
        {
            return Ok((atlas, Arc::clone(pairs)));
        }
        let shown = Arc::clone(&atlas);
        let pairs = tokio::task::spawn_blocking(move || audit(&shown))
            .await
            .map_err(|_| RegisterError::CutOff)??;
        let pairs = Arc::new(pairs);
        *audited = Some((Arc::clone(&atlas), Arc::clone(&pairs)));
        Ok((atlas, pairs))
    }

    /// Takes up what other processes have recorded; returns whether there was anything.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn follow(&self) -> Result<bool, RegisterError> {
        if self.store.head().await?.revision == self.atlas.load().head().revision {
            return Ok(false);
        }
        let _guard = self.writing.lock().await;
        self.catch_up().await
    }

    /// Returns entries of the ledger after a revision, oldest first.
    ///
    /// # Errors
    /// Returns what the store answered.
    pub async fn entries_after(&self, revision: u64, limit: u32) -> Result<Vec<Entry>, RegisterError> {
        Ok(self.store.entries_after(revision, limit).await?)
    }

    /// Returns the newest revision as it moves on; `None` once the register is about to close.
    pub fn heads(&self) -> watch::Receiver<Option<u64>> {
        self.heads.subscribe()
    }

    /// Tells whoever follows the heads that there will be no more.
    pub fn end_following(&self) {
        self.heads.send_replace(None);
    }

    /// Makes every act from now on a rehearsal: it is decided, and nothing is recorded.
    pub fn only_decide(&mut self) {
        self.rehearsal = true;
    }

    /// Closes the store.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// Decides on the newest atlas, and records what was decided in one transaction; where another process acted in between,
    /// decides anew. A decision without changes records nothing.
    pub(super) async fn act<T, F>(&self, actor: &str, decide: F) -> Result<(T, Receipt), RegisterError>
    where
        T: Send + 'static,
        F: Fn(&Atlas, &Rules) -> Result<(T, Vec<Change>), RegisterError> + Send + Sync + 'static,
    {
        let decide = Arc::new(decide);
        let _guard = self.writing.lock().await;
        for _ in 0..TRIES {
            self.catch_up().await?;
            let (atlas, rules, decide) = (self.atlas(), Arc::clone(&self.rules), Arc::clone(&decide));
            let recorded_at = self.clock.after(atlas.recorded_at());
            let actor = actor.to_owned();
            let head = atlas.head();
            let decided = tokio::task::spawn_blocking(move || {
                let (outcome, changes) = decide(&atlas, &rules)?;
                let mut head = atlas.head();
                let mut acts = Vec::with_capacity(changes.len());
                for change in changes {
                    let entry = Entry::follow(head, recorded_at, &actor, &change)?;
                    head = entry.head();
                    acts.push((entry, change));
                }
                Ok::<_, RegisterError>((outcome, acts))
            });
            let (outcome, acts) = decided.await.map_err(|_| RegisterError::CutOff)??;
            if acts.is_empty() || self.rehearsal {
                return Ok((
                    outcome,
                    Receipt {
                        revision: head.revision,
                        hash: head.hash,
                    },
                ));
            }
            match self.store.append(&acts).await {
                Ok(()) => {}
                Err(StoreError::Conflict { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
            let head = self
                .take_up(acts.into_iter().map(|(entry, change)| (entry, Some(change))).collect())
                .await?;
            return Ok((outcome, head));
        }
        let (expected, found) = (self.atlas().head().revision, self.store.head().await?.revision);
        Err(StoreError::Conflict { expected, found }.into())
    }

    /// Takes up entries that are in the store and not in the atlas. The caller holds the writing lock.
    async fn catch_up(&self) -> Result<bool, RegisterError> {
        let recorded = self.store.recorded_after(self.atlas.load().head().revision).await?;
        if recorded.is_empty() {
            return Ok(false);
        }
        self.take_up(
            recorded
                .into_iter()
                .map(|record| (record.entry, record.change))
                .collect(),
        )
        .await?;
        Ok(true)
    }

    async fn take_up(&self, steps: Vec<crate::atlas::Step>) -> Result<Receipt, RegisterError> {
        let atlas = self.atlas();
        let next = tokio::task::spawn_blocking(move || atlas.advance(atlas.today(), steps))
            .await
            .map_err(|_| RegisterError::CutOff)?;
        let head = next.head();
        self.atlas.store(Arc::new(next));
        // Nobody may be listening; and after the end nothing is told any more.
        self.heads.send_if_modified(|told| {
            let goes_on = told.is_some();
            *told = told.map(|_| head.revision);
            goes_on
        });
        Ok(Receipt {
            revision: head.revision,
            hash: head.hash,
        })
    }
}
