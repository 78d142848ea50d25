//! Nobody sees what is not theirs: in lists, details, downloads, look-ups, tiles, overlaps, checks, search, counts and the ledger alike.

use reqwest::{Method, blocking::Response};
use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem};

/// A pending zone of the demonstration, in division 440106.
const HIDDEN: &str = "demo-440106-machang";

/// Asks for a path as whoever carries a token, or as nobody.
fn get(server: &Server, path: &str, token: Option<&str>) -> Response {
    match token {
        Some(token) => server.get_as(path, token),
        None => server.get(path),
    }
}

fn text(server: &Server, path: &str, token: Option<&str>) -> String {
    get(server, path, token).text().unwrap()
}

/// A draft on the ground of a zone.
fn draft_on(server: &Server, zone: &str) -> Value {
    let path = format!("/v1/zones/{zone}/delimitations/1.geojson");
    let mut draft: Value = server.get_as(&path, TOKEN).json().unwrap();
    draft["zone"].as_object_mut().unwrap().remove("code");
    draft["zone"]["name"] = json!("另一个申请");
    draft
}

#[test]
fn a_pending_zone_is_seen_by_those_whose_affair_it_is_and_in_no_answer_by_anybody_else() {
    let server = Server::start_with(&["--pending", "offices"]);
    let zone: Value = server.get_as(&format!("/v1/zones/{HIDDEN}"), TOKEN).json().unwrap();
    let name = zone["name"].as_str().unwrap().to_owned();
    let division = zone["division"].as_str().unwrap().to_owned();
    let place = |territory: &str| territory.replace("ZONE", HIDDEN);
    let viewers = [
        ("applicant", &division[..4], true),
        ("applicant", "3205", false),
        ("province", &division[..2], true),
        ("province", "31", false),
        ("national", "CN", true),
        ("operator", "zone:ZONE", true),
        ("operator", "zone:demo-320505-shishan", false),
        ("reader", &division[..6], true),
        ("reader", "31", false),
        ("administrator", "31", false),
    ];
    let mut people = vec![(None, false), (Some(TOKEN.to_owned()), true)];
    for (nth, (role, territory, sees)) in viewers.into_iter().enumerate() {
        let token = server.person(&format!("viewer-{nth}"), role, &place(territory));
        people.push((Some(token), sees));
    }
    let bbox: Vec<f64> = serde_json::from_value(zone["bbox"].clone()).unwrap();
    let (lon, lat) = (f64::midpoint(bbox[0], bbox[2]), f64::midpoint(bbox[1], bbox[3]));
    // Where it is seen it is told in full; where not, neither code nor name is anywhere.
    let told = [
        format!("/v1/zones?division={division}"),
        "/v1/zones?status=pending".to_owned(),
        format!("/v1/zones/{HIDDEN}"),
        format!("/v1/search?q={name}"),
    ];
    let silent = [
        "/v1/zones?limit=1000".to_owned(),
        "/v1/overlaps?limit=1000".to_owned(),
        "/v1/agencies?limit=1000".to_owned(),
        format!("/v1/lookup?lon={lon}&lat={lat}&uncertainty_m=500"),
        format!("/v1/zones/{HIDDEN}/agencies"),
        format!("/v1/zones/{HIDDEN}/delimitations/1"),
        format!("/v1/zones/{HIDDEN}/delimitations/1.kml"),
        format!("/v1/overlaps?zone={HIDDEN}"),
        "/v1/ledger?limit=1000".to_owned(),
    ];
    let pending_in_all = count(&server, "/v1/zones?status=pending", Some(TOKEN));
    for (token, sees) in &people {
        let token = token.as_deref();
        for path in told.iter().chain(&silent) {
            let answer = text(&server, path, token);
            // A refusal says again what was asked for, and no more.
            let answer = answer
                .replace(&format!("`{HIDDEN}`"), "")
                .replace(&format!("/zones/{HIDDEN}"), "");
            let names = answer.contains(HIDDEN) || answer.contains(&name);
            assert!(!names || *sees, "{path} tells {token:?}: {answer}");
            assert!(
                names || !sees || silent.contains(path),
                "{path} does not tell {token:?}: {answer}"
            );
        }
        for path in [
            "",
            "/agencies",
            "/delimitations/1",
            "/delimitations/1.geojson",
            "/delimitations/1.txt?crs=4490",
        ] {
            let status = get(&server, &format!("/v1/zones/{HIDDEN}{path}"), token)
                .status()
                .as_u16();
            assert_eq!(status == 404, !sees, "{path} {status}");
        }
        if *sees && token != Some(TOKEN) {
            continue;
        }
        let pending = count(&server, "/v1/zones?status=pending", token);
        assert_eq!(pending == pending_in_all, *sees, "counts count what is seen");
    }
}

fn count(server: &Server, path: &str, token: Option<&str>) -> u64 {
    let page: Value = get(server, path, token).json().unwrap();
    assert_eq!(
        page["count"].as_u64().unwrap(),
        page["zones"].as_array().unwrap().len() as u64
    );
    page["count"].as_u64().unwrap()
}

#[test]
fn a_check_tells_that_ground_is_asked_for_and_with_whom_only_to_those_who_see_it() {
    let server = Server::start_with(&["--pending", "offices"]);
    let zone: Value = server.get_as(&format!("/v1/zones/{HIDDEN}"), TOKEN).json().unwrap();
    let name = zone["name"].as_str().unwrap();
    let draft = draft_on(&server, HIDDEN).to_string();
    let overlaps = |token: Option<&str>| -> Vec<Value> {
        let report: Value = server.post_draft("/v1/check", &draft, token).json().unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        let wanted = |finding: &Value| ["overlap-pending", "duplicate"].contains(&finding["rule"].as_str().unwrap());
        findings.into_iter().filter(wanted).collect()
    };
    let (all, hidden) = (overlaps(Some(TOKEN)), overlaps(None));
    assert!(all.len() >= 2 && all.len() == hidden.len(), "{all:?} {hidden:?}");
    assert!(Value::from(all.clone()).to_string().contains(name));
    for (full, bare) in all.iter().zip(&hidden) {
        assert_eq!(full["severity"], bare["severity"], "what blocks is told");
        assert_eq!(full["geometry"], bare["geometry"], "and where");
        let told = bare.to_string();
        assert!(!told.contains(name) && !told.contains(HIDDEN), "{told}");
        assert!(
            !told.contains("share_of_other"),
            "its size would follow from it: {told}"
        );
        assert!(bare["message"]["en"].as_str().unwrap().contains("not public"), "{told}");
    }
    let stranger = server.person("stranger", "applicant", &zone["division"].as_str().unwrap()[..4]);
    assert_eq!(overlaps(Some(&stranger)).len(), all.len());
}

#[test]
fn the_ledger_keeps_the_place_of_what_is_hidden_and_withholds_what_it_is_about() {
    let server = Server::start_with(&["--pending", "offices"]);
    server.office("city", "applicant", "4401");
    server.account("li.wei", "city");
    let page = |token: Option<&str>| -> Vec<Value> {
        let page: Value = get(&server, "/v1/ledger?limit=1000", token).json().unwrap();
        page["entries"].as_array().unwrap().clone()
    };
    let (whole, public) = (page(Some(TOKEN)), page(None));
    assert_eq!(whole.len(), public.len());
    let mut withheld = 0;
    for (full, told) in whole.iter().zip(&public) {
        for member in ["revision", "recorded_at", "payload_digest", "previous", "hash"] {
            assert_eq!(full[member], told[member]);
        }
        assert_eq!(full["withheld"], false);
        let subject = full["subject"].as_str().unwrap();
        let is_hidden =
            subject.contains(HIDDEN) || subject.contains("demo-440305-yuehai") || subject.contains("li.wei");
        assert_eq!(told["withheld"], is_hidden, "{full}");
        let members = ["actor", "act", "subject"].map(|member| told[member].is_null());
        assert_eq!(members, [is_hidden; 3], "{told}");
        withheld += usize::from(is_hidden);
    }
    assert!(withheld >= 5, "{withheld}");
}

#[test]
fn a_zone_in_force_is_public_and_its_pending_change_is_not() {
    let server = Server::start_with(&["--pending", "offices"]);
    let mut draft: Value = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!("test-change");
    let submit = |draft: &Value| server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
    let recorded = submit(&draft);
    assert_eq!(recorded.status(), 201, "{}", recorded.text().unwrap());
    problem(server.get("/v1/zones/test-change"), 404);
    let tile = |token: Option<&str>| {
        let zone: Value = server.get_as("/v1/zones/test-change", TOKEN).json().unwrap();
        let bbox: Vec<f64> = serde_json::from_value(zone["bbox"].clone()).unwrap();
        let n = f64::from(1 << 14);
        let x = ((bbox[0] + 180.0) / 360.0 * n).floor();
        let y = ((1.0 - bbox[3].to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * n).floor();
        get(&server, &format!("/tiles/agencies/14/{x}/{y}"), token)
    };
    // A tile made for one is not handed to another.
    let (for_all, for_public) = (tile(Some(TOKEN)), tile(None));
    assert_eq!(for_all.headers()["cache-control"], "private, no-cache");
    assert_eq!(for_public.headers()["cache-control"], "no-cache");
    let vary = |response: &Response| {
        let values = response.headers().get_all("vary").iter();
        values
            .map(|value| value.to_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert!(
        vary(&for_public).contains("authorization, cookie"),
        "{}",
        vary(&for_public)
    );
}

#[test]
fn an_act_on_what_an_office_does_not_see_is_a_404_and_a_taken_code_tells_no_more() {
    let server = Server::start_with(&["--pending", "offices"]);
    let stranger = server.person("stranger", "province", "31");
    let path = format!("/v1/zones/{HIDDEN}/acts");
    let refused = problem(
        server.send(Method::POST, &path, &stranger, &json!({ "act": "recommend" })),
        404,
    );
    assert!(!refused.to_string().contains("440106\""), "{refused}");
    let applicant = server.person("applicant", "applicant", "1101");
    let mut draft: Value = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!(HIDDEN);
    draft["zone"]["division"] = json!("110108");
    let taken = server.post_draft("/v1/zones", &draft.to_string(), Some(&applicant));
    problem(taken, 409);
}

#[test]
fn a_demonstration_shows_what_is_pending_to_everyone() {
    let server = Server::start();
    assert_eq!(server.json(&format!("/v1/zones/{HIDDEN}"))["status"], "pending");
}
