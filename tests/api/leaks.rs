//! Ways round the fence that somebody might try: what a change that is not public yet must not show through names, versions, differences,
//! refusals, the ledger, and streams that were begun with a token that is no more.

use std::io::{BufRead as _, BufReader};

use reqwest::Method;
use serde_json::{Value, json};

use super::server::{Server, TOKEN, moved, problem};

/// Name that a pending change gives to a zone in force.
const NEW_NAME: &str = "尚未公开的新名称";

/// Hands in the faultless example, moved, under a code and name.
fn hand_in(server: &Server, code: &str, name: &str, east: f64) {
    let mut draft = moved(server.json("/v1/drafts/clean"), code, east);
    draft["zone"]["name"] = json!(name);
    let draft = server.answered(draft);
    let response = server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
    assert_eq!(response.status(), 201, "{}", response.text().unwrap());
}

fn take(server: &Server, zone: &str, number: u32, acts: &[&str]) {
    for act in acts {
        let body = json!({ "act": act, "delimitation": number, "reason": "试", "document": "试字〔2026〕1号" });
        let done = server.send(Method::POST, &format!("/v1/zones/{zone}/acts"), TOKEN, &body);
        assert_eq!(done.status(), 200, "{act}: {}", done.text().unwrap());
    }
}

/// A zone in force with a pending change, which moves it and gives it another name.
fn changed(server: &Server) {
    hand_in(server, "seen", "公开的名称", 2.0);
    take(server, "seen", 1, &["recommend", "publish", "approve"]);
    hand_in(server, "seen", NEW_NAME, 2.005);
}

fn bbox(server: &Server, zone: &str) -> Vec<f64> {
    let zone: Value = server.get_as(&format!("/v1/zones/{zone}"), TOKEN).json().unwrap();
    serde_json::from_value(zone["bbox"].clone()).unwrap()
}

#[test]
fn the_name_of_a_pending_change_is_shown_to_nobody_who_may_not_see_the_change() {
    let server = Server::start_with(&["--pending", "offices"]);
    changed(&server);
    let stranger = server.person("stranger", "reader", "31");
    let city = server.person("city", "applicant", "3205");
    let [west, south, east, north] = bbox(&server, "seen").try_into().unwrap();
    let (lon, lat) = (west + (east - west) * 0.2, f64::midpoint(south, north));
    let n = f64::from(1 << 14);
    let x = ((lon + 180.0) / 360.0 * n).floor();
    let y = ((1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * n).floor();
    let paths = [
        "/v1/zones?limit=1000".to_owned(),
        format!("/v1/zones?q={NEW_NAME}"),
        "/v1/zones/seen".to_owned(),
        "/v1/zones/seen/delimitations/1".to_owned(),
        "/v1/zones/seen/delimitations/1.geojson".to_owned(),
        "/v1/zones/seen/delimitations/1.kml".to_owned(),
        "/v1/zones/seen/delimitations/1.txt?crs=4549".to_owned(),
        "/v1/zones/seen/figures".to_owned(),
        format!("/v1/search?q={NEW_NAME}"),
        format!("/v1/lookup?lon={lon}&lat={lat}&uncertainty_m=2000"),
        "/v1/overlaps?limit=1000".to_owned(),
        "/v1/deadlines?limit=1000".to_owned(),
        "/v1/ledger?limit=1000".to_owned(),
        format!("/tiles/zones/14/{x}/{y}"),
        format!("/tiles/pending/14/{x}/{y}"),
    ];
    let body = |path: &str, token: Option<&str>| {
        let response = match token {
            Some(token) => server.get_as(path, token),
            None => server.get(path),
        };
        String::from_utf8_lossy(&response.bytes().unwrap()).into_owned()
    };
    for path in &paths {
        for token in [None, Some(stranger.as_str())] {
            // What was asked for is said again in the address of a next page.
            assert!(
                !body(path, token)
                    .replace(&format!("q={NEW_NAME}"), "")
                    .contains(NEW_NAME),
                "{path} {token:?}"
            );
        }
    }
    // A draft on its ground is told of the zone under the name that is public.
    let draft = moved(server.json("/v1/drafts/clean"), "other", 2.0).to_string();
    let told = server.post_draft("/v1/check", &draft, None).text().unwrap();
    assert!(told.contains("公开的名称") && !told.contains(NEW_NAME), "{told}");
    // Whose affair it is sees both: the zone in force as it is, the change as it is stated.
    assert!(body("/v1/zones/seen", Some(&city)).contains("公开的名称"));
    assert!(body("/v1/queue", Some(&city)).contains(NEW_NAME));
    assert!(body("/v1/zones/seen/delimitations/2.geojson", Some(&city)).contains(NEW_NAME));
    take(&server, "seen", 2, &["recommend"]);
    assert!(!body("/v1/zones/seen", None).contains(NEW_NAME));
    take(&server, "seen", 2, &["publish", "approve"]);
    assert!(
        body("/v1/zones/seen", None).contains(NEW_NAME),
        "once it is in force it is public"
    );
}

#[test]
fn a_name_that_was_turned_away_is_nobodys() {
    let server = Server::start_with(&["--pending", "offices"]);
    changed(&server);
    take(&server, "seen", 2, &["recommend", "reject"]);
    for token in [None, Some(TOKEN)] {
        let response = token.map_or_else(
            || server.get("/v1/zones"),
            |token| server.get_as("/v1/zones?limit=1000", token),
        );
        assert!(!response.text().unwrap().contains(NEW_NAME), "{token:?}");
    }
    // Handed in once more under the same name, and approved: the name came with the one that was turned away, and is shown all the same.
    hand_in(&server, "seen", NEW_NAME, 2.006);
    assert!(!server.get("/v1/zones/seen").text().unwrap().contains(NEW_NAME));
    take(&server, "seen", 3, &["recommend", "publish", "approve"]);
    assert_eq!(server.json("/v1/zones/seen")["name"], NEW_NAME);
}

#[test]
fn a_pending_change_shows_neither_in_versions_nor_differences_nor_the_ledger() {
    let server = Server::start_with(&["--pending", "offices"]);
    hand_in(&server, "seen", "公开的名称", 2.0);
    take(&server, "seen", 1, &["recommend", "publish", "approve"]);
    let tag = || server.get("/v1/zones/seen").headers()["etag"].clone();
    let before = tag();
    hand_in(&server, "seen", NEW_NAME, 2.005);
    assert_eq!(tag(), before, "that something was handed in is not told");
    let stranger = server.person("stranger", "applicant", "3101");
    let city = server.person("city", "reader", "3205");
    for query in ["from=1&to=2", "from=2&to=1", "from=2&to=2"] {
        let path = format!("/v1/zones/seen/difference?{query}");
        let refused = problem(server.get(&path), 404);
        assert!(
            refused["detail"].as_str().unwrap().contains("expected 1 to 1"),
            "{refused}"
        );
        problem(server.get_as(&path, &stranger), 404);
        assert_eq!(server.get_as(&path, &city).status(), 200);
    }
    problem(server.get("/v1/zones/seen/delimitations/2"), 404);
    problem(server.get("/v1/zones/seen/delimitations/2.geojson"), 404);
    let comment = server.send(
        Method::POST,
        "/v1/zones/seen/comments",
        TOKEN,
        &json!({ "text": "请补充" }),
    );
    assert_eq!(comment.status(), 201);
    let entries = |token: Option<&str>| -> Vec<Value> {
        let path = "/v1/ledger?limit=1000";
        let page: Value = token
            .map_or_else(|| server.get(path), |token| server.get_as(path, token))
            .json()
            .unwrap();
        page["entries"].as_array().unwrap().clone()
    };
    let about = |entries: &[Value]| -> Vec<String> {
        let of_zone = entries.iter().filter(|entry| {
            entry["subject"]
                .as_str()
                .is_some_and(|subject| subject.starts_with("seen"))
        });
        of_zone
            .map(|entry| {
                format!(
                    "{} {}",
                    entry["act"].as_str().unwrap(),
                    entry["subject"].as_str().unwrap()
                )
            })
            .collect()
    };
    let public = [
        "record-zone seen",
        "delimit seen/1",
        "stand seen/1 submit",
        "stand seen/1 recommend",
        "stand seen/1 publish",
        "stand seen/1 approve",
    ];
    assert_eq!(about(&entries(None)), public);
    assert_eq!(about(&entries(Some(&stranger))), public);
    let whole = about(&entries(Some(&city)));
    assert_eq!(whole.len(), public.len() + 4, "{whole:?}");
    assert_eq!(
        whole[6..],
        [
            "record-zone seen",
            "delimit seen/2",
            "stand seen/2 submit",
            "comment seen"
        ]
    );
}

#[test]
fn refusals_do_not_tell_a_hidden_zone_from_one_that_is_not_there() {
    let server = Server::start_with(&["--pending", "offices"]);
    hand_in(&server, "hidden-one", "未公开", 2.0);
    let offices = [
        ("operator", "zone:demo-320505-shishan"),
        ("applicant", "3101"),
        ("province", "31"),
        ("reader", "31"),
        ("administrator", "31"),
    ];
    let people: Vec<String> = offices
        .iter()
        .map(|(role, territory)| server.person(&format!("{role}-out"), role, territory))
        .collect();
    let asked = [
        ("comments", json!({ "text": "试" })),
        ("comments/1/settled", json!({ "settled": true })),
        ("delimitations/1/checklist", json!({ "item": "host", "holds": true })),
        ("admissions", json!({ "agency": "no-such" })),
        ("releases", json!({ "agency": "no-such", "reason": "试" })),
        ("acts", json!({ "act": "recommend" })),
        ("acts", json!({ "act": "no-such-act" })),
    ];
    for token in &people {
        for (path, body) in &asked {
            let answer = |zone: &str| {
                let response = server.send(Method::POST, &format!("/v1/zones/{zone}/{path}"), token, body);
                (response.status(), response.text().unwrap().replace(zone, "ZONE"))
            };
            assert_eq!(answer("hidden-one"), answer("hidden-two"), "{path}");
        }
        for path in [
            "",
            "/comments",
            "/attachments",
            "/history",
            "/figures",
            "/agencies",
            "/difference?from=1&to=1",
            "/delimitations/1/checklist",
        ] {
            let answer = |zone: &str| {
                let response = server.get_as(&format!("/v1/zones/{zone}{path}"), token);
                (response.status(), response.text().unwrap().replace(zone, "ZONE"))
            };
            assert_eq!(answer("hidden-one"), answer("hidden-two"), "{path}");
        }
    }
    // A draft that takes a hidden zone's code for its own is judged like any other.
    let report = |code: &str| {
        let draft = moved(server.json("/v1/drafts/clean"), code, 2.0).to_string();
        server
            .post_draft("/v1/check", &draft, None)
            .text()
            .unwrap()
            .replace(code, "CODE")
    };
    assert_eq!(report("hidden-one"), report("hidden-two"));
    assert!(report("hidden-one").contains("overlap-pending") || report("hidden-one").contains("duplicate"));
}

#[test]
fn an_act_refused_for_an_overlap_with_what_is_hidden_does_not_name_it() {
    let server = Server::start_with(&["--pending", "offices"]);
    hand_in(&server, "one-side", "一侧", 2.0);
    let mut draft = moved(server.json("/v1/drafts/clean"), "other-side", 2.02);
    draft["zone"]["division"] = json!("310101");
    let draft = server.answered(draft);
    let handed_in = server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
    assert_eq!(handed_in.status(), 201, "{}", handed_in.text().unwrap());
    let province = server.person("province", "province", "32");
    let refused = server.send(
        Method::POST,
        "/v1/zones/one-side/acts",
        &province,
        &json!({ "act": "recommend", "reason": "试" }),
    );
    assert_eq!(refused.status(), 409);
    let told = refused.text().unwrap();
    assert!(told.contains("not public") && !told.contains("other-side"), "{told}");
    let pairs: Value = server.get_as("/v1/overlaps?zone=one-side", TOKEN).json().unwrap();
    let pair = pairs["pairs"][0]["id"].as_str().unwrap();
    let ruling = json!({ "verdict": "accepted", "reason": "试" });
    for body in [&ruling, &json!({ "verdict": "accepted", "reason": " " })] {
        problem(
            server.send(Method::POST, &format!("/v1/overlaps/{pair}/rulings"), &province, body),
            404,
        );
    }
}

#[test]
fn drafts_on_the_server_are_the_offices_own() {
    let server = Server::start_with(&["--pending", "offices"]);
    let city = server.person("city", "applicant", "3205");
    let neighbour = server.person("district", "applicant", "320505");
    let put = |token: &str| {
        let request = server
            .client
            .put(format!("{}/v1/dossiers/draft-1", server.address))
            .bearer_auth(token);
        request
            .header("content-type", "application/geo+json")
            .body("{\"zone\":{\"name\":\"草稿\"}}")
            .send()
            .unwrap()
    };
    assert_eq!(put(&city).status(), 201);
    let others = [
        neighbour.clone(),
        server.person("nation", "national", "CN"),
        server.person("root", "administrator", "CN"),
        server.person("reads", "reader", "3205"),
    ];
    for token in &others {
        assert!(!server.get_as("/v1/dossiers", token).text().unwrap().contains("草稿"));
        let status = server.get_as("/v1/dossiers/draft-1", token).status().as_u16();
        assert!([403, 404].contains(&status), "{status}");
    }
    assert_eq!(
        put(&neighbour).status(),
        201,
        "the same id of another office is another draft"
    );
    problem(server.get("/v1/dossiers"), 401);
}

#[test]
fn a_stream_ends_with_the_token_by_which_it_began() {
    let server = Server::start_with(&["--pending", "offices"]);
    server.office("nation", "national", "CN");
    server.account("chief", "nation");
    let (follows, revokes) = (server.token("chief", "read"), server.token("chief", "write"));
    let stream = server
        .client
        .get(format!("{}/v1/ledger/stream", server.address))
        .bearer_auth(&follows)
        .send()
        .unwrap();
    let mut lines = BufReader::new(stream)
        .lines()
        .map_while(Result::ok)
        .filter(|line| line.starts_with("data:"));
    server.office("one-more", "reader", "31");
    assert!(lines.next().unwrap().contains("one-more"));
    let listed: Value = server.get_as("/v1/tokens", &revokes).json().unwrap();
    let id = listed["tokens"][0]["id"].as_str().unwrap();
    assert_eq!(
        server
            .send(Method::DELETE, &format!("/v1/tokens/{id}"), &revokes, &Value::Null)
            .status(),
        204
    );
    server.office("never-told", "reader", "31");
    assert_eq!(lines.next(), None, "the stream has ended");
}
