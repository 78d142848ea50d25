//! Whether a ruling stands for a pair: it does as long as what the two share is the ground that was ruled on.
//!
//! Must not know who may rule. The comparison is of shapes, by the same overlay as every overlap.

use std::sync::Arc;

use super::{Pair, PairKind};
use crate::{
    atlas::{Atlas, RulingRecord},
    geometry,
    zone::{StandingClass, ToleranceMissing, Verdict},
};

/// What rulings say of a pair.
#[derive(Debug, Clone)]
pub enum Ruled {
    /// None was made on these two zones.
    Never,
    /// The newest one on the ground that they share today.
    Stands(Arc<RulingRecord>),
    /// The newest one was on other ground: the pair is open again.
    Reopened(Arc<RulingRecord>),
}

impl Ruled {
    /// Tells whether the pair may stay as it is.
    pub fn is_accepted(&self) -> bool {
        matches!(self, Self::Stands(record) if record.ruling.verdict == Verdict::Accepted)
    }
}

/// Finds the ruling on a pair. Two grounds are the same where what lies in one and not in the other measures no more than the
/// overlap rule's `speck_area_m2`, of which nothing is said anywhere; a pair that is undecided has no ground to compare.
///
/// # Errors
/// Names the tolerance that the programme lacks.
pub fn ruled(atlas: &Atlas, pair: &Pair) -> Result<Ruled, ToleranceMissing> {
    let Some(key) = pair.key() else { return Ok(Ruled::Never) };
    let rulings = atlas.rulings(&key);
    let Some(newest) = rulings.last() else {
        return Ok(Ruled::Never);
    };
    let pending = [&pair.a, &pair.b]
        .iter()
        .any(|side| side.status == StandingClass::Pending);
    let rule = if pending { "overlap-pending" } else { "overlap-zone" };
    let speck_area_m2 = atlas.programme().rule_set.tolerance(rule, "speck_area_m2")?;
    let is_same = |record: &&Arc<RulingRecord>| {
        pair.kind != PairKind::Undecided && differing_m2(record, pair).is_some_and(|m2| m2 <= speck_area_m2)
    };
    let stands = rulings.iter().rev().find(is_same);
    Ok(stands.map_or_else(
        || Ruled::Reopened(Arc::clone(newest)),
        |record| Ruled::Stands(Arc::clone(record)),
    ))
}

/// Returns the area of the ground that is in one of the two and not in both, m²; `None` where it cannot be decided.
fn differing_m2(record: &RulingRecord, pair: &Pair) -> Option<f64> {
    if *record.ruling.shared == pair.place {
        return Some(0.0);
    }
    // Of ground between limits that are straight in degrees, areas add up however limits are cut.
    let measured = geometry::straight_area_m2;
    let common = geometry::intersection(&record.ruling.shared, &pair.place).ok()?;
    let common_m2 = common.map_or(0.0, |common| measured(&common.geometry));
    let left_over = |ground| (measured(ground) - common_m2).max(0.0);
    Some(left_over(&record.ruling.shared) + left_over(&pair.place))
}
