//! What a viewer sees, mended by what changed, against what they see made anew.

use std::sync::Arc;

use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use sizhi::{
    atlas::{Atlas, Change, Earlier, Entry, Sight},
    geometry::Bbox,
    zone::{Office, Standing, StandingClass, ZoneCode},
};

use super::ground::{block, programme, zone};

/// A step: the zone, and what becomes of it.
pub type Step = (usize, usize);

fn code(nth: usize) -> ZoneCode {
    format!("zone-{nth}").parse().unwrap()
}

/// Makes the changes of a step; a zone that is not there yet is delimited first.
fn changes(atlas: &Atlas, (nth, what): Step) -> Vec<Change> {
    let code = code(nth);
    let square = block(500.0 * nth as f64, 0.0, 600.0, 600.0);
    let versions = atlas.zone(code.as_str()).map_or(0, |record| record.delimitations.len());
    if versions == 0 || what == 0 {
        let mut changes = zone(code.as_str(), &square, StandingClass::Pending);
        if let Change::Delimited(delimitation) = &mut changes[1] {
            delimitation.number = versions as u32 + 1;
        }
        if let Change::Stood { number, .. } = &mut changes[2] {
            *number = versions as u32 + 1;
        }
        return changes;
    }
    let (act, state, class) = [
        ("submit", "submitted", StandingClass::Pending),
        ("publish", "published", StandingClass::Pending),
        ("record", "in-force", StandingClass::InForce),
        ("reject", "rejected", StandingClass::Returned),
    ][what % 4];
    let standing = Standing {
        act: act.to_owned(),
        state: state.to_owned(),
        class,
        effective: None,
        document: None,
        reason: None,
    };
    vec![Change::Stood {
        zone: code,
        number: versions as u32,
        standing,
    }]
}

pub fn next(atlas: &Atlas, step: Step) -> Atlas {
    let moment: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
    let mut head = atlas.head();
    let mut steps = Vec::new();
    for change in changes(atlas, step) {
        let entry = Entry::follow(head, moment, "test", &change).unwrap();
        head = entry.head();
        steps.push((entry, Some(change)));
    }
    atlas.advance(date(2026, 11, 22), steps)
}

/// Tells all that is seen of zones.
fn told(seen: &Atlas) -> String {
    let zones: Vec<_> = seen
        .zones()
        .map(|record| {
            let versions = record.delimitations.iter().map(|version| {
                let states = version.standings.iter().map(|standing| &standing.standing.state);
                (version.delimitation.number, states.collect::<Vec<_>>())
            });
            (&record.zone.code, versions.collect::<Vec<_>>())
        })
        .collect();
    let shapes: Vec<_> = seen
        .shapes()
        .map(|shape| (&shape.zone, shape.class, shape.delimitation))
        .collect();
    let mut boxed: Vec<_> = seen
        .shapes_in(&Bbox::new(-180.0, -90.0, 180.0, 90.0).unwrap())
        .map(|shape| (&shape.zone, shape.class.as_str(), shape.delimitation))
        .collect();
    boxed.sort_unstable();
    format!("{zones:?}\n{shapes:?}\n{boxed:?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_seen_is_the_same_mended_by_changes_and_made_anew(
        steps in prop::collection::vec((0..6_usize, 0..5_usize), 1..30),
        asked in prop::collection::vec(any::<bool>(), 30),
    ) {
        let office = Office {
            code: "office".parse().unwrap(),
            name: "office".to_owned(),
            role: "operator".parse().unwrap(),
            territory: "zone:zone-1".parse().unwrap(),
        };
        for sight in [Sight::Public, Sight::Office(office)] {
            let mut whole = Arc::new(Atlas::empty(Arc::new(programme()), date(2026, 11, 22)));
            let mut earlier = Earlier { whole: Arc::clone(&whole), seen: whole.seen_by(&sight, None) };
            for (step, asked) in steps.iter().zip(&asked) {
                whole = Arc::new(next(&whole, *step));
                if *asked {
                    let mended = whole.seen_by(&sight, Some(&earlier));
                    prop_assert_eq!(told(&mended), told(&whole.seen_by(&sight, None)));
                    earlier = Earlier { whole: Arc::clone(&whole), seen: mended };
                }
            }
        }
    }
}
