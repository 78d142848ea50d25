//! Look-ups: one at a time and many at once.

use serde_json::Value;

use super::server::{Server, problem};

/// Returns a place inside the first park of a zone in force, as the register's own tiles and drafts have it.
fn place_inside(server: &Server) -> (String, f64, f64) {
    let agencies = server.json("/v1/agencies?limit=1000");
    for agency in agencies["agencies"].as_array().unwrap() {
        let Some(zone) = agency["zone"].as_str() else { continue };
        let (lon, lat) = (
            agency["point"]["lon"].as_f64().unwrap(),
            agency["point"]["lat"].as_f64().unwrap(),
        );
        let answer = server.json(&format!("/v1/lookup?lon={lon}&lat={lat}"));
        if answer["answer"] == "inside" && answer["zones"][0]["distance_to_limit_m"].as_f64().unwrap() > 60.0 {
            return (zone.to_owned(), lon, lat);
        }
    }
    panic!("no agency lies well inside its zone");
}

#[test]
fn the_four_answers_follow_from_the_distance_to_the_limit() {
    let server = Server::start();
    let (zone, lon, lat) = place_inside(&server);
    let inside = server.json(&format!("/v1/lookup?lon={lon}&lat={lat}"));
    assert_eq!(inside["zones"][0]["zone"], zone.as_str());
    assert_eq!(inside["point"]["method"], "given");
    let distance_m = inside["zones"][0]["distance_to_limit_m"].as_f64().unwrap();
    let with = |uncertainty_m: f64| {
        server.json(&format!("/v1/lookup?lon={lon}&lat={lat}&uncertainty_m={uncertainty_m}"))["answer"].clone()
    };
    assert_eq!(with(distance_m - 1.0), "inside");
    assert_eq!(with(distance_m + 1.0), "uncertain");
    let outside = server.json("/v1/lookup?lon=90&lat=35");
    assert_eq!(outside["answer"], "outside");
    assert_eq!(outside["zones"], Value::Array(Vec::new()));
    // A corner of the zone lies on its limit, and on nothing else.
    let number = &inside["zones"][0]["delimitation"];
    let draft = server.json(&format!("/v1/zones/{zone}/delimitations/{number}.geojson"));
    let mut corner = &draft["features"][0]["geometry"]["coordinates"];
    while corner[0].is_array() {
        corner = &corner[0];
    }
    let answer = server.json(&format!("/v1/lookup?lon={}&lat={}", corner[0], corner[1]));
    assert!(
        ["boundary", "inside"].contains(&answer["answer"].as_str().unwrap()),
        "{answer}"
    );
    assert!(
        answer["zones"]
            .as_array()
            .unwrap()
            .iter()
            .any(|found| found["zone"] == zone.as_str())
    );
}

#[test]
fn the_datum_is_stated_and_converted() {
    let server = Server::start();
    let (zone, lon, lat) = place_inside(&server);
    let place = sizhi::geometry::LonLat::new(lon, lat).unwrap();
    for datum in sizhi::geometry::Datum::ALL {
        let (x, y) = datum.from_lon_lat(place);
        let answer = server.json(&format!("/v1/lookup?lon={x}&lat={y}&datum={datum}"));
        assert_eq!(answer["zones"][0]["zone"], zone.as_str(), "{datum}");
        assert!((answer["point"]["lon"].as_f64().unwrap() - lon).abs() < 2e-9, "{datum}");
    }
    let wrong = problem(server.get("/v1/lookup?lon=1&lat=1&datum=pluto"), 400);
    assert_eq!(wrong["errors"][0]["parameter"], "datum");
}

#[test]
fn an_address_is_a_point_with_an_uncertainty_and_an_agency_is_asked_by_id() {
    let server = Server::start();
    let agencies = server.json("/v1/agencies");
    let agency = &agencies["agencies"][0];
    let answer = server.json(&format!("/v1/lookup?agency={}", agency["id"].as_str().unwrap()));
    assert_eq!(answer["point"]["method"], "agency");
    assert_eq!(answer["point"]["matched"], agency["name"]);
    let ask = |address: &str| {
        server
            .client
            .get(format!("{}/v1/lookup", server.address))
            .query(&[("address", address)])
            .send()
            .unwrap()
    };
    let answer: Value = ask(agency["address"].as_str().unwrap()).json().unwrap();
    assert_eq!(answer["point"]["method"], "address-book");
    assert!(answer["point"]["uncertainty_m"].as_f64().unwrap() > 0.0);
    assert!(answer["receipt"].as_str().unwrap().starts_with("sha256:"));
    let unknown = problem(ask("月球环形山路1号"), 404);
    assert!(unknown["detail"].as_str().unwrap().contains("月球环形山路1号"));
    problem(server.get("/v1/lookup?agency=nobody"), 404);
}

#[test]
fn the_answer_follows_the_day_asked_for() {
    let server = Server::start();
    let ended = server.json("/v1/zones?status=ended");
    let zone = server.json(&format!("/v1/zones/{}", ended["zones"][0]["code"].as_str().unwrap()));
    let delimitation = &zone["delimitation"];
    let number = &delimitation["number"];
    let code = zone["code"].as_str().unwrap();
    let draft = server.json(&format!("/v1/zones/{code}/delimitations/{number}.geojson"));
    let text = draft.to_string();
    let read = sizhi::format::draft::read_draft(text.as_bytes()).unwrap();
    let shape = read.parks[0].shape.as_ref().unwrap();
    let centre = sizhi::geometry::Bbox::of(shape).unwrap().centre();
    let on =
        |day: &str| server.json(&format!("/v1/lookup?lon={}&lat={}&on={day}", centre.x, centre.y))["zones"].to_string();
    assert!(on(delimitation["valid_from"].as_str().unwrap()).contains(code));
    assert!(!on(delimitation["valid_to"].as_str().unwrap()).contains(code));
}

#[test]
fn rows_come_back_in_order_with_answers_and_faults_in_their_place() {
    let server = Server::start();
    let (zone, lon, lat) = place_inside(&server);
    let csv = format!("name,lon,lat\nin,{lon},{lat}\nout,90,35\nbad,x,35\n\"a, b\",{lat},{lon}\n");
    let post = |path: &str, media_type: &str, body: String| {
        server
            .client
            .post(format!("{}{path}", server.address))
            .header("content-type", media_type)
            .body(body)
            .send()
            .unwrap()
    };
    let response = post("/v1/lookups", "text/csv", csv);
    assert_eq!(response.status(), 200);
    let text = response.text().unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 5, "{text}");
    assert!(rows[0].starts_with("name,lon,lat,answer,zones,"));
    assert!(
        rows[1].starts_with("in,") && rows[1].contains(&format!("inside,{zone}")),
        "{text}"
    );
    assert!(rows[2].starts_with("out,90,35,outside,"), "{text}");
    assert!(rows[3].contains("expected a number, found `x`"), "{text}");
    assert!(
        rows[4].starts_with("\"a, b\",") && rows[4].contains("latitude"),
        "{text}"
    );
    let lines = format!("{{\"id\":1,\"lon\":{lon},\"lat\":{lat}}}\nnot json\n");
    let text = post("/v1/lookups", "application/x-ndjson", lines).text().unwrap();
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers[0]["question"]["id"], 1);
    assert_eq!(answers[0]["answer"]["answer"], "inside");
    assert_eq!(answers[1]["question"], "not json");
    assert!(answers[1]["error"].is_string());
    problem(post("/v1/lookups", "text/csv", "a,b\n1,2\n".to_owned()), 400);
    problem(post("/v1/lookups", "application/pdf", String::new()), 415);
}

#[test]
fn more_rows_than_any_body_limit_are_streamed() {
    let server = Server::start_with(&["--body-bytes", "100000"]);
    let rows = 100_000;
    let row = |n: i32| format!("{:.6},31.2353", 121.46 + f64::from(n % 400) * 1e-4);
    let csv = std::iter::once("lon,lat".to_owned())
        .chain((0..rows).map(row))
        .collect::<Vec<_>>()
        .join(
            "
",
        );
    let request = server
        .client
        .post(format!("{}/v1/lookups", server.address))
        .header("content-type", "text/csv");
    let text = request.body(csv).send().unwrap().text().unwrap();
    assert_eq!(text.lines().count(), rows as usize + 1);
    assert!(text.lines().any(|line| line.contains(",inside,")));
}
