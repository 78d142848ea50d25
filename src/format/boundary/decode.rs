//! Bytes of a text file into text, its encoding found where it is not stated: a byte order mark, else UTF-8, else GB18030.
//!
//! Must not know what the text means. What was taken is told; what decodes in no encoding is refused, never mended.

use std::io::Read;

use crate::format::{
    Encoding,
    error::{Fault, Place, Refused},
    text::Text,
};

/// A text with what is to be said of its encoding.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: String,
    /// Which encoding was taken, where the text holds more than ASCII and none was stated.
    pub(super) note: Option<String>,
}

/// Decodes a file.
///
/// # Errors
/// [`Refused`] with the line of the first byte that fits no encoding, or of a character that no text holds.
pub(super) fn decode(bytes: &[u8], stated: Option<Encoding>, file: Option<&str>) -> Result<Decoded, Refused> {
    let (text, taken) = match (mark(bytes), stated) {
        (Some(name), _) => (read(bytes, Encoding::Utf8, file)?, Some(name)),
        (None, Some(encoding)) => (read(bytes, encoding, file)?, None),
        (None, None) => found(bytes, file)?,
    };
    if let Some(at) = text.find(is_foreign) {
        let line = text[..at].matches('\n').count() as u64 + 1;
        let found = format!(
            "the control character {:?}",
            text[at..].chars().next().unwrap_or_default()
        );
        let fault = Fault::new(Place::Line { line, column: None }, "text", found);
        let hint = "if it is UTF-16, save it with a byte order mark; if it is no text file, its name should say so";
        return Err(Refused::once(file, fault.hint(hint)));
    }
    let note = taken
        .filter(|_| !text.is_ascii())
        .map(|name| format!("the text was read as {name}"));
    Ok(Decoded { text, note })
}

/// Tells whether a character has no place in a text: control characters but blanks, line ends, and the mark with which old programs end one.
pub(super) fn is_foreign(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{1a}')
}

/// Names the encoding that a byte order mark states.
fn mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some("UTF-8, as its byte order mark says"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16, as its byte order mark says"),
        _ => None,
    }
}

fn found(bytes: &[u8], file: Option<&str>) -> Result<(String, Option<&'static str>), Refused> {
    let refused = match read(bytes, Encoding::Utf8, file) {
        Ok(text) => return Ok((text, Some("UTF-8"))),
        Err(refused) => refused,
    };
    // A text of UTF-8 whose last character is cut would make another text, all of it wrong, in GB18030.
    let is_cut_short = std::str::from_utf8(bytes)
        .is_err_and(|error| error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii());
    if is_cut_short {
        return Err(refused);
    }
    match read(bytes, Encoding::Gb18030, file) {
        Ok(text) => Ok((text, Some("GB18030 (GBK): it is no UTF-8"))),
        Err(_) => Err(neither(refused)),
    }
}

/// Says that the text is in neither encoding, at the place where it ceases to be UTF-8.
fn neither(mut refused: Refused) -> Refused {
    for fault in &mut refused.faults {
        "text in UTF-8, GB18030 (GBK), or UTF-16 with a byte order mark".clone_into(&mut fault.expected);
        fault.hint = Some("save the file in one of these".to_owned());
    }
    refused
}

fn read(bytes: &[u8], encoding: Encoding, file: Option<&str>) -> Result<String, Refused> {
    let mut text = String::new();
    Text::of(bytes, encoding)
        .and_then(|mut reader| reader.read_to_string(&mut text))
        .map_err(|error| Refused::from_io(file, error))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes, None, None).unwrap();
        (decoded.text, decoded.note.unwrap_or_default())
    }

    #[test]
    fn each_encoding_is_found_and_named() {
        let text = "[属性描述]\r\n坐标系=2000国家大地坐标系\r\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let utf16 = |big: bool| -> Vec<u8> {
            let mark = std::iter::once(0xfeff_u16);
            let units = mark.chain(text.encode_utf16());
            units
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8, as"),
            (gbk.into_owned(), "GB18030"),
            (utf16(true), "UTF-16"),
            (utf16(false), "UTF-16"),
        ] {
            let (found, note) = taken(&bytes);
            assert_eq!(found, text, "{name}");
            assert!(note.contains(name), "{note}");
        }
        assert_eq!(taken(b"plain").1, "", "of plain ASCII there is nothing to say");
    }

    #[test]
    fn what_is_in_no_encoding_is_refused_with_its_line() {
        let error = decode(b"a\nb\xff\xffc", None, Some("a.txt")).unwrap_err().to_string();
        assert!(
            error.starts_with("a.txt: line 2: expected text in UTF-8, GB18030"),
            "{error}"
        );
        let cut = &"四至".as_bytes()[..5];
        assert!(decode(cut, None, None).unwrap_err().to_string().contains("UTF-8"));
        let bare_utf16: Vec<u8> = "a,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(
            decode(&bare_utf16, None, None)
                .unwrap_err()
                .to_string()
                .contains("byte order mark")
        );
        let (gbk, _, _) = encoding_rs::GBK.encode("四至");
        assert!(
            decode(&gbk, Some(Encoding::Utf8), None).is_err(),
            "what is stated is not overridden"
        );
    }
}
