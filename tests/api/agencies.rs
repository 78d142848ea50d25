//! Agencies over HTTP: recorded, admitted, released, their past, and a zone's figures.

use reqwest::{Method, blocking::Response};
use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem};

pub fn send(server: &Server, method: Method, path: &str, body: &Value) -> Response {
    let address = format!("{}{path}", server.address);
    let request = server.client.request(method, address).bearer_auth(TOKEN);
    request.json(body).send().unwrap()
}

pub fn post(server: &Server, path: &str, body: &Value) -> Response {
    send(server, Method::POST, path, body)
}

const ZONE: &str = "/v1/zones/demo-310101-renmin";

#[test]
fn an_agency_is_recorded_placed_by_its_address_admitted_and_released() {
    let server = Server::start();
    let agency = json!({ "id": "t-1", "name": "试所", "services": ["agency", "legal"], "address": "上海市黄浦区汉口路8013号", "licence": "31777" });
    let recorded: Value = {
        let response = post(&server, "/v1/agencies", &agency);
        assert_eq!(response.status(), 201);
        response.json().unwrap()
    };
    assert_eq!(recorded["agency"]["point_method"], "address-book");
    assert!(recorded["agency"]["uncertainty_m"].as_f64().unwrap() > 0.0);
    let again = post(&server, "/v1/agencies", &agency);
    assert_eq!(again.status(), 200);
    assert_eq!(again.json::<Value>().unwrap()["unchanged"], true);
    let admission = json!({ "agency": "t-1", "park": "汉口路片区", "admitted_on": "2026-01-05", "reason": "试点" });
    let admitted = post(&server, &format!("{ZONE}/admissions"), &admission);
    assert_eq!(admitted.status(), 201);
    assert_eq!(admitted.json::<Value>().unwrap()["warnings"], json!([]));
    let twice = problem(post(&server, &format!("{ZONE}/admissions"), &admission), 409);
    assert!(twice["detail"].as_str().unwrap().contains("2026-01-05"), "{twice}");
    let early = json!({ "agency": "t-1", "released_on": "2026-01-04", "reason": "迁出" });
    problem(post(&server, &format!("{ZONE}/releases"), &early), 422);
    let bare = json!({ "agency": "t-1", "released_on": "2026-02-01", "reason": " " });
    problem(post(&server, &format!("{ZONE}/releases"), &bare), 422);
    let release = json!({ "agency": "t-1", "released_on": "2026-02-01", "reason": "迁出" });
    assert_eq!(post(&server, &format!("{ZONE}/releases"), &release).status(), 201);
    problem(post(&server, &format!("{ZONE}/releases"), &release), 409);
    // Admitted anew on the very day of the release: that stay is open.
    let anew = json!({ "agency": "t-1", "park": "广东路片区", "admitted_on": "2026-02-01" });
    let anew: Value = post(&server, &format!("{ZONE}/admissions"), &anew).json().unwrap();
    assert_eq!(anew["warnings"][0]["code"], "other-park", "{anew}");
    let sat = |on: &str, park: &str| {
        let page = server.json(&format!("{ZONE}/agencies?on={on}&park={park}"));
        page["agencies"]
            .as_array()
            .unwrap()
            .iter()
            .any(|agency| agency["id"] == "t-1")
    };
    assert!(sat("2026-01-31", "汉口路片区") && !sat("2026-01-31", "广东路片区"));
    assert!(!sat("2026-02-01", "汉口路片区") && sat("2026-02-01", "广东路片区"));
    let history = server.json("/v1/agencies/t-1/history");
    assert_eq!(history["stays"].as_array().unwrap().len(), 2);
    assert_eq!(history["stays"][0]["until"], Value::Null);
    assert_eq!(history["stays"][1]["release_reason"], "迁出");
    assert_eq!(server.json("/v1/agencies/t-1")["park"], "广东路片区");
    problem(server.get("/v1/agencies/no-such/history"), 404);
}

#[test]
fn what_cannot_be_is_refused_with_what_was_expected() {
    let server = Server::start();
    let bad = json!({ "id": "t 1", "name": "试所", "licence": "99001", "credit_code": "9135", "point": { "lon": 200.0, "lat": 1.0 } });
    let found = problem(post(&server, "/v1/agencies", &bad), 422);
    let pointers: Vec<&str> = found["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(pointers, ["#/id", "#/point", "#/licence", "#/credit_code"]);
    let service = problem(
        post(
            &server,
            "/v1/agencies",
            &json!({ "id": "t-1", "name": "甲", "services": ["dance"] }),
        ),
        422,
    );
    assert!(service["detail"].as_str().unwrap().contains("`legal`"), "{service}");
    let taken = problem(
        post(
            &server,
            "/v1/agencies",
            &json!({ "id": "t-1", "name": "甲", "licence": "31998" }),
        ),
        409,
    );
    assert!(taken["detail"].as_str().unwrap().contains("demo-a001"), "{taken}");
    let other = problem(
        post(&server, "/v1/agencies", &json!({ "id": "demo-a001", "name": "另一家" })),
        409,
    );
    assert!(other["detail"].as_str().unwrap().contains("demo-a001"), "{other}");
    let put = send(
        &server,
        Method::PUT,
        "/v1/agencies/t-2",
        &json!({ "id": "t-3", "name": "甲" }),
    );
    problem(put, 422);
    let admit = |body: Value, status| problem(post(&server, &format!("{ZONE}/admissions"), &body), status);
    let park = admit(json!({ "agency": "demo-a049", "park": "没有的园区" }), 422);
    assert!(park["detail"].as_str().unwrap().contains("`汉口路片区`"), "{park}");
    admit(json!({ "agency": "no-such" }), 404);
    admit(json!({ "agency": "demo-a001" }), 409);
    admit(json!({ "agency": "demo-a049", "admitted_on": "2026-13-01" }), 422);
    problem(
        post(
            &server,
            "/v1/zones/no-such-zone/admissions",
            &json!({ "agency": "demo-a049" }),
        ),
        404,
    );
    let early = post(
        &server,
        &format!("{ZONE}/admissions"),
        &json!({ "agency": "demo-a049", "admitted_on": "1999-01-01" }),
    );
    let early: Value = early.json().unwrap();
    assert_eq!(early["warnings"][0]["code"], "not-in-force", "{early}");
    let path = format!("{}/v1/agencies", server.address);
    problem(
        server
            .client
            .post(path)
            .json(&json!({ "id": "t-1", "name": "甲" }))
            .send()
            .unwrap(),
        401,
    );
}

#[test]
fn an_agency_that_lies_outside_is_admitted_with_a_warning() {
    let server = Server::start();
    let outside = post(
        &server,
        &format!("{ZONE}/admissions"),
        &json!({ "agency": "demo-a049", "admitted_on": "2026-06-01" }),
    );
    assert_eq!(outside.status(), 201);
    assert_eq!(outside.json::<Value>().unwrap()["warnings"][0]["code"], "outside");
}

#[test]
fn figures_count_by_park_and_over_time() {
    let server = Server::start();
    let today = server.json(&format!("{ZONE}/figures"));
    let figures = &today["figures"][0];
    let agencies = server.json(&format!("{ZONE}/agencies"))["count"].as_u64().unwrap();
    assert_eq!(figures["agencies"].as_u64().unwrap(), agencies);
    let of_parks: u64 = figures["parks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|park| park["agencies"].as_u64().unwrap())
        .sum();
    assert_eq!(of_parks, agencies);
    let expected = agencies as f64 / (figures["area_m2"].as_f64().unwrap() / 1e6);
    assert!((figures["density_per_km2"].as_f64().unwrap() - expected).abs() < 1e-9);
    let (present, missing) = (
        figures["chain"]["present"].as_array().unwrap().len(),
        figures["chain"]["missing"].as_array().unwrap().len(),
    );
    assert_eq!(present + missing, 6);
    let offers: u64 = figures["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["agencies"].as_u64().unwrap())
        .sum();
    let largest = &figures["concentration"];
    let share = largest["agencies"].as_f64().unwrap() / offers as f64;
    assert!((largest["share"].as_f64().unwrap() - share).abs() < 1e-12);
    let series = server.json(&format!("{ZONE}/figures?from=2024-01-31&to=2024-06-30&every=month"));
    let days: Vec<&str> = series["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["on"].as_str().unwrap())
        .collect();
    assert_eq!(
        days,
        [
            "2024-01-31",
            "2024-02-29",
            "2024-03-31",
            "2024-04-30",
            "2024-05-31",
            "2024-06-30"
        ]
    );
    let before = server.json(&format!("{ZONE}/figures?on=1999-01-01"));
    assert_eq!(before["figures"][0]["concentration"], Value::Null);
    assert_eq!(before["figures"][0]["density_per_km2"], Value::Null);
    let table = server.get(&format!("{ZONE}/figures?format=csv")).text().unwrap();
    assert!(
        table.starts_with("on,row,park,agencies,area_m2,density_per_km2,agency,legal,"),
        "{table}"
    );
    for bad in [
        "from=2024-01-01&on=2024-01-01",
        "to=2024-01-01",
        "from=2024-02-01&to=2024-01-01",
        "from=1900-01-01&every=day",
        "every=dance&from=2024-01-01",
        "format=xml",
    ] {
        problem(server.get(&format!("{ZONE}/figures?{bad}")), 400);
    }
}
