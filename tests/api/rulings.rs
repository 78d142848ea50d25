//! Overlaps ruled on: what a ruling lets through, and when it opens again.

use serde_json::{Value, json};

use super::server::{Server, TOKEN, moved, problem};

/// Two zones handed in that share ground; returns the id of the pair.
fn pair(server: &Server) -> String {
    server.submit_moved("test-one", 0.2);
    server.submit_moved("test-two", 0.23);
    pair_id(server, "test-two")
}

fn pair_id(server: &Server, zone: &str) -> String {
    let pairs = server.json(&format!("/v1/overlaps?zone={zone}"));
    assert_eq!(pairs["count"], 1, "{pairs}");
    pairs["pairs"][0]["id"].as_str().unwrap().to_owned()
}

fn rule(server: &Server, pair: &str, verdict: &str) -> reqwest::blocking::Response {
    let body = json!({ "verdict": verdict, "reason": "两市已书面确认" });
    server.post(&format!("/v1/overlaps/{pair}/rulings"), &body, &[])
}

#[test]
fn an_overlap_keeps_a_delimitation_from_being_recommended_until_a_ruling_accepts_it() {
    let server = Server::start();
    let id = pair(&server);
    let open = problem(server.act("test-two", &json!({ "act": "recommend" })), 409);
    assert!(open["errors"][0]["detail"].as_str().unwrap().contains(&id), "{open}");
    assert_eq!(rule(&server, &id, "must-fix").status(), 201);
    problem(server.act("test-two", &json!({ "act": "recommend" })), 409);
    let made: Value = rule(&server, &id, "accepted").json().unwrap();
    assert_eq!(made["revision"], server.json("/v1/ledger")["head"]["revision"]);
    let rulings = server.json(&format!("/v1/overlaps/{id}/rulings"));
    assert_eq!(rulings["rulings"][0]["verdict"], "must-fix");
    assert_eq!(rulings["rulings"][0]["stands"], false);
    assert_eq!(rulings["rulings"][1]["stands"], true);
    assert_eq!(rulings["rulings"][1]["author"], "http");
    assert_eq!(
        server.json("/v1/overlaps?zone=test-one")["pairs"][0]["ruling"]["verdict"],
        "accepted"
    );
    server.approve("test-two", "2026-01-01");
    // The other one now overlaps a zone in force, which the rules call an error; the ruling still accepts it.
    server.approve("test-one", "2026-01-01");
}

#[test]
fn a_ruling_stands_across_versions_and_opens_again_when_the_shared_ground_changes() {
    let server = Server::start();
    let id = pair(&server);
    assert_eq!(rule(&server, &id, "accepted").status(), 201);
    server.acted("test-two", &json!({ "act": "return", "reason": "请重新提交" }));
    // The same boundary handed in anew, with another document: another delimitation, the same ground.
    let mut draft = moved(server.json("/v1/drafts/clean"), "test-two", 0.23);
    draft["zone"]["document"] = json!("第二稿");
    let send = |draft: Value| {
        let draft = server.answered(draft);
        let response = server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
        assert_eq!(response.status(), 201, "{}", response.text().unwrap());
    };
    send(draft);
    let again = pair_id(&server, "test-two");
    assert_ne!(again, id);
    let found = server.json("/v1/overlaps?zone=test-two")["pairs"][0]["ruling"].clone();
    assert_eq!(
        (&found["stands"], &found["delimitations"]),
        (&json!(true), &json!([1, 1]))
    );
    server.acted("test-two", &json!({ "act": "return", "reason": "请修改边界" }));
    let mut draft = moved(server.json("/v1/drafts/clean"), "test-two", 0.2301);
    draft["zone"]["document"] = json!("第三稿");
    send(draft);
    let found = server.json("/v1/overlaps?zone=test-two")["pairs"][0]["ruling"].clone();
    assert_eq!(found["stands"], false);
    problem(server.act("test-two", &json!({ "act": "recommend" })), 409);
}

#[test]
fn a_ruling_needs_a_pair_of_today_a_verdict_and_a_reason() {
    let server = Server::start();
    let id = pair(&server);
    let path = format!("/v1/overlaps/{id}/rulings");
    let before = server.json("/v1/ledger")["head"].clone();
    problem(
        server.post(&path, &json!({ "verdict": "accepted", "reason": " " }), &[]),
        422,
    );
    problem(
        server.post(&path, &json!({ "verdict": "perhaps", "reason": "x" }), &[]),
        422,
    );
    problem(server.post(&path, &json!({ "verdict": "accepted" }), &[]), 422);
    problem(
        server.post(&path, &json!({ "verdict": "accepted", "reason": "x", "by": "me" }), &[]),
        422,
    );
    for other in [
        "test-one.1~test-two.2",
        "test-one~test-two",
        "nothing",
        "test-one.1~test-one.1",
        "~",
        "a.b.c",
    ] {
        problem(
            server.post(
                &format!("/v1/overlaps/{other}/rulings"),
                &json!({ "verdict": "accepted", "reason": "x" }),
                &[],
            ),
            404,
        );
    }
    let bare = server.client.post(format!("{}{path}", server.address));
    problem(
        bare.json(&json!({ "verdict": "accepted", "reason": "x" }))
            .send()
            .unwrap(),
        401,
    );
    problem(server.get("/v1/overlaps/nothing/rulings"), 400);
    assert_eq!(
        server.json("/v1/overlaps/test-two~test-one/rulings")["rulings"],
        json!([])
    );
    assert_eq!(server.json("/v1/ledger")["head"], before, "nothing was recorded");
}

#[test]
fn a_submission_with_a_warning_that_has_no_word_of_reason_is_refused_and_names_its_key() {
    let server = Server::start();
    server.submit_moved("test-first", 0.2);
    let mut draft = moved(server.json("/v1/drafts/clean"), "test-second", 0.23);
    let refused = problem(server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)), 422);
    let pointers: Vec<&str> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|error| error["pointer"].as_str())
        .collect();
    let unanswered = refused["report"]["unanswered"].as_u64().unwrap();
    assert_eq!(u64::try_from(pointers.len()).unwrap(), unanswered);
    assert!(
        pointers
            .iter()
            .any(|pointer| pointer.starts_with("#/zone/answers/overlap-pending@1~1")),
        "{pointers:?}"
    );
    draft = server.answered(draft);
    let report: Value = server.post_draft("/v1/check", &draft.to_string(), None).json().unwrap();
    assert_eq!(report["unanswered"], 0);
    let blank = draft.to_string().replace("已核实", " ");
    problem(server.post_draft("/v1/zones", &blank, Some(TOKEN)), 422);
    assert_eq!(
        server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)).status(),
        201
    );
    // The answers go with the delimitation, and only those that answer something.
    let kept = server.json("/v1/zones/test-second/delimitations/1.geojson");
    assert_eq!(kept["zone"]["answers"], draft["zone"]["answers"]);
    let mut wrong = server.json("/v1/drafts/clean");
    wrong["zone"]["answers"] = json!({ "speck@1": 5 });
    let wrong = problem(server.post_draft("/v1/check", &wrong.to_string(), None), 422);
    assert_eq!(wrong["errors"][0]["pointer"], "#/zone/answers/speck@1");
}
