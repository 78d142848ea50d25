//! Sessions, tokens and lock-out as time passes: the register opened under clocks that are told to it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use sizhi::{
    register::{Clock, Register, RegisterError},
    store::{Scope, Store},
    zone::{Account, Office, Programme, Role, Territory},
};

const PASSWORD: &str = "a long test password";
const ADDRESS: &str = "192.0.2.1";

/// Opens the register in a folder, so many minutes after a fixed moment.
async fn at(folder: &Path, minutes: i64) -> Register {
    let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let programme = Programme::parse(include_str!("../data/programmes/national-ip-cluster.toml")).unwrap();
    let store = Store::open(&format!("sqlite://{}/register.db", folder.display()))
        .await
        .unwrap();
    let clock = Clock::fixed(start + SignedDuration::from_mins(minutes));
    Register::open(store, programme, clock).await.unwrap()
}

/// Makes an office with the account `li.wei`.
async fn people(register: &Register) {
    let office = Office {
        code: "suzhou-ip".parse().unwrap(),
        name: "苏州".to_owned(),
        role: Role::Applicant,
        territory: "3205".parse().unwrap(),
    };
    register.record_office("test", office).await.unwrap();
    let account = Account {
        name: "li.wei".parse().unwrap(),
        office: "suzhou-ip".parse().unwrap(),
        display_name: "李伟".to_owned(),
        disabled: false,
    };
    register.record_account("test", account).await.unwrap();
    register.set_password("test", "li.wei", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_at_the_latest_after_a_working_day() {
    let folder = tempfile::tempdir().unwrap();
    let start = at(folder.path(), 0).await;
    people(&start).await;
    let idle = start.sign_in("li.wei", PASSWORD, ADDRESS).await.unwrap().secret;
    let used = start.sign_in("li.wei", PASSWORD, ADDRESS).await.unwrap().secret;
    for minutes in (60..12 * 60).step_by(60) {
        let known = at(folder.path(), minutes).await.session(&used).await.unwrap();
        assert_eq!(known.unwrap().account.name.as_str(), "li.wei", "{minutes}");
    }
    assert!(at(folder.path(), 12 * 60).await.session(&used).await.unwrap().is_none());
    assert!(at(folder.path(), 120).await.session(&idle).await.unwrap().is_none());
    assert!(
        at(folder.path(), 0).await.session(&idle).await.unwrap().is_none(),
        "it is gone for good"
    );
    assert!(start.session("no secret").await.unwrap().is_none());
}

#[tokio::test]
async fn a_token_ends_with_its_last_day_and_only_as_its_secret_is_it_known() {
    let folder = tempfile::tempdir().unwrap();
    let start = at(folder.path(), 0).await;
    people(&start).await;
    let (row, secret) = start.make_token("li.wei", "x", Scope::Read, 2).await.unwrap();
    let day = 24 * 60;
    assert!(
        at(folder.path(), 2 * day - 1)
            .await
            .token(&secret)
            .await
            .unwrap()
            .is_some()
    );
    assert!(at(folder.path(), 2 * day).await.token(&secret).await.unwrap().is_none());
    for wrong in [row.id.as_str(), &row.secret.to_string(), "sizhi_", ""] {
        assert!(start.token(wrong).await.unwrap().is_none(), "{wrong}");
    }
    for days in [0, 367] {
        let refused = start.make_token("li.wei", "x", Scope::Read, days).await;
        assert!(matches!(refused, Err(RegisterError::TokenDays { .. })));
    }
    let used = start.tokens("li.wei").await.unwrap()[0].used_at;
    assert!(used.is_some());
}

#[tokio::test]
async fn a_lock_is_lifted_a_quarter_of_an_hour_after_the_last_failure() {
    let folder = tempfile::tempdir().unwrap();
    let start = at(folder.path(), 0).await;
    people(&start).await;
    for _ in 0..5 {
        let failed = start.sign_in("li.wei", "a wrong password", ADDRESS).await;
        assert!(matches!(failed, Err(RegisterError::SignIn)));
    }
    let locked = at(folder.path(), 14).await.sign_in("li.wei", PASSWORD, ADDRESS).await;
    assert!(
        matches!(locked, Err(RegisterError::TooManyAttempts { retry_after_s: 60 })),
        "{locked:?}"
    );
    let later = at(folder.path(), 15).await;
    assert!(later.sign_in("li.wei", PASSWORD, ADDRESS).await.is_ok());
}

#[tokio::test]
async fn an_account_goes_with_its_office_and_a_disabled_one_with_its_sessions() {
    let folder = tempfile::tempdir().unwrap();
    let register = at(folder.path(), 0).await;
    people(&register).await;
    let secret = register.sign_in("li.wei", PASSWORD, ADDRESS).await.unwrap().secret;
    register.disable("test", "li.wei", true).await.unwrap();
    assert!(register.session(&secret).await.unwrap().is_none());
    register.disable("test", "li.wei", false).await.unwrap();
    assert!(
        register.session(&secret).await.unwrap().is_none(),
        "enabled again, a person signs in again"
    );
    assert!(register.sign_in("li.wei", PASSWORD, ADDRESS).await.is_ok());
    let atlas = register.atlas();
    assert_eq!(
        atlas.office("suzhou-ip").unwrap().territory,
        "3205".parse::<Territory>().unwrap()
    );
    // What was recorded is read back from the rows, digests and all.
    let again = at(folder.path(), 0).await;
    assert_eq!(again.atlas().account("li.wei"), atlas.account("li.wei"));
    let store = Store::open(&format!("sqlite://{}/register.db", folder.path().display()))
        .await
        .unwrap();
    assert_eq!(store.verify(None).await.unwrap().fault, None);
}
