//! Acts over HTTP: what becomes visible when, and what survives.

use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem, program, url};

/// Hands in the faultless example under a code.
fn submit(server: &Server, code: &str) -> Value {
    let mut draft: Value = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!(code);
    let response = server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
    assert_eq!(response.status(), 201, "{}", response.text().unwrap());
    response.json().unwrap()
}

#[test]
fn a_draft_goes_the_programmes_way_and_each_act_is_seen_at_once() {
    let server = Server::start();
    let submitted = submit(&server, "test-way");
    assert_eq!(submitted["delimitation"], 1);
    let status = || server.json("/v1/zones/test-way")["status"].as_str().unwrap().to_owned();
    assert_eq!(status(), "pending");
    let early = problem(server.act("test-way", &json!({ "act": "approve" })), 409);
    assert!(early["detail"].as_str().unwrap().contains("`submitted`"), "{early}");
    problem(server.act("test-way", &json!({ "act": "return" })), 409);
    assert_eq!(server.act("test-way", &json!({ "act": "recommend" })).status(), 200);
    problem(
        server.act("test-way", &json!({ "act": "approve", "document": "x" })),
        409,
    );
    server.acted("test-way", &json!({ "act": "publish" }));
    let bare = problem(server.act("test-way", &json!({ "act": "approve" })), 409);
    assert!(bare["detail"].as_str().unwrap().contains("`document`"), "{bare}");
    let approved = server.acted(
        "test-way",
        &json!({ "act": "approve", "effective": "2026-01-01", "document": "试字〔2026〕1号" }),
    );
    assert_eq!(approved["status"], "in-force");
    assert_eq!(status(), "in-force");
    assert_eq!(server.json("/v1/ledger")["head"]["revision"], approved["revision"]);
    problem(server.act("test-way", &json!({ "act": "dance" })), 409);
    problem(server.act("no-such-zone", &json!({ "act": "approve" })), 404);
}

#[test]
fn errors_block_a_submission_and_the_report_says_why() {
    let server = Server::start();
    let before = server.json("/v1/ledger")["head"].clone();
    let draft = server.get("/v1/drafts/simple").text().unwrap();
    let found = problem(server.post_draft("/v1/zones", &draft, Some(TOKEN)), 422);
    assert_eq!(found["report"]["blocked"], true);
    assert_eq!(server.json("/v1/ledger")["head"], before, "nothing was recorded");
}

#[test]
fn the_same_draft_twice_is_one_delimitation() {
    let server = Server::start();
    submit(&server, "test-twice");
    let mut draft: Value = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!("test-twice");
    let again = server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
    assert_eq!(again.status(), 200);
    assert_eq!(again.json::<Value>().unwrap()["unchanged"], true);
}

#[test]
fn an_acknowledged_act_survives_the_death_of_the_process() {
    let mut server = Server::start();
    let acknowledged = submit(&server, "test-death")["revision"].as_u64().unwrap();
    let killed = std::process::Command::new("kill")
        .args(["-9", &server.process().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    server.wait();
    let verified = program(&url(&server.database)).arg("verify").output().unwrap();
    let told = String::from_utf8_lossy(&verified.stdout);
    assert!(
        verified.status.success() && told.contains(&format!("head {acknowledged} ")),
        "{told}"
    );
}

#[test]
fn what_another_process_records_is_seen_within_a_second_and_readiness_waits_for_none() {
    let server = Server::start();
    submit(&server, "test-follow");
    let acted = program(&url(&server.database))
        .args(["act", "recommend", "test-follow"])
        .output()
        .unwrap();
    assert!(acted.status.success(), "{}", String::from_utf8_lossy(&acted.stderr));
    // Readiness takes up what is in the ledger before it answers.
    let ready = server.json("/readyz")["revision"].as_u64().unwrap();
    let told = String::from_utf8_lossy(&acted.stdout).into_owned();
    assert!(told.contains(&format!("revision {ready}")), "{told} {ready}");
    let zone = server.json("/v1/zones/test-follow");
    assert_eq!(zone["delimitation"]["standing"], "recommended");
}

#[test]
fn it_stops_when_told_to_and_answers_what_it_has_begun() {
    let mut server = Server::start();
    assert_eq!(server.get("/healthz").status(), 200);
    let told = std::process::Command::new("kill")
        .args(["-TERM", &server.process().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert_eq!(server.wait().code(), Some(0));
}
