//! A DXF file as pairs of a group code and a value, from its text form or its binary one (AutoCAD's DXF reference).
//!
//! Must not know entities. (The `dxf` crate gives up at the first odd value anywhere in the drawing, does not say where an entity
//! stands, and brings decoders of pictures along.)

/// What a binary file begins with.
const BINARY_MAGIC: &[u8] = b"AutoCAD Binary DXF\r\n\x1a\0";

/// A pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair<'b> {
    pub(super) code: i32,
    pub(super) value: Value<'b>,
    /// Line of the code, from 1; in a binary file the byte, from 0.
    pub(super) at: u64,
}

/// A value as the file holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'b> {
    /// A text, or a number written in digits.
    Text(&'b [u8]),
    Whole(i64),
    Real(f64),
}

/// Why reading broke off: where, what was expected, what was found.
#[derive(Debug, PartialEq)]
pub(super) struct Broken {
    pub(super) at: u64,
    pub(super) expected: &'static str,
    pub(super) found: String,
}

impl Pair<'_> {
    pub(super) fn text(&self) -> &[u8] {
        match self.value {
            Value::Text(text) => text.trim_ascii(),
            _ => b"",
        }
    }

    pub(super) fn real(&self) -> Option<f64> {
        let number = match self.value {
            Value::Real(number) => number,
            Value::Whole(number) => number as f64,
            Value::Text(text) => std::str::from_utf8(text.trim_ascii()).ok()?.parse().ok()?,
        };
        number.is_finite().then_some(number)
    }

    pub(super) fn whole(&self) -> Option<i64> {
        match self.value {
            Value::Whole(number) => Some(number),
            Value::Real(_) => None,
            Value::Text(text) => std::str::from_utf8(text.trim_ascii()).ok()?.parse().ok(),
        }
    }
}

/// The pairs of a file.
pub(super) enum Pairs<'b> {
    Text {
        rest: &'b [u8],
        line: u64,
    },
    Binary {
        bytes: &'b [u8],
        at: usize,
        wide_codes: bool,
    },
}

impl<'b> Pairs<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        if bytes.starts_with(BINARY_MAGIC) {
            let at = BINARY_MAGIC.len();
            // Since release 13 codes take two bytes: the first pair, code 0, begins with two zeros.
            let wide_codes = bytes.get(at..at + 2) == Some(&[0, 0]);
            return Self::Binary { bytes, at, wide_codes };
        }
        Self::Text {
            rest: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
            line: 1,
        }
    }

    /// Tells whether places are bytes of a binary file.
    pub(super) fn is_binary(&self) -> bool {
        matches!(self, Self::Binary { .. })
    }

    /// Gives the next pair; none at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<Pair<'b>>, Broken> {
        match self {
            Self::Text { rest, line } => next_of_text(rest, line),
            Self::Binary { bytes, at, wide_codes } => next_of_binary(bytes, at, *wide_codes),
        }
    }
}

fn next_of_text<'b>(rest: &mut &'b [u8], line: &mut u64) -> Result<Option<Pair<'b>>, Broken> {
    const EXPECTED: &str = "a group code, a whole number on a line of its own";
    let at = *line;
    let Some(code) = take_line(rest, line) else {
        return Ok(None);
    };
    let code = code.trim_ascii();
    if code.is_empty() && rest.trim_ascii().is_empty() {
        return Ok(None);
    }
    let number = std::str::from_utf8(code).ok().and_then(|code| code.parse().ok());
    let Some(code) = number else {
        let found = crate::format::error::shown(&String::from_utf8_lossy(code));
        return Err(Broken {
            at,
            expected: EXPECTED,
            found,
        });
    };
    let Some(value) = take_line(rest, line) else {
        let found = "the end of the file".to_owned();
        return Err(Broken {
            at: *line,
            expected: "the value of a group code",
            found,
        });
    };
    let value = Value::Text(value);
    Ok(Some(Pair { code, value, at }))
}

/// Takes a line, which ends in LF, CR LF or the end of the file.
fn take_line<'b>(rest: &mut &'b [u8], line: &mut u64) -> Option<&'b [u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = rest.iter().position(|byte| *byte == b'\n');
    let (own, after) = end.map_or((*rest, &[][..]), |end| (&rest[..end], &rest[end + 1..]));
    *rest = after;
    *line += 1;
    Some(own.strip_suffix(b"\r").unwrap_or(own))
}

fn next_of_binary<'b>(bytes: &'b [u8], at: &mut usize, wide_codes: bool) -> Result<Option<Pair<'b>>, Broken> {
    if *at >= bytes.len() {
        return Ok(None);
    }
    let start = *at as u64;
    let cut = || Broken {
        at: start,
        expected: "the code and value of a pair",
        found: "the end of the file".to_owned(),
    };
    let mut take = |count: usize| -> Option<&'b [u8]> {
        let taken = bytes.get(*at..at.checked_add(count)?)?;
        *at += count;
        Some(taken)
    };
    let narrow = if wide_codes {
        255
    } else {
        i32::from(take(1).ok_or_else(cut)?[0])
    };
    let code = if narrow == 255 {
        take(2)
            .map(|two| i32::from(i16::from_le_bytes([two[0], two[1]])))
            .ok_or_else(cut)?
    } else {
        narrow
    };
    let value = match kind_of(code) {
        Some(Kind::Text) => {
            let rest = bytes.get(*at..).unwrap_or_default();
            let length = rest.iter().position(|byte| *byte == 0).ok_or_else(cut)?;
            *at += length + 1;
            Value::Text(&rest[..length])
        }
        Some(Kind::Real) => Value::Real(
            take(8)
                .and_then(<[u8]>::first_chunk)
                .map(|eight| f64::from_le_bytes(*eight))
                .ok_or_else(cut)?,
        ),
        Some(Kind::Two) => Value::Whole(
            take(2)
                .map(|two| i64::from(i16::from_le_bytes([two[0], two[1]])))
                .ok_or_else(cut)?,
        ),
        Some(Kind::Four) => Value::Whole(
            take(4)
                .and_then(<[u8]>::first_chunk)
                .map(|four| i64::from(i32::from_le_bytes(*four)))
                .ok_or_else(cut)?,
        ),
        Some(Kind::Eight) => Value::Whole(
            take(8)
                .and_then(<[u8]>::first_chunk)
                .map(|eight| i64::from_le_bytes(*eight))
                .ok_or_else(cut)?,
        ),
        Some(Kind::Yes) => Value::Whole(i64::from(take(1).ok_or_else(cut)?[0])),
        Some(Kind::Bytes) => {
            let length = usize::from(take(1).ok_or_else(cut)?[0]);
            Value::Text(take(length).ok_or_else(cut)?)
        }
        None => {
            let expected = "a group code of the DXF reference";
            return Err(Broken {
                at: start,
                expected,
                found: format!("`{code}`"),
            });
        }
    };
    Ok(Some(Pair { code, value, at: start }))
}

/// How a value is stored in a binary file.
enum Kind {
    Text,
    Real,
    Two,
    Four,
    Eight,
    Yes,
    Bytes,
}

/// Gives how values of a code are stored (DXF reference, "Group Code Value Types").
fn kind_of(code: i32) -> Option<Kind> {
    Some(match code {
        0..=9
        | 100..=109
        | 300..=309
        | 320..=369
        | 390..=399
        | 410..=419
        | 430..=439
        | 470..=489
        | 999..=1003
        | 1005..=1009 => Kind::Text,
        10..=59 | 110..=149 | 210..=239 | 460..=469 | 1010..=1059 => Kind::Real,
        60..=79 | 170..=179 | 270..=289 | 370..=389 | 400..=409 | 1060..=1070 => Kind::Two,
        90..=99 | 420..=429 | 440..=459 | 1071 => Kind::Four,
        160..=169 => Kind::Eight,
        290..=299 => Kind::Yes,
        310..=319 | 1004 => Kind::Bytes,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<(i32, u64)>, Broken> {
        let mut pairs = Pairs::of(bytes);
        let mut found = Vec::new();
        while let Some(pair) = pairs.next()? {
            found.push((pair.code, pair.at));
        }
        Ok(found)
    }

    #[test]
    fn lines_come_in_pairs() {
        assert_eq!(
            all(b"  0\r\nSECTION\r\n  2\nENTITIES\n0\nEOF\n\n").unwrap(),
            [(0, 1), (2, 3), (0, 5)]
        );
        assert_eq!(all(b"0\nSECTION\nlayer\nx\n").unwrap_err().at, 3);
        assert_eq!(all(b"0\nSECTION\n8\n").unwrap_err().found, "the end of the file");
    }

    #[test]
    fn binary_files_of_both_ages_are_read() {
        let wide = [
            BINARY_MAGIC,
            b"\0\0SECTION\0",
            b"\x0a\0",
            &1.5_f64.to_le_bytes(),
            b"\x46\0\x01\0",
            b"\x2f\x04\x07\0\0\0",
        ]
        .concat();
        assert_eq!(
            all(&wide).unwrap().iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            [0, 10, 70, 1071]
        );
        let narrow = [
            BINARY_MAGIC,
            b"\0SECTION\0",
            b"\x0a",
            &1.5_f64.to_le_bytes(),
            b"\xff\xe8\x03x\0",
        ]
        .concat();
        assert_eq!(
            all(&narrow).unwrap().iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            [0, 10, 1000]
        );
        assert!(all(&wide[..30]).is_err());
    }
}
