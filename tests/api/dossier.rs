//! The dossier of a zone: comments, attachments, check list, queue, history, and the difference of two delimitations.

use reqwest::{Method, blocking::Response};
use serde_json::{Value, json};

use super::server::{Server, TOKEN, problem};

/// A document that is a PDF by its content.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

fn as_operator(server: &Server, path: &str) -> Value {
    let response = server.get_as(path, TOKEN);
    assert_eq!(response.status(), 200, "{path}: {}", response.text().unwrap());
    response.json().unwrap()
}

fn made(response: Response) -> Value {
    assert_eq!(response.status(), 201, "{}", response.text().unwrap());
    response.json().unwrap()
}

fn attach(server: &Server, zone: &str, query: &str, bytes: &[u8], token: &str) -> Response {
    let path = format!("{}/v1/zones/{zone}/attachments?{query}", server.address);
    server
        .client
        .post(path)
        .bearer_auth(token)
        .body(bytes.to_vec())
        .send()
        .unwrap()
}

#[test]
fn comments_make_threads_that_are_pinned_answered_and_settled() {
    let server = Server::start();
    server.submit_moved("test-talk", 0.2);
    let path = "/v1/zones/test-talk/comments";
    let first = made(server.post(
        path,
        &json!({ "lon": 120.75, "lat": 31.31, "delimitation": 1, "text": " 东侧应至河岸 " }),
        &[],
    ));
    let id = first["id"].as_u64().unwrap();
    made(server.post(path, &json!({ "thread": id, "text": "已修改" }), &[]));
    made(server.post(path, &json!({ "text": "另一个问题" }), &[]));
    made(server.post(&format!("{path}/{id}/settled"), &json!({ "settled": true }), &[]));
    let threads = as_operator(&server, path);
    assert_eq!(
        (&threads["open"], &threads["threads"][0]["settled"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(threads["threads"][0]["place"], json!([120.75, 31.31]));
    let texts: Vec<&Value> = threads["threads"][0]["comments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|comment| &comment["text"])
        .collect();
    assert_eq!(texts, ["东侧应至河岸", "已修改"]);
    made(server.post(&format!("{path}/{id}/settled"), &json!({ "settled": false }), &[]));
    assert_eq!(as_operator(&server, path)["open"], 2);
    // A comment is no act: what was decided on the zone as it was still holds.
    let tag = server.get_as("/v1/zones/test-talk", TOKEN).headers()["etag"].clone();
    made(server.post(path, &json!({ "text": "x" }), &[]));
    let taken = server.act_on(
        "test-talk",
        &json!({ "act": "recommend" }),
        &[("if-match", tag.to_str().unwrap())],
    );
    assert_eq!(taken.status(), 200);
}

#[test]
fn a_bad_comment_is_refused_and_records_nothing() {
    let server = Server::start();
    server.submit_moved("test-bad", 0.2);
    let before = server.json("/v1/ledger")["head"].clone();
    let path = "/v1/zones/test-bad/comments";
    for body in [
        json!({ "text": "  " }),
        json!({ "text": "字".repeat(4001) }),
        json!({ "text": "x", "lon": 120.0 }),
        json!({ "text": "x", "lon": 31.0, "lat": 120.0 }),
        json!({ "text": "x", "colour": "red" }),
        json!({}),
    ] {
        problem(server.post(path, &body, &[]), 422);
    }
    problem(server.post(path, &json!({ "text": "x", "thread": 1 }), &[]), 404);
    problem(server.post(path, &json!({ "text": "x", "delimitation": 2 }), &[]), 404);
    problem(
        server.post("/v1/zones/no-such-zone/comments", &json!({ "text": "x" }), &[]),
        404,
    );
    problem(
        server.post(&format!("{path}/1/settled"), &json!({ "settled": true }), &[]),
        404,
    );
    problem(
        server.post(&format!("{path}/one/settled"), &json!({ "settled": true }), &[]),
        400,
    );
    assert_eq!(server.json("/v1/ledger")["head"], before);
}

#[test]
fn a_document_is_kept_by_its_digest_and_is_what_its_content_says() {
    let server = Server::start();
    server.submit_moved("test-attach", 0.2);
    let attached = made(attach(
        &server,
        "test-attach",
        "name=推荐函.pdf&label=推荐函&delimitation=1",
        PDF,
        TOKEN,
    ));
    assert_eq!(attached["media_type"], "application/pdf");
    let id = attached["id"].as_u64().unwrap();
    let listed = as_operator(&server, "/v1/zones/test-attach/attachments");
    assert_eq!(listed["attachments"][0]["digest"], attached["digest"]);
    let content = server.get_as(&format!("/v1/zones/test-attach/attachments/{id}"), TOKEN);
    let headers = content.headers().clone();
    assert_eq!(headers["content-type"], "application/pdf");
    let disposition = headers["content-disposition"].to_str().unwrap();
    assert_eq!(
        disposition,
        "attachment; filename*=UTF-8''%E6%8E%A8%E8%8D%90%E5%87%BD%2Epdf"
    );
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(content.bytes().unwrap(), PDF);
    // The same content again is kept once, and told as attached twice.
    made(attach(&server, "test-attach", "name=again.PDF", PDF, TOKEN));
    assert_eq!(
        as_operator(&server, "/v1/zones/test-attach/attachments")["attachments"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let word = docx();
    let attached = made(attach(&server, "test-attach", "name=方案.docx", &word, TOKEN));
    assert!(
        attached["media_type"]
            .as_str()
            .unwrap()
            .ends_with("wordprocessingml.document")
    );
    problem(attach(&server, "test-attach", "name=plan.docx", PDF, TOKEN), 422);
    problem(
        attach(
            &server,
            "test-attach",
            "name=page.pdf",
            b"<html><script>alert(1)</script>",
            TOKEN,
        ),
        415,
    );
    problem(
        attach(
            &server,
            "test-attach",
            "name=program.pdf",
            b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00",
            TOKEN,
        ),
        415,
    );
    problem(attach(&server, "test-attach", "name=empty.pdf", b"", TOKEN), 413);
    let mut long = PDF.to_vec();
    long.resize(12 * 1024 * 1024 + 1, b' ');
    problem(attach(&server, "test-attach", "name=long.pdf", &long, TOKEN), 413);
    problem(
        attach(&server, "test-attach", "name=a.pdf&delimitation=9", PDF, TOKEN),
        404,
    );
    problem(attach(&server, "no-such-zone", "name=a.pdf", PDF, TOKEN), 404);
    problem(attach(&server, "test-attach", "label=x", PDF, TOKEN), 400);
    problem(server.get_as("/v1/zones/test-attach/attachments/1", TOKEN), 404);
}

/// Makes the least archive that is a Word document by its content.
fn docx() -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["[Content_Types].xml", "_rels/.rels", "word/document.xml"] {
        archive.start_file(name, options).unwrap();
        archive.write_all(b"<?xml version=\"1.0\"?><x/>").unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_register_answers_the_check_list_as_far_as_it_can_and_reviewers_tick_the_rest() {
    let server = Server::start();
    let mut draft = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!("test-list");
    assert_eq!(
        server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)).status(),
        201
    );
    let path = "/v1/zones/test-list/delimitations/1/checklist";
    let item = |code: &str| {
        let list = as_operator(&server, path);
        let items = list["items"].as_array().unwrap().clone();
        items.into_iter().find(|item| item["code"] == code).unwrap()
    };
    assert_eq!(item("total-area")["fact"]["holds"], true);
    assert_eq!(item("functions")["fact"]["holds"], true);
    assert_eq!(item("recommendation")["fact"], Value::Null);
    let open = as_operator(&server, path)["open"].as_u64().unwrap();
    made(server.post(
        path,
        &json!({ "item": "recommendation", "holds": true, "remark": "见附件" }),
        &[],
    ));
    assert_eq!(item("recommendation")["tick"]["remark"], "见附件");
    assert_eq!(as_operator(&server, path)["open"].as_u64().unwrap(), open - 1);
    made(server.post(path, &json!({ "item": "recommendation", "holds": null }), &[]));
    assert_eq!(item("recommendation")["tick"], Value::Null);
    problem(
        server.post(path, &json!({ "item": "weather", "holds": true }), &[]),
        422,
    );
    problem(
        server.post(
            "/v1/zones/test-list/delimitations/2/checklist",
            &json!({ "item": "host", "holds": true }),
            &[],
        ),
        404,
    );
    // What another zone overlaps shows in the facts of both, until a ruling accepts it.
    server.submit_moved("test-list-two", -0.03);
    assert_eq!(item("overlaps")["fact"]["holds"], false);
    let pairs = as_operator(&server, "/v1/overlaps?zone=test-list");
    let id = pairs["pairs"][0]["id"].as_str().unwrap();
    made(server.post(
        &format!("/v1/overlaps/{id}/rulings"),
        &json!({ "verdict": "accepted", "reason": "x" }),
        &[],
    ));
    assert_eq!(item("overlaps")["fact"]["holds"], true);
}

#[test]
fn the_queue_tells_what_waits_for_whom_and_the_longest_waiting_first() {
    let server = Server::start();
    server.submit_moved("test-wait-one", 0.2);
    server.submit_moved("test-wait-two", 0.4);
    let zones = |path: &str| -> Vec<String> {
        let rows = as_operator(&server, path)["rows"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["zone"].as_str().unwrap().to_owned())
            .filter(|zone| zone.starts_with("test-"))
            .collect()
    };
    assert_eq!(zones("/v1/queue?role=province"), ["test-wait-one", "test-wait-two"]);
    server.acted("test-wait-one", &json!({ "act": "recommend" }));
    assert_eq!(zones("/v1/queue?role=national"), ["test-wait-one"]);
    server.acted("test-wait-two", &json!({ "act": "return", "reason": "补充" }));
    assert_eq!(zones("/v1/queue?role=applicant"), ["test-wait-two"]);
    assert!(zones("/v1/queue?role=province").is_empty());
    let rows = as_operator(&server, "/v1/queue?role=national")["rows"].clone();
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["zone"] == "test-wait-one")
        .unwrap()
        .clone();
    let acts: Vec<&str> = row["acts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|act| act["act"].as_str().unwrap())
        .collect();
    assert!(
        acts.contains(&"publish") && acts.contains(&"reject") && !acts.contains(&"approve"),
        "{acts:?}"
    );
    problem(server.get("/v1/queue"), 401);
    problem(server.get_as("/v1/queue?role=emperor", TOKEN), 400);
    problem(server.get_as("/v1/queue?division=12", TOKEN), 400);
}

#[test]
fn the_history_tells_everything_in_the_order_of_the_ledger() {
    let server = Server::start();
    server.submit_moved("test-past", 0.2);
    made(server.post("/v1/zones/test-past/comments", &json!({ "text": "请核对" }), &[]));
    made(attach(&server, "test-past", "name=letter.pdf", PDF, TOKEN));
    made(server.post(
        "/v1/zones/test-past/delimitations/1/checklist",
        &json!({ "item": "host", "holds": true }),
        &[],
    ));
    server.approve("test-past", "2026-01-01");
    let history = as_operator(&server, "/v1/zones/test-past/history");
    let entries = history["entries"].as_array().unwrap();
    let kinds: Vec<&str> = entries.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["delimitation", "act", "comment", "attach", "tick", "act", "act", "act"]
    );
    let revisions: Vec<u64> = entries
        .iter()
        .map(|entry| entry["revision"].as_u64().unwrap())
        .collect();
    assert!(
        revisions.is_sorted() && revisions.last() == history["revision"].as_u64().as_ref(),
        "{revisions:?}"
    );
    assert_eq!(entries[7]["document"], "试字〔2026〕1号");
    let verified = super::server::program(&super::server::url(&server.database))
        .arg("verify")
        .output()
        .unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
}

#[test]
fn ground_gained_lost_and_unchanged_add_up() {
    let server = Server::start();
    server.submit_moved("test-grow", 0.2);
    server.acted("test-grow", &json!({ "act": "return", "reason": "x" }));
    server.submit_moved("test-grow", 0.21);
    let path = |from: u32, to: u32| format!("/v1/zones/test-grow/difference?from={from}&to={to}");
    let areas = |from, to| -> [f64; 3] {
        let found = as_operator(&server, &path(from, to));
        [0, 1, 2].map(|nth| found["features"][nth]["properties"]["area_m2"].as_f64().unwrap())
    };
    let [gained, lost, unchanged] = areas(1, 2);
    assert!(gained > 1e5 && unchanged > 1e5, "{gained} {unchanged}");
    assert!(
        (gained - lost).abs() < 1.0,
        "moved along a parallel, it loses what it gains: {gained} {lost}"
    );
    let [back_gained, back_lost, same] = areas(2, 1);
    assert_eq!((back_gained, back_lost, same), (lost, gained, unchanged));
    let [nothing, none, all] = areas(1, 1);
    assert!(nothing == 0.0 && none == 0.0 && (all - lost - unchanged).abs() < 1.0);
    problem(server.get_as(&path(1, 3), TOKEN), 404);
    problem(server.get_as("/v1/zones/test-grow/difference?from=1", TOKEN), 400);
    problem(server.get(&path(1, 2)), 401);
}

#[test]
fn a_dossier_is_open_to_the_offices_whose_affair_it_is_and_to_nobody_else() {
    let server = Server::start();
    server.submit_moved("test-whose", 0.2);
    let own = server.person("city", "applicant", "3205");
    let other = server.person("elsewhere", "applicant", "4401");
    let province = server.person("province", "province", "32");
    for path in ["history", "comments", "attachments", "delimitations/1/checklist"] {
        let path = format!("/v1/zones/test-whose/{path}");
        problem(server.get(&path), 401);
        problem(server.get_as(&path, &other), 404);
        for token in [&own, &province] {
            assert_eq!(server.get_as(&path, token).status(), 200, "{path}");
        }
    }
    let say = |token: &str| {
        server.send(
            Method::POST,
            "/v1/zones/test-whose/comments",
            token,
            &json!({ "text": "x" }),
        )
    };
    assert_eq!(say(&own).status(), 201);
    problem(say(&other), 404);
    let tick = json!({ "item": "host", "holds": true });
    let list = "/v1/zones/test-whose/delimitations/1/checklist";
    problem(server.send(Method::POST, list, &own, &tick), 403);
    assert_eq!(server.send(Method::POST, list, &province, &tick).status(), 201);
    problem(attach(&server, "test-whose", "name=a.pdf", PDF, &other), 404);
    let told: Value = server.get_as("/v1/zones/test-whose/history", &own).json().unwrap();
    assert_eq!(told["entries"][2]["author"], "city/city-one");
    let rows: Value = server.get_as("/v1/queue", &other).json().unwrap();
    assert!(!rows.to_string().contains("test-whose"), "{rows}");
}
