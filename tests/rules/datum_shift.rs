//! `extent` where coordinates are in another datum than stated: features and the applicant's division tell, and nothing is moved.

use std::sync::Arc;

use geo::MapCoords;
use geo_types::{Coord, MultiLineString, MultiPolygon};
use sizhi::{
    abuttals::{Feature, FeatureClass},
    atlas::{Atlas, Change, Dataset, DatasetKind, Load, Rows},
    geometry::{Datum, LonLat, distance_m, normalise},
    rules::Finding,
    zone::{Digest, District, Draft, Severity},
};

use super::ground::{assert_told, block, figure, judge, of_rule, register, ring, shape, single};

/// A box of roads, and the park that fills it.
const CORNERS: [(f64, f64); 5] = [
    (-700.0, 0.0),
    (100.0, 0.0),
    (100.0, 600.0),
    (-700.0, 600.0),
    (-700.0, 0.0),
];

fn load(kind: DatasetKind, datum: Datum, rows: Rows) -> Change {
    let dataset = Dataset {
        kind,
        name: "ground".to_owned(),
        file: "ground.geojson".to_owned(),
        datum,
        file_digest: Digest::of_bytes(b"ground"),
    };
    Change::Loaded(Box::new(Load { dataset, rows }))
}

/// Roads along the edges of the box.
fn roads() -> Change {
    let feature = Feature {
        id: "way/1".to_owned(),
        name: "环路".to_owned(),
        class: FeatureClass::Road,
        line: Arc::new(MultiLineString(vec![ring(&CORNERS)])),
    };
    load(DatasetKind::Features, Datum::Wgs84, Rows::Features(vec![feature]))
}

/// The applicant's district, ending in the east at some metres from the middle.
fn district(east_m: f64) -> Change {
    let district = District {
        division: "320505".parse().unwrap(),
        name: "虎丘区".to_owned(),
        shape: Arc::new(normalise(&block(-10_000.0, -5_000.0, 10_000.0 + east_m, 10_000.0))),
    };
    load(DatasetKind::Districts, Datum::Cgcs2000, Rows::Districts(vec![district]))
}

/// The park as a file in a shifted datum has it.
fn in_datum(datum: Datum) -> MultiPolygon<f64> {
    shape(&CORNERS).map_coords(|c| {
        let (x, y) = datum.from_lon_lat(LonLat::new(c.x, c.y).unwrap());
        Coord { x, y }
    })
}

fn found(draft: &Draft, atlas: &Atlas) -> Vec<Finding> {
    of_rule("extent", judge(draft, atlas))
}

/// Asserts that one finding names the datum and how many metres the shape would move.
fn assert_suspects(found: &[Finding], datum: Datum, given: &MultiPolygon<f64>, read: &MultiPolygon<f64>) {
    let [finding] = found else { panic!("{datum}: {found:?}") };
    assert_told(finding, Severity::Warning);
    let corner = |shape: &MultiPolygon<f64>| LonLat::try_from(shape.0[0].exterior().0[0]).unwrap();
    let moved_m = distance_m(corner(given), corner(read));
    let told_m = figure(finding, "shift_m");
    assert!((told_m - moved_m).abs() < 2.0, "{told_m} {moved_m}");
    for message in [&finding.message.zh, &finding.message.en] {
        let rounded = format!("{told_m:.1}");
        let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
        let metres = if told_m < 1000.0 { rounded } else { "1." };
        assert!(
            message.contains(datum.as_str()) && message.contains(metres),
            "{message} {metres}"
        );
    }
    assert!(finding.message.en.contains("hint: ") && finding.message.zh.contains("提示"));
    let conversion = finding.fixes.iter().find(|fix| fix.datum == Some(datum)).unwrap();
    assert_eq!(conversion.kind, "convert-datum");
}

/// The draft with the shapes that the conversion to CGCS2000 from `datum` gives, and so stated.
fn converted(draft: &Draft, finding: &Finding, datum: Datum) -> Draft {
    let fix = finding.fixes.iter().find(|fix| fix.datum == Some(datum)).unwrap();
    assert_eq!(fix.parks.len(), draft.parks.len(), "every shape is converted");
    let mut after = Draft {
        datum: Datum::Cgcs2000,
        ..draft.clone()
    };
    for fixed in &fix.parks {
        assert_eq!(after.parks[fixed.nth].name, fixed.park);
        after.parks[fixed.nth].shape = Some(fixed.shape.clone());
    }
    after
}

#[test]
fn coordinates_that_fit_the_roads_only_in_another_datum_are_suspected_of_it() {
    let atlas = register(vec![roads()]);
    assert!(found(&single(shape(&CORNERS)), &atlas).is_empty());
    for datum in [Datum::Gcj02, Datum::Bd09] {
        let given = in_datum(datum);
        let findings = found(&single(given.clone()), &atlas);
        assert_suspects(&findings, datum, &given, &shape(&CORNERS));
        assert!(figure(&findings[0], "share_along_features_if_shifted") > 0.9);
    }
}

#[test]
fn the_district_alone_tells_where_no_feature_is_near() {
    let atlas = register(vec![district(150.0)]);
    assert!(found(&single(shape(&CORNERS)), &atlas).is_empty());
    for datum in [Datum::Gcj02, Datum::Bd09] {
        let given = in_datum(datum);
        let findings = found(&single(given.clone()), &atlas);
        assert_suspects(&findings, datum, &given, &shape(&CORNERS));
        assert!(figure(&findings[0], "share_inside_division_as_given") < 0.7);
        assert_eq!(figure(&findings[0], "share_inside_division_if_shifted"), 1.0);
    }
    let mut draft = single(in_datum(Datum::Gcj02));
    draft.division = Some("320500".parse().unwrap());
    assert_eq!(found(&draft, &atlas).len(), 1, "a prefecture covers its districts");
    draft.division = None;
    assert!(
        found(&draft, &atlas).is_empty(),
        "without a division there is nothing to compare with"
    );
}

#[test]
fn a_judge_that_speaks_against_the_shift_outweighs_the_other() {
    // The roads lie where the park would be if it were gcj02; the district ends before them.
    let true_park = shape(&CORNERS);
    let far_west = |c: Coord<f64>| {
        let (x, y) = Datum::Gcj02.from_lon_lat(LonLat::new(c.x, c.y).unwrap());
        Coord { x, y }
    };
    let given = true_park.map_coords(far_west);
    let only_east = District {
        division: "320505".parse().unwrap(),
        name: "虎丘区".to_owned(),
        shape: Arc::new(normalise(&block(-400.0, -5_000.0, 10_000.0, 10_000.0))),
    };
    let district = load(
        DatasetKind::Districts,
        Datum::Cgcs2000,
        Rows::Districts(vec![only_east]),
    );
    let found = found(&single(given), &register(vec![roads(), district]));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_datum_stated_wrongly_is_suspected_as_well() {
    let atlas = register(vec![roads()]);
    // Plain coordinates that were stated to be gcj02, and so were moved off the roads.
    let moved = shape(&CORNERS).map_coords(|c| Datum::Gcj02.to_lon_lat(c.x, c.y).unwrap().coord());
    let mut draft = single(moved.clone());
    draft.datum = Datum::Gcj02;
    assert_suspects(&found(&draft, &atlas), Datum::Cgcs2000, &moved, &shape(&CORNERS));
}

#[test]
fn a_conversion_that_is_offered_clears_the_finding_and_brings_the_shape_to_its_place() {
    let atlas = register(vec![roads(), district(150.0)]);
    for (stated, datum) in [
        (Datum::Wgs84, Datum::Gcj02),
        (Datum::Cgcs2000, Datum::Bd09),
        (Datum::Gcj02, Datum::Cgcs2000),
        (Datum::Bd09, Datum::Gcj02),
    ] {
        // A file in `datum` that was stated to be in `stated`, and so came to lie elsewhere.
        let misread = in_datum(datum).map_coords(|c| stated.to_lon_lat(c.x, c.y).unwrap().coord());
        let mut draft = single(misread);
        draft.datum = stated;
        let findings = found(&draft, &atlas);
        let [finding] = findings.as_slice() else {
            panic!("{stated} {datum}: {findings:?}")
        };
        let after = converted(&draft, finding, datum);
        assert!(found(&after, &atlas).is_empty(), "{stated} {datum}");
        let (is, should) = (after.parks[0].shape.clone().unwrap(), normalise(&shape(&CORNERS)));
        for (a, b) in is.0[0].exterior().0.iter().zip(&should.0[0].exterior().0) {
            let apart_m = distance_m(LonLat::try_from(*a).unwrap(), LonLat::try_from(*b).unwrap());
            assert!(apart_m < 0.005, "{stated} {datum}: {apart_m} m off");
        }
    }
}
