//! Drafts kept on the server while they are drawn.

use reqwest::{Method, blocking::Response};
use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem};

fn save(server: &Server, id: &str, body: &str, tag: Option<&str>, token: &str) -> Response {
    let request = server
        .client
        .put(format!("{}/v1/dossiers/{id}", server.address))
        .bearer_auth(token);
    let request = request
        .header("content-type", "application/geo+json")
        .body(body.to_owned());
    match tag {
        Some(tag) => request.header("if-match", tag).send().unwrap(),
        None => request.send().unwrap(),
    }
}

fn tag(response: &Response) -> String {
    response.headers()["etag"].to_str().unwrap().to_owned()
}

#[test]
fn a_draft_is_kept_as_it_is_faults_and_all_and_is_in_no_ledger() {
    let server = Server::start();
    let before = server.json("/v1/ledger")["head"].clone();
    // No feature has a shape that could be read, and a member is unknown.
    let faulty = r#"{"type":"FeatureCollection","zone":{"name":"草稿","colour":1},"features":[{"geometry":{"type":"Polygon","coordinates":[[[0]]]}}]}"#;
    let saved = save(&server, "0b6c-1", faulty, None, TOKEN);
    assert_eq!(saved.status(), 201);
    let first = tag(&saved);
    let read = server.get_as("/v1/dossiers/0b6c-1", TOKEN);
    assert_eq!(tag(&read), first);
    assert_eq!(read.text().unwrap(), faulty, "not a byte is changed");
    let listed: Value = server.get_as("/v1/dossiers", TOKEN).json().unwrap();
    assert_eq!(
        (&listed["dossiers"][0]["title"], &listed["dossiers"][0]["etag"]),
        (&json!("草稿"), &json!(first))
    );
    assert_eq!(server.json("/v1/ledger")["head"], before);
}

#[test]
fn who_saved_in_between_is_told_and_nothing_is_lost() {
    let server = Server::start();
    let first = tag(&save(&server, "shared", "{}", None, TOKEN));
    let second = save(&server, "shared", r#"{"zone":{"name":"甲"}}"#, Some(&first), TOKEN);
    assert_eq!(second.status(), 200);
    let stale = problem(
        save(&server, "shared", r#"{"zone":{"name":"乙"}}"#, Some(&first), TOKEN),
        412,
    );
    assert!(
        stale["detail"].as_str().unwrap().contains("`http` saved version 2"),
        "{stale}"
    );
    problem(save(&server, "shared", "{}", None, TOKEN), 428);
    assert_eq!(
        server.get_as("/v1/dossiers/shared", TOKEN).text().unwrap(),
        r#"{"zone":{"name":"甲"}}"#
    );
    assert_eq!(save(&server, "shared", "{}", Some("*"), TOKEN).status(), 200);
    let delete = |tag: Option<&str>| {
        let request = server
            .client
            .delete(format!("{}/v1/dossiers/shared", server.address))
            .bearer_auth(TOKEN);
        tag.map_or_else(
            || {
                server
                    .client
                    .delete(format!("{}/v1/dossiers/shared", server.address))
                    .bearer_auth(TOKEN)
            },
            |tag| request.header("if-match", tag),
        )
        .send()
        .unwrap()
    };
    problem(delete(None), 428);
    problem(delete(Some(&first)), 412);
    assert_eq!(delete(Some("*")).status(), 204);
    problem(delete(Some("*")), 404);
    problem(server.get_as("/v1/dossiers/shared", TOKEN), 404);
    problem(save(&server, "shared", "{}", Some("*"), TOKEN), 404);
}

#[test]
fn drafts_belong_to_their_office_and_bad_ones_are_refused() {
    let server = Server::start();
    let one = server.person("first-city", "applicant", "3205");
    let other = server.person("second-city", "applicant", "4401");
    let reviewer = server.person("a-province", "province", "32");
    assert_eq!(
        save(&server, "mine", r#"{"zone":{"name":"一"}}"#, None, &one).status(),
        201
    );
    problem(server.get_as("/v1/dossiers/mine", &other), 404);
    assert_eq!(
        server.get_as("/v1/dossiers", &other).json::<Value>().unwrap()["dossiers"],
        json!([])
    );
    // The same id is another draft with another office.
    assert_eq!(save(&server, "mine", "{}", None, &other).status(), 201);
    problem(save(&server, "mine", "{}", None, &reviewer), 403);
    problem(server.get("/v1/dossiers"), 401);
    problem(
        server.send(Method::PUT, "/v1/dossiers/mine", "no-token", &json!({})),
        401,
    );
    for body in ["", "nonsense", "[]", "5", "{\"a\":"] {
        problem(save(&server, "bad", body, None, &one), 422);
    }
    for id in ["a.b", "%20", &"x".repeat(65), "草稿"] {
        problem(save(&server, id, "{}", None, &one), 422);
    }
}
