//! `sizhi user` and `sizhi office`.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use super::program::{Register, stderr};

#[test]
fn the_first_administrator_is_made_on_the_command_line() {
    let register = Register::new();
    let made = register.done(&[
        "user",
        "add",
        "root",
        "--office",
        "operations",
        "--role",
        "administrator",
        "--territory",
        "CN",
        "--office-name",
        "运维",
        "--generate",
    ]);
    assert_eq!(made.trim().len(), 27, "{made}");
    assert_eq!(register.done(&["office", "list"]), "operations administrator CN 运维\n");
    assert_eq!(
        register.done(&["user", "list"]),
        "root operations administrator CN enabled root\n"
    );
    let token = register.done(&["user", "token", "root", "--scope", "read", "--days", "7"]);
    assert!(token.starts_with("sizhi_") && token.trim().len() == 70, "{token}");
    register.done(&["user", "disable", "root"]);
    assert!(register.done(&["user", "list"]).contains(" disabled "));
    register.done(&["user", "enable", "root"]);
    assert!(register.done(&["verify"]).starts_with("4 entries hold"));
}

#[test]
fn what_does_not_hold_is_refused_and_nothing_is_recorded() {
    let register = Register::new();
    for (words, told) in [
        (
            vec!["user", "add", "root", "--office", "nowhere", "--generate"],
            "office `nowhere` is not in the register",
        ),
        (vec!["user", "add", "R", "--office", "nowhere"], "account `R` is not"),
        (vec!["user", "add", "root", "--office", "nowhere"], "--password-stdin"),
        (
            vec!["user", "token", "nobody"],
            "account `nobody` is not in the register",
        ),
        (
            vec!["user", "password", "nobody", "--generate"],
            "account `nobody` is not in the register",
        ),
        (
            vec!["user", "disable", "nobody"],
            "account `nobody` is not in the register",
        ),
        (
            vec![
                "office",
                "add",
                "x-office",
                "--name",
                "x",
                "--role",
                "king",
                "--territory",
                "CN",
            ],
            "role `king` is unknown",
        ),
        (
            vec![
                "office",
                "add",
                "x-office",
                "--name",
                "x",
                "--role",
                "national",
                "--territory",
                "31",
            ],
            "works for the whole country",
        ),
        (
            vec![
                "office",
                "add",
                "x-office",
                "--name",
                "x",
                "--role",
                "reader",
                "--territory",
                "Shanghai",
            ],
            "territory `Shanghai`",
        ),
        (
            vec![
                "office",
                "add",
                "x-office",
                "--name",
                "x",
                "--role",
                "operator",
                "--territory",
                "zone:no-zone",
            ],
            "zone `no-zone`",
        ),
    ] {
        let said = register.refused(&words);
        assert!(said.contains(told), "{words:?}: {said}");
    }
    assert_eq!(register.done(&["user", "list"]), "");
    assert!(register.done(&["verify"]).starts_with("0 entries"));
}

#[test]
fn a_password_is_read_from_standard_input_and_a_short_one_is_refused() {
    let register = Register::new();
    register.done(&[
        "office",
        "add",
        "city",
        "--name",
        "市局",
        "--role",
        "applicant",
        "--territory",
        "3205",
    ]);
    let add = |name: &str, input: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sizhi"))
            .env(
                "DATABASE_URL",
                format!("sqlite://{}/register.db", register.folder.path().display()),
            )
            .args(["user", "add", name, "--office", "city", "--password-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let short = add("li.wei", "short\n");
    assert_eq!(short.status.code(), Some(1));
    assert!(stderr(&short).contains("at least 12"), "{}", stderr(&short));
    assert_eq!(add("li.wei", "a long test password\n").status.code(), Some(0));
    assert_eq!(
        add("li.wei", "a long test password\n").status.code(),
        Some(1),
        "the name is taken"
    );
}
