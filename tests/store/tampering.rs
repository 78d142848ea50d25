//! A database changed behind the register's back: verification names the first entry that does not hold.

use sizhi::{
    atlas::{ChainBreak, Head},
    store::{FaultKind, Store},
};
use sqlx::SqlitePool;
use tempfile::TempDir;

use super::writing::{chain, open, zone};

/// A register of three entries, and a pool that can do what the register never does.
async fn register() -> (TempDir, Store, SqlitePool) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    store
        .append(&chain(
            Head::EMPTY,
            vec![zone("zone-a"), zone("zone-b"), zone("zone-c")],
        ))
        .await
        .unwrap();
    let pool = SqlitePool::connect(&format!("sqlite://{}/deep/down/register.db", folder.path().display()))
        .await
        .unwrap();
    (folder, store, pool)
}

async fn tamper(pool: &SqlitePool, statements: &[&'static str]) {
    for statement in statements {
        sqlx::query(*statement).execute(pool).await.unwrap();
    }
}

const UNLOCK: &str = "drop trigger ledger_no_update";
const UNLOCK_DELETE: &str = "drop trigger ledger_no_delete";

#[tokio::test]
async fn an_untouched_register_holds_and_knows_its_heads() {
    let (_folder, store, _pool) = register().await;
    let head = store.head().await.unwrap();
    let found = store.verify(Some(head.hash)).await.unwrap();
    assert_eq!((found.entries, found.contents, found.fault), (3, 3, None));
    assert!(found.holds_wanted_head);
}

#[tokio::test]
async fn the_ledger_refuses_updates_and_deletes() {
    let (_folder, _store, pool) = register().await;
    for statement in [
        "update ledger set actor = 'x' where revision = 1",
        "delete from ledger where revision = 3",
    ] {
        let error = sqlx::query(statement).execute(&pool).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
}

#[tokio::test]
async fn a_changed_row_is_found_at_its_entry() {
    let (_folder, store, pool) = register().await;
    tamper(&pool, &["update zone set name = 'y' where revision = 2"]).await;
    let fault = store.verify(None).await.unwrap().fault.unwrap();
    assert_eq!((fault.revision, fault.subject.as_str()), (2, "zone-b"));
    assert!(matches!(fault.kind, FaultKind::Content { .. }));
}

#[tokio::test]
async fn a_changed_entry_is_found_even_if_its_hash_is_made_anew() {
    let (_folder, store, pool) = register().await;
    tamper(
        &pool,
        &[UNLOCK, "update ledger set actor = 'somebody else' where revision = 1"],
    )
    .await;
    let fault = store.verify(None).await.unwrap().fault.unwrap();
    assert_eq!(fault.revision, 1);
    assert!(matches!(fault.kind, FaultKind::Broken(ChainBreak::Hash { .. })));
    // With a hash that fits the changed members, the next entry no longer follows.
    let entries = store.entries_after(0, 1).await.unwrap();
    let hash = entries[0].computed_hash().unwrap().to_string();
    sqlx::query("update ledger set hash = $1 where revision = 1")
        .bind(hash)
        .execute(&pool)
        .await
        .unwrap();
    let fault = store.verify(None).await.unwrap().fault.unwrap();
    assert_eq!(fault.revision, 2);
    assert!(matches!(fault.kind, FaultKind::Broken(ChainBreak::Chain { .. })));
}

#[tokio::test]
async fn missing_rows_and_missing_entries_are_named() {
    let (_folder, store, pool) = register().await;
    tamper(&pool, &["delete from zone where revision = 3"]).await;
    let fault = store.verify(None).await.unwrap().fault.unwrap();
    assert_eq!((fault.revision, fault.kind), (3, FaultKind::Missing));
    let (_folder, store, pool) = register().await;
    tamper(
        &pool,
        &[
            UNLOCK_DELETE,
            "delete from zone where revision = 2",
            "delete from ledger where revision = 2",
        ],
    )
    .await;
    let fault = store.verify(None).await.unwrap().fault.unwrap();
    assert_eq!(
        (fault.revision, fault.kind),
        (3, FaultKind::Broken(ChainBreak::Gap { expected: 2 }))
    );
}

#[tokio::test]
async fn a_cut_tail_is_found_by_the_hash_that_was_kept() {
    let (_folder, store, pool) = register().await;
    let kept = store.head().await.unwrap().hash;
    tamper(
        &pool,
        &[
            UNLOCK_DELETE,
            "delete from zone where revision = 3",
            "delete from ledger where revision = 3",
        ],
    )
    .await;
    let found = store.verify(Some(kept)).await.unwrap();
    assert_eq!(found.fault, None);
    assert!(!found.holds_wanted_head);
}
