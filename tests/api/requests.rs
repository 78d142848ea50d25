//! Versions that acts are decided on, and idempotency keys.

use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem};

#[test]
fn an_act_says_which_version_it_was_decided_on_and_a_stale_one_is_refused() {
    let server = Server::start();
    server.submit_moved("test-version", 0.0);
    let recommend = json!({ "act": "recommend" });
    problem(server.act_on("test-version", &recommend, &[]), 428);
    let read = server.get("/v1/zones/test-version");
    let tag = read.headers()["etag"].to_str().unwrap().to_owned();
    for wrong in ["\"r1\"", "\"zone\"", "nonsense"] {
        problem(server.act_on("test-version", &recommend, &[("if-match", wrong)]), 412);
    }
    let taken = server.act_on("test-version", &recommend, &[("if-match", &tag)]);
    assert_eq!(taken.status(), 200);
    let next = taken.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(
        server.get("/v1/zones/test-version").headers()["etag"].to_str().unwrap(),
        next
    );
    let publish = json!({ "act": "publish" });
    let stale = problem(server.act_on("test-version", &publish, &[("if-match", &tag)]), 412);
    assert!(
        stale["detail"].as_str().unwrap().contains("expected revision"),
        "{stale}"
    );
    assert_eq!(
        server.act_on("test-version", &publish, &[("if-match", "*")]).status(),
        200
    );
    problem(server.act_on("no-such-zone", &publish, &[("if-match", "*")]), 404);
}

#[test]
fn of_two_that_decide_on_one_version_at_once_one_is_refused() {
    let server = Server::start();
    server.submit_moved("test-race", 0.0);
    let tag = server.get("/v1/zones/test-race").headers()["etag"]
        .to_str()
        .unwrap()
        .to_owned();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let acts = [
            json!({ "act": "recommend" }),
            json!({ "act": "return", "reason": "太小" }),
        ];
        let (server, tag) = (&server, &tag);
        let threads = acts
            .map(|act| scope.spawn(move || server.act_on("test-race", &act, &[("if-match", tag)]).status().as_u16()));
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(statuses.contains(&200) && statuses.contains(&412), "{statuses:?}");
}

#[test]
fn a_request_sent_again_with_its_key_is_answered_as_before_and_acts_once() {
    let server = Server::start();
    server.submit_moved("test-once", 0.0);
    let act = json!({ "act": "recommend" });
    let headers = [("if-match", "*"), ("idempotency-key", "9f1c")];
    let first = server.act_on("test-once", &act, &headers);
    assert_eq!(first.status(), 200);
    let tag = first.headers()["etag"].clone();
    let told: Value = first.json().unwrap();
    let again = server.act_on("test-once", &act, &headers);
    assert_eq!(again.headers()["idempotency-replayed"], "true");
    assert_eq!(again.headers()["etag"], tag);
    assert_eq!(again.json::<Value>().unwrap(), told);
    assert_eq!(server.json("/v1/ledger")["head"]["revision"], told["revision"]);
    let other = problem(server.act_on("test-once", &json!({ "act": "publish" }), &headers), 422);
    assert!(other["detail"].as_str().unwrap().contains("`9f1c`"), "{other}");
    problem(
        server.act_on("test-once", &act, &[("if-match", "*"), ("idempotency-key", "")]),
        400,
    );
    let long = "k".repeat(256);
    problem(
        server.act_on("test-once", &act, &[("if-match", "*"), ("idempotency-key", &long)]),
        400,
    );
}

#[test]
fn a_key_of_a_refused_request_may_be_used_again() {
    let server = Server::start();
    server.submit_moved("test-refused", 0.0);
    let act = json!({ "act": "recommend" });
    problem(server.act_on("test-refused", &act, &[("idempotency-key", "k1")]), 428);
    let headers = [("if-match", "*"), ("idempotency-key", "k1")];
    assert_eq!(server.act_on("test-refused", &act, &headers).status(), 200);
}

#[test]
fn keys_of_different_senders_do_not_meet_and_the_unknown_have_none() {
    let server = Server::start();
    server.submit_moved("test-senders", 0.0);
    let act = json!({ "act": "recommend" });
    let headers = [("if-match", "*"), ("idempotency-key", "shared")];
    assert_eq!(server.act_on("test-senders", &act, &headers).status(), 200);
    let send = |token: Option<&str>| {
        let mut request = server
            .client
            .post(format!("{}/v1/zones/test-senders/acts", server.address))
            .json(&act);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().unwrap()
    };
    problem(send(None), 401);
    problem(send(Some("another")), 401);
    assert_eq!(send(Some(TOKEN)).headers()["idempotency-replayed"], "true");
}
