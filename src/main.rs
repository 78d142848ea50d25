//! The `sizhi` program: reads the command line and ends with its exit code.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use sizhi::cli::Cli;

/// Exit code where the words of the command line are at fault.
const INPUT_AT_FAULT: u8 = 1;
/// Exit code where the program is.
const PROGRAM_AT_FAULT: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let told = error.print();
            let asked_for = !error.use_stderr() && told.is_ok();
            return if asked_for {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(INPUT_AT_FAULT)
            };
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the runtime could not be started: {error}"), PROGRAM_AT_FAULT),
    };
    match runtime.block_on(cli.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => fail(&failure.to_string(), failure.exit_code()),
    }
}

/// Says what went wrong, where there is something left to say.
fn fail(message: &str, code: u8) -> ExitCode {
    if !message.is_empty() {
        // Where standard error is closed there is nobody to tell.
        let _closed = writeln!(std::io::stderr(), "error: {message}");
    }
    ExitCode::from(code)
}
