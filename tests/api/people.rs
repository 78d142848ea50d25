//! Signing in and out, tokens, offices and accounts, as their callers meet them.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    offices::PASSWORD,
    oidc::House,
    server::{Server, TOKEN, problem},
};

#[test]
fn a_person_signs_in_is_known_and_signs_out() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    assert_eq!(server.json("/v1/session"), Value::Null, "nobody is signed in");
    let response = server.sign_in("li.wei", PASSWORD);
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        cookie.starts_with("sizhi_session=") && cookie.ends_with("; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    let told: Value = response.json().unwrap();
    assert_eq!(
        told["office"],
        json!({ "code": "suzhou-ip", "name": "suzhou-ip（测试）", "role": "applicant", "territory": "3205" })
    );
    let pair = cookie.split(';').next().unwrap();
    let who = || -> Value {
        let request = server.with_cookie(Method::GET, "/v1/session", pair);
        request.send().unwrap().json().unwrap()
    };
    assert_eq!(
        (&who()["account"], &who()["via"]),
        (&json!("li.wei"), &json!("session"))
    );
    let out = server.with_cookie(Method::DELETE, "/v1/session", pair).send().unwrap();
    assert_eq!(out.status(), 204);
    assert!(out.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(
        who(),
        Value::Null,
        "the session has ended on the server, whatever cookie is kept"
    );
}

#[test]
fn over_https_the_cookie_is_secure_and_bound_to_the_host() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    let request = server.client.post(format!("{}/v1/session", server.address));
    let request = request.header("x-forwarded-proto", "https");
    let response = request
        .json(&json!({ "account": "li.wei", "password": PASSWORD }))
        .send()
        .unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-sizhi_session=") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
}

#[test]
fn an_unknown_account_a_wrong_password_and_a_disabled_account_are_told_alike() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    server.account("gone", "suzhou-ip");
    let disabled = server.send(Method::POST, "/v1/accounts/gone/disable", TOKEN, &Value::Null);
    assert_eq!(disabled.status(), 204);
    let wrong = problem(server.sign_in("li.wei", "another long password"), 401);
    for (account, password) in [
        ("nobody", PASSWORD),
        ("gone", PASSWORD),
        ("No Such Name!", PASSWORD),
        ("li.wei", ""),
    ] {
        assert_eq!(problem(server.sign_in(account, password), 401), wrong, "{account}");
    }
}

#[test]
fn after_five_failures_an_account_is_locked_whether_it_exists_or_not() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    for account in ["li.wei", "nobody"] {
        for _ in 0..5 {
            problem(server.sign_in(account, "a wrong password"), 401);
        }
        let response = server.sign_in(account, PASSWORD);
        let retry_after: i64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=900).contains(&retry_after), "{retry_after}");
        problem(response, 429);
    }
    // Other accounts are listened to, until too much comes from one address.
    server.account("zhang.san", "suzhou-ip");
    assert_eq!(server.sign_in("zhang.san", PASSWORD).status(), 200);
    for nth in 0..20 {
        problem(server.sign_in(&format!("guess-{nth}"), "a wrong password"), 401);
    }
    problem(server.sign_in("zhang.san", PASSWORD), 429);
}

#[test]
fn a_page_of_another_server_changes_nothing_with_the_cookie() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    let cookie = server.cookie("li.wei");
    let body = json!({ "label": "stolen", "scope": "write" });
    let post = |headers: &[(&str, &str)]| {
        let request = server
            .client
            .post(format!("{}/v1/tokens", server.address))
            .header("cookie", &cookie);
        let request = headers
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value));
        request.json(&body).send().unwrap()
    };
    problem(post(&[("origin", "https://evil.example")]), 403);
    problem(
        post(&[("sec-fetch-site", "cross-site"), ("origin", server.address.as_str())]),
        403,
    );
    problem(post(&[]), 403);
    assert_eq!(post(&[("sec-fetch-site", "same-origin")]).status(), 201);
    let elsewhere = server.client.post(format!("{}/v1/session", server.address));
    let elsewhere = elsewhere.header("origin", "https://evil.example");
    problem(
        elsewhere
            .json(&json!({ "account": "li.wei", "password": PASSWORD }))
            .send()
            .unwrap(),
        403,
    );
    let reading = server
        .client
        .get(format!("{}/v1/tokens", server.address))
        .header("cookie", &cookie);
    assert_eq!(reading.send().unwrap().status(), 200, "reading changes nothing");
}

#[test]
fn a_token_is_told_once_does_what_its_scope_says_and_ends_when_revoked() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    let (read, write) = (server.token("li.wei", "read"), server.token("li.wei", "write"));
    let who: Value = server.get_as("/v1/session", &read).json().unwrap();
    assert_eq!((&who["via"], &who["scope"]), (&json!("token"), &json!("read")));
    let act = json!({ "act": "withdraw" });
    let path = "/v1/zones/demo-320505-shishan/acts";
    let refused = problem(server.send(Method::POST, path, &read, &act), 403);
    assert!(
        refused["detail"].as_str().unwrap().contains("scope `write`"),
        "{refused}"
    );
    let listed: Value = server.get_as("/v1/tokens", &write).json().unwrap();
    let tokens = listed["tokens"].as_array().unwrap();
    assert_eq!(tokens.len(), 2);
    assert!(!listed.to_string().contains(&read[6..]), "a list never shows a secret");
    problem(
        server.send(
            Method::POST,
            "/v1/tokens",
            &write,
            &json!({ "label": "x", "scope": "write" }),
        ),
        403,
    );
    let revoke = format!("/v1/tokens/{}", tokens[0]["id"].as_str().unwrap());
    assert_eq!(server.send(Method::DELETE, &revoke, &write, &Value::Null).status(), 204);
    problem(server.get_as("/v1/session", &read), 401);
    problem(server.send(Method::DELETE, &revoke, &write, &Value::Null), 404);
    let disabled = server.send(Method::POST, "/v1/accounts/li.wei/disable", TOKEN, &Value::Null);
    assert_eq!(disabled.status(), 204);
    problem(server.get_as("/v1/session", &write), 401);
}

#[test]
fn another_password_ends_every_session() {
    let server = Server::start();
    server.office("suzhou-ip", "applicant", "3205");
    server.account("li.wei", "suzhou-ip");
    let (here, elsewhere) = (server.cookie("li.wei"), server.cookie("li.wei"));
    let change = |current: &str, new: &str| {
        let request = server.with_cookie(Method::PUT, "/v1/session/password", &here);
        request.json(&json!({ "current": current, "new": new })).send().unwrap()
    };
    problem(change("not the password", "a new long password"), 401);
    problem(change(PASSWORD, "short"), 422);
    assert_eq!(change(PASSWORD, "a new long password").status(), 200);
    let who: Value = server
        .with_cookie(Method::GET, "/v1/session", &elsewhere)
        .send()
        .unwrap()
        .json()
        .unwrap();
    assert_eq!(who, Value::Null);
    problem(server.sign_in("li.wei", PASSWORD), 401);
    assert_eq!(server.sign_in("li.wei", "a new long password").status(), 200);
}

#[test]
fn administrators_govern_what_lies_in_their_territory_and_nobody_else_does() {
    let server = Server::start();
    let national = server.person("root", "administrator", "CN");
    let provincial = server.person("jiangsu-admin", "administrator", "32");
    let applicant = server.person("suzhou-ip", "applicant", "3205");
    for path in ["/v1/offices", "/v1/accounts"] {
        problem(server.get(path), 401);
        let refused = problem(server.get_as(path, &applicant), 403);
        assert!(
            refused["detail"].as_str().unwrap().contains("`administrator`"),
            "{refused}"
        );
    }
    let codes = |token: &str| -> Vec<String> {
        let listed: Value = server.get_as("/v1/offices", token).json().unwrap();
        let offices = listed["offices"].as_array().unwrap().iter();
        offices
            .map(|office| office["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(codes(&national), ["jiangsu-admin", "root", "suzhou-ip"]);
    assert_eq!(codes(&provincial), ["jiangsu-admin", "suzhou-ip"]);
    let office = |territory: &str, role: &str| json!({ "code": "new-office", "name": "新", "role": role, "territory": territory });
    let post = |token: &str, body: &Value| server.send(Method::POST, "/v1/offices", token, body);
    problem(post(&provincial, &office("31", "reader")), 403);
    problem(post(&provincial, &office("CN", "national")), 403);
    problem(post(&applicant, &office("3205", "reader")), 403);
    problem(post(&national, &office("3205", "national")), 422);
    problem(post(&national, &office("zone:no-such-zone", "operator")), 404);
    assert_eq!(post(&provincial, &office("3205", "reader")).status(), 201);
    let account = json!({ "name": "new.one", "office": "root", "display_name": "x" });
    problem(server.send(Method::POST, "/v1/accounts", &provincial, &account), 403);
    let account = json!({ "name": "new.one", "office": "new-office", "display_name": "x" });
    let made: Value = server
        .send(Method::POST, "/v1/accounts", &provincial, &account)
        .json()
        .unwrap();
    assert_eq!(
        server.sign_in("new.one", made["password"].as_str().unwrap()).status(),
        200
    );
    problem(server.send(Method::POST, "/v1/accounts", &provincial, &account), 409);
    let ledger: Value = server.json("/v1/ledger?limit=1000");
    let last = ledger["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["act"], &last["actor"]),
        (&json!("record-account"), &json!("jiangsu-admin/jiangsu-admin-one"))
    );
    assert!(!ledger.to_string().contains("argon2"), "no secret is in the ledger");
}

#[test]
fn an_unknown_account_costs_the_work_that_a_known_one_does() {
    let house = House::start("ES256");
    let server = &house.server;
    server.account("gone", "suzhou-ip");
    let disabled = server.send(Method::POST, "/v1/accounts/gone/disable", TOKEN, &Value::Null);
    assert_eq!(disabled.status(), 204);
    let by_provider = json!({ "name": "no.password", "office": "suzhou-ip", "display_name": "x",
        "identity": { "provider": "suzhou", "subject": "person-18" } });
    let made = server.send(Method::POST, "/v1/accounts", TOKEN, &by_provider);
    assert_eq!(made.status(), 201);
    // Not by the clock, which tells other things as well: by the verifications done, and by what each of them costs.
    let work = || -> [u64; 2] {
        let text = server.get("/metrics").text().unwrap();
        ["sizhi_password_verifications_total", "sizhi_password_work_kib_total"].map(|name| {
            let line = text.lines().find(|line| line.starts_with(&format!("{name} ")));
            line.map_or(0, |line| line.rsplit(' ').next().unwrap().parse().unwrap())
        })
    };
    for account in ["li.wei", "nobody", "gone", "no.password", "No Such Name!", ""] {
        let before = work();
        problem(server.sign_in(account, "a wrong password"), 401);
        let after = work();
        // 19 MiB, two passes.
        assert_eq!(
            [after[0] - before[0], after[1] - before[1]],
            [1, 2 * 19 * 1024],
            "{account}"
        );
    }
    let before = work();
    assert_eq!(server.sign_in("li.wei", PASSWORD).status(), 200);
    assert_eq!(work()[0] - before[0], 1);
    // A password too long to be hashed is refused before that, whoever's it is.
    let before = work();
    for account in ["li.wei", "nobody"] {
        problem(server.sign_in(account, &"x".repeat(1025)), 401);
    }
    assert_eq!(work(), before);
}
