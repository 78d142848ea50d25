//! Printing: data to standard output, talk to standard error, a progress bar on a terminal.
//!
//! Must not know what is printed.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// Writes a line of data. A reader that has gone away (`| head`) ends the program quietly.
pub fn data(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(line.as_bytes()).and_then(|()| out.write_all(b"\n")) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => other,
    }
}

/// Writes a line of talk; where standard error is closed there is nobody to tell.
pub fn talk(line: &str) {
    let _closed = writeln!(io::stderr().lock(), "{line}");
}

/// Makes a progress bar over bytes; hidden where standard error is no terminal.
pub fn bytes_bar(name: &str, bytes: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = bytes.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let template = "{msg} {bar:32} {binary_bytes}/{binary_total_bytes} {elapsed}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(name.to_owned());
    bar
}
