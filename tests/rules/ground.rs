//! Ground for the rules: shapes laid out in metres around a place, drafts of them, and a register that holds zones.

use std::sync::Arc;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use jiff::{Timestamp, civil::date};
use sizhi::{
    atlas::{Atlas, Change, Entry},
    geometry::{Datum, metres_per_degree_lat, metres_per_degree_lon},
    rules::{Finding, Report, Rules},
    zone::{Delimitation, Draft, DraftPark, Park, Programme, Severity, Standing, StandingClass, Zone},
};

/// Middle of the ground.
pub const LON: f64 = 120.6;
/// Middle of the ground.
pub const LAT: f64 = 31.3;

/// The programme that the program carries.
pub fn programme() -> Programme {
    Programme::parse(include_str!("../../data/programmes/national-ip-cluster.toml")).unwrap()
}

/// Returns a tolerance of the programme, so that the tests follow it.
pub fn tolerance(rule: &str, name: &str) -> f64 {
    programme().rule_set.tolerance(rule, name).unwrap()
}

/// Turns metres east and north of the middle into degrees.
pub fn at(east_m: f64, north_m: f64) -> Coord<f64> {
    Coord {
        x: LON + east_m / metres_per_degree_lon(LAT),
        y: LAT + north_m / metres_per_degree_lat(LAT),
    }
}

/// Makes a ring of places in metres.
pub fn ring(places: &[(f64, f64)]) -> LineString<f64> {
    LineString(places.iter().map(|&(east_m, north_m)| at(east_m, north_m)).collect())
}

/// Makes a shape of one ring of places in metres.
pub fn shape(places: &[(f64, f64)]) -> MultiPolygon<f64> {
    MultiPolygon(vec![Polygon::new(ring(places), vec![])])
}

/// Makes a box: its south-west corner, its width and its height, in metres.
pub fn block(east_m: f64, north_m: f64, width_m: f64, height_m: f64) -> MultiPolygon<f64> {
    let (e, n) = (east_m + width_m, north_m + height_m);
    shape(&[(east_m, north_m), (e, north_m), (e, n), (east_m, n), (east_m, north_m)])
}

/// Makes a draft park with a function of its own.
pub fn park(name: &str, function: &str, shape: MultiPolygon<f64>) -> DraftPark {
    DraftPark {
        name: name.to_owned(),
        host: None,
        functions: vec![function.to_owned()],
        closing: true,
        declared_area: None,
        abuttals: None,
        shape: Some(shape),
        unclosed: Vec::new(),
    }
}

/// Makes a draft of parks.
pub fn draft(parks: Vec<DraftPark>) -> Draft {
    Draft {
        code: None,
        name: "试画区".to_owned(),
        kind: "pilot".to_owned(),
        host: None,
        division: Some("320505".parse().unwrap()),
        declared_area: None,
        abuttals: None,
        datum: Datum::Cgcs2000,
        outline: None,
        unclosed_outline: Vec::new(),
        parks,
        document: None,
        valid_from: None,
        remark: None,
        answers: std::collections::BTreeMap::new(),
    }
}

/// Makes a draft of one park.
pub fn single(shape: MultiPolygon<f64>) -> Draft {
    draft(vec![park("甲", "general", shape)])
}

/// Makes a register of changes.
pub fn register(changes: Vec<Change>) -> Atlas {
    let empty = Atlas::empty(Arc::new(programme()), date(2026, 11, 22));
    let mut head = empty.head();
    let moment: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
    let steps: Vec<(Entry, Option<Change>)> = changes
        .into_iter()
        .map(|change| {
            let entry = Entry::follow(head, moment, "test", &change).unwrap();
            head = entry.head();
            (entry, Some(change))
        })
        .collect();
    empty.advance(date(2026, 11, 22), steps)
}

/// Makes the changes that put a zone of one park into the register.
pub fn zone(code: &str, shape: &MultiPolygon<f64>, class: StandingClass) -> Vec<Change> {
    let code: sizhi::zone::ZoneCode = code.parse().unwrap();
    let (act, state) = match class {
        StandingClass::InForce => ("record", "in-force"),
        _ => ("submit", "submitted"),
    };
    let park = Park {
        name: "园".to_owned(),
        host: None,
        functions: vec!["general".to_owned()],
        closing: true,
        declared_area: None,
        abuttals: None,
        shape: Some(Arc::new(sizhi::geometry::normalise(shape))),
    };
    vec![
        Change::ZoneRecorded(Zone {
            code: code.clone(),
            programme: "national-ip-cluster".to_owned(),
            kind: "pilot".to_owned(),
            name: format!("区 {code}"),
            host: None,
            division: None,
            remark: None,
        }),
        Change::Delimited(Box::new(Delimitation {
            zone: code.clone(),
            number: 1,
            declared_area: None,
            abuttals: None,
            outline: None,
            parks: vec![park],
            document: None,
            valid_from: None,
            rule_set: "2026.1".to_owned(),
            answers: std::collections::BTreeMap::new(),
        })),
        Change::Stood {
            zone: code,
            number: 1,
            standing: Standing {
                act: act.to_owned(),
                state: state.to_owned(),
                class,
                effective: None,
                document: None,
                reason: None,
            },
        },
    ]
}

/// Judges a draft against a register.
pub fn judge(draft: &Draft, atlas: &Atlas) -> Report {
    Rules::of(atlas.programme()).unwrap().check(draft, atlas)
}

/// Returns the findings of one rule on a draft before an empty register.
pub fn findings(rule: &str, draft: &Draft) -> Vec<Finding> {
    of_rule(rule, judge(draft, &register(Vec::new())))
}

/// Returns the findings of one rule in a report.
pub fn of_rule(rule: &str, report: Report) -> Vec<Finding> {
    report
        .findings
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

/// Returns a figure of a finding.
pub fn figure(finding: &Finding, name: &str) -> f64 {
    finding
        .figures
        .iter()
        .find(|figure| figure.name == name)
        .unwrap_or_else(|| panic!("{name}: {finding:?}"))
        .value
}

/// Asserts that a finding can be acted on: words in both languages, a severity of the rule set or lighter.
pub fn assert_told(finding: &Finding, severity: Severity) {
    assert!(
        !finding.message.zh.is_empty() && !finding.message.en.is_empty(),
        "{finding:?}"
    );
    assert_eq!(finding.severity, severity, "{finding:?}");
    assert!(finding.version >= 1, "{finding:?}");
}
