//! Limits drafted from polygons and polygons traced from limits, as the draw page asks for them.

use serde_json::{Value, json};

use super::server::{Server, problem};

fn trace(server: &Server, body: &Value) -> reqwest::blocking::Response {
    server
        .client
        .post(format!("{}/v1/abuttals/trace", server.address))
        .json(body)
        .send()
        .unwrap()
}

fn traced(server: &Server, body: &Value) -> Value {
    let response = trace(server, body);
    assert_eq!(response.status(), 200, "{}", response.text().unwrap());
    response.json().unwrap()
}

#[test]
fn a_draft_is_given_the_limits_of_its_zone_and_of_each_park_with_shares() {
    let server = Server::start();
    let draft = server.get("/v1/drafts/clean").text().unwrap();
    let drafted: Value = server.post_draft("/v1/abuttals/draft", &draft, None).json().unwrap();
    let areas = drafted["areas"].as_array().unwrap();
    let told: Vec<(&Value, &str)> = areas
        .iter()
        .map(|area| (&area["park"], area["text"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (&Value::Null, "东至滨河路，南至金山路，西至珠江路，北至何山路。"),
            (
                &json!("何山路西片区"),
                "东至长江路，南至金山路，西至珠江路，北至何山路。"
            ),
            (
                &json!("何山路东片区"),
                "东至滨河路，南至金山路，西至长江路，北至何山路。"
            ),
        ]
    );
    let east = &areas[1]["parts"][0]["sides"][0];
    assert_eq!((&east["side"], &east["text"]), (&json!("east"), &json!("长江路")));
    assert!(east["features"][0]["share"].as_f64().unwrap() > 0.9, "{east}");
    assert!(east["unnamed_share"].as_f64().unwrap() < 0.1, "{east}");
}

#[test]
fn what_is_drafted_of_a_zone_is_what_the_rules_accept_and_what_is_traced_again() {
    let server = Server::start();
    let zone = server
        .get("/v1/zones/demo-310101-renmin/delimitations/1.geojson")
        .text()
        .unwrap();
    let drafted: Value = server.post_draft("/v1/abuttals/draft", &zone, None).json().unwrap();
    for area in drafted["areas"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|area| !area["park"].is_null())
    {
        let sides: usize = area["parts"][0]["sides"]
            .as_array()
            .unwrap()
            .iter()
            .map(|side| side["features"].as_array().unwrap().len())
            .sum();
        let found = traced(&server, &json!({ "text": area["text"] }));
        let candidates = found["blocks"][0]["candidates"].as_array().unwrap();
        assert!(
            !candidates.is_empty(),
            "{}: {}",
            area["text"],
            found["blocks"][0]["obstacles"]
        );
        assert!(
            candidates[0]["properties"]["sides"].as_array().unwrap().len() >= sides.min(4),
            "{found}"
        );
    }
}

#[test]
fn a_shape_alone_is_drafted_in_each_of_its_covers() {
    let server = Server::start();
    let clean: Value = server.get("/v1/drafts/clean").json().unwrap();
    let geometry = &clean["features"][0]["geometry"];
    let covers = [
        geometry.clone(),
        json!({ "geometry": geometry }),
        json!({ "type": "Feature", "properties": {}, "geometry": geometry }),
    ];
    for cover in covers {
        let drafted: Value = server
            .post_draft("/v1/abuttals/draft", &cover.to_string(), None)
            .json()
            .unwrap();
        assert_eq!(
            drafted["areas"][0]["text"], "东至长江路，南至金山路，西至珠江路，北至何山路。",
            "{drafted}"
        );
    }
    let simple = server.get("/v1/drafts/simple").text().unwrap();
    let drafted: Value = server.post_draft("/v1/abuttals/draft", &simple, None).json().unwrap();
    let faulty = drafted["areas"]
        .as_array()
        .unwrap()
        .iter()
        .find(|area| area["faults"].as_u64().unwrap() > 0)
        .unwrap();
    assert_eq!(faulty["text"], Value::Null, "{faulty}");
}

#[test]
fn a_text_is_traced_to_polygons_with_what_was_assumed() {
    let server = Server::start();
    let text = "东至长江路，南至金山路，西至珠江路，北至何山路";
    let found = traced(
        &server,
        &json!({ "text": text, "declared_area": "197.94 公顷", "near": { "lon": 120.54, "lat": 31.31 } }),
    );
    let block = &found["blocks"][0];
    assert_eq!(block["declared_area_m2"], 1_979_400.0);
    let best = &block["candidates"][0];
    assert_eq!(
        (&best["type"], &best["geometry"]["type"]),
        (&json!("Feature"), &json!("Polygon"))
    );
    let properties = &best["properties"];
    assert_eq!((&properties["rank"], &properties["block"]), (&json!(1), &json!(0)));
    assert!(
        (properties["area_ratio"].as_f64().unwrap() - 1.0).abs() < 0.01,
        "{properties}"
    );
    assert!(properties["fit"].as_f64().unwrap() > 0.99);
    assert_eq!(properties["sides"].as_array().unwrap().len(), 4);
    // The same words about nothing that is known say what stands in the way, in both languages.
    let found = traced(
        &server,
        &json!({ "text": "东至长江路，南至金沙大道，西至珠江路，北至何山路" }),
    );
    let obstacles = found["blocks"][0]["obstacles"].as_array().unwrap();
    assert!(
        obstacles.iter().any(|obstacle| obstacle["kind"] == "name-unknown"
            && obstacle["of"]["stated"] == "金沙大道"
            && obstacle["message"]["zh"].as_str().unwrap().contains("金沙大道")
            && obstacle["message"]["en"].as_str().unwrap().contains("south")),
        "{found}"
    );
}

#[test]
fn what_cannot_be_read_is_a_problem_that_points_at_it() {
    let server = Server::start();
    for body in [
        json!({}),
        json!({ "text": "东至甲路", "declared_area": "lots" }),
        json!({ "text": "东至甲路", "near": { "lon": 31.0, "lat": 121.0 } }),
        json!({ "text": "东至甲路", "colour": "red" }),
        json!({ "text": 3 }),
    ] {
        problem(trace(&server, &body), 422);
    }
    for body in [r#"{"geometry":{"type":"Point","coordinates":[1,2]}}"#, "{", "[]"] {
        problem(server.post_draft("/v1/abuttals/draft", body, None), 422);
    }
    let found = traced(&server, &json!({ "text": "没有四至的文字" }));
    assert_eq!(found["blocks"], json!([]));
}
