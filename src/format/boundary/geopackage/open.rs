//! Opens a database of unknown origin so that nothing in it can act, and nothing asked of it takes long.
//!
//! Must not know GeoPackage. The means are those of SQLite's own advice on hostile files (sqlite.org, "Defense Against The Dark
//! Arts"): an untrusted schema, read-only, small limits, no attached databases, a bound on steps.

use rusqlite::{
    Connection, MAIN_DB,
    config::DbConfig,
    hooks::{AuthAction, AuthContext, Authorization},
    limits::Limit,
};

/// What every SQLite database begins with.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Greatest size of a text or blob, bytes: one geometry of 64 MiB has four million corners.
const MOST_VALUE_BYTES: i32 = 64 << 20;

/// Steps of SQLite's machine between two looks at the budget.
const STEPS_BETWEEN: i32 = 10_000;

/// How many times these steps may be taken: some seconds of work.
const MOST_TURNS: u32 = 30_000;

/// Opens a database that is held in memory.
pub(super) fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    let mut bytes = bytes.to_vec();
    // A file that was last open in WAL mode says so in bytes 18 and 19 (SQLite file format, 1.3.3). Without its log it is complete,
    // but cannot be opened in memory as it stands; 1 is the mode of a rollback journal.
    if let Some([2, 2]) = bytes.get(18..20) {
        bytes[18..20].fill(1);
    }
    let length = bytes.len();
    connection.deserialize_read_exact(MAIN_DB, bytes.as_slice(), length, true)?;
    drop(bytes);
    for (config, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    ] {
        connection.set_db_config(config, value)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_COLUMN, 1_000),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
    ] {
        connection.set_limit(limit, value)?;
    }
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
    let mut turns = 0;
    connection.progress_handler(
        STEPS_BETWEEN,
        Some(move || {
            turns += 1;
            turns > MOST_TURNS
        }),
    )?;
    connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive | AuthAction::Function { .. } => {
            Authorization::Allow
        }
        AuthAction::Pragma {
            pragma_name: "table_info" | "table_xinfo",
            ..
        } => Authorization::Allow,
        _ => Authorization::Deny,
    }))?;
    Ok(connection)
}
