//! Who may do what over HTTP: every role with every act and deed, in every state, inside its territory and outside, against tables written
//! out by hand. States are reached by the acts of the offices themselves.

use std::collections::BTreeSet;

use reqwest::{Method, blocking::Response};
use serde_json::{Value, json};

use super::{
    roles_written::{Person, Table},
    server::{Server, TOKEN, moved},
};

/// Ways of a dossier: every act that the table allows is taken at least once by the office whose it is.
const WALKS: [&str; 17] = [
    "recommend publish approve file-plan begin-building report evaluate rectify evaluate renew begin-building revoke",
    "return withdraw",
    "recommend return",
    "recommend send-back",
    "recommend publish send-back",
    "recommend reject",
    "recommend publish reject",
    "withdraw",
    "recommend withdraw",
    "recommend publish withdraw",
    "recommend publish approve revoke",
    "recommend publish approve file-plan revoke",
    "recommend publish approve file-plan begin-building evaluate revoke",
    "recommend publish approve file-plan begin-building evaluate rectify revoke",
    "recommend publish approve file-plan begin-building evaluate renew revoke",
    "recommend publish approve lapse",
    "recommend publish approve supersede",
];

/// Offices by role: a territory that holds the division of the zones, and one that does not where the role has such.
const OFFICES: [(&str, &str, Option<&str>); 5] = [
    ("applicant", "3205", Some("3101")),
    ("province", "32", Some("31")),
    ("national", "CN", None),
    ("administrator", "32", Some("31")),
    ("reader", "CN", Some("31")),
];

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// Hands in a further draft under a code, as whoever carries a token.
fn hand_in(server: &Server, code: &str, east: f64, kind: &str, token: &str) -> Response {
    let mut draft = server.answered(moved(server.json("/v1/drafts/clean"), code, east));
    draft["zone"]["kind"] = json!(kind);
    server.post_draft("/v1/zones", &draft.to_string(), Some(token))
}

fn act(server: &Server, zone: &str, act: &str, number: u32, token: &str) -> Response {
    let mut body = json!({ "act": act, "delimitation": number, "reason": "试", "document": "试字〔2026〕1号" });
    if act == "accept" {
        body["becomes"] = json!("pilot");
    }
    server.send(Method::POST, &format!("/v1/zones/{zone}/acts"), token, &body)
}

fn people(server: &Server) -> Vec<Person> {
    let mut people = Vec::new();
    for (role, inside, outside) in OFFICES {
        for (inside, territory) in [(true, Some(inside)), (false, outside)] {
            let Some(territory) = territory else { continue };
            let name = format!("{role}-{}", if inside { "in" } else { "out" });
            let token = server.person(&name, role, territory);
            people.push(Person { role, inside, token });
        }
    }
    let token = server.person("operator-out", "operator", "zone:demo-320505-shishan");
    people.push(Person {
        role: "operator",
        inside: false,
        token,
    });
    people
}

/// Asserts that a zone stands in the queue of those whose affair it is, while it waits for somebody.
fn assert_listed(server: &Server, person: &Person, zone: &str, state: &str) {
    let queue: Value = server.get_as("/v1/queue?limit=1000", &person.token).json().unwrap();
    let waiting = [
        "submitted",
        "recommended",
        "published",
        "returned",
        "evaluation",
        "rectify",
    ];
    let listed = queue["rows"].as_array().unwrap().iter().any(|row| row["zone"] == zone);
    assert_eq!(
        listed,
        waiting.contains(&state) && person.inside,
        "{state}: {}",
        person.role
    );
}

/// Every person tries every act that they may not take, and every deed; returns how many answers were held against the tables.
fn try_everything(
    server: &Server,
    table: &Table,
    people: &[&Person],
    (zone, state, number): (&str, &str, u32),
) -> usize {
    let mut judged = 0;
    let mut held = |found: Response, expected: u16, told: &str| {
        let status = found.status().as_u16();
        let text = found.text().unwrap();
        assert_eq!(status, expected, "{state}: {told}: {text}");
        let hides = expected != 404 || !(text.contains("320505") || text.contains("in division"));
        assert!(hides, "{state}: {told}: a refusal tells of what is hidden: {text}");
        judged += 1;
    };
    for person in people {
        let told = |what: &str| {
            format!(
                "{} {} {what}",
                person.role,
                if person.inside { "inside" } else { "outside" }
            )
        };
        for name in table.owners.keys() {
            if person.inside && table.allows(state, person.role, name) {
                continue;
            }
            let expected = table.refusal(state, person, name);
            held(act(server, zone, name, number, &person.token), expected, &told(name));
        }
        let is_public = table.states[state].0;
        let of_deed = |deed: &str, good: u16| match (person.inside, is_public) {
            (true, _) if table.deeds[&(deed.to_owned(), person.role.to_owned())] => good,
            (false, false) => 404,
            _ => 403,
        };
        let send = |path: &str, body: Value| {
            server.send(Method::POST, &format!("/v1/zones/{zone}/{path}"), &person.token, &body)
        };
        let see = if person.inside || is_public { 200 } else { 404 };
        for path in [
            "",
            &format!("/delimitations/{number}"),
            &format!("/delimitations/{number}.kml"),
            "/figures",
            "/agencies",
        ] {
            held(
                server.get_as(&format!("/v1/zones/{zone}{path}"), &person.token),
                see,
                &told(path),
            );
        }
        for path in [
            "comments",
            "attachments",
            "history",
            &format!("delimitations/{number}/checklist"),
        ] {
            held(
                server.get_as(&format!("/v1/zones/{zone}/{path}"), &person.token),
                of_deed("look-into", 200),
                &told(path),
            );
        }
        held(
            send("comments", json!({ "text": "试" })),
            of_deed("comment", 201),
            &told("comment"),
        );
        held(
            send(
                &format!("delimitations/{number}/checklist"),
                json!({ "item": "host", "holds": true }),
            ),
            of_deed("tick", 201),
            &told("tick"),
        );
        let path = format!("{}/v1/zones/{zone}/attachments?name=a.pdf", server.address);
        let attach = server.client.post(path).bearer_auth(&person.token).body(PDF);
        held(attach.send().unwrap(), of_deed("attach", 201), &told("attach"));
        // Of an agency that is not there: whoever may admit is told so.
        let admission = send("admissions", json!({ "agency": "no-such-agency" }));
        let expected = of_deed("admit", 404);
        let refused = admission.status() == 404 && expected == 404;
        held(admission, if refused { 404 } else { expected }, &told("admit"));
        assert_listed(server, person, zone, state);
    }
    // Nobody known, and a token that may only read.
    for (path, body) in [
        ("acts", json!({ "act": "withdraw" })),
        ("comments", json!({ "text": "试" })),
    ] {
        let request = server
            .client
            .post(format!("{}/v1/zones/{zone}/{path}", server.address))
            .header("if-match", "*");
        held(request.json(&body).send().unwrap(), 401, "nobody");
        let reader = server.token("applicant-in-one", "read");
        held(
            server.send(Method::POST, &format!("/v1/zones/{zone}/{path}"), &reader, &body),
            403,
            "a reading token",
        );
    }
    judged
}

#[test]
fn every_role_may_what_the_tables_say_in_every_state_inside_its_territory_and_outside() {
    let server = Server::start_with(&["--pending", "offices"]);
    let table = Table::read();
    let everybody = people(&server);
    let token = |role: &str| {
        &everybody
            .iter()
            .find(|person| person.role == role && person.inside)
            .unwrap()
            .token
    };
    let (mut judged, mut tried, mut taken) = (0, BTreeSet::new(), BTreeSet::new());
    for (nth, walk) in WALKS.into_iter().enumerate() {
        let zone = format!("walk-{nth}");
        // Far from everything else, and from each other.
        let east = 2.0 + 0.1 * nth as f64;
        let handed_in = hand_in(&server, &zone, east, "pilot", token("applicant"));
        assert_eq!(handed_in.status(), 201, "{}", handed_in.text().unwrap());
        let operator = Person {
            role: "operator",
            inside: true,
            token: server.person(&format!("operator-{nth}"), "operator", &format!("zone:{zone}")),
        };
        let mut state = "submitted".to_owned();
        for step in walk.split(' ').map(Some).chain([None]) {
            if tried.insert(state.clone()) {
                let people: Vec<&Person> = everybody.iter().chain([&operator]).collect();
                judged += try_everything(&server, &table, &people, (&zone, &state, 1));
            }
            let Some(step) = step else { break };
            let owner = table.owners[step].as_str();
            if step == "supersede" {
                // The register's own act, which the approval of a new boundary brings about.
                let changed = hand_in(&server, &zone, east + 0.01, "pilot", token("applicant"));
                assert_eq!(changed.status(), 201, "{}", changed.text().unwrap());
                for (step, owner) in [
                    ("recommend", "province"),
                    ("publish", "national"),
                    ("approve", "national"),
                ] {
                    let done = act(&server, &zone, step, 2, token(owner));
                    assert_eq!(done.status(), 200, "{step}: {}", done.text().unwrap());
                }
            } else {
                let hand = if owner == "registry" { TOKEN } else { token(owner) };
                let done = act(&server, &zone, step, 1, hand);
                assert_eq!(done.status(), 200, "{zone} {state} {step}: {}", done.text().unwrap());
                taken.insert((state.clone(), step.to_owned()));
            }
            let shown: Value = server
                .get_as(&format!("/v1/zones/{zone}/delimitations/1"), TOKEN)
                .json()
                .unwrap();
            state = shown["standing"].as_str().unwrap().to_owned();
        }
    }
    let all: BTreeSet<String> = table.states.keys().cloned().collect();
    assert_eq!(tried, all, "every state was reached");
    for (state, (_, roles)) in &table.states {
        for step in roles.values().flatten() {
            assert!(
                taken.contains(&(state.clone(), step.clone())),
                "{step} was taken in {state}"
            );
        }
    }
    println!("{judged} answers were held against the tables");
    assert!(judged > 4000, "{judged}");
}

#[test]
fn only_the_national_office_accepts_a_candidate_and_from_each_state_that_allows_it() {
    let server = Server::start_with(&["--pending", "offices"]);
    let everybody = people(&server);
    let stages = [
        "",
        "file-plan",
        "file-plan begin-building",
        "file-plan begin-building evaluate",
    ];
    for (nth, stage) in stages.into_iter().enumerate() {
        let zone = format!("candidate-{nth}");
        assert_eq!(
            hand_in(&server, &zone, 2.0 + 0.1 * nth as f64, "candidate", TOKEN).status(),
            201
        );
        for step in "recommend publish approve".split(' ').chain(stage.split_whitespace()) {
            assert_eq!(act(&server, &zone, step, 1, TOKEN).status(), 200, "{step}");
        }
        let national = |person: &&Person| person.role == "national";
        for person in everybody.iter().filter(|person| !national(person)) {
            assert_eq!(
                act(&server, &zone, "accept", 1, &person.token).status(),
                403,
                "{}",
                person.role
            );
        }
        let chief = everybody.iter().find(national).unwrap();
        assert_eq!(act(&server, &zone, "accept", 1, &chief.token).status(), 200, "{stage}");
    }
}

#[test]
fn the_tables_name_every_state_and_act_of_the_programme() {
    let programme: toml::Table =
        toml::from_str(include_str!("../../data/programmes/national-ip-cluster.toml")).unwrap();
    let codes = |list: &str, member: &str| -> BTreeSet<String> {
        let list = programme["lifecycle"][list].as_array().unwrap().iter();
        list.map(|row| row[member].as_str().unwrap().to_owned()).collect()
    };
    let table = Table::read();
    assert_eq!(codes("states", "code"), table.states.keys().cloned().collect());
    assert_eq!(codes("acts", "act"), table.owners.keys().cloned().collect());
}

#[test]
fn a_change_of_boundary_is_handed_in_by_the_applicant_of_the_territory_alone() {
    let server = Server::start_with(&["--pending", "offices"]);
    let everybody = people(&server);
    let table = Table::read();
    let applicant = everybody
        .iter()
        .find(|person| person.role == "applicant" && person.inside)
        .unwrap();
    assert_eq!(
        hand_in(&server, "changed", 2.0, "pilot", &applicant.token).status(),
        201
    );
    for (nth, is_public) in [false, true].into_iter().enumerate() {
        if is_public {
            for step in ["recommend", "publish", "approve"] {
                assert_eq!(act(&server, "changed", step, 2, TOKEN).status(), 200);
            }
        }
        for person in &everybody {
            let status = hand_in(&server, "changed", 2.01 + 0.01 * nth as f64, "pilot", &person.token)
                .status()
                .as_u16();
            let allowed = person.inside && table.deeds[&("change".to_owned(), person.role.to_owned())];
            // The division that the draft states is asked about first, so that whose code it is is not told.
            let expected = if allowed { 201 } else { 403 };
            assert_eq!(status, expected, "{} {} {is_public}", person.role, person.inside);
        }
    }
}
