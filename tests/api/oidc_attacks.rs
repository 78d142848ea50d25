//! Identity tokens, states and codes that are not what they should be; keys that change; providers that are slow or gone.

use std::{collections::HashMap, sync::LazyLock, time::Instant};

use rsa::traits::PublicKeyParts as _;
use serde_json::{Value, json};

use super::{
    oidc::{House, cookie, place, refused},
    oidc_provider::{CLIENT, Key, Provider, SECRET, Signer, Token, now_s},
};

/// What a provider, or somebody in its place, does to a token.
type Lie = fn(&mut Token);

/// Each lie makes one token that must sign nobody in.
const LIES: [(&str, Lie); 18] = [
    ("another nonce", |token| token.claims["nonce"] = json!("0".repeat(64))),
    ("no nonce", |token| remove(token, "nonce")),
    ("another audience", |token| {
        token.claims["aud"] = json!("another-client");
    }),
    ("a further audience that nobody trusts", |token| {
        token.claims["aud"] = json!([CLIENT, "another-client"]);
    }),
    ("no audience", |token| token.claims["aud"] = json!([])),
    ("made for another party", |token| {
        token.claims["azp"] = json!("another-client");
    }),
    ("another issuer", |token| {
        token.claims["iss"] = json!("https://evil.example");
    }),
    ("an issuer with a slash more", |token| {
        token.claims["iss"] = json!(format!("{}/", token.claims["iss"].as_str().unwrap()));
    }),
    ("expired", |token| token.claims["exp"] = json!(now_s() - 120)),
    ("made in the future", |token| token.claims["iat"] = json!(now_s() + 120)),
    ("made long ago", |token| token.claims["iat"] = json!(now_s() - 3600)),
    ("`alg: none`", |token| {
        token.header = json!({ "alg": "none" });
        token.signer = Signer::Nobody;
    }),
    ("a signature left out", |token| token.signer = Signer::Nobody),
    ("another's key under the provider's id", |token| {
        token.signer = Signer::Foreign(foreign(token.header["alg"].as_str().unwrap()));
    }),
    ("a key that it brings along", |token| {
        let key = foreign(token.header["alg"].as_str().unwrap());
        token.header["jwk"] = key.public("own");
        token.header["kid"] = json!("own");
        token.signer = Signer::Foreign(key);
    }),
    ("the client's secret for a key", |token| {
        token.header["alg"] = json!("HS256");
        token.signer = Signer::Hmac(SECRET.as_bytes().to_vec());
    }),
    ("another access token's hash", |token| {
        token.claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
    }),
    ("an extension that must be understood", |token| {
        token.header["crit"] = json!(["exp2"]);
    }),
];

/// Returns another's key, made before anybody waits for an answer that it signs.
fn foreign(algorithm: &str) -> Key {
    static KEYS: LazyLock<[(&str, Key); 2]> = LazyLock::new(|| ["RS256", "ES256"].map(|name| (name, Key::new(name))));
    let found = KEYS.iter().find(|(name, _)| *name == algorithm);
    found.expect("an algorithm of these tests").1.clone()
}

fn remove(token: &mut Token, claim: &str) {
    token.claims.as_object_mut().unwrap().remove(claim);
}

#[test]
fn no_token_that_is_not_what_it_should_be_signs_anybody_in() {
    for algorithm in ["RS256", "ES256"] {
        let house = House::start(algorithm);
        let _made = foreign(algorithm);
        for (what, lie) in LIES {
            house.provider.lie(lie);
            let response = house.sign_in();
            assert_eq!(place(&response), "/sign-in?refused=answer", "{algorithm}: {what}");
            refused(&response, "answer");
        }
        house.provider.lie(|_| {});
        assert_eq!(place(&house.sign_in()), "/review", "and an honest one does");
    }
}

#[test]
fn the_public_key_is_no_secret_that_signs() {
    let house = House::start("RS256");
    let Key::Rs256(key) = house.provider.inner().key.clone() else {
        panic!("RS256")
    };
    let pem = rsa::pkcs8::EncodePublicKey::to_public_key_pem(&key.to_public_key(), rsa::pkcs8::LineEnding::LF).unwrap();
    let document = house.provider.inner().published["first"].to_string();
    for secret in [
        pem.clone().into_bytes(),
        pem.trim().as_bytes().to_vec(),
        key.n().to_bytes_be(),
        document.into_bytes(),
    ] {
        house.provider.lie(move |token| {
            token.header["alg"] = json!("HS256");
            token.signer = Signer::Hmac(secret.clone());
        });
        refused(&house.sign_in(), "answer");
    }
}

#[test]
fn clocks_may_differ_by_a_minute_and_by_no_more() {
    let house = House::start("ES256");
    for (claim, seconds, holds) in [
        ("exp", -30_i64, true),
        ("exp", -90, false),
        ("iat", 30, true),
        ("iat", 90, false),
    ] {
        house.provider.lie(move |token| {
            token.claims[claim] = json!(i64::try_from(now_s()).unwrap() + seconds);
        });
        let response = house.sign_in();
        assert_eq!(cookie(&response, "sizhi_session").is_some(), holds, "{claim} {seconds}");
    }
}

#[test]
fn an_answer_counts_once_in_the_browser_and_at_the_provider_that_it_began_with() {
    let provider = Provider::start("ES256");
    let second = format!(
        "[[provider]]\nid = \"other\"\nname = \"另一个\"\nissuer = \"{}\"\nclient_id = \"another\"\noffices = [\"suzhou-ip\"]",
        provider.inner().issuer
    );
    let house = House::start_with(&provider, &second);
    house.server.office("suzhou-ip", "applicant", "3205");
    house.server.account("li.wei", "suzhou-ip");
    assert_eq!(house.join("li.wei", "person-17", super::server::TOKEN).status(), 201);
    let (entrance, kept) = house.begin("suzhou", "/");
    let back = house.visit(&entrance);
    let with = |name: &str, value: Option<&str>| {
        let url = url::Url::parse(&format!("https://register.example{back}")).unwrap();
        let mut pairs: HashMap<String, String> = url.query_pairs().into_owned().collect();
        pairs.remove(name);
        pairs.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        let mut changed = url.clone();
        changed.query_pairs_mut().clear().extend_pairs(pairs);
        format!("{}?{}", changed.path(), changed.query().unwrap())
    };
    // None of these spends the attempt.
    refused(&house.back(&with("state", Some("another")), &kept), "ended");
    refused(&house.back(&with("state", None), &kept), "ended");
    refused(&house.back(&back, ""), "ended");
    let (_, elsewhere) = house.begin("suzhou", "/");
    refused(&house.back(&back, &elsewhere), "ended");
    let done = house.back(&back, &kept);
    assert!(cookie(&done, "sizhi_session").is_some(), "{}", place(&done));
    // The same answer again, and its code within a new attempt.
    refused(&house.back(&back, &kept), "ended");
    let code = house.provider.inner().given.last().unwrap().clone();
    let (entrance, kept) = house.begin("suzhou", "/");
    let fresh = house.visit(&entrance);
    let url = url::Url::parse(&format!("https://register.example{fresh}")).unwrap();
    let state = url
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap()
        .1
        .into_owned();
    refused(
        &house.back(&format!("{}?code={code}&state={state}", url.path()), &kept),
        "answer",
    );
    // Another issuer's answer, and one that comes back to another provider's address.
    let (entrance, kept) = house.begin("suzhou", "/");
    let fresh = house.visit(&entrance);
    let (path, _) = fresh.split_once("iss=").unwrap();
    refused(
        &house.back(&format!("{path}iss=https%3A%2F%2Fevil.example"), &kept),
        "answer",
    );
    let (entrance, kept) = house.begin("suzhou", "/");
    let fresh = house.visit(&entrance).replace("/suzhou/", "/other/");
    refused(&house.back(&fresh, &kept), "ended");
}

#[test]
fn who_gives_up_at_the_provider_is_told_so_and_nothing_is_counted_against_them() {
    let house = House::start("ES256");
    for _ in 0..31 {
        let (entrance, kept) = house.begin("suzhou", "/");
        let url = url::Url::parse(&entrance).unwrap();
        let state = url
            .query_pairs()
            .find(|(name, _)| name == "state")
            .unwrap()
            .1
            .into_owned();
        let path = format!("/v1/session/oidc/suzhou/callback?error=access_denied&state={state}");
        refused(&house.back(&path, &kept), "denied");
    }
    assert_eq!(place(&house.sign_in()), "/review");
}

#[test]
fn after_thirty_answers_that_do_not_hold_an_address_is_not_listened_to() {
    let house = House::start("ES256");
    for _ in 0..30 {
        let path = "/v1/session/oidc/suzhou/callback?code=guess&state=guess";
        refused(&house.back(path, "sizhi_oidc=guess"), "ended");
    }
    let (place, _) = house.begin("suzhou", "/");
    assert_eq!(place, "/sign-in?refused=attempts");
}

#[test]
fn a_provider_may_change_its_keys_at_any_time() {
    let house = House::start("RS256");
    assert_eq!(place(&house.sign_in()), "/review");
    house.provider.change_key("second", "ES256");
    assert_eq!(place(&house.sign_in()), "/review");
    // Also where the new key has the old one's id.
    house.provider.change_key("second", "ES256");
    assert_eq!(place(&house.sign_in()), "/review");
}

#[test]
fn a_provider_that_hangs_or_is_gone_holds_nobody_up() {
    let house = House::start_with(&Provider::start("ES256"), "timeout_s = 1");
    house.know_the_person();
    house.provider.inner().hangs = true;
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let waiting: Vec<_> = (0..8).map(|_| scope.spawn(|| house.begin("suzhou", "/").0)).collect();
        // Meanwhile everybody else is answered.
        assert_eq!(house.server.json("/v1/session"), Value::Null);
        for thread in waiting {
            assert_eq!(thread.join().unwrap(), "/sign-in?refused=provider");
        }
    });
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    house.provider.inner().hangs = false;
    assert_eq!(
        place(&house.sign_in()),
        "/review",
        "and it is asked again once it answers"
    );
    // A provider of which nothing listens: its port was free a moment ago.
    let gone = Provider::start("ES256");
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    gone.inner().issuer = format!("http://{free}");
    let house = House::start_with(&gone, "");
    assert_eq!(house.begin("suzhou", "/").0, "/sign-in?refused=provider");
}

#[test]
fn a_provider_that_calls_itself_otherwise_or_sends_people_to_plain_http_is_not_used() {
    let house = House::start("ES256");
    // The document at the address we know names another issuer.
    house.provider.inner().issuer = "https://evil.example".to_owned();
    assert_eq!(house.begin("suzhou", "/").0, "/sign-in?refused=provider");
}
