//! Limits in words over HTTP.

use serde_json::{Value, json};

use super::server::{Server, problem};

fn post(server: &Server, body: &str) -> reqwest::blocking::Response {
    let request = server.client.post(format!("{}/v1/abuttals/parse", server.address));
    request
        .header("content-type", "application/json")
        .body(body.to_owned())
        .send()
        .unwrap()
}

#[test]
fn a_text_is_read_as_on_the_command_line() {
    let server = Server::start();
    let text = "区块一：主区，面积3公顷，东至甲路以东550米（北段），南至丙路（原丁路）不含，附件略";
    let response = post(&server, &json!({ "text": text }).to_string());
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    let expected = json!({
        "blocks": [{
            "heading": "区块一", "function": "主区", "area": { "text": "3公顷", "m2": 30000, "digits": 0 },
            "east": { "text": "甲路以东550米（北段）", "features": [{ "name": "甲路", "kind": "road",
                "offset": { "direction": "east", "distance_m": 550 }, "part": "北段", "inclusive": true }] },
            "south": { "text": "丙路（原丁路）不含", "features": [{ "name": "丙路", "kind": "road",
                "offset": null, "part": null, "inclusive": false, "former": ["丁路"] }] },
            "west": null, "north": null,
        }],
        "unread": [{ "text": "附件略", "start": 40, "end": 43 }],
    });
    let read: Value = response.json().unwrap();
    assert_eq!(read, expected);
    let nothing: Value = post(&server, "{\"text\": \"经研究\"}").json().unwrap();
    assert_eq!(nothing["blocks"], json!([]));
    assert!(server.json("/openapi.json")["paths"]["/v1/abuttals/parse"]["post"].is_object());
}

#[test]
fn a_body_without_a_text_is_told_what_is_wrong() {
    let server = Server::start();
    let found = problem(post(&server, "{\"text\": \" \\n\"}"), 422);
    assert_eq!(found["errors"][0]["pointer"], "#/text");
    for (body, said) in [
        ("{}", "missing field `text`"),
        ("{\"text\": 1}", "expected a string"),
        ("{\"text\": \"东至甲路\", \"side\": \"east\"}", "unknown field `side`"),
        ("东至甲路", "expected value at line 1 column 1"),
    ] {
        let found = problem(post(&server, body), 422);
        assert!(found["detail"].as_str().unwrap().contains(said), "{body}: {found}");
    }
    let request = server.client.post(format!("{}/v1/abuttals/parse", server.address));
    let plain = request
        .header("content-type", "text/plain")
        .body("东至甲路")
        .send()
        .unwrap();
    problem(plain, 415);
    problem(server.get("/v1/abuttals/parse"), 405);
}
