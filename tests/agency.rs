//! Laws of agencies: stays told in the order of the ledger, and exports that are read whatever they hold.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;
use sizhi::{
    agency::{Admission, Agency, Category, Release},
    atlas::{AgencyRecord, Move, Recorded},
    format::read_notices,
};

fn day(nth: i64) -> Date {
    jiff::civil::date(2024, 1, 1).checked_add(nth.days()).unwrap()
}

fn recorded(revision: usize) -> Recorded {
    Recorded {
        revision: revision as u64,
        at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn record() -> AgencyRecord {
    let agency = Agency {
        id: "a".parse().unwrap(),
        name: "甲".to_owned(),
        services: Vec::new(),
        address: None,
        point: None,
        located: None,
        licence: None,
        credit_code: None,
        remark: None,
    };
    AgencyRecord::new(agency, recorded(0))
}

/// Stays one after another: zone, days until it begins, days that it lasts (0: it ends on its first day).
fn stays() -> impl Strategy<Value = Vec<(bool, i64, i64)>> {
    proptest::collection::vec((any::<bool>(), 0_i64..4, 0_i64..4), 0..8)
}

proptest! {
    #[test]
    fn on_each_day_the_agency_sits_where_the_stays_say(stays in stays(), is_last_open in any::<bool>()) {
        let mut record = record();
        let mut model: Vec<(String, i64, i64)> = Vec::new();
        let mut at = 0;
        for (nth, (zone, wait, lasts)) in stays.iter().enumerate() {
            let zone = if *zone { "zone-a" } else { "zone-b" };
            let (from, until) = (at + wait, at + wait + lasts);
            let admission = Admission { agency: "a".parse().unwrap(), zone: zone.parse().unwrap(), park: None, admitted_on: Some(day(from)), reason: None };
            record.moves.push((recorded(2 * nth), Move::In(admission)));
            at = until;
            if is_last_open && nth + 1 == stays.len() {
                model.push((zone.to_owned(), from, i64::MAX));
            } else {
                let release = Release { agency: "a".parse().unwrap(), zone: zone.parse().unwrap(), released_on: day(until), reason: None };
                record.moves.push((recorded(2 * nth + 1), Move::Out(release)));
                model.push((zone.to_owned(), from, until));
            }
        }
        for nth in 0..=at + 2 {
            let expected = model.iter().find(|(_, from, until)| (*from..*until).contains(&nth));
            let found = record.admission(day(nth)).map(|admission| admission.zone.to_string());
            prop_assert_eq!(found.as_ref(), expected.map(|(zone, ..)| zone));
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_of_exports_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _read = read_notices(&bytes, None);
        let mut table = "机构名称,统一社会信用代码,公告日期\n".as_bytes().to_vec();
        table.extend(bytes);
        if let Ok(read) = read_notices(&table, Some("x.csv")) {
            prop_assert!(read.notices.iter().all(|notice| notice.line >= 2 && !notice.name.is_empty()));
        }
    }

    #[test]
    fn words_that_lift_a_sanction_are_never_one(before in "[非正常恶意吊销停业]{0,6}", lifted in "解除|移出|恢复") {
        let text = format!("{lifted}{before}");
        prop_assert_eq!(Category::read(&text), Category::Harmless);
    }
}

#[test]
fn an_admission_without_a_day_holds_until_its_release() {
    let mut record = record();
    let admission = Admission {
        agency: "a".parse().unwrap(),
        zone: "zone-a".parse().unwrap(),
        park: Some("一区".to_owned()),
        admitted_on: None,
        reason: None,
    };
    record.moves.push((recorded(1), Move::In(admission.clone())));
    assert!(record.admission(jiff::civil::date(1900, 1, 1)).is_some());
    let release = Release {
        agency: "a".parse().unwrap(),
        zone: "zone-a".parse().unwrap(),
        released_on: day(0),
        reason: None,
    };
    record.moves.push((recorded(2), Move::Out(release)));
    assert!(record.admission(day(-1)).is_some() && record.admission(day(0)).is_none());
    // A move to another park of the zone ends the stay before without a release.
    let moved = |park: &str, from| Admission {
        park: Some(park.to_owned()),
        admitted_on: Some(from),
        ..admission.clone()
    };
    record.moves.push((recorded(3), Move::In(moved("一区", day(10)))));
    record.moves.push((recorded(4), Move::In(moved("二区", day(20)))));
    let park = |on| record.admission(on).and_then(|admission| admission.park.clone());
    assert_eq!(
        (park(day(19)).unwrap(), park(day(20)).unwrap()),
        ("一区".to_owned(), "二区".to_owned())
    );
    assert_eq!(record.stays()[1].until, Some(day(20)));
}
