//! `sizhi backup` and `sizhi restore`.

use super::program::{Register, stderr};

fn head(verified: &str) -> String {
    verified.split("head ").nth(1).unwrap().trim().to_owned()
}

#[test]
fn a_backup_is_restored_into_a_database_that_is_not_there_and_is_the_same_register() {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    let file = register.folder.path().join("backup.db").display().to_string();
    let told = register.done(&["backup", &file]);
    assert_eq!(head(&told), head(&register.done(&["verify"])));
    assert!(
        register
            .refused(&["backup", &file])
            .contains("expected no file of this name")
    );
    let other = Register::new();
    let restored = other.done(&["restore", &file]);
    assert_eq!(head(&restored), head(&told));
    assert_eq!(head(&other.done(&["verify"])), head(&told));
    assert_eq!(other.done(&["agencies", "list"]), register.done(&["agencies", "list"]));
    assert!(
        other
            .refused(&["restore", &file])
            .contains("expected an empty database")
    );
    // An empty database gives way.
    let empty = Register::new();
    empty.done(&["verify"]);
    empty.done(&["restore", &file]);
    assert_eq!(head(&empty.done(&["verify"])), head(&told));
}

#[test]
fn what_is_no_backup_is_refused_and_leaves_nothing_behind() {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    let file = register.folder.path().join("backup.db");
    register.done(&["backup", &file.display().to_string()]);
    let other = Register::new();
    assert!(other.refused(&["restore", "no-such.db"]).contains("no-such.db"));
    let text = other.file("text.db", "no database at all");
    assert!(
        other
            .refused(&["restore", &text])
            .contains("expected a backup of a register")
    );
    let nothing = other.file("empty.db", "");
    assert!(other.refused(&["restore", &nothing]).contains("without a ledger"));
    // A word within the rows is changed, wherever it stands (pages hold remains of rows that were moved): the digest no longer holds.
    let mut bytes = std::fs::read(&file).unwrap();
    let word = "示例·甲子".as_bytes();
    let places: Vec<usize> = (0..bytes.len() - word.len())
        .filter(|&at| bytes[at..].starts_with(word))
        .collect();
    for at in places {
        bytes[at..at + 3].copy_from_slice("试".as_bytes());
    }
    let changed = other.file("changed.db", &bytes);
    let told = other.refused(&["restore", &changed]);
    assert!(
        told.contains("changed.db: ") && told.contains("does not hold"),
        "{told}"
    );
    let short = other.file("short.db", &bytes[..bytes.len() / 2]);
    assert_ne!(other.run(&["restore", &short]).status.code(), Some(0));
    let left: Vec<String> = std::fs::read_dir(other.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(left.len(), 4, "{left:?}");
    let nowhere = Register::new();
    let missing = nowhere.run(&["backup", &nowhere.folder.path().join("b.db").display().to_string()]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("expected a register"), "{}", stderr(&missing));
}
