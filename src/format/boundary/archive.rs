//! A zip file as it comes from users: names in UTF-8 or GBK, folders within folders, size bounded, encryption refused.
//!
//! Must not know what its members mean. Nothing is ever written to disk.

use std::io::{Cursor, Read, Write};

use encoding_rs::GB18030;
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::format::error::{Fault, Place, Refused, shown};

/// Greatest size of all members read from one zip, bytes once unpacked: 256 MiB, some 16 million corner points. A zip of a
/// few kilobytes may claim any size.
const MOST_UNPACKED_BYTES: u64 = 256 << 20;

/// Greatest number of members of a zip.
const MOST_MEMBERS: usize = 10_000;

/// What every zip begins with: a local header, or the end record of an empty zip (APPNOTE 4.3.7, 4.3.16).
const MAGICS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// A zip being read.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    file: Option<String>,
    members: Vec<Member>,
    left_bytes: u64,
}

/// A file in a zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Its path, with `/` between folders.
    pub(super) path: String,
    index: usize,
}

impl Member {
    /// Gives the path without ending, and the ending in lower case.
    pub(super) fn stem_and_ending(&self) -> (&str, String) {
        let name_at = self.path.rfind('/').map_or(0, |slash| slash + 1);
        match self.path[name_at..].rfind('.') {
            Some(dot) => {
                let (stem, ending) = self.path.split_at(name_at + dot);
                (stem, ending[1..].to_lowercase())
            }
            None => (&self.path, String::new()),
        }
    }
}

/// Tells whether the bytes are those of a zip.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    MAGICS.iter().any(|magic| bytes.starts_with(magic))
}

impl<'b> Archive<'b> {
    /// Opens a zip. What the Finder of macOS adds, folders and hidden files are passed over.
    pub(super) fn open(bytes: &'b [u8], file: Option<&str>) -> Result<Self, Refused> {
        let refused = |fault| Refused::once(file, fault);
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            let fault = Fault::new(Place::Whole, "a sound zip file", format!("`{error}`"));
            refused(fault.hint("the file may have been cut short on its way, or be another kind of archive"))
        })?;
        if zip.len() > MOST_MEMBERS {
            let expected = format!("a zip of at most {MOST_MEMBERS} files");
            return Err(refused(Fault::new(Place::Whole, expected, format!("{}", zip.len()))));
        }
        let mut members = Vec::with_capacity(zip.len());
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|error| {
                let place = Place::Part(format!("file {} of the zip", index + 1));
                refused(Fault::new(place, "a sound entry", format!("`{error}`")))
            })?;
            let path = path_of(entry.name_raw());
            let hidden = path.split('/').any(|part| part == "__MACOSX" || part.starts_with("._"));
            if entry.is_dir() || path.ends_with('/') || hidden {
                continue;
            }
            members.push(Member { path, index });
        }
        Ok(Self {
            zip,
            file: file.map(str::to_owned),
            members,
            left_bytes: MOST_UNPACKED_BYTES,
        })
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// Unpacks a member.
    pub(super) fn read(&mut self, member: &Member) -> Result<Vec<u8>, Refused> {
        let place = Place::Part(format!("{} in the zip", shown(&member.path)));
        let file = self.file.as_deref();
        let refused = |fault: Fault| Refused::once(file, fault);
        let mut entry = self.zip.by_index(member.index).map_err(|error| {
            let expected = "a file that can be unpacked";
            refused(match error {
                ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                    Fault::new(place.clone(), expected, "one that is locked with a password")
                        .hint("make the zip anew without a password")
                }
                error => Fault::new(place.clone(), expected, format!("`{error}`"))
                    .hint("make the zip anew with the usual method (deflate)"),
            })
        })?;
        let mut bytes = Vec::new();
        let read = entry.by_ref().take(self.left_bytes + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left_bytes {
            let expected = format!("at most {MOST_UNPACKED_BYTES} bytes in all once unpacked");
            return Err(refused(Fault::new(place, expected, "more")));
        }
        if let Err(error) = read {
            let fault = Fault::new(place, "a sound zip file", format!("`{error}`"));
            return Err(refused(fault.hint("the file may have been damaged on its way")));
        }
        self.left_bytes -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// Gives a path as text: UTF-8 where it is that, else GBK, as Windows in China writes it.
fn path_of(raw: &[u8]) -> String {
    let path = std::str::from_utf8(raw).map_or_else(
        |_| GB18030.decode_without_bom_handling(raw).0.into_owned(),
        str::to_owned,
    );
    path.replace('\\', "/")
}

/// Makes a zip of named files.
pub(super) fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Refused> {
    let failed = |error: &dyn std::fmt::Display| {
        Refused::once(
            None,
            Fault::new(Place::Whole, "files that go into a zip", format!("`{error}`")),
        )
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed moment, so that the same boundary gives the same bytes.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}
