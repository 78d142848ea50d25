//! Running the program on a register of its own.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A register in a folder of its own.
pub struct Register {
    pub folder: TempDir,
}

impl Register {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Runs the program with words.
    pub fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_sizhi"))
            .env(
                "DATABASE_URL",
                format!("sqlite://{}/register.db", self.folder.path().display()),
            )
            .args(words)
            .output()
            .unwrap()
    }

    /// Runs the program, asserts that it is done, and returns what it printed as data.
    pub fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the program, asserts that the input is at fault, and returns what it said.
    pub fn refused(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        stderr(&output)
    }

    /// Writes a file beside the register.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

/// Runs the program with words and something on its standard input, where no register is needed.
pub fn run_with_input(words: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sizhi"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
    child.wait_with_output().unwrap()
}

/// Returns what was said.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Returns the path of a file that the project carries.
pub fn carried(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string()
}

/// Returns the path of a real file beside the project, or says by name that the test is skipped.
pub fn shared(path: &str, test: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    if path.exists() {
        return Some(path.display().to_string());
    }
    crate::skip::skip(&format!("skipped: {test}: {} is not here", path.display()));
    None
}
