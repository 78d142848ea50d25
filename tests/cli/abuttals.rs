//! `sizhi abuttals`: check, draft and trace on the demonstration register, and on real streets.

use serde_json::Value;

use super::program::{Register, carried, shared, stderr};

fn demonstration() -> Register {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    register
}

#[test]
fn check_tells_the_rules_on_abuttals_alone() {
    let register = demonstration();
    for (id, told) in [
        ("abuttals-missing", "没有写明西至"),
        ("abuttals-unknown", "珠溪路"),
        ("abuttals-off", "塔园路"),
    ] {
        let file = carried(&format!("data/demo/drafts/{id}.geojson"));
        let found = register.done(&["abuttals", "check", &file]);
        assert!(
            found.contains(&format!("warning[{id}]")) && found.contains(told),
            "{id}: {found}"
        );
    }
    let simple = carried("data/demo/drafts/simple.geojson");
    let report = register.done(&["abuttals", "check", "--json", &simple]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert!(
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f["rule"].as_str().unwrap().starts_with("abuttals-")),
        "{report}"
    );
}

#[test]
fn draft_words_a_file_and_a_zone_with_the_share_of_each_feature() {
    let register = demonstration();
    let clean = carried("data/demo/drafts/clean.geojson");
    let found = register.done(&["abuttals", "draft", &clean]);
    assert!(
        found.contains("何山路西片区\t东至长江路，南至金山路，西至珠江路，北至何山路。"),
        "{found}"
    );
    assert!(found.contains("长江路 100 %"), "{found}");
    let found = register.done(&["abuttals", "draft", "--zone", "demo-310101-renmin", "--json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    assert!(found["areas"].as_array().unwrap().len() > 3, "{found}");
    assert!(
        register
            .refused(&["abuttals", "draft", "--zone", "no-such-zone"])
            .contains("`no-such-zone`")
    );
    assert!(register.refused(&["abuttals", "draft"]).contains("--zone"));
    assert!(
        register
            .refused(&["abuttals", "draft", "no-such-file"])
            .contains("no-such-file")
    );
}

#[test]
fn trace_prints_geojson_and_tells_what_was_assumed() {
    let register = demonstration();
    let text = "东至长江路，南至金山路，西至珠江路，北至何山路";
    let output = register.run(&[
        "abuttals",
        "trace",
        text,
        "--area",
        "197.94公顷",
        "--near",
        "120.54,31.31",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let collection: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    assert_eq!(collection["features"][0]["geometry"]["type"], "Polygon");
    assert!(stderr(&output).contains("fit 1.00"), "{}", stderr(&output));
    let told = register.refused(&[
        "abuttals",
        "trace",
        "东至长江路，南至王家村，西至珠江路，北至何山路",
        "--language",
        "en",
    ]);
    assert!(told.contains("[side-open]") && told.contains("south"), "{told}");
    assert!(
        register
            .refused(&["abuttals", "trace", "无"])
            .contains("states no side")
    );
    assert!(
        register
            .refused(&["abuttals", "trace", text, "--near", "121"])
            .contains("LON,LAT")
    );
    assert!(
        register
            .refused(&["abuttals", "trace", text, "--area", "lots"])
            .contains("--area")
    );
}

#[test]
fn a_block_of_real_streets_is_traced_from_the_imported_extract() {
    let name = "a_block_of_real_streets_is_traced_from_the_imported_extract";
    let Some(file) = shared("osm/shanghai_huangpu_renminguangchang.osm.gz", name) else {
        return;
    };
    let register = Register::new();
    register.done(&["import", "features", &file]);
    let text = "东至河南中路，南至福州路，西至山东中路，北至汉口路";
    let printed = register.done(&["abuttals", "trace", text]);
    let collection: Value = serde_json::from_str(&printed).unwrap();
    let area_m2 = collection["features"][0]["properties"]["area_m2"].as_f64().unwrap();
    assert!((12_000.0..20_000.0).contains(&area_m2), "{area_m2}");
    let shape = register.file("block.geojson", collection["features"][0].to_string());
    let drafted = register.done(&["abuttals", "draft", &shape]);
    assert!(
        drafted.contains("东至河南中路，南至福州路，西至山东中路，北至汉口路。"),
        "{drafted}"
    );
}
