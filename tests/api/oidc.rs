//! Signing in by an identity provider, as people and administrators meet it.

use std::path::PathBuf;

use reqwest::{
    Method,
    blocking::{Client, Response},
    redirect::Policy,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    offices::PASSWORD,
    oidc_provider::{CLIENT, Provider, SECRET},
    server::{Server, TOKEN, problem, program, url},
};

/// A register, a provider, and a browser that follows nothing by itself.
pub struct House {
    pub server: Server,
    pub provider: Provider,
    pub browser: Client,
    _folder: TempDir,
}

/// Writes a file of providers, and returns it with its folder.
fn settings(issuer: &str, further: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), format!("{SECRET}\n")).unwrap();
    let path = folder.path().join("oidc.toml");
    let text = format!(
        r#"
        public_url = "https://register.example"
        [[provider]]
        id = "suzhou"
        name = "苏州统一身份认证"
        name_en = "Suzhou single sign-on"
        issuer = "{issuer}"
        client_id = "{CLIENT}"
        client_secret_file = "secret"
        offices = ["suzhou-ip", "wuxi-ip"]
        {further}
        "#
    );
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

impl House {
    /// Starts both, with an office, its account `li.wei`, and the provider's person joined to it.
    pub fn start(algorithm: &str) -> Self {
        let house = Self::start_with(&Provider::start(algorithm), "");
        house.know_the_person();
        house
    }

    /// Makes an account and joins the person of the provider to it.
    pub fn know_the_person(&self) {
        self.server.office("suzhou-ip", "applicant", "3205");
        self.server.account("li.wei", "suzhou-ip");
        assert_eq!(self.join("li.wei", "person-17", TOKEN).status(), 201);
    }

    /// Starts both; `further` are lines of the provider in the file, and what follows it.
    pub fn start_with(provider: &Provider, further: &str) -> Self {
        let (folder, path) = settings(&provider.inner().issuer.clone(), further);
        let server = Server::start_with(&["--oidc-config", path.to_str().unwrap()]);
        let browser = Client::builder().redirect(Policy::none()).build().unwrap();
        Self {
            server,
            provider: provider.clone(),
            browser,
            _folder: folder,
        }
    }

    pub fn join(&self, account: &str, subject: &str, token: &str) -> Response {
        let body = json!({ "provider": "suzhou", "subject": subject });
        let path = format!("/v1/accounts/{account}/identities");
        self.server.send(Method::POST, &path, token, &body)
    }

    /// Presses the button: returns where the browser is sent, and the cookie that it keeps.
    pub fn begin(&self, id: &str, return_to: &str) -> (String, String) {
        let address = format!("{}/v1/session/oidc/{id}", self.server.address);
        let response = self
            .browser
            .get(address)
            .query(&[("return_to", return_to)])
            .send()
            .unwrap();
        assert_eq!(response.status(), 303, "{}", response.text().unwrap());
        (place(&response), cookie(&response, "sizhi_oidc").unwrap_or_default())
    }

    /// Lets the person sign in at the provider: returns path and query of the address that it sends the browser back to.
    pub fn visit(&self, entrance: &str) -> String {
        let response = self.browser.get(entrance).send().unwrap();
        assert_eq!(response.status(), 303, "{}", response.text().unwrap());
        let back = place(&response);
        back.strip_prefix("https://register.example")
            .expect("the address of the register is that of its file, whatever `Host` was sent")
            .to_owned()
    }

    /// Comes back to the register with a cookie.
    pub fn back(&self, path: &str, cookie: &str) -> Response {
        let request = self.browser.get(format!("{}{path}", self.server.address));
        request.header("cookie", cookie).send().unwrap()
    }

    /// Signs in by the provider, from the button to the end.
    pub fn sign_in(&self) -> Response {
        let (entrance, cookie) = self.begin("suzhou", "/review");
        self.back(&self.visit(&entrance), &cookie)
    }
}

/// Returns where a response sends the browser.
pub fn place(response: &Response) -> String {
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// Returns the pair of a cookie that a response sets, unless it takes it away.
pub fn cookie(response: &Response, name: &str) -> Option<String> {
    let all = response.headers().get_all("set-cookie").iter();
    all.map(|value| value.to_str().unwrap())
        .find(|value| value.starts_with(&format!("{name}=")) && !value.contains("Max-Age=0"))
        .map(|value| value.split(';').next().unwrap().to_owned())
}

/// Asserts that nobody was signed in, and that the page for signing in is told a word.
pub fn refused(response: &Response, word: &str) {
    assert_eq!(response.status(), 303);
    let told = place(response);
    assert_eq!(told.split('#').next().unwrap(), format!("/sign-in?refused={word}"));
    assert_eq!(cookie(response, "sizhi_session"), None, "nobody is signed in");
}

#[test]
fn a_person_joined_to_an_account_signs_in_by_each_kind_of_signature() {
    for algorithm in ["RS256", "ES256", "EdDSA"] {
        let house = House::start(algorithm);
        let response = house.sign_in();
        assert_eq!(
            (response.status().as_u16(), place(&response)),
            (303, "/review".to_owned()),
            "{algorithm}"
        );
        assert_eq!(response.headers()["cache-control"], "no-store");
        let session = cookie(&response, "sizhi_session").expect("a session begins");
        assert_eq!(
            cookie(&response, "sizhi_oidc"),
            None,
            "the attempt's cookie is taken away"
        );
        let who: Value = house
            .server
            .with_cookie(Method::GET, "/v1/session", &session)
            .send()
            .unwrap()
            .json()
            .unwrap();
        assert_eq!(
            (&who["account"], &who["office"]["code"], &who["via"], &who["scope"]),
            (
                &json!("li.wei"),
                &json!("suzhou-ip"),
                &json!("session"),
                &json!("write")
            )
        );
    }
}

#[test]
fn the_page_is_told_the_providers_and_no_secret() {
    let house = House::start("ES256");
    let listed = house.server.json("/v1/session/oidc");
    assert_eq!(
        listed["providers"],
        json!([{ "id": "suzhou", "name": { "zh": "苏州统一身份认证", "en": "Suzhou single sign-on" }, "issuer": house.provider.inner().issuer }])
    );
    let (entrance, _) = house.begin("suzhou", "/");
    assert!(
        !entrance.contains("s3cret") && entrance.contains("code_challenge_method=S256"),
        "{entrance}"
    );
    assert_eq!(
        Server::start().json("/v1/session/oidc"),
        json!({ "providers": [] }),
        "off where nothing is configured"
    );
    problem(house.server.get("/v1/session/oidc/elsewhere"), 404);
    for page in ["//evil.example", "https://evil.example/", "/v1/session"] {
        let refused = problem(
            house.server.get(&format!("/v1/session/oidc/suzhou?return_to={page}")),
            400,
        );
        assert_eq!(refused["errors"][0]["parameter"], "return_to");
    }
}

#[test]
fn a_person_who_is_joined_to_no_account_gets_none_whatever_the_provider_says_of_them() {
    let house = House::start("ES256");
    house.server.person("root", "administrator", "CN");
    // The token claims the verified address and the user name of somebody else.
    house.provider.lie(|token| {
        token.claims["sub"] = json!("stranger & co");
        token.claims["preferred_username"] = json!("li.wei");
    });
    let response = house.sign_in();
    refused(&response, "unjoined");
    let (_, person) = place(&response)
        .split_once('#')
        .map(|(path, person)| (path.to_owned(), person.to_owned()))
        .unwrap();
    let told: Vec<(String, String)> = url::form_urlencoded::parse(person.as_bytes()).into_owned().collect();
    assert_eq!(
        told[1],
        ("subject".to_owned(), "stranger & co".to_owned()),
        "as whom the provider knows them, for their administrator"
    );
    // A subject is compared letter by letter.
    house.provider.lie(|token| token.claims["sub"] = json!("Person-17"));
    refused(&house.sign_in(), "unjoined");
    house.provider.lie(|token| token.claims["sub"] = json!(""));
    refused(&house.sign_in(), "answer");
}

#[test]
fn a_disabled_account_and_one_of_an_office_that_the_provider_may_not_vouch_for_are_refused() {
    let house = House::start("ES256");
    let disable = |what: &str| {
        house.server.send(
            Method::POST,
            &format!("/v1/accounts/li.wei/{what}"),
            TOKEN,
            &Value::Null,
        )
    };
    assert_eq!(disable("disable").status(), 204);
    refused(&house.sign_in(), "account");
    assert_eq!(disable("enable").status(), 204);
    assert_eq!(place(&house.sign_in()), "/review");
    house.server.office("nation", "national", "CN");
    house.server.account("chief", "nation");
    assert_eq!(house.join("chief", "person-1", TOKEN).status(), 201);
    house.provider.inner().subject = "person-1".to_owned();
    refused(&house.sign_in(), "account");
}

#[test]
fn administrators_join_and_part_persons_in_their_territory_and_one_person_is_one_account() {
    let house = House::start("ES256");
    let server = &house.server;
    let jiangsu = server.person("jiangsu-admin", "administrator", "32");
    let shanghai = server.person("shanghai-admin", "administrator", "31");
    let applicant = server.person("wuxi-ip", "applicant", "3202");
    problem(house.join("wuxi-ip-one", "person-20", &applicant), 403);
    problem(house.join("wuxi-ip-one", "person-20", &shanghai), 403);
    let taken = problem(house.join("wuxi-ip-one", "person-17", &jiangsu), 409);
    assert!(!taken.to_string().contains("li.wei"), "to whom is not told: {taken}");
    problem(house.join("nobody", "person-20", &jiangsu), 404);
    problem(house.join("wuxi-ip-one", "", &jiangsu), 422);
    assert_eq!(house.join("wuxi-ip-one", "person-20", &jiangsu).status(), 201);
    let path = "/v1/accounts/li.wei/identities";
    problem(server.get(path), 401);
    problem(server.get_as(path, &shanghai), 403);
    problem(server.get_as(path, &applicant), 403);
    let session = cookie(&house.sign_in(), "sizhi_session").unwrap();
    let listed: Value = server.get_as(path, &jiangsu).json().unwrap();
    let [person] = listed["identities"].as_array().unwrap().as_slice() else {
        panic!("{listed}")
    };
    assert_eq!(person["subject"], "person-17");
    assert!(person["used_at"].is_string(), "{person}");
    let person = format!("{path}/{}", person["id"].as_str().unwrap());
    problem(server.send(Method::DELETE, &person, &shanghai, &Value::Null), 403);
    assert_eq!(
        server.send(Method::DELETE, &person, &jiangsu, &Value::Null).status(),
        204
    );
    problem(server.send(Method::DELETE, &person, &jiangsu, &Value::Null), 404);
    let who: Value = server
        .with_cookie(Method::GET, "/v1/session", &session)
        .send()
        .unwrap()
        .json()
        .unwrap();
    assert_eq!(who, Value::Null, "the account's sessions have ended");
    refused(&house.sign_in(), "unjoined");
}

#[test]
fn an_account_made_for_a_person_has_no_password() {
    let house = House::start("ES256");
    let account = |name: &str, subject: &str| {
        let body = json!({ "name": name, "office": "suzhou-ip", "display_name": name, "identity": { "provider": "suzhou", "subject": subject } });
        house.server.send(Method::POST, "/v1/accounts", TOKEN, &body)
    };
    problem(account("zhang.san", "person-17"), 409);
    let listed: Value = house.server.get_as("/v1/accounts", TOKEN).json().unwrap();
    assert!(
        !listed.to_string().contains("zhang.san"),
        "nothing is left of what was refused"
    );
    let made: Value = account("zhang.san", "person-18").json().unwrap();
    assert_eq!(made["password"], Value::Null);
    for password in ["", PASSWORD, "null"] {
        problem(house.server.sign_in("zhang.san", password), 401);
    }
    house.provider.inner().subject = "person-18".to_owned();
    let session = cookie(&house.sign_in(), "sizhi_session").unwrap();
    let who: Value = house
        .server
        .with_cookie(Method::GET, "/v1/session", &session)
        .send()
        .unwrap()
        .json()
        .unwrap();
    assert_eq!(who["account"], "zhang.san");
    let ledger: Value = house.server.get_as("/v1/ledger?limit=1000", TOKEN).json().unwrap();
    assert!(
        !ledger.to_string().contains("person-18"),
        "who a person is elsewhere is no part of the ledger"
    );
}

#[test]
fn the_command_line_joins_and_parts_and_the_service_sees_it_at_once() {
    let house = House::start_with(&Provider::start("ES256"), "");
    let issuer = house.provider.inner().issuer.clone();
    let run = |words: &[&str]| {
        let out = program(&url(&house.server.database)).args(words).output().unwrap();
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{words:?}: {told}");
        String::from_utf8(out.stdout).unwrap()
    };
    house.server.office("suzhou-ip", "applicant", "3205");
    run(&[
        "user",
        "add",
        "li.wei",
        "--office",
        "suzhou-ip",
        "--oidc",
        &issuer,
        "person-17",
    ]);
    // Its account is known here as soon as the ledger was followed: an act of ours follows it.
    house.server.office("wuxi-ip", "applicant", "3202");
    assert_eq!(place(&house.sign_in()), "/review");
    let listed = run(&["user", "identities", "li.wei"]);
    let (id, person) = listed.trim().split_once(' ').unwrap();
    assert_eq!(person, format!("{issuer} person-17"));
    let out = program(&url(&house.server.database))
        .args(["user", "join", "li.wei", &issuer, "person-17"])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("joined to an account already"));
    run(&["user", "part", "li.wei", id]);
    refused(&house.sign_in(), "unjoined");
}

#[test]
fn a_file_of_providers_that_does_not_hold_keeps_the_service_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let database = url(&folder.path().join("register.db"));
    let told = |issuer: &str, further: &str| {
        let (_folder, path) = settings(issuer, further);
        let out = program(&database)
            .args(["serve", "--port", "0", "--oidc-config", path.to_str().unwrap()])
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(1));
        String::from_utf8(out.stderr).unwrap()
    };
    assert!(told("http://login.example", "").contains("provider `suzhou`: issuer: expected an address of https"));
    assert!(told("https://login.example", "clock_skew_s = 3600").contains("expected 0 to 300, found `3600`"));
    let both = told("https://login.example", "client_secret_env = \"SECRET\"");
    assert!(
        both.contains("one source of the secret") && !both.contains("s3cret"),
        "{both}"
    );
}
