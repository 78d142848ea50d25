//! Offices and accounts for the tests: made over HTTP, and acting by tokens.

use reqwest::{Method, blocking::RequestBuilder, blocking::Response};
use serde_json::{Value, json};

use super::server::{Server, TOKEN};

/// The password of every account made here.
pub const PASSWORD: &str = "a long test password";

impl Server {
    /// Sends JSON as whoever carries a token.
    pub fn send(&self, method: Method, path: &str, token: &str, body: &Value) -> Response {
        let request = self.client.request(method, format!("{}{path}", self.address));
        // Whatever version there is: these tests are about who, not about when.
        request
            .bearer_auth(token)
            .header("if-match", "*")
            .json(body)
            .send()
            .unwrap()
    }

    /// Asks for a path as whoever carries a token.
    pub fn get_as(&self, path: &str, token: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.address));
        request.bearer_auth(token).send().unwrap()
    }

    /// Records an office.
    pub fn office(&self, code: &str, role: &str, territory: &str) {
        let office = json!({ "code": code, "name": format!("{code}（测试）"), "role": role, "territory": territory });
        let recorded = self.send(Method::POST, "/v1/offices", TOKEN, &office);
        assert_eq!(recorded.status(), 201, "{}", recorded.text().unwrap());
    }

    /// Makes an account of an office.
    pub fn account(&self, name: &str, office: &str) {
        let account = json!({ "name": name, "office": office, "display_name": name, "password": PASSWORD });
        let recorded = self.send(Method::POST, "/v1/accounts", TOKEN, &account);
        assert_eq!(recorded.status(), 201, "{}", recorded.text().unwrap());
    }

    /// Tries to sign in.
    pub fn sign_in(&self, account: &str, password: &str) -> Response {
        let request = self.client.post(format!("{}/v1/session", self.address));
        request
            .json(&json!({ "account": account, "password": password }))
            .send()
            .unwrap()
    }

    /// Signs in and returns the cookie.
    pub fn cookie(&self, account: &str) -> String {
        let response = self.sign_in(account, PASSWORD);
        assert_eq!(response.status(), 200);
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Begins a request of a page that is signed in.
    pub fn with_cookie(&self, method: Method, path: &str, cookie: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.address));
        request.header("cookie", cookie).header("origin", &self.address)
    }

    /// Makes a token of an account.
    pub fn token(&self, account: &str, scope: &str) -> String {
        let cookie = self.cookie(account);
        let body = json!({ "label": "test", "scope": scope });
        let made = self
            .with_cookie(Method::POST, "/v1/tokens", &cookie)
            .json(&body)
            .send()
            .unwrap();
        assert_eq!(made.status(), 201, "{}", made.text().unwrap());
        made.json::<Value>().unwrap()["secret"].as_str().unwrap().to_owned()
    }

    /// Makes an office with an account, and returns a token that may do what the office may. The account's name ends in `-one`.
    pub fn person(&self, office: &str, role: &str, territory: &str) -> String {
        self.office(office, role, territory);
        let account = format!("{office}-one");
        self.account(&account, office);
        self.token(&account, "write")
    }
}
