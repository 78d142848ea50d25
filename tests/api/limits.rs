//! Limits as a client meets them: on a common limit both sides are told; a fix that is offered mends the draft.

use serde_json::{Value, json};

use super::server::{Server, program, url};

/// A draft of two parks side by side in open country, the second `apart_deg` east of the first.
fn two_parks(code: &str, apart_deg: f64) -> Value {
    let block = |west: f64, east: f64| json!({"type": "Polygon", "coordinates": [[[west, 43.0], [east, 43.0], [east, 43.01], [west, 43.01], [west, 43.0]]]});
    let park = |name: &str, function: &str, geometry: Value| json!({"type": "Feature", "geometry": geometry, "properties": {"park": name, "functions": [function], "closing": true}});
    json!({
        "type": "FeatureCollection",
        "zone": {"code": code, "name": "界线试验区", "kind": "pilot", "division": "659001", "valid_from": "2024-01-15"},
        "features": [
            park("西片", "agency", block(86.0, 86.01)),
            park("东片", "legal", block(86.01 + apart_deg, 86.02)),
        ],
    })
}

/// Records drafts as approved before, in a process of its own.
fn record(server: &Server, drafts: &[Value]) {
    let folder = tempfile::tempdir().unwrap();
    for (nth, draft) in drafts.iter().enumerate() {
        let file = folder.path().join(format!("{nth}.geojson"));
        std::fs::write(&file, draft.to_string()).unwrap();
        let taken = program(&url(&server.database))
            .args(["import", "zones", "--as", "recorded"])
            .arg(&file)
            .output()
            .unwrap();
        assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    }
    // Readiness takes up what is in the ledger before it answers.
    server.json("/readyz");
}

fn named(answer: &Value) -> Vec<(&str, &str, &str)> {
    let word = |zone: &'_ Value, name: &str| zone[name].as_str().unwrap().to_owned().leak() as &str;
    let zones = answer["zones"].as_array().unwrap().iter();
    zones
        .map(|zone| (word(zone, "zone"), word(zone, "park"), word(zone, "position")))
        .collect()
}

#[test]
fn on_a_common_limit_both_parks_are_told() {
    let server = Server::start();
    let mut neighbour = two_parks("test-north", 0.0);
    for feature in neighbour["features"].as_array_mut().unwrap() {
        for corner in feature["geometry"]["coordinates"][0].as_array_mut().unwrap() {
            corner[1] = json!(corner[1].as_f64().unwrap() + 0.01);
        }
    }
    record(&server, &[two_parks("test-limits", 0.0), neighbour]);
    // Within a zone the common limit of two parks is not the zone's: the point is inside, and both parks are told.
    let between = server.json("/v1/lookup?lon=86.01&lat=43.005");
    assert_eq!(between["answer"], "inside");
    assert_eq!(
        named(&between),
        [("test-limits", "东片", "inside"), ("test-limits", "西片", "inside")]
    );
    // On the common limit of two zones both are told, and the answer is the limit itself.
    let limit = server.json("/v1/lookup?lon=86.005&lat=43.01");
    assert_eq!(limit["answer"], "boundary");
    assert_eq!(
        named(&limit),
        [("test-limits", "西片", "boundary"), ("test-north", "西片", "boundary")]
    );
    assert_eq!(limit["zones"][0]["distance_to_limit_m"], 0.0);
    // Where all four meet, all four are told; a billionth of a degree beside the limit it is not on it.
    let corner = server.json("/v1/lookup?lon=86.01&lat=43.01");
    assert_eq!((&corner["answer"], named(&corner).len()), (&json!("boundary"), 4));
    let beside = server.json("/v1/lookup?lon=86.005&lat=43.009999999");
    assert_eq!(beside["answer"], "inside");
    assert_eq!(named(&beside), [("test-limits", "西片", "inside")]);
}

#[test]
fn a_fix_that_is_offered_clears_its_finding() {
    let server = Server::start();
    let closure = |draft: &Value| -> Vec<Value> {
        let report: Value = server.post_draft("/v1/check", &draft.to_string(), None).json().unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        let of_closure = |finding: &Value| finding["rule"].as_str().unwrap().starts_with("closure-");
        findings.into_iter().filter(of_closure).collect()
    };
    // 8 m of overlap, and a slit of 24 cm.
    for (apart_deg, rule, kinds) in [
        (-1e-4, "closure-overlap", ["clip-overlap", "clip-overlap"].as_slice()),
        (
            3e-6,
            "closure-gap",
            ["snap-to-neighbour", "snap-to-neighbour", "fill-gap", "fill-gap"].as_slice(),
        ),
    ] {
        let draft = two_parks("test-fix", apart_deg);
        let found = closure(&draft);
        let finding = found.iter().find(|finding| finding["rule"] == rule).unwrap();
        let fixes = finding["fixes"].as_array().unwrap();
        let offered: Vec<&str> = fixes.iter().map(|fix| fix["kind"].as_str().unwrap()).collect();
        assert_eq!(offered, kinds, "{finding}");
        for fix in fixes {
            let mut mended = draft.clone();
            for park in fix["parks"].as_array().unwrap() {
                let nth = usize::try_from(park["nth"].as_u64().unwrap()).unwrap();
                assert_eq!(mended["features"][nth]["properties"]["park"], park["park"]);
                assert_eq!(park["geometry"]["type"], "MultiPolygon");
                mended["features"][nth]["geometry"] = park["geometry"].clone();
            }
            assert_eq!(closure(&mended), Vec::<Value>::new(), "{fix}");
            assert!(
                fix["label"]["en"].as_str().is_some_and(|label| !label.is_empty()),
                "{fix}"
            );
        }
    }
}
