//! What lets others trust the ledger: its stream, and receipts that hold or do not.

use std::{
    io::{BufRead, BufReader},
    process::Command,
};

use reqwest::blocking::Response;
use serde_json::{Value, json};

use super::{
    agencies::post,
    server::{Server, problem, program, url},
};

/// Records an agency and returns what was acknowledged.
fn record(server: &Server, id: &str) -> Value {
    let response = post(server, "/v1/agencies", &json!({ "id": id, "name": "试所" }));
    assert_eq!(response.status(), 201);
    response.json().unwrap()
}

/// Reads the next events of a stream, as id and data.
struct Events(std::io::Lines<BufReader<Response>>);

impl Events {
    fn of(server: &Server, path: &str, last: Option<&str>) -> Self {
        let request = server.client.get(format!("{}{path}", server.address));
        let request = match last {
            Some(last) => request.header("last-event-id", last),
            None => request,
        };
        let response = request.send().unwrap();
        assert_eq!(response.status(), 200);
        assert!(
            response.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with("text/event-stream")
        );
        Self(BufReader::new(response).lines())
    }
}

impl Iterator for Events {
    type Item = (String, Value);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut id, mut data) = (String::new(), Value::Null);
        for line in self.0.by_ref() {
            let line = line.ok()?;
            if line.is_empty() && !data.is_null() {
                return Some((id, data));
            } else if let Some(text) = line.strip_prefix("id: ") {
                text.clone_into(&mut id);
            } else if let Some(text) = line.strip_prefix("data: ") {
                data = serde_json::from_str(text).unwrap();
            }
        }
        None
    }
}

#[test]
fn the_stream_tells_each_entry_once_and_goes_on_where_a_follower_was_cut_off() {
    let server = Server::start();
    let begin = server.json("/v1/ledger")["head"]["revision"].as_u64().unwrap();
    let mut live = Events::of(&server, "/v1/ledger/stream", None);
    let acknowledged = record(&server, "s-1");
    let (id, entry) = live.next().unwrap();
    assert_eq!(
        (id, &entry["hash"]),
        (acknowledged["revision"].to_string(), &acknowledged["hash"])
    );
    drop(live);
    for nth in 2..=5 {
        record(&server, &format!("s-{nth}"));
    }
    let resumed: Vec<_> = Events::of(&server, "/v1/ledger/stream?after=0", Some(&(begin + 1).to_string()))
        .take(4)
        .collect();
    let subjects: Vec<&str> = resumed
        .iter()
        .map(|(_, entry)| entry["subject"].as_str().unwrap())
        .collect();
    assert_eq!(subjects, ["s-2", "s-3", "s-4", "s-5"]);
    let all: Vec<_> = Events::of(&server, "/v1/ledger/stream?after=0", None)
        .take(usize::try_from(begin).unwrap() + 5)
        .collect();
    assert!(
        all.iter()
            .enumerate()
            .all(|(nth, (id, _))| *id == (nth + 1).to_string()),
        "in order, without a gap"
    );
    let bad = server
        .client
        .get(format!("{}/v1/ledger/stream", server.address))
        .header("last-event-id", "x");
    problem(bad.send().unwrap(), 400);
    problem(server.get("/v1/ledger/stream?after=-1"), 400);
}

#[test]
fn a_follower_does_not_keep_the_service_from_stopping() {
    let mut server = Server::start();
    let mut live = Events::of(&server, "/v1/ledger/stream", None);
    let told = Command::new("kill")
        .args(["-TERM", &server.process().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert_eq!(live.next(), None, "the stream ends");
    assert_eq!(server.wait().code(), Some(0));
}

/// Runs `verify --receipt` on a text.
fn verify(server: &Server, receipt: &str, words: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.json");
    std::fs::write(&file, receipt).unwrap();
    let output = program(&url(&server.database))
        .args(["verify", "--receipt"])
        .arg(&file)
        .args(words)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), told)
}

#[test]
fn receipts_of_acts_entries_and_answers_hold_online_and_offline_and_changed_ones_do_not() {
    let server = Server::start();
    let answer = server
        .get("/v1/lookup?lon=121.473&lat=31.2353&uncertainty_m=25")
        .text()
        .unwrap();
    let by_address = server.get("/v1/lookup?address=汉口路8013号").text().unwrap();
    let act = record(&server, "r-1");
    let revision = act["revision"].as_u64().unwrap();
    let entry = server.get(&format!("/v1/ledger/{revision}/receipt")).text().unwrap();
    record(&server, "r-2");
    let exported = program(&url(&server.database))
        .args(["export", "ledger"])
        .output()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.ndjson");
    std::fs::write(&ledger, &exported.stdout).unwrap();
    let offline = ["--ledger", ledger.to_str().unwrap()];
    for receipt in [&answer, &by_address, &act.to_string(), &entry] {
        for words in [&[][..], &offline] {
            let (code, told) = verify(&server, receipt, words);
            assert_eq!(code, Some(0), "{receipt}: {told}");
            assert!(told.contains("the receipt holds: revision"), "{told}");
        }
    }
    let (_, told) = verify(&server, &answer, &[]);
    assert!(told.contains("gives the same answer"), "{told}");
    // What was changed does not hold.
    let changed = [
        answer.replace("\"inside\"", "\"outside\""),
        answer.replace("25.0", "26.0"),
        act.to_string()
            .replace(&format!("\"revision\":{revision}"), "\"revision\":3"),
        entry.replace("r-1", "r-9"),
        act.to_string()
            .replace(&format!("\"revision\":{revision}"), "\"revision\":100000"),
        "{\"revision\": 1}".to_owned(),
        "[]".to_owned(),
        "no JSON".to_owned(),
        String::new(),
    ];
    for receipt in changed {
        for words in [&[][..], &offline] {
            let (code, told) = verify(&server, &receipt, words);
            assert_eq!(code, Some(1), "{receipt}: {told}");
        }
    }
    // A ledger that was changed does not hold either.
    let text = String::from_utf8(exported.stdout).unwrap();
    std::fs::write(&ledger, text.replacen("\"actor\":\"", "\"actor\":\"x", 1)).unwrap();
    let (code, told) = verify(&server, &act.to_string(), &offline);
    assert!(code == Some(1) && told.contains("entry 1 of the ledger"), "{told}");
    std::fs::write(&ledger, "dance\n").unwrap();
    let (code, told) = verify(&server, &act.to_string(), &offline);
    assert!(code == Some(1) && told.contains("line 1"), "{told}");
    problem(server.get("/v1/ledger/0/receipt"), 404);
    problem(server.get("/v1/ledger/100000/receipt"), 404);
}
