//! The README says nothing that was not run: each example is asked of a service and compared.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

#[path = "api/server.rs"]
#[allow(dead_code, reason = "the module serves the API tests as well")]
mod server;

use std::process::Command;

use server::Server;

/// Returns the examples: command and answer.
fn examples() -> Vec<(String, String)> {
    let readme = include_str!("../README.md");
    let blocks = readme
        .split("```console\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    blocks
        .map(|block| {
            let (command, answer) = block.split_once('\n').unwrap();
            (
                command.trim_start_matches("$ ").to_owned(),
                answer.trim_end().to_owned(),
            )
        })
        .collect()
}

/// Tells whether `answer` has the pieces of `told` (between `…`) in order, from its beginning to its end.
fn agrees(answer: &str, told: &str) -> bool {
    let pieces: Vec<&str> = told.split('…').collect();
    let mut rest = answer;
    for (nth, piece) in pieces.iter().enumerate() {
        match rest.find(piece) {
            Some(0) => rest = &rest[piece.len()..],
            Some(at) if nth > 0 => rest = &rest[at + piece.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || told.ends_with('…')
}

#[test]
fn each_example_answers_as_the_readme_says() {
    let server = Server::start();
    let examples = examples();
    assert_eq!(examples.len(), 12);
    for (command, told) in examples {
        let command = command.replace("http://127.0.0.1:8080", &server.address);
        let output = Command::new("bash").args(["-c", &command]).output().unwrap();
        let answer = String::from_utf8(output.stdout).unwrap();
        let answer = answer.trim_end().replace(&server.address, "http://127.0.0.1:8080");
        assert!(
            agrees(&answer, &told),
            "{command}\nthe README says:\n{told}\nthe service says:\n{answer}"
        );
    }
}

#[test]
fn an_answer_agrees_only_if_its_pieces_stand_in_order() {
    assert!(agrees("a1b2c", "a…b…c"));
    assert!(agrees("a1b2c", "a…"));
    assert!(!agrees("a1b2c", "a…c…b"));
    assert!(!agrees("a1b2c", "1…"));
    assert!(!agrees("a1b2c", "a…b"));
}
