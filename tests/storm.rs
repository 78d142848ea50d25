//! Kill -9 in a storm of writes, again and again: nothing acknowledged is lost, the chain verifies, the atlas equals a rebuild.
//!
//! `STORM_ROUNDS` says how often; `make storm ROUNDS=200` is the long form.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::channel,
    },
    time::Duration,
};

use reqwest::blocking::Client;
use serde_json::{Value, json};
use sizhi::zone::Digest;

const TOKEN: &str = "a-test-token";
const WRITERS: u64 = 6;
const ROUNDS: u64 = 5;
/// Zones to which agencies are admitted in the storm, with a park of each.
const PARKS: [(&str, &str); 2] = [
    ("demo-310101-renmin", "汉口路片区"),
    ("demo-310101-waitan", "外滩南片区"),
];

/// A running service; killed when dropped.
struct Service {
    child: Child,
    address: String,
}

/// What a writer was told.
struct Acknowledged {
    agency: String,
    revision: u64,
    hash: String,
    /// Whether this act was its admission.
    is_admission: bool,
}

fn program(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sizhi"));
    command
        .env_remove("SIZHI_DEMO")
        .env("DATABASE_URL", format!("sqlite://{}", database.display()));
    command
}

impl Service {
    fn start(database: &Path) -> Self {
        let mut child = program(database)
            .args(["serve", "--port", "0"])
            .env("SIZHI_WRITE_TOKEN", TOKEN)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            line.unwrap()
                .split_once(" on http://")
                .map(|(_, address)| format!("http://{address}"))
        });
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            address: address.expect("the service says where it listens"),
        }
    }

    /// Ends it as the loss of power would: SIGKILL, no word before.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn text(&self, client: &Client, path: &str) -> String {
        let response = client
            .get(format!("{}{path}", self.address))
            .bearer_auth(TOKEN)
            .send()
            .unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.text().unwrap()
    }

    fn json(&self, client: &Client, path: &str) -> Value {
        serde_json::from_str(&self.text(client, path)).unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

fn client() -> Client {
    Client::builder().timeout(Duration::from_mins(1)).build().unwrap()
}

/// Sends one act; nothing where the service is gone.
fn send(client: &Client, address: &str, path: &str, body: &Value) -> Option<Value> {
    let response = client
        .post(format!("{address}{path}"))
        .bearer_auth(TOKEN)
        .json(body)
        .send()
        .ok()?;
    let status = response.status();
    // The answer may be cut off in its middle.
    let answer = response.text().ok()?;
    assert_eq!(status.as_u16(), 201, "{answer}");
    serde_json::from_str(&answer).ok()
}

/// Writes agencies, admits and releases some, and keeps what was acknowledged, until the service is gone.
fn write(address: &str, numbers: &AtomicU64, stop: &AtomicBool, told: impl Fn(Acknowledged)) {
    let client = client();
    let acknowledge = |agency: &str, answer: &Value, is_admission| {
        told(Acknowledged {
            agency: agency.to_owned(),
            revision: answer["revision"].as_u64().unwrap(),
            hash: answer["hash"].as_str().unwrap().to_owned(),
            is_admission,
        });
    };
    while !stop.load(Ordering::Relaxed) {
        let number = numbers.fetch_add(1, Ordering::Relaxed);
        let id = format!("storm-{number:06}");
        let agency = json!({ "id": id, "name": format!("风暴所{number}"), "services": ["agency"], "point": { "lon": 121.47, "lat": 31.23 } });
        let Some(answer) = send(&client, address, "/v1/agencies", &agency) else {
            return;
        };
        acknowledge(&id, &answer, false);
        if number.is_multiple_of(2) {
            let (zone, park) = PARKS[usize::try_from(number / 2 % 2).unwrap()];
            let admission = json!({ "agency": id, "park": park, "admitted_on": "2026-01-05" });
            let Some(answer) = send(&client, address, &format!("/v1/zones/{zone}/admissions"), &admission) else {
                return;
            };
            acknowledge(&id, &answer, true);
        }
    }
}

/// Digests what the service answers to everything that can be asked of agencies, zones and places.
fn answers(service: &Service, client: &Client) -> Digest {
    let mut all = String::new();
    let mut path = "/v1/agencies?limit=1000".to_owned();
    loop {
        let page = service.json(client, &path);
        all += &page.to_string();
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut path),
            None => break,
        }
    }
    let zones = service.json(client, "/v1/zones?limit=1000");
    for zone in zones["zones"].as_array().unwrap() {
        let code = zone["code"].as_str().unwrap();
        for part in ["", "/figures", "/figures?from=2024-01-01&to=2026-11-01&every=quarter"] {
            all += &service.text(client, &format!("/v1/zones/{code}{part}"));
        }
    }
    for (lon, lat) in [
        (121.473, 31.2353),
        (121.48, 31.236),
        (121.4815, 31.2443),
        (116.32, 39.99),
        (0.0, 0.0),
    ] {
        all += &service.text(client, &format!("/v1/lookup?lon={lon}&lat={lat}&uncertainty_m=40"));
    }
    all += &service.json(client, "/v1/ledger?limit=1")["head"].to_string();
    Digest::of_bytes(all.as_bytes())
}

/// A round: a storm, a death, and what is left.
fn round(database: &Path, numbers: &AtomicU64, most: u64, seen: &Mutex<Vec<Acknowledged>>) {
    let mut service = Service::start(database);
    let (told, acknowledged) = channel();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            let (address, told, stop) = (service.address.clone(), told.clone(), &stop);
            scope.spawn(move || write(&address, numbers, stop, |one| told.send(one).unwrap()));
        }
        drop(told);
        // In the middle of it: after so many were acknowledged, while the other writers wait for theirs.
        for _ in 0..most {
            seen.lock().unwrap().push(acknowledged.recv().unwrap());
        }
        service.kill();
        stop.store(true, Ordering::Relaxed);
    });
    seen.lock().unwrap().extend(acknowledged);
    let client = client();
    let service = Service::start(database);
    let seen = seen.lock().unwrap();
    let newest = seen.iter().max_by_key(|one| one.revision).unwrap();
    let verified = program(database)
        .args(["verify", "--head", &newest.hash])
        .output()
        .unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
    let recent = seen.len().saturating_sub(usize::try_from(most).unwrap() + 64);
    for one in &seen[recent..] {
        let entry = &service.json(&client, &format!("/v1/ledger?limit=1&after={}", one.revision - 1))["entries"][0];
        assert_eq!(entry["hash"].as_str(), Some(one.hash.as_str()), "{}", one.agency);
        let history = service.json(&client, &format!("/v1/agencies/{}/history", one.agency));
        let is_admitted = history["stays"]
            .as_array()
            .unwrap()
            .iter()
            .any(|stay| stay["admission_revision"] == one.revision);
        let is_recorded = history["versions"]
            .as_array()
            .unwrap()
            .iter()
            .any(|version| version["revision"] == one.revision);
        assert!(if one.is_admission { is_admitted } else { is_recorded }, "{history}");
    }
    // This service made its atlas from the ledger, and now moves on act by act; the next one makes it anew.
    for _ in 0..3 {
        let id = format!("storm-{:06}", numbers.fetch_add(1, Ordering::Relaxed));
        send(
            &client,
            &service.address,
            "/v1/agencies",
            &json!({ "id": id, "name": "风暴之后" }),
        )
        .unwrap();
    }
    let moved_on = answers(&service, &client);
    let rebuilt = answers(&Service::start(database), &client);
    assert_eq!(moved_on, rebuilt, "the atlas equals a rebuild");
}

#[test]
fn nothing_acknowledged_is_lost_where_the_process_dies_in_a_storm_of_writes() {
    let rounds = std::env::var("STORM_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let folder = tempfile::tempdir().unwrap();
    let first: PathBuf = folder.path().join("storm.db");
    assert!(
        program(&first)
            .args(["import", "demonstration"])
            .output()
            .unwrap()
            .status
            .success()
    );
    let fresh = folder.path().join("fresh.db");
    assert!(
        program(&first)
            .arg("backup")
            .arg(&fresh)
            .output()
            .unwrap()
            .status
            .success()
    );
    let (mut database, mut seen, numbers) = (first, Mutex::default(), AtomicU64::new(0));
    // Where in the storm death comes: another place in each round, the same in each run.
    let mut place = 0x9e37_79b9_u64;
    for nth in 0..rounds {
        // A register that grows for ever would make the last rounds slow, and test nothing more.
        if nth > 0 && nth.is_multiple_of(20) {
            database = folder.path().join(format!("storm-{nth}.db"));
            std::fs::copy(&fresh, &database).unwrap();
            seen = Mutex::default();
        }
        place = place
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        round(&database, &numbers, 5 + (place >> 33) % 60, &seen);
        if rounds > ROUNDS {
            println!(
                "round {} of {rounds}: {} acts acknowledged so far, none lost",
                nth + 1,
                seen.lock().unwrap().len()
            );
        }
    }
}
