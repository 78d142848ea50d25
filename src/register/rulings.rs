//! Ruling on what two zones share.
//!
//! Must not know who may rule, nor compare shapes: the audit finds the pairs.

use std::sync::Arc;

use super::{Actor, Receipt, Register, RegisterError, subject_of};
use crate::{
    atlas::{Atlas, Change},
    rules::{Pair, PairKind, pairs_of},
    zone::{Deed, Ruling, Verdict, ZoneCode},
};

/// A ruling asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingRequest {
    /// Id of the pair, with the delimitations: a ruling is on what they share.
    pub pair: String,
    /// What is decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
}

impl Register {
    /// Rules on a pair, and returns the ruling.
    ///
    /// # Errors
    /// Says that there is no such pair today, that it is undecided, or that the reason is missing.
    pub async fn rule(
        &self,
        actor: impl Into<Actor>,
        request: RulingRequest,
    ) -> Result<(Ruling, Receipt), RegisterError> {
        let actor: Actor = actor.into();
        let author = actor.author(&self.atlas());
        self.act(&author, move |atlas, _| {
            let pair = pair_of(atlas, &request.pair)?;
            if !sees_pair(&actor, atlas, &pair)? {
                return Err(RegisterError::NoPair(request.pair.clone()));
            }
            may_rule(&actor, atlas, &pair)?;
            let ruling = decide(pair, &request)?;
            Ok((ruling.clone(), vec![Change::Ruled(Box::new(ruling))]))
        })
        .await
    }
}

/// Tells whether an actor sees both sides of what is ruled on.
fn sees_pair(actor: &Actor, atlas: &Atlas, pair: &Pair) -> Result<bool, RegisterError> {
    let sight = actor.sight(atlas)?;
    let mut seen = [&pair.a, &pair.b].into_iter().map(|side| {
        let record = atlas.zone(side.zone.as_str())?;
        Some(atlas.sees(&sight, record, record.delimitation(side.delimitation)?))
    });
    Ok(seen.all(|seen| seen == Some(true)))
}

/// Whoever reviews either side of the pair may rule on what they share.
fn may_rule(actor: &Actor, atlas: &Atlas, pair: &Pair) -> Result<(), RegisterError> {
    let mut refused = Ok(());
    for code in [&pair.a.zone, &pair.b.zone] {
        let Some(record) = atlas.zone(code.as_str()) else {
            continue;
        };
        match actor.may(atlas, Deed::Rule, &subject_of(atlas, record, None)) {
            Ok(()) => return Ok(()),
            Err(error) => refused = Err(error),
        }
    }
    refused
}

fn decide(pair: Pair, request: &RulingRequest) -> Result<Ruling, RegisterError> {
    let reason = request.reason.trim();
    if reason.is_empty() {
        return Err(RegisterError::RulingReason);
    }
    if pair.kind == PairKind::Undecided && request.verdict == Verdict::Accepted {
        return Err(RegisterError::UndecidedPair(pair.id()));
    }
    let key = pair.key().ok_or_else(|| RegisterError::NoPair(request.pair.clone()))?;
    Ok(Ruling {
        pair: key,
        delimitations: [pair.a.delimitation, pair.b.delimitation],
        verdict: request.verdict,
        reason: reason.to_owned(),
        shared: Arc::new(pair.place),
    })
}

/// Finds a pair of today by its id.
fn pair_of(atlas: &Atlas, id: &str) -> Result<Pair, RegisterError> {
    let missing = || RegisterError::NoPair(id.to_owned());
    // The code of a zone holds no dot.
    let (code, _) = id.split_once('.').ok_or_else(missing)?;
    let code: ZoneCode = code.parse().map_err(|_| missing())?;
    let mut pairs = pairs_of(atlas, &code)?.into_iter();
    pairs.find(|pair| pair.id() == id).ok_or_else(missing)
}
