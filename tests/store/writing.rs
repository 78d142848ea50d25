//! Writing and reading back; conflicts; settings of the database.

use sizhi::{
    atlas::{Change, Entry, Head},
    store::{Store, StoreError},
    zone::{Standing, StandingClass, Zone},
};
use tempfile::TempDir;

pub fn moment() -> jiff::Timestamp {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

pub async fn open(folder: &TempDir) -> Store {
    Store::open(&format!("sqlite://{}/deep/down/register.db", folder.path().display()))
        .await
        .unwrap()
}

pub fn zone(code: &str) -> Change {
    Change::ZoneRecorded(Zone {
        code: code.parse().unwrap(),
        programme: "p".to_owned(),
        kind: "pilot".to_owned(),
        name: "名".to_owned(),
        host: None,
        division: Some("320505".parse().unwrap()),
        remark: Some(String::new()),
    })
}

/// Chains changes after a head.
pub fn chain(mut head: Head, changes: Vec<Change>) -> Vec<(Entry, Change)> {
    changes
        .into_iter()
        .map(|change| {
            let entry = Entry::follow(head, moment(), "test", &change).unwrap();
            head = entry.head();
            (entry, change)
        })
        .collect()
}

#[tokio::test]
async fn what_is_written_is_read_back_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    assert_eq!(store.head().await.unwrap(), Head::EMPTY);
    let acts = chain(Head::EMPTY, vec![zone("zone-a"), zone("zone-b"), zone("zone-a")]);
    store.append(&acts).await.unwrap();
    let read = store.recorded_after(0).await.unwrap();
    let expected: Vec<_> = acts
        .iter()
        .map(|(entry, change)| (entry.clone(), Some(change.clone())))
        .collect();
    assert_eq!(
        read.into_iter()
            .map(|record| (record.entry, record.change))
            .collect::<Vec<_>>(),
        expected
    );
    assert_eq!(store.recorded_after(2).await.unwrap().len(), 1);
    assert_eq!(store.entries_after(1, 1).await.unwrap(), [acts[1].0.clone()]);
}

#[tokio::test]
async fn an_act_on_an_old_head_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    store.append(&chain(Head::EMPTY, vec![zone("zone-a")])).await.unwrap();
    let late = chain(Head::EMPTY, vec![zone("zone-b"), zone("zone-c")]);
    assert!(matches!(
        store.append(&late).await,
        Err(StoreError::Conflict { expected: 0, found: 1 })
    ));
    assert_eq!(store.recorded_after(0).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_transaction_that_fails_midway_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    // A standing of a delimitation that is not there breaks its foreign key, after the zone was written.
    let standing = Standing {
        act: "submit".to_owned(),
        state: "submitted".to_owned(),
        class: StandingClass::Pending,
        effective: None,
        document: None,
        reason: None,
    };
    let orphan = Change::Stood {
        zone: "zone-a".parse().unwrap(),
        number: 1,
        standing,
    };
    let acts = chain(Head::EMPTY, vec![zone("zone-a"), orphan]);
    assert!(matches!(store.append(&acts).await, Err(StoreError::Database(_))));
    assert_eq!(store.head().await.unwrap(), Head::EMPTY);
    assert!(store.recorded_after(0).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_with_a_hint() {
    let error = Store::open("postgres://localhost/x").await.unwrap_err().to_string();
    assert!(
        error.contains("`postgres://localhost/x`") && error.contains("hint:"),
        "{error}"
    );
}
