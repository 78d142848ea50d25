//! A zone from its approval on: stages, deadlines, the term of its title, and changes of its boundary.

use serde_json::{Value, json};

use super::server::{Server, TOKEN, moved, problem};

fn due(server: &Server, zone: &str, on: &str) -> Vec<(String, String, i64)> {
    let page = server.json(&format!("/v1/deadlines?zone={zone}&on={on}"));
    let rows = page["deadlines"].as_array().unwrap().iter();
    rows.map(|row| {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        (text("act"), text("due"), row["days_left"].as_i64().unwrap())
    })
    .collect()
}

fn titled(server: &Server, zone: &str, on: &str) -> Value {
    server.json(&format!("/v1/zones/{zone}?on={on}"))["title_valid"].clone()
}

fn row(act: &str, due: &str, days_left: i64) -> (String, String, i64) {
    (act.to_owned(), due.to_owned(), days_left)
}

#[test]
fn plan_reports_and_evaluation_fall_due_and_are_met_by_their_acts() {
    let server = Server::start();
    server.submit_moved("test-course", 0.0);
    assert!(due(&server, "test-course", "2026-01-02").is_empty());
    server.approve("test-course", "2023-09-15");
    assert_eq!(
        due(&server, "test-course", "2023-10-15"),
        [
            row("file-plan", "2023-12-15", 61),
            row("report", "2024-01-31", 108),
            row("evaluate", "2026-09-15", 1066)
        ]
    );
    let act = |act: &str, day: &str| {
        server.acted(
            "test-course",
            &json!({ "act": act, "effective": day, "document": act, "reason": act }),
        )
    };
    act("file-plan", "2023-12-20");
    act("begin-building", "2024-01-01");
    assert_eq!(
        due(&server, "test-course", "2023-12-16")[0],
        row("file-plan", "2023-12-15", -1)
    );
    assert_eq!(
        due(&server, "test-course", "2024-01-01")[0],
        row("report", "2024-01-31", 30)
    );
    act("report", "2024-03-01");
    assert_eq!(
        due(&server, "test-course", "2024-03-02")[0],
        row("report", "2025-01-31", 335)
    );
    // The report of 2024 was never filed: that of 2025, filed in time, meets the older one.
    act("report", "2026-01-20");
    assert_eq!(
        due(&server, "test-course", "2026-02-01"),
        [row("report", "2026-01-31", -1), row("evaluate", "2026-09-15", 226)]
    );
    assert_eq!(
        server.json("/v1/deadlines?zone=test-course&on=2026-02-01&overdue=true")["count"],
        1
    );
    act("report", "2026-02-02");
    act("evaluate", "2026-06-01");
    assert!(due(&server, "test-course", "2026-06-02").is_empty());
    assert_eq!(titled(&server, "test-course", "2026-09-14"), true);
    assert_eq!(titled(&server, "test-course", "2026-09-15"), false);
    act("renew", "2026-09-15");
    assert_eq!(titled(&server, "test-course", "2026-09-15"), true);
    assert_eq!(titled(&server, "test-course", "2029-09-15"), false);
    assert_eq!(due(&server, "test-course", "2026-09-15")[0].1, "2027-01-31");
    act("begin-building", "2026-10-01");
    act("revoke", "2026-11-01");
    assert_eq!(titled(&server, "test-course", "2026-10-31"), true);
    assert_eq!(titled(&server, "test-course", "2026-11-01"), false);
    assert!(due(&server, "test-course", "2026-12-01").is_empty());
}

#[test]
fn a_candidate_bears_no_title_until_it_is_accepted_as_a_titled_zone() {
    let server = Server::start();
    let mut draft = server.json("/v1/drafts/clean");
    (draft["zone"]["code"], draft["zone"]["kind"]) = (json!("test-candidate"), json!("candidate"));
    assert_eq!(
        server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)).status(),
        201
    );
    server.approve("test-candidate", "2025-09-01");
    assert_eq!(titled(&server, "test-candidate", "2025-10-01"), Value::Null);
    let accept = |becomes: Value| json!({ "act": "accept", "effective": "2026-05-01", "document": "验收通知", "becomes": becomes });
    problem(server.act("test-candidate", &accept(Value::Null)), 422);
    let wrong = problem(server.act("test-candidate", &accept(json!("host"))), 422);
    assert!(wrong["detail"].as_str().unwrap().contains("`pilot`"), "{wrong}");
    server.acted("test-candidate", &accept(json!("pilot")));
    assert_eq!(server.json("/v1/zones/test-candidate")["kind"], "pilot");
    assert_eq!(titled(&server, "test-candidate", "2026-04-30"), false);
    assert_eq!(titled(&server, "test-candidate", "2026-05-01"), true);
    assert_eq!(titled(&server, "test-candidate", "2029-05-01"), false);
    let twice = problem(server.act("test-candidate", &accept(json!("pilot"))), 409);
    assert!(twice["detail"].as_str().unwrap().contains("`candidate`"), "{twice}");
    let needless = json!({ "act": "file-plan", "document": "方案", "becomes": "pilot" });
    problem(server.act("test-candidate", &needless), 422);
}

#[test]
fn a_changed_boundary_goes_the_same_way_and_the_old_one_holds_until_its_first_day() {
    let server = Server::start();
    server.submit_moved("test-change", 0.2);
    server.approve("test-change", "2024-01-01");
    let act = |act: &str| {
        server.acted(
            "test-change",
            &json!({ "act": act, "effective": "2024-02-01", "document": act }),
        )
    };
    act("file-plan");
    act("begin-building");
    let before = due(&server, "test-change", "2026-01-01");
    server.submit_moved("test-change", 0.21);
    server.approve("test-change", "2099-01-01");
    let shown = |on: &str| server.json(&format!("/v1/zones/test-change?on={on}"))["delimitation"].clone();
    assert_eq!(shown("2026-01-01")["number"], 1);
    assert_eq!(shown("2098-12-31")["number"], 1);
    assert_eq!(shown("2099-01-01")["number"], 2);
    assert_eq!(shown("2026-01-01")["valid_to"], "2099-01-01");
    // The stage and the duties of the zone are not those of a zone just approved.
    assert_eq!(shown("2099-01-01")["standing"], "building");
    assert_eq!(due(&server, "test-change", "2026-01-01"), before);
    assert_eq!(server.json("/v1/zones/test-change")["status"], "in-force");
    // A third one, in force since a day that is past, takes the place of both.
    server.submit_moved("test-change", 0.22);
    server.approve("test-change", "2025-01-01");
    assert_eq!(shown("2024-12-31")["number"], 1);
    assert_eq!(shown("2025-01-01")["number"], 3);
    assert_eq!(shown("2099-01-01")["number"], 3);
    problem(
        server.act(
            "test-change",
            &json!({ "act": "report", "delimitation": 1, "document": "x" }),
        ),
        409,
    );
    server.acted("test-change", &json!({ "act": "report", "document": "x" }));
}

#[test]
fn a_rejected_or_sent_back_delimitation_never_comes_into_force() {
    let server = Server::start();
    server.submit_moved("test-reject", 0.2);
    server.acted("test-reject", &json!({ "act": "recommend" }));
    problem(server.act("test-reject", &json!({ "act": "reject" })), 409);
    server.acted("test-reject", &json!({ "act": "send-back", "reason": "补充材料" }));
    assert_eq!(server.json("/v1/zones/test-reject")["status"], "returned");
    let draft = server.answered(moved(server.json("/v1/drafts/clean"), "test-reject", 0.2005));
    assert_eq!(
        server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)).status(),
        201
    );
    server.acted("test-reject", &json!({ "act": "recommend" }));
    server.acted("test-reject", &json!({ "act": "publish" }));
    server.acted("test-reject", &json!({ "act": "reject", "reason": "公示有异议" }));
    assert_eq!(server.json("/v1/zones/test-reject")["status"], "ended");
    problem(
        server.act("test-reject", &json!({ "act": "approve", "document": "x" })),
        409,
    );
}

#[test]
fn the_list_of_deadlines_is_paged_and_refuses_what_it_does_not_know() {
    let server = Server::start();
    let all = server.json("/v1/deadlines");
    let count = usize::try_from(all["count"].as_u64().unwrap()).unwrap();
    let mut seen = 0;
    let mut next = Some("/v1/deadlines?limit=3".to_owned());
    while let Some(path) = next {
        let page = server.json(&path);
        seen += page["deadlines"].as_array().unwrap().len();
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, count);
    problem(server.get("/v1/deadlines?on=soon"), 400);
    problem(server.get("/v1/deadlines?overdue=perhaps"), 400);
    problem(server.get("/v1/deadlines?zone=no-such-zone"), 404);
}
