//! Bad input gets a clear error that names the place.

use serde_json::json;

use super::server::{Server, TOKEN, problem};

#[test]
fn an_unknown_or_bad_parameter_is_a_400_that_names_it() {
    let server = Server::start();
    for (path, parameter) in [
        ("/v1/zones?colour=red", "colour"),
        ("/v1/zones?limit=0", "limit"),
        ("/v1/zones?limit=lots", "limit"),
        ("/v1/zones?division=12", "division"),
        ("/v1/lookup?lon=121&lat=31&on=yesterday", "on"),
        ("/v1/lookup?lon=121&lat=31&known=now", "known"),
        ("/v1/lookup?lon=31&lat=121", "lon"),
        ("/v1/lookup?lon=121", "lat"),
        ("/v1/lookup?lon=121&lat=31&uncertainty_m=-1", "uncertainty_m"),
        ("/v1/overlaps?kind=big", "kind"),
        ("/v1/overlaps?after=nothing", "after"),
        ("/v1/locate?address=x&limit=1000", "limit"),
        ("/v1/search", "q"),
    ] {
        let found = problem(server.get(path), 400);
        assert_eq!(found["errors"][0]["parameter"], parameter, "{path}: {found}");
    }
    problem(server.get("/v1/lookup"), 400);
    problem(server.get("/v1/lookup?address=a&agency=b"), 400);
}

#[test]
fn what_is_not_there_is_a_404() {
    let server = Server::start();
    for path in [
        "/v1/zones/no-such-zone",
        "/v1/zones/no-such-zone/agencies",
        "/v1/overlaps?zone=no-such-zone",
        "/v1/drafts/none",
        "/tiles/nothing.json",
        "/tiles/nothing/1/0/0",
    ] {
        problem(server.get(path), 404);
    }
}

#[test]
fn every_fault_of_a_draft_is_told_with_its_pointer() {
    let server = Server::start();
    let draft = json!({
        "type": "FeatureCollection",
        "zone": { "name": "x", "kind": "pilot", "declared_area": "lots", "colour": "red" },
        "features": [
            { "type": "Feature", "properties": { "park": "a", "functions": [] },
              "geometry": { "type": "Polygon", "coordinates": [[["a", 31], [121, 31], [121, 32], ["a", 31]]] } }
        ]
    });
    let found = problem(server.post_draft("/v1/check", &draft.to_string(), None), 422);
    let pointers: Vec<&str> = found["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|error| error["pointer"].as_str())
        .collect();
    for wanted in [
        "#/zone/declared_area",
        "#/zone/colour",
        "#/features/0/geometry/coordinates/0/0",
    ] {
        assert!(
            pointers.iter().any(|pointer| pointer.starts_with(wanted)),
            "{wanted}: {found}"
        );
    }
    let found = problem(server.post_draft("/v1/check", "{\"type\": ", None), 422);
    assert!(found["detail"].as_str().unwrap().contains("line 1"), "{found}");
}

#[test]
fn media_types_methods_and_sizes_are_limited() {
    let server = Server::start_with(&["--body-bytes", "2000"]);
    let post = |media_type: &str, body: String| {
        let request = server.client.post(format!("{}/v1/check", server.address));
        request.header("content-type", media_type).body(body).send().unwrap()
    };
    problem(post("text/plain", "{}".to_owned()), 415);
    problem(post("application/json", format!("\"{}\"", "x".repeat(4000))), 413);
    let response = server
        .client
        .delete(format!("{}/v1/zones", server.address))
        .send()
        .unwrap();
    assert!(response.headers()["allow"].to_str().unwrap().contains("GET"));
    let found = problem(response, 405);
    assert!(found["detail"].as_str().unwrap().contains("DELETE"), "{found}");
}

#[test]
fn acts_need_somebody_who_is_known() {
    let server = Server::start();
    let draft = server.get("/v1/drafts/clean").text().unwrap();
    problem(server.post_draft("/v1/zones", &draft, None), 401);
    problem(server.post_draft("/v1/zones", &draft, Some("wrong")), 401);
    // Without a write token there is nothing that an empty or a guessed word could be equal to.
    let closed = Server::start_with(&["--write-token="]);
    for token in [TOKEN, "", "sizhi_"] {
        problem(closed.post_draft("/v1/zones", &draft, Some(token)), 401);
    }
}

#[test]
fn responses_carry_security_headers_and_a_request_id() {
    let server = Server::start();
    let headers = server.get("/v1/rules").headers().clone();
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .starts_with("default-src 'self'")
    );
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["x-request-id"].len(), 16);
    let packed = server
        .client
        .get(format!("{}/v1/rules", server.address))
        .header("accept-encoding", "gzip")
        .send()
        .unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");
}
