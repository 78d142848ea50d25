//! Text into bytes of a stated encoding.
//!
//! Must not know what the text means.

use encoding_rs::{GB18030, GBK};

use super::decode::is_foreign;
use crate::format::{Encoding, error::shown};

/// Encodes a text, without byte order mark. Characters that GBK lacks take four bytes in GB18030, which is told: old programs do not
/// read them. Control characters, which our readers and others refuse in a text, are left out, which is told.
pub(super) fn encode(text: &str, encoding: Encoding, notes: &mut Vec<String>) -> Vec<u8> {
    let foreign = text.chars().filter(|c| is_foreign(*c)).count();
    if foreign > 0 {
        notes.push(format!(
            "left out, control characters, which no text may hold: {foreign}"
        ));
        let plain: String = text.chars().filter(|c| !is_foreign(*c)).collect();
        return encode(&plain, encoding, notes);
    }
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => {
            let is_beyond = |c: &char| GBK.encode(c.encode_utf8(&mut [0; 4])).2;
            let beyond: String = text
                .chars()
                .filter(|c| !c.is_ascii())
                .filter(is_beyond)
                .take(20)
                .collect();
            if !beyond.is_empty() {
                notes.push(format!(
                    "characters that GBK does not hold, written in GB18030: {}",
                    shown(&beyond)
                ));
            }
            GB18030.encode(text).0.into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gbk_holds_is_gbk_and_what_it_lacks_is_told() {
        let mut notes = Vec::new();
        assert_eq!(
            encode("四至", Encoding::Gb18030, &mut notes),
            GBK.encode("四至").0.into_owned()
        );
        assert!(notes.is_empty());
        let bytes = encode("𠮷", Encoding::Gb18030, &mut notes);
        assert_eq!((bytes.len(), notes.len()), (4, 1));
        assert_eq!(encode("四至", Encoding::Utf8, &mut notes), "四至".as_bytes());
    }

    #[test]
    fn control_characters_are_left_out_and_told() {
        let mut notes = Vec::new();
        assert_eq!(encode("a\0b\tc\n\u{1}", Encoding::Utf8, &mut notes), b"ab\tc\n");
        assert_eq!(notes, ["left out, control characters, which no text may hold: 2"]);
    }
}
