//! Zones, agencies, overlaps, rules, the ledger, and what a reader may ask of them.

use serde_json::Value;

use super::server::{Server, problem};

#[test]
fn zones_are_paged_by_code_without_loss_and_next_links_work() {
    let server = Server::start();
    let all = server.json("/v1/zones?limit=1000");
    let count = all["count"].as_u64().unwrap();
    assert!(count >= 17, "{count}");
    assert_eq!(all["next"], Value::Null);
    let mut codes = Vec::new();
    let mut next = Some("/v1/zones?limit=7".to_owned());
    while let Some(path) = next {
        let page = server.json(&path);
        codes.extend(
            page["zones"]
                .as_array()
                .unwrap()
                .iter()
                .map(|zone| zone["code"].as_str().unwrap().to_owned()),
        );
        next = page["next"].as_str().map(str::to_owned);
    }
    let mut sorted = codes.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(codes, sorted);
    assert_eq!(codes.len() as u64, count);
}

#[test]
fn zones_are_found_by_name_division_kind_and_status() {
    let server = Server::start();
    let count = |query: &str| server.json(&format!("/v1/zones?{query}"))["count"].as_u64().unwrap();
    assert!(count("division=310000") >= 2, "a province covers its districts");
    assert_eq!(count("division=310000"), count("division=310101"));
    assert!(count("status=pending") >= 1 && count("status=ended") >= 1);
    assert!(count("kind=host") >= 5);
    assert_eq!(count("q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E5%8C%BA"), 0);
}

#[test]
fn a_zone_shows_its_parks_areas_and_delimitations_and_its_draft_can_be_checked_again() {
    let server = Server::start();
    let list = server.json("/v1/zones?status=in-force&limit=1000");
    let drawn = list["zones"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|zone| zone["area_m2"].is_f64());
    let mut shown = 0;
    for zone in drawn {
        let code = zone["code"].as_str().unwrap();
        let document = server.json(&format!("/v1/zones/{code}"));
        let delimitation = &document["delimitation"];
        assert_eq!(delimitation["standing"], "in-force");
        assert!(
            delimitation["parks"]
                .as_array()
                .unwrap()
                .iter()
                .any(|park| park["area_m2"].as_f64().unwrap() > 0.0)
        );
        let number = &delimitation["number"];
        let response = server.get(&format!("/v1/zones/{code}/delimitations/{number}.geojson"));
        assert_eq!(response.headers()["content-type"], "application/geo+json");
        let report = server.post_draft("/v1/check", &response.text().unwrap(), None);
        let report: Value = report.json().unwrap();
        let (told, measured) = (
            report["areas"]["total_m2"].as_f64().unwrap(),
            delimitation["area_m2"].as_f64().unwrap(),
        );
        assert!((told - measured).abs() < 1e-6 * measured, "{code}: {told} {measured}");
        shown += 1;
    }
    assert!(shown >= 10, "{shown}");
}

#[test]
fn a_zone_known_by_words_alone_shows_its_limits_by_side() {
    let server = Server::start();
    let hosts = server.json("/v1/zones?kind=host");
    let code = hosts["zones"][0]["code"].as_str().unwrap();
    let zone = server.json(&format!("/v1/zones/{code}"));
    assert_eq!(zone["bbox"], Value::Null);
    assert_eq!(zone["title"]["valid"], Value::Null);
    let abuttals = &zone["delimitation"]["parks"][0]["abuttals"];
    for side in ["east", "south", "west", "north"] {
        assert!(!abuttals[side].as_array().unwrap().is_empty(), "{side}: {abuttals}");
    }
    assert!(abuttals["sentence"].as_str().is_some());
}

#[test]
fn the_two_times_are_told_apart() {
    let server = Server::start();
    // A zone with two delimitations: the first is in force until the second begins.
    let list = server.json("/v1/zones?limit=1000");
    let codes = list["zones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|zone| zone["code"].as_str().unwrap());
    let zone = codes
        .map(|code| server.json(&format!("/v1/zones/{code}")))
        .find(|zone| zone["delimitations"].as_array().unwrap().len() == 2)
        .expect("the demonstration has a zone with two delimitations");
    let code = zone["code"].as_str().unwrap();
    let (first, second) = (&zone["delimitations"][0], &zone["delimitations"][1]);
    assert_eq!(first["valid_to"], second["valid_from"]);
    let number = |on: &str| server.json(&format!("/v1/zones/{code}?on={on}"))["delimitation"]["number"].clone();
    assert_eq!(number(first["valid_from"].as_str().unwrap()), 1);
    assert_eq!(number(second["valid_from"].as_str().unwrap()), 2);
    // Before anything was recorded, the register knew nothing.
    let unknown = server.json(&format!("/v1/zones/{code}?known=2000-01-01T00:00:00Z"));
    assert_eq!(unknown["delimitation"], Value::Null);
}

#[test]
fn overlaps_are_listed_largest_first_with_figures_and_place() {
    let server = Server::start();
    let all = server.json("/v1/overlaps");
    let pairs = all["pairs"].as_array().unwrap();
    let shared: Vec<f64> = pairs.iter().map(|pair| pair["shared_m2"].as_f64().unwrap()).collect();
    assert!(
        shared.len() >= 3 && shared.windows(2).all(|two| two[0] >= two[1]),
        "{shared:?}"
    );
    for kind in ["overlap", "sliver", "duplicate"] {
        let of_kind = server.json(&format!("/v1/overlaps?kind={kind}"));
        assert!(of_kind["count"].as_u64().unwrap() >= 1, "{kind}");
    }
    for pair in pairs {
        for side in ["a", "b"] {
            let (area, share) = (
                pair[side]["area_m2"].as_f64().unwrap(),
                pair[side]["share"].as_f64().unwrap(),
            );
            assert!((area * share / pair["shared_m2"].as_f64().unwrap() - 1.0).abs() < 1e-9);
        }
        assert!(pair["place"]["coordinates"].is_array());
    }
    let first = server.json("/v1/overlaps?limit=1");
    let second = server.json(first["next"].as_str().unwrap());
    assert_eq!(second["pairs"][0], pairs[1]);
}

#[test]
fn every_example_draft_shows_the_findings_it_is_there_for() {
    let server = Server::start();
    let drafts = server.json("/v1/drafts");
    let drafts = drafts["drafts"].as_array().unwrap();
    let mut shown = Vec::new();
    for draft in drafts {
        let id = draft["id"].as_str().unwrap();
        let text = server.get(&format!("/v1/drafts/{id}")).text().unwrap();
        let report: Value = server.post_draft("/v1/check", &text, None).json().unwrap();
        let found: Vec<&str> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["rule"].as_str().unwrap())
            .collect();
        let shows: Vec<&str> = draft["shows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| rule.as_str().unwrap())
            .collect();
        for rule in &shows {
            assert!(
                found.contains(rule),
                "draft `{id}` should show `{rule}`, found {found:?}"
            );
        }
        if shows.is_empty() {
            assert!(
                found.is_empty(),
                "draft `{id}` should be without fault, found {found:?}"
            );
        }
        shown.extend(shows.into_iter().map(str::to_owned));
    }
    let rules = server.json("/v1/rules");
    for rule in rules["rules"].as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        assert!(shown.iter().any(|shown| shown == id), "no example draft shows `{id}`");
    }
}

#[test]
fn the_ledger_is_a_chain() {
    let server = Server::start();
    let ledger = server.json("/v1/ledger?limit=1000");
    let entries = ledger["entries"].as_array().unwrap();
    for (nth, pair) in entries.windows(2).enumerate() {
        assert_eq!(pair[1]["previous"], pair[0]["hash"], "entry {nth}");
        assert_eq!(
            pair[1]["revision"].as_u64().unwrap(),
            pair[0]["revision"].as_u64().unwrap() + 1
        );
    }
    assert_eq!(ledger["head"]["hash"], entries.last().unwrap()["hash"]);
}

#[test]
fn search_finds_zones_parks_agencies_and_addresses_by_name() {
    let server = Server::start();
    let find = |q: &str| {
        let response = server
            .client
            .get(format!("{}/v1/search", server.address))
            .query(&[("q", q)])
            .send()
            .unwrap();
        response.json::<Value>().unwrap()["results"].as_array().unwrap().clone()
    };
    let zones = server.json("/v1/zones?status=in-force");
    let zone = &zones["zones"][0];
    let name = zone["name"].as_str().unwrap();
    assert_eq!(find(name)[0]["id"], zone["code"]);
    let agencies = server.json("/v1/agencies");
    let agency = &agencies["agencies"][0];
    assert!(
        find(agency["name"].as_str().unwrap())
            .iter()
            .any(|found| found["id"] == agency["id"])
    );
    let address = agency["address"].as_str().unwrap();
    assert!(
        find(address).iter().any(|found| found["type"] == "address"),
        "{address}"
    );
    assert!(find("  ").is_empty());
}

#[test]
fn health_metrics_and_documents_are_served() {
    let server = Server::start();
    assert_eq!(server.json("/healthz")["status"], "ok");
    assert_eq!(server.get("/readyz").status(), 200);
    let metrics = server.get("/metrics").text().unwrap();
    assert!(
        metrics.contains("sizhi_http_requests_total{") && metrics.contains("sizhi_http_request_seconds_bucket{"),
        "{metrics}"
    );
    let document = server.json("/openapi.json");
    for path in [
        "/v1/lookup",
        "/v1/lookups",
        "/v1/check",
        "/v1/overlaps",
        "/tiles/{layer}/{z}/{x}/{y}",
    ] {
        assert!(document["paths"][path].is_object(), "{path}");
    }
    let docs = server.get("/docs/");
    assert_eq!(docs.status(), 200);
    assert!(
        !docs.text().unwrap().contains("https://"),
        "the page needs nothing from outside"
    );
    assert_eq!(problem(server.get("/nothing-here"), 404)["title"], "not found");
}
