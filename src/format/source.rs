//! A file as it comes: opened, counted, digested, and unpacked where it is gzip.
//!
//! Must not know what the file holds; encodings of text are `text`'s work.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::error::{Fault, Place, Refused};

/// Greatest size of a file once unpacked, bytes: 4 GiB. A gzip of a few megabytes may claim any size.
pub const MOST_BYTES: u64 = 4 << 30;

/// The two bytes that every gzip member begins with (RFC 1952, 2.3.1).
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// What is told of a file once it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Name of the file, without its folders.
    pub name: Option<String>,
    /// Bytes of the file as it came, packed or not.
    pub bytes: u64,
    /// Digest of these bytes.
    pub sha256: [u8; 32],
}

/// Hears how many bytes of the file, as it came, were read so far.
pub type Progress<'p> = &'p mut (dyn FnMut(u64) + Send);

/// A file being read; gives its bytes unpacked.
pub struct Source<'p> {
    name: Option<String>,
    packed_bytes: Option<u64>,
    reader: Unpacked<'p>,
    given: u64,
    most: u64,
}

enum Unpacked<'p> {
    Plain(BufReader<Counted<'p>>),
    Gzip(Box<MultiGzDecoder<BufReader<Counted<'p>>>>),
}

struct Counted<'p> {
    inner: Box<dyn Read + Send + 'p>,
    progress: Progress<'p>,
    bytes: u64,
    digest: Sha256,
}

impl<'p> Source<'p> {
    /// Opens a file.
    ///
    /// # Errors
    /// [`Refused`] when it is missing, a folder, or cannot be read.
    pub fn open(path: &Path, progress: Progress<'p>) -> Result<Self, Refused> {
        let name = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
            .into_owned();
        let refused = |error| Refused::from_io(Some(&name), error);
        let file = File::open(path).map_err(refused)?;
        let metadata = file.metadata().map_err(refused)?;
        if metadata.is_dir() {
            return Err(Refused::once(
                Some(&name),
                Fault::new(Place::Whole, "a file", "a folder"),
            ));
        }
        let mut source = Self::of(file, Some(&name), progress)?;
        source.packed_bytes = Some(metadata.len());
        Ok(source)
    }

    /// Reads from anything, such as standard input or a request's body.
    ///
    /// # Errors
    /// [`Refused`] when its first bytes cannot be read.
    pub fn of(inner: impl Read + Send + 'p, name: Option<&str>, progress: Progress<'p>) -> Result<Self, Refused> {
        let counted = Counted {
            inner: Box::new(inner),
            progress,
            bytes: 0,
            digest: Sha256::new(),
        };
        let mut plain = BufReader::with_capacity(1 << 16, counted);
        let is_gzip = plain
            .fill_buf()
            .map_err(|error| Refused::from_io(name, error))?
            .starts_with(&GZIP_MAGIC);
        let reader = if is_gzip {
            Unpacked::Gzip(Box::new(MultiGzDecoder::new(plain)))
        } else {
            Unpacked::Plain(plain)
        };
        Ok(Self {
            name: name.map(str::to_owned),
            packed_bytes: None,
            reader,
            given: 0,
            most: MOST_BYTES,
        })
    }

    /// Gives the source with another limit of its unpacked size, bytes.
    #[must_use]
    pub fn at_most(mut self, bytes: u64) -> Self {
        self.most = bytes;
        self
    }

    /// Gives the file's name without its folders, where it has one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Gives the file's size as it came, bytes, where it is known: what progress is measured against.
    pub fn packed_bytes(&self) -> Option<u64> {
        self.packed_bytes
    }

    /// Reads what is left and gives the size and digest of the whole file.
    ///
    /// # Errors
    /// [`Refused`] when what is left cannot be read or unpacked.
    pub fn finish(mut self) -> Result<Origin, Refused> {
        let name = self.name.take();
        let refused = |error| Refused::from_io(name.as_deref(), error);
        io::copy(&mut self, &mut io::sink()).map_err(refused)?;
        let mut counted = match self.reader {
            Unpacked::Plain(reader) => reader,
            Unpacked::Gzip(decoder) => decoder.into_inner(),
        };
        io::copy(&mut counted, &mut io::sink()).map_err(refused)?;
        let Counted { bytes, digest, .. } = counted.into_inner();
        Ok(Origin {
            name,
            bytes,
            sha256: digest.finalize().into(),
        })
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.reader {
            Unpacked::Plain(reader) => reader.read(buffer)?,
            Unpacked::Gzip(decoder) => decoder.read(buffer).map_err(|error| broken_gzip(error, self.given))?,
        };
        self.given += read as u64;
        if self.given > self.most {
            let most = format!("at most {} bytes once unpacked", self.most);
            return Err(carried(Fault::new(Place::Offset(self.most), most, "more")));
        }
        Ok(read)
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.digest.update(&buffer[..read]);
        self.bytes += read as u64;
        (self.progress)(self.bytes);
        Ok(read)
    }
}

/// Puts a fault into an error of the reading traits, from which [`Refused::from_io`] takes it out.
pub(super) fn carried(fault: Fault) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, fault)
}

fn broken_gzip(error: io::Error, offset: u64) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => carried(
            Fault::new(Place::Offset(offset), "a whole gzip file", "its end in the middle")
                .hint("the file may have been cut short on its way; fetch it again"),
        ),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => carried(Fault::new(
            Place::Offset(offset),
            "a sound gzip file",
            format!("`{error}`"),
        )),
        _ => error,
    }
}
