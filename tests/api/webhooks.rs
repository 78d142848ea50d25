//! Webhooks: signed, in order, tried again until taken, also after a restart.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
};

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{
    agencies::post,
    server::{Server, TOKEN, problem, program, url},
};

/// A message as it came.
struct Message {
    signature: String,
    delivery: String,
    body: String,
}

/// A receiver that answers with the statuses in order, the last one for ever.
fn receiver(statuses: &'static [u16]) -> (String, Receiver<Message>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let (told, messages) = channel();
    std::thread::spawn(move || {
        for (nth, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut length, mut signature, mut delivery) = (0, String::new(), String::new());
            let mut line = String::new();
            while reader.read_line(&mut line).unwrap() > 2 {
                let (name, value) = line.split_once(':').unwrap_or_default();
                match name.to_ascii_lowercase().as_str() {
                    "content-length" => length = value.trim().parse().unwrap(),
                    "sizhi-signature" => value.trim().clone_into(&mut signature),
                    "sizhi-delivery" => value.trim().clone_into(&mut delivery),
                    _ => {}
                }
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let status = statuses.get(nth).or(statuses.last()).unwrap();
            let answer = format!(
                "HTTP/1.1 {status} X\r\nlocation: /elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            );
            stream.write_all(answer.as_bytes()).unwrap();
            let body = String::from_utf8(body).unwrap();
            if told
                .send(Message {
                    signature,
                    delivery,
                    body,
                })
                .is_err()
            {
                return;
            }
        }
    });
    (address, messages)
}

fn next(messages: &Receiver<Message>) -> Message {
    messages.recv_timeout(std::time::Duration::from_secs(30)).unwrap()
}

fn get(server: &Server, path: &str) -> Value {
    server
        .client
        .get(format!("{}{path}", server.address))
        .bearer_auth(TOKEN)
        .send()
        .unwrap()
        .json()
        .unwrap()
}

fn record(server: &Server, id: &str) -> Value {
    post(server, "/v1/agencies", &json!({ "id": id, "name": "试所" }))
        .json()
        .unwrap()
}

#[test]
fn each_entry_is_told_in_order_signed_and_tried_again_until_it_is_taken() {
    let server = Server::start_with(&["--webhook-retry-s", "1"]);
    // A fault, a redirect that must not be followed, and then it is taken.
    let (address, messages) = receiver(&[500, 302, 204]);
    let added = post(
        &server,
        "/v1/webhooks",
        &json!({ "url": address, "acts": ["record-agency"] }),
    );
    assert_eq!(added.status(), 201);
    let added: Value = added.json().unwrap();
    let (secret, id) = (
        added["secret"].as_str().unwrap(),
        added["webhook"]["id"].as_str().unwrap().to_owned(),
    );
    let first = record(&server, "w-1");
    record(&server, "w-2");
    let told: Vec<Message> = (0..4).map(|_| next(&messages)).collect();
    let subjects: Vec<String> = told
        .iter()
        .map(|message| {
            let body: Value = serde_json::from_str(&message.body).unwrap();
            body["entry"]["subject"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(subjects, ["w-1", "w-1", "w-1", "w-2"]);
    assert_eq!(told[0].delivery, format!("{id}-{}", first["revision"]));
    for message in &told {
        let (seconds, hex) = message
            .signature
            .strip_prefix("t=")
            .unwrap()
            .split_once(",v1=")
            .unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{seconds}.{}", message.body).as_bytes());
        assert_eq!(hex::encode(mac.finalize().into_bytes()), hex);
    }
    let log = get(&server, &format!("/v1/webhooks/{id}/deliveries"));
    let last = log["deliveries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["status"], &last["attempt"]), (&json!(500), &json!(1)));
    assert!(!get(&server, "/v1/webhooks").to_string().contains(secret), "shown once");
}

#[test]
fn an_attempt_that_failed_is_made_again_by_the_next_process() {
    let mut server = Server::start_with(&["--webhook-retry-s", "1"]);
    let (address, messages) = receiver(&[503, 200]);
    post(&server, "/v1/webhooks", &json!({ "url": address }));
    record(&server, "w-3");
    let before = next(&messages);
    let killed = std::process::Command::new("kill")
        .args(["-9", &server.process().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    server.wait();
    let child = program(&url(&server.database))
        .args(["serve", "--port", "0"])
        .stderr(std::process::Stdio::null())
        .spawn();
    let mut child = child.unwrap();
    // The lease of the process that died runs out, and then the entry is told again.
    let after = messages.recv_timeout(std::time::Duration::from_mins(1));
    let _ended = child.kill();
    let _waited = child.wait();
    assert_eq!(after.unwrap().delivery, before.delivery);
}

#[test]
fn webhooks_are_listed_and_removed_and_an_address_that_will_not_do_is_refused() {
    let server = Server::start();
    for bad in [
        "http://example.org/",
        "ftp://example.org",
        "https://a:b@example.org/",
        "dance",
        "",
    ] {
        problem(post(&server, "/v1/webhooks", &json!({ "url": bad })), 422);
    }
    problem(server.get("/v1/webhooks"), 401);
    let added: Value = post(&server, "/v1/webhooks", &json!({ "url": "https://example.invalid/" }))
        .json()
        .unwrap();
    let id = added["webhook"]["id"].as_str().unwrap();
    assert_eq!(get(&server, "/v1/webhooks")["webhooks"].as_array().unwrap().len(), 1);
    let listed = program(&url(&server.database))
        .args(["webhook", "list"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&listed.stdout).contains("https://example.invalid/ all acts"));
    let remove = || {
        server
            .client
            .delete(format!("{}/v1/webhooks/{id}", server.address))
            .bearer_auth(TOKEN)
            .send()
            .unwrap()
    };
    assert_eq!(remove().status(), 204);
    problem(remove(), 404);
    let refused = program(&url(&server.database))
        .args(["webhook", "add", "http://example.org/"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let allowed = program(&url(&server.database))
        .args(["webhook", "add", "http://example.org/", "--allow-http"])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(allowed.stdout)
            .unwrap()
            .trim()
            .split(' ')
            .nth(1)
            .map(str::len),
        Some(64)
    );
}
