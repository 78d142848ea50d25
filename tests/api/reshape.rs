//! Shapes split along a line, and merged into one.

use reqwest::blocking::Response;
use serde_json::{Value, json};

use super::server::{Server, problem};

fn post(server: &Server, path: &str, body: &Value) -> Response {
    server
        .client
        .post(format!("{}{path}", server.address))
        .json(body)
        .send()
        .unwrap()
}

fn square(west: f64) -> Value {
    let east = west + 0.02;
    json!({ "type": "Polygon", "coordinates": [[[west, 31.0], [east, 31.0], [east, 31.02], [west, 31.02], [west, 31.0]]] })
}

fn line(places: &[[f64; 2]]) -> Value {
    json!({ "type": "LineString", "coordinates": places })
}

#[test]
fn a_shape_is_split_and_merged_again_and_its_area_stays() {
    let server = Server::start();
    let body = json!({ "shape": square(121.0), "line": line(&[[121.007, 30.9], [121.009, 31.01], [121.007, 31.1]]) });
    let split: Value = post(&server, "/v1/drafts/split", &body).json().unwrap();
    assert_eq!(split["untouched"], Value::Null, "{split}");
    let vertices = |half: &str| split[half]["geometry"]["coordinates"][0].as_array().unwrap().clone();
    let (left, right) = (vertices("left"), vertices("right"));
    let shared = left.iter().filter(|vertex| right.contains(vertex)).count();
    assert!(shared >= 3, "{left:?} {right:?}");
    let body = json!({ "shapes": [split["left"]["geometry"], split["right"]["geometry"]] });
    let merged: Value = post(&server, "/v1/drafts/merge", &body).json().unwrap();
    assert_eq!(merged["parts"], 1);
    let area = |shape: &Value| shape["area_m2"].as_f64().unwrap();
    let sum_m2 = area(&split["left"]) + area(&split["right"]);
    assert!((area(&merged) - sum_m2).abs() < 0.1, "{merged} {sum_m2}");
}

#[test]
fn shapes_apart_become_parts_of_one() {
    let server = Server::start();
    let body = json!({ "shapes": [square(121.0), square(121.1)] });
    let merged: Value = post(&server, "/v1/drafts/merge", &body).json().unwrap();
    assert_eq!(
        (&merged["parts"], &merged["geometry"]["type"]),
        (&json!(2), &json!("MultiPolygon"))
    );
}

#[test]
fn what_cannot_be_split_or_merged_says_why() {
    let server = Server::start();
    let bow_tie = json!({ "type": "Polygon", "coordinates": [[[121.0, 31.0], [121.1, 31.1], [121.1, 31.0], [121.0, 31.1], [121.0, 31.0]]] });
    for (shape, places, code) in [
        (
            square(121.0),
            vec![[121.01, 30.9], [121.01, 31.01]],
            "split:ends-inside",
        ),
        (square(121.0), vec![[120.0, 30.9], [120.0, 31.01]], "split:misses"),
        (square(121.0), vec![[120.99, 31.0], [121.03, 31.0]], "split:touches"),
        (bow_tie.clone(), vec![[121.01, 30.9], [121.01, 31.2]], "split:unsound"),
    ] {
        let body = json!({ "shape": shape, "line": line(&places) });
        let told = problem(post(&server, "/v1/drafts/split", &body), 422);
        assert_eq!(told["type"], format!("urn:sizhi:{code}"), "{told}");
    }
    let told = problem(
        post(
            &server,
            "/v1/drafts/merge",
            &json!({ "shapes": [square(121.0), bow_tie] }),
        ),
        422,
    );
    assert_eq!(told["type"], "urn:sizhi:merge:unsound");
    let told = problem(
        post(&server, "/v1/drafts/merge", &json!({ "shapes": [square(121.0)] })),
        422,
    );
    assert_eq!(told["errors"][0]["pointer"], "#/shapes");
    problem(
        post(&server, "/v1/drafts/split", &json!({ "shape": square(121.0) })),
        422,
    );
}
