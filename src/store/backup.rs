//! Backups: the whole database as one file, taken while others write, and put in place of a database that is empty.
//!
//! Must not overwrite anything.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    str::FromStr,
};

use sqlx::{
    ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePoolOptions},
};

use super::{Store, StoreError, Verification};

/// Why a backup was not taken or not put in place.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is there.
    #[error("{0}: expected no file of this name, found one; hint: state another name, or move it away")]
    Exists(PathBuf),
    /// The file is no register.
    #[error("{file}: expected a backup of a register, found {found}")]
    NotARegister {
        /// The file.
        file: PathBuf,
        /// What was found.
        found: String,
    },
    /// The chain or the rows of the backup do not hold.
    #[error("{file}: entry {revision} ({subject}) does not hold: {cause}")]
    Broken {
        /// The file.
        file: PathBuf,
        /// The entry.
        revision: u64,
        /// What it is about.
        subject: String,
        /// What does not hold.
        cause: String,
    },
    /// The database to restore into holds something.
    #[error("{url}: expected an empty database, found {found}; hint: state another --database")]
    NotEmpty {
        /// The database.
        url: String,
        /// What it holds.
        found: String,
    },
    /// The database to restore into is open elsewhere.
    #[error("{0}: the database is in use; hint: stop the service first")]
    InUse(String),
    /// A file could not be read or written.
    #[error("{file}: {error}")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system answered.
        error: io::Error,
    },
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Writes a backup, which stands under its name only once it is whole, on disk, and verified. Writers go on meanwhile.
    ///
    /// # Errors
    /// Says that the file is there, or why it could not be written or does not hold.
    pub async fn backup(&self, file: &Path) -> Result<Verification, BackupError> {
        if file.symlink_metadata().is_ok() {
            return Err(BackupError::Exists(file.to_owned()));
        }
        let at = |error| BackupError::File {
            file: file.to_owned(),
            error,
        };
        let folder = folder_of(file);
        let part = tempfile::Builder::new()
            .prefix(".sizhi-")
            .tempdir_in(&folder)
            .map_err(at)?;
        let copy = part.path().join("backup.db");
        // A snapshot of one moment, without the pages that are free.
        sqlx::query("vacuum into $1")
            .bind(copy.to_string_lossy().into_owned())
            .execute(&self.pool)
            .await?;
        let found = verify_file(&copy).await?;
        File::open(&copy).and_then(|copy| copy.sync_all()).map_err(at)?;
        place(&copy, file)?;
        sync_folder(&folder);
        Ok(found)
    }

    /// Puts a backup in the place of the database at `url`, which must not be there or be empty, once the backup was verified.
    ///
    /// # Errors
    /// Says what the database holds, that it is in use, or what does not hold of the backup.
    pub async fn restore(url: &str, file: &Path) -> Result<Verification, BackupError> {
        let address = |reason: String| StoreError::Address {
            url: url.to_owned(),
            reason,
        };
        let options = SqliteConnectOptions::from_str(url).map_err(|error| address(error.to_string()))?;
        let target = options.get_filename().to_owned();
        if !url.starts_with("sqlite:") || target == Path::new("") || target == Path::new(":memory:") {
            return Err(address("expected `sqlite://` and the path of a file".to_owned()).into());
        }
        if target.exists() {
            must_be_empty(url, options).await?;
        }
        let folder = folder_of(&target);
        let at = |error| BackupError::File {
            file: target.clone(),
            error,
        };
        fs::create_dir_all(&folder).map_err(at)?;
        let part = tempfile::Builder::new()
            .prefix(".sizhi-")
            .tempdir_in(&folder)
            .map_err(at)?;
        let copy = part.path().join("restore.db");
        // What is verified is the copy that is put in place, not the file that another may change meanwhile.
        fs::copy(file, &copy).map_err(|error| BackupError::File {
            file: file.to_owned(),
            error,
        })?;
        let found = verify_file(&copy).await.map_err(|error| named(error, file))?;
        File::open(&copy).and_then(|copy| copy.sync_all()).map_err(at)?;
        if target.exists() {
            fs::remove_file(&target).map_err(at)?;
        }
        place(&copy, &target)?;
        sync_folder(&folder);
        Ok(found)
    }
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new(".")).to_owned()
}

/// Gives a whole file its name, and never takes the name from another.
fn place(copy: &Path, file: &Path) -> Result<(), BackupError> {
    match fs::hard_link(copy, file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(BackupError::Exists(file.to_owned())),
        Err(error) => Err(BackupError::File {
            file: file.to_owned(),
            error,
        }),
    }
}

/// Brings a folder's names to disk, where the system can.
fn sync_folder(folder: &Path) {
    let _unsupported = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Verifies the chain and the rows of a database file without changing it.
async fn verify_file(file: &Path) -> Result<Verification, BackupError> {
    let not_a_register = |found: String| BackupError::NotARegister {
        file: file.to_owned(),
        found,
    };
    let options = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .immutable(true);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await;
    let pool = pool.map_err(|error| not_a_register(error.to_string()))?;
    let sound: Result<String, _> = sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&pool).await;
    let sound = sound.map_err(|error| not_a_register(error.to_string()))?;
    if sound != "ok" {
        return Err(not_a_register(format!("a database with faults: {sound}")));
    }
    let store = Store { pool };
    let schema: i64 = sqlx::query_scalar("select count(*) from sqlite_schema where type = 'table' and name = 'ledger'")
        .fetch_one(&store.pool)
        .await?;
    if schema == 0 {
        return Err(not_a_register("a database without a ledger".to_owned()));
    }
    let found = store.verify(None).await;
    store.close().await;
    let found = found?;
    match &found.fault {
        None => Ok(found),
        Some(fault) => Err(BackupError::Broken {
            file: file.to_owned(),
            revision: fault.revision,
            subject: fault.subject.clone(),
            cause: fault.kind.to_string(),
        }),
    }
}

/// Names the file that the user stated instead of the copy of it.
fn named(error: BackupError, file: &Path) -> BackupError {
    let file = file.to_owned();
    match error {
        BackupError::NotARegister { found, .. } => BackupError::NotARegister { file, found },
        BackupError::Broken {
            revision,
            subject,
            cause,
            ..
        } => BackupError::Broken {
            file,
            revision,
            subject,
            cause,
        },
        other => other,
    }
}

/// Refuses a database that holds a row, or that another process has open.
async fn must_be_empty(url: &str, options: SqliteConnectOptions) -> Result<(), BackupError> {
    let not_empty = |found: String| BackupError::NotEmpty {
        url: url.to_owned(),
        found,
    };
    let connected = options.create_if_missing(false).connect().await;
    let mut connection = connected.map_err(|error| not_empty(format!("a file that cannot be opened ({error})")))?;
    let tables: Result<Vec<String>, _> = sqlx::query_scalar(
        "select name from sqlite_schema where type = 'table' and name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(&mut connection)
    .await;
    for table in tables.map_err(|error| not_empty(format!("a file that cannot be read ({error})")))? {
        // The name comes from the database itself, quoted as an identifier.
        let statement = format!("select count(*) from \"{}\"", table.replace('"', "\"\""));
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
            .fetch_one(&mut connection)
            .await?;
        if rows > 0 {
            return Err(not_empty(format!("{rows} rows in its table `{table}`")));
        }
    }
    if !is_alone(&mut connection).await {
        return Err(BackupError::InUse(url.to_owned()));
    }
    connection.close().await?;
    Ok(())
}

/// Tells whether nobody else has the database open: only then may it leave write-ahead mode.
async fn is_alone(connection: &mut SqliteConnection) -> bool {
    let mode: Result<String, _> = sqlx::query_scalar("pragma journal_mode = delete")
        .fetch_one(connection)
        .await;
    mode.is_ok_and(|mode| mode.eq_ignore_ascii_case("delete"))
}
