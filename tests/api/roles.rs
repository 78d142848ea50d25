//! How offices take a dossier together, and what keeps one of them from doing it alone. Every role with every act stands in `role_table.rs`.

use reqwest::Method;
use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem};

/// Hands in the faultless example as a zone, and returns its draft.
fn submit(server: &Server, code: &str, token: &str) -> reqwest::blocking::Response {
    let mut draft: Value = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!(code);
    let request = server
        .client
        .post(format!("{}/v1/zones", server.address))
        .bearer_auth(token);
    let request = request.header("content-type", "application/geo+json");
    request.body(draft.to_string()).send().unwrap()
}

/// Returns acts and who takes them, as the programme file says.
fn acts() -> Vec<(String, String)> {
    let programme: toml::Table =
        toml::from_str(include_str!("../../data/programmes/national-ip-cluster.toml")).unwrap();
    let acts = programme["lifecycle"]["acts"].as_array().unwrap().iter();
    acts.map(|act| {
        (
            act["act"].as_str().unwrap().to_owned(),
            act["by"].as_str().unwrap().to_owned(),
        )
    })
    .collect()
}

#[test]
fn offices_take_a_dossier_the_programmes_way_and_the_ledger_names_each_author() {
    let server = Server::start();
    let division = server.json("/v1/drafts/clean")["zone"]["division"]
        .as_str()
        .unwrap()
        .to_owned();
    let applicant = server.person("city", "applicant", &division[..4]);
    let province = server.person("province", "province", &division[..2]);
    let national = server.person("nation", "national", "CN");
    problem(submit(&server, "story", &province), 403);
    let stranger = server.person("stranger", "applicant", "11");
    problem(submit(&server, "story", &stranger), 403);
    assert_eq!(submit(&server, "story", &applicant).status(), 201);
    let act = |token: &str, act: &str| {
        server.send(
            Method::POST,
            "/v1/zones/story/acts",
            token,
            &json!({ "act": act, "reason": "合格" }),
        )
    };
    problem(act(&applicant, "recommend"), 403);
    problem(act(&national, "recommend"), 403);
    let recommended = act(&province, "recommend");
    assert_eq!(recommended.status(), 200, "{}", recommended.text().unwrap());
    problem(act(&province, "approve"), 403);
    let ledger: Value = server.get_as("/v1/ledger?limit=1000", TOKEN).json().unwrap();
    let authors: Vec<&str> = ledger["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| {
            entry["subject"]
                .as_str()
                .is_some_and(|subject| subject.starts_with("story/1 "))
        })
        .map(|entry| entry["actor"].as_str().unwrap())
        .collect();
    assert_eq!(authors, ["city/city-one", "province/province-one"]);
}

#[test]
fn an_applicant_cannot_take_anothers_zone_by_stating_a_division_of_its_own() {
    let server = Server::start();
    assert_eq!(submit(&server, "held", TOKEN).status(), 201);
    let mut draft: Value = server.json("/v1/drafts/clean");
    let stranger = server.person("stranger", "applicant", "1101");
    draft["zone"]["code"] = json!("held");
    draft["zone"]["division"] = json!("110101");
    let path = format!("{}/v1/zones", server.address);
    let request = server
        .client
        .post(path)
        .bearer_auth(&stranger)
        .header("content-type", "application/geo+json");
    let refused = request.body(draft.to_string()).send().unwrap();
    assert!(
        [403, 409].contains(&refused.status().as_u16()),
        "{}",
        refused.text().unwrap()
    );
}

#[test]
fn four_eyes_the_office_that_recommended_does_not_approve_even_in_another_role() {
    let server = Server::start();
    let division = server.json("/v1/drafts/clean")["zone"]["division"]
        .as_str()
        .unwrap()
        .to_owned();
    let both = server.person("both", "province", &division[..2]);
    assert_eq!(submit(&server, "eyes", TOKEN).status(), 201);
    let act = |act: &str| {
        server.send(
            Method::POST,
            "/v1/zones/eyes/acts",
            &both,
            &json!({ "act": act, "reason": "合格" }),
        )
    };
    assert_eq!(act("recommend").status(), 200);
    // The same office, made the national one afterwards.
    server.office("both", "national", "CN");
    let approves = acts()
        .into_iter()
        .find(|(act, by)| act == "approve" && by == "national");
    assert!(approves.is_some(), "the programme approves by the national office");
    let refused = problem(act("approve"), 403);
    assert!(
        refused["detail"].as_str().unwrap().contains("another office"),
        "{refused}"
    );
}
