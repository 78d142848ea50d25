//! Where a file goes: to its path, whole or not at all, or to standard output.
//!
//! Must not know what the file holds.

use std::{
    fs::{self, File},
    io::{self, IsTerminal, Write},
    path::Path,
};

use tempfile::Builder;

use super::{Failure, boundary::STANDARD};

/// Writes a file. It stands under its name only once it is whole: it is written beside it under another name and then renamed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new(STANDARD) {
        return standard(bytes);
    }
    let failed = |error: io::Error| Failure::Input(format!("{}: {error}", path.display()));
    // A pipe or a device cannot be renamed to.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return fs::write(path, bytes).map_err(failed);
    }
    whole(path, |file| file.write_all(bytes).map_err(failed))
}

/// Writes a file that stands under its name only once it is whole.
pub fn whole(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        let text = error.to_string();
        // The name of the file beside it is of no use to anybody.
        let cause = text.split(" at path ").next().unwrap_or_default();
        Failure::Input(format!("{}: {cause}", path.display()))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".sizhi-").suffix(".part");
    #[cfg(unix)]
    {
        // What a new file is given, less what the user's mask takes away.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder.unwrap_or_else(|| Path::new(".")))
        .map_err(|error| failed(&error))?;
    fill(file.as_file_mut())?;
    file.as_file().sync_all().map_err(|error| failed(&error))?;
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

fn standard(bytes: &[u8]) -> Result<(), Failure> {
    let is_binary = bytes.iter().take(1024).any(|&byte| byte == 0);
    let mut out = io::stdout().lock();
    if is_binary && out.is_terminal() {
        return Err(Failure::Input(
            "expected a file or a pipe for a binary format, found a terminal; hint: state where it goes".to_owned(),
        ));
    }
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
