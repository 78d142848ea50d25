//! A running service over a copy of the demonstration register; stopped when dropped.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::LazyLock,
};

use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The word that acts must carry.
pub const TOKEN: &str = "a-test-token";

/// The demonstration register, loaded once.
static DEMONSTRATION: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let status = program(&url(&folder.path().join("demo.db")))
        .args(["import", "demonstration"])
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    folder
});

/// Returns the program with its register stated.
pub fn program(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sizhi"));
    command.env_remove("SIZHI_DEMO").env("DATABASE_URL", database);
    command
}

/// Returns the address of a database file.
pub fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// A service with its own copy of the register.
pub struct Server {
    child: Child,
    pub address: String,
    pub client: Client,
    pub database: PathBuf,
    _folder: TempDir,
}

impl Server {
    /// Starts a service.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts a service with further words on its command line.
    pub fn start_with(words: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(DEMONSTRATION.path()).unwrap().flatten() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        let database = folder.path().join("demo.db");
        let mut child = program(&url(&database))
            .args(["serve", "--port", "0", "--demo"])
            .env("SIZHI_WRITE_TOKEN", TOKEN)
            .args(words)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| {
                line.unwrap()
                    .split_once(" on http://")
                    .map(|(_, address)| format!("http://{address}"))
            })
            .expect("the service says where it listens");
        // Its log is read to the end, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let client = Client::builder()
            .timeout(std::time::Duration::from_mins(1))
            .build()
            .unwrap();
        Self {
            child,
            address,
            client,
            database,
            _folder: folder,
        }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.address)).send().unwrap()
    }

    /// Asks for a path and reads the JSON of a 200.
    pub fn json(&self, path: &str) -> Value {
        let response = self.get(path);
        assert_eq!(response.status(), 200, "{path}: {}", response.text().unwrap());
        response.json().unwrap()
    }

    /// Sends a draft.
    pub fn post_draft(&self, path: &str, draft: &str, token: Option<&str>) -> Response {
        let request = self
            .client
            .post(format!("{}{path}", self.address))
            .header("content-type", "application/geo+json");
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        request.body(draft.to_owned()).send().unwrap()
    }

    /// Takes an act on a zone as it is now.
    pub fn act(&self, zone: &str, act: &Value) -> Response {
        let read = self.get(&format!("/v1/zones/{zone}"));
        let tag = read
            .headers()
            .get("etag")
            .map_or("*".to_owned(), |tag| tag.to_str().unwrap().to_owned());
        self.act_on(zone, act, &[("if-match", &tag)])
    }

    /// Takes an act with headers of its own.
    pub fn act_on(&self, zone: &str, act: &Value, headers: &[(&str, &str)]) -> Response {
        self.post(&format!("/v1/zones/{zone}/acts"), act, headers)
    }

    /// Takes an act that must be taken, and returns its answer.
    pub fn acted(&self, zone: &str, act: &Value) -> Value {
        let response = self.act(zone, act);
        assert_eq!(response.status(), 200, "{act}: {}", response.text().unwrap());
        response.json().unwrap()
    }

    /// Posts JSON with the token.
    pub fn post(&self, path: &str, body: &Value, headers: &[(&str, &str)]) -> Response {
        let mut request = self
            .client
            .post(format!("{}{path}", self.address))
            .bearer_auth(TOKEN)
            .json(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().unwrap()
    }

    /// Gives every warning of a draft a word of reason.
    pub fn answered(&self, mut draft: Value) -> Value {
        let report: Value = self.post_draft("/v1/check", &draft.to_string(), None).json().unwrap();
        for finding in report["findings"].as_array().unwrap() {
            if finding["severity"] == "warning" {
                draft["zone"]["answers"][finding["key"].as_str().unwrap()] = json!("已核实");
            }
        }
        draft
    }

    /// Hands in the faultless example under a code, moved by some degrees to the east.
    pub fn submit_moved(&self, code: &str, east: f64) -> Value {
        let draft = self.answered(moved(self.json("/v1/drafts/clean"), code, east));
        let response = self.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN));
        assert_eq!(response.status(), 201, "{}", response.text().unwrap());
        response.json().unwrap()
    }

    /// Brings a zone that was handed in to the state in force.
    pub fn approve(&self, code: &str, effective: &str) -> Value {
        self.acted(code, &json!({ "act": "recommend" }));
        self.acted(code, &json!({ "act": "publish" }));
        self.acted(
            code,
            &json!({ "act": "approve", "effective": effective, "document": "试字〔2026〕1号" }),
        )
    }

    /// Returns the id of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the end of the process.
    pub fn wait(&mut self) -> std::process::ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// Moves every position of a draft, and gives it a code.
pub fn moved(mut draft: Value, code: &str, east: f64) -> Value {
    fn shift(value: &mut Value, east: f64) {
        let Some(items) = value.as_array_mut() else { return };
        if let [Value::Number(lon), Value::Number(lat)] = items.as_slice() {
            *items = vec![json!(lon.as_f64().unwrap() + east), json!(lat)];
        } else {
            for item in items {
                shift(item, east);
            }
        }
    }
    draft["zone"]["code"] = json!(code);
    draft["zone"]["name"] = json!(code);
    shift(&mut draft["zone"]["outline"]["coordinates"], east);
    for feature in draft["features"].as_array_mut().unwrap() {
        shift(&mut feature["geometry"]["coordinates"], east);
    }
    draft
}

/// Asserts that a response is a problem of a status, and returns it.
pub fn problem(response: Response, status: u16) -> Value {
    let found = response.status().as_u16();
    let media_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    let text = response.text().unwrap();
    assert_eq!(found, status, "{text}");
    assert_eq!(media_type, "application/problem+json", "{text}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["status"], status);
    assert!(
        problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()),
        "{problem}"
    );
    problem
}
