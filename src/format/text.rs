//! Bytes into text: UTF-8, UTF-16 by its mark, GB18030 when asked for. A bad byte is a fault with its line, never a guess.
//!
//! Must not know what the text means.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    error::{Fault, Place, Refused},
    source::{Origin, Source, carried},
};

/// How the bytes of a text without a byte order mark are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// GB18030, which GBK and GB 2312 are parts of.
    Gb18030,
}

/// Gives a source's bytes as UTF-8, without byte order mark.
pub(super) struct Text<R> {
    inner: R,
    decoder: Decoder,
    name: &'static str,
    raw: Vec<u8>,
    raw_at: usize,
    ready: Vec<u8>,
    ready_at: usize,
    ended: bool,
    line: u64,
    offset: u64,
}

impl<R: Read> Text<R> {
    /// Begins to read; a byte order mark outweighs the encoding given.
    pub(super) fn of(mut inner: R, encoding: Encoding) -> io::Result<Self> {
        let mut raw = Vec::new();
        inner.by_ref().take(3).read_to_end(&mut raw)?;
        let (found, mark) = match raw[..] {
            [0xef, 0xbb, 0xbf] => (UTF_8, 3),
            [0xff, 0xfe, ..] => (UTF_16LE, 2),
            [0xfe, 0xff, ..] => (UTF_16BE, 2),
            _ if encoding == Encoding::Gb18030 => (GB18030, 0),
            _ => (UTF_8, 0),
        };
        Ok(Self {
            inner,
            decoder: found.new_decoder_without_bom_handling(),
            name: found.name(),
            raw,
            raw_at: mark,
            ready: Vec::new(),
            ready_at: 0,
            ended: false,
            line: 1,
            offset: mark as u64,
        })
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.ready_at = 0;
        while self.ready.is_empty() && !self.ended {
            if self.raw_at == self.raw.len() {
                self.raw.resize(1 << 16, 0);
                let read = self.inner.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.raw_at = 0;
            }
            let last = self.raw.is_empty();
            self.ready.resize(1 << 17, 0);
            let bytes = &self.raw[self.raw_at..];
            let (result, read, written) = self
                .decoder
                .decode_to_utf8_without_replacement(bytes, &mut self.ready, last);
            self.ready.truncate(written);
            self.line += line_ends(&self.ready);
            self.raw_at += read;
            self.offset += read as u64;
            self.ended = last && result == DecoderResult::InputEmpty;
            if let DecoderResult::Malformed(bad, after) = result {
                return Err(self.malformed(u64::from(bad), u64::from(after)));
            }
        }
        Ok(())
    }

    fn malformed(&self, bad: u64, after: u64) -> io::Error {
        let offset = self.offset.saturating_sub(bad + after);
        let hint = match self.name {
            "UTF-8" => "if the file is in GBK or GB18030, say so with the encoding `gb18030`",
            "gb18030" => "if the file is in UTF-8, leave the encoding out",
            _ => "the file may have been cut short on its way",
        };
        let found = format!("a bad sequence of {bad} bytes at byte {offset}");
        let place = Place::Line {
            line: self.line,
            column: None,
        };
        carried(Fault::new(place, format!("text in {}", self.name), found).hint(hint))
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready_at == self.ready.len() {
            self.refill()?;
        }
        let share = &self.ready[self.ready_at..];
        let length = share.len().min(buffer.len());
        buffer[..length].copy_from_slice(&share[..length]);
        self.ready_at += length;
        Ok(length)
    }
}

/// Counts the ends of lines.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    bytes.split(|&byte| byte == b'\n').skip(1).count() as u64
}

/// Reads a whole source as text.
///
/// # Errors
/// [`Refused`] when it cannot be read, unpacked or decoded.
pub fn read_text(mut source: Source<'_>, encoding: Encoding) -> Result<(String, Origin), Refused> {
    let name = source.name().map(str::to_owned);
    let mut text = String::new();
    Text::of(&mut source, encoding)
        .and_then(|mut reader| reader.read_to_string(&mut text))
        .map_err(|error| Refused::from_io(name.as_deref(), error))?;
    Ok((text, source.finish()?))
}
