//! `closure-overlap`, `closure-gap`, `closure-protrusion`, `closure-vertex`.

use sizhi::zone::{Draft, Severity};

use super::ground::{assert_told, block, draft, figure, findings, park, shape, tolerance};

const RULES: [&str; 4] = ["closure-overlap", "closure-gap", "closure-protrusion", "closure-vertex"];

/// Two parks of 1 km side by side, the second moved east by `gap_m`.
fn side_by_side(gap_m: f64) -> Draft {
    draft(vec![
        park("西片", "agency", block(0.0, 0.0, 1000.0, 1000.0)),
        park("东片", "legal", block(1000.0 + gap_m, 0.0, 1000.0, 1000.0)),
    ])
}

fn counts(draft: &Draft) -> [usize; 4] {
    RULES.map(|rule| findings(rule, draft).len())
}

#[test]
fn parks_that_share_their_vertices_close_without_a_word() {
    assert_eq!(counts(&side_by_side(0.0)), [0; 4]);
    let mut with_outline = side_by_side(0.0);
    with_outline.outline = Some(block(0.0, 0.0, 2000.0, 1000.0));
    assert_eq!(counts(&with_outline), [0; 4]);
}

#[test]
fn parks_over_one_another_are_told_with_the_area() {
    let found = findings("closure-overlap", &side_by_side(-10.0));
    assert_eq!(found.len(), 1);
    assert_told(&found[0], Severity::Error);
    assert!((figure(&found[0], "area") - 10_000.0).abs() < 30.0, "{found:?}");
    let least_m2 = tolerance("closure-overlap", "area_m2");
    // A strip of a kilometre below the least area is the noise of stored coordinates.
    assert!(findings("closure-overlap", &side_by_side(-least_m2 / 1000.0 * 0.5)).is_empty());
}

#[test]
fn an_overlay_may_lie_over_other_parks() {
    let mut overlaid = side_by_side(-10.0);
    overlaid.parks[1].closing = false;
    assert_eq!(counts(&overlaid), [0; 4]);
}

#[test]
fn a_slit_is_a_gap_up_to_the_width_of_a_road_and_open_ground_beyond() {
    let width_m = tolerance("closure-gap", "width_m");
    assert_eq!(findings("closure-gap", &side_by_side(width_m * 0.9)).len(), 1);
    assert!(findings("closure-gap", &side_by_side(width_m * 1.1)).is_empty());
}

#[test]
fn with_an_outline_every_piece_that_no_park_covers_is_a_gap() {
    let mut zone = side_by_side(100.0);
    zone.outline = Some(block(0.0, 0.0, 2100.0, 1000.0));
    let found = findings("closure-gap", &zone);
    assert_eq!(found.len(), 1);
    assert!((figure(&found[0], "area") - 100_000.0).abs() < 300.0, "{found:?}");
}

#[test]
fn a_park_beyond_the_outline_protrudes() {
    let mut zone = side_by_side(0.0);
    zone.outline = Some(block(0.0, 0.0, 1990.0, 1000.0));
    let found = findings("closure-protrusion", &zone);
    assert_eq!(found.len(), 1);
    assert_told(&found[0], Severity::Error);
    assert_eq!(found[0].park.as_deref(), Some("东片"));
    assert!((figure(&found[0], "area") - 10_000.0).abs() < 30.0);
}

#[test]
fn a_vertex_on_the_common_limit_that_the_neighbour_lacks_is_unmatched() {
    let within_m = tolerance("closure-vertex", "vertex_m");
    let with_vertex = |off_m: f64| {
        let east = shape(&[
            (1000.0, 0.0),
            (2000.0, 0.0),
            (2000.0, 1000.0),
            (1000.0, 1000.0),
            (1000.0 + off_m, 500.0),
            (1000.0, 0.0),
        ]);
        let parks = vec![
            park("西片", "agency", block(0.0, 0.0, 1000.0, 1000.0)),
            park("东片", "legal", east),
        ];
        findings("closure-vertex", &draft(parks))
    };
    for off_m in [0.0, within_m * 0.8] {
        let found = with_vertex(off_m);
        assert_eq!(found.len(), 1, "{off_m}: {found:?}");
        assert_told(&found[0], Severity::Warning);
    }
    assert!(with_vertex(within_m * 1.5).is_empty());
}

#[test]
fn scattered_blocks_close_each_on_its_own() {
    let scattered = draft(vec![
        park("甲", "agency", block(0.0, 0.0, 500.0, 500.0)),
        park("乙", "legal", block(5000.0, 0.0, 500.0, 500.0)),
    ]);
    assert_eq!(counts(&scattered), [0; 4]);
}

#[test]
fn the_fixes_offered_clear_the_finding_under_every_rule() {
    let step = shape(&[
        (1000.0, 0.0),
        (2000.0, 0.0),
        (2000.0, 1000.0),
        (1000.0, 1000.0),
        (1000.0, 500.0),
        (1000.0, 0.0),
    ]);
    let mut protruding = side_by_side(0.0);
    protruding.outline = Some(block(0.0, 0.0, 1990.0, 1000.0));
    let mut open = side_by_side(100.0);
    open.outline = Some(block(0.0, 0.0, 2100.0, 1000.0));
    let unmatched = draft(vec![
        park("西片", "agency", block(0.0, 0.0, 1000.0, 1000.0)),
        park("东片", "legal", step),
    ]);
    for (draft, rule, kind) in [
        (side_by_side(-10.0), "closure-overlap", "clip-overlap"),
        (side_by_side(0.3), "closure-gap", "snap-to-neighbour"),
        (open, "closure-gap", "fill-gap"),
        (protruding, "closure-protrusion", "clip-protrusion"),
        (unmatched, "closure-vertex", "insert-vertex"),
    ] {
        let found = findings(rule, &draft);
        let fixes = &found[0].fixes;
        assert!(fixes.iter().any(|fix| fix.kind == kind), "{rule}: {fixes:?}");
        for fix in fixes {
            let mut mended = draft.clone();
            for fixed in &fix.parks {
                assert_eq!(mended.parks[fixed.nth].name, fixed.park);
                mended.parks[fixed.nth].shape = Some(fixed.shape.clone());
            }
            assert_eq!(counts(&mended), [0; 4], "{rule}: {}", fix.kind);
            for other in ["ring", "simple", "speck"] {
                assert!(
                    findings(other, &mended).is_empty(),
                    "{rule}: {} brings {other}",
                    fix.kind
                );
            }
        }
    }
}
