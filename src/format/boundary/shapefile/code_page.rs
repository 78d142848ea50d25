//! Which code page the texts of a `.dbf` are in: said by the `.cpg`, by the table's own mark, or found by trying.
//!
//! Must not know fields. A text that its code page cannot hold is a fault, never a row of question marks.

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// A code page, and who says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CodePage {
    pub(super) encoding: &'static Encoding,
    pub(super) by: Said,
}

/// Who says which code page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The file `.cpg`.
    Cpg,
    /// The byte of the table's header that names a language driver.
    Driver,
    /// Nobody; it was found by trying.
    Nobody,
}

/// What a `.cpg` says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cpg {
    Known(&'static Encoding),
    /// "OEM" and the like: the code page of the machine on which the file was written, which nobody knows.
    Machine,
    Unknown,
}

/// Reads a `.cpg`: a name such as `UTF-8`, `GBK`, `936`, `ANSI 936` or `OEM`.
pub(super) fn of_cpg(bytes: &[u8]) -> Cpg {
    let text = String::from_utf8_lossy(bytes)
        .trim_matches(['\u{feff}', '\0', ' ', '\r', '\n', '\t', '"'])
        .to_ascii_lowercase();
    let bare = text
        .trim_start_matches("ansi")
        .trim_start_matches("oem")
        .trim_start_matches("ldid")
        .trim();
    let bare = bare.trim_start_matches("cp").trim_start_matches(['-', '_', ' ', '/']);
    let known = match bare {
        "" => return Cpg::Machine,
        "65001" | "utf8" | "utf-8" | "unicode" => Some(UTF_8),
        // GB18030 holds GBK, and GBK holds GB 2312.
        "936" | "54936" | "20936" | "51936" | "gbk" | "gb2312" | "gb18030" | "euc-cn" | "1386" => Some(GB18030),
        "950" | "big5" | "big-5" => Some(BIG5),
        "932" | "sjis" | "shift_jis" => Some(SHIFT_JIS),
        "1252" | "88591" | "8859-1" | "iso-8859-1" => Some(WINDOWS_1252),
        other => Encoding::for_label(other.as_bytes()).or_else(|| Encoding::for_label(text.as_bytes())),
    };
    known.map_or(Cpg::Unknown, Cpg::Known)
}

/// Reads the language driver of a table's header. `0x57`, which many writers set whatever they write, says nothing.
pub(super) fn of_driver(driver: u8) -> Option<&'static Encoding> {
    match driver {
        0x4d | 0x7a => Some(GB18030),
        0x4f | 0x78 => Some(BIG5),
        0x13 | 0x7b => Some(SHIFT_JIS),
        0x03 | 0x58 | 0x59 => Some(WINDOWS_1252),
        0xf0 => Some(UTF_8),
        _ => None,
    }
}

/// Finds the code page of texts about which nothing is said: UTF-8 if all are that, else GBK if all are that.
pub(super) fn by_trying<'t>(texts: &(impl Iterator<Item = (&'t [u8], bool)> + Clone)) -> Option<&'static Encoding> {
    let all = |encoding: &'static Encoding| {
        texts
            .clone()
            .all(|(text, fills)| decode(encoding, text, fills).is_some())
    };
    [UTF_8, GB18030].into_iter().find(|encoding| all(encoding))
}

/// Decodes a text. One that fills its field may have been cut off within its last character, which is then lost; that is told.
pub(super) fn decode(encoding: &'static Encoding, text: &[u8], fills_its_field: bool) -> Option<(String, bool)> {
    let whole = |bytes: &[u8]| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(std::borrow::Cow::into_owned)
    };
    if let Some(decoded) = whole(text) {
        return Some((decoded, false));
    }
    if !fills_its_field {
        return None;
    }
    // A character of GB18030 and of UTF-8 has four bytes at most.
    let shorter = (1..=3).filter_map(|less| text.get(..text.len().checked_sub(less)?));
    shorter.into_iter().find_map(whole).map(|decoded| (decoded, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_into_a_cpg_is_understood() {
        for text in ["UTF-8", "utf8", "65001", "\u{feff}UTF-8\r\n", "CP65001"] {
            assert_eq!(of_cpg(text.as_bytes()), Cpg::Known(UTF_8), "{text}");
        }
        for text in [
            "GBK", "936", "GB18030", "gb2312", "ANSI 936", "CP936", "OEM 936", "54936",
        ] {
            assert_eq!(of_cpg(text.as_bytes()), Cpg::Known(GB18030), "{text}");
        }
        assert_eq!(of_cpg(b"OEM"), Cpg::Machine);
        assert_eq!(of_cpg(b"ANSI"), Cpg::Machine);
        assert_eq!(of_cpg(b"klingon"), Cpg::Unknown);
        assert_eq!(of_cpg(b"windows-1251"), Cpg::Known(encoding_rs::WINDOWS_1251));
    }

    #[test]
    fn texts_that_nobody_describes_are_tried_as_utf_8_then_as_gbk() {
        let (gbk, _, _) = GB18030.encode("苏州");
        assert_eq!(
            by_trying(&[("苏州".as_bytes(), false), (b"a", false)].into_iter()),
            Some(UTF_8)
        );
        assert_eq!(
            by_trying(&[(gbk.as_ref(), false), (b"a", false)].into_iter()),
            Some(GB18030)
        );
        assert_eq!(
            by_trying(&[([0xff, 0xff, 0xff, 0xff, 0xff, 0x41].as_slice(), true)].into_iter()),
            None
        );
    }

    #[test]
    fn a_text_cut_within_its_last_character_keeps_the_others() {
        let text = "高新区".as_bytes();
        assert_eq!(decode(UTF_8, &text[..8], true), Some(("高新".to_owned(), true)));
        let (gbk, _, _) = GB18030.encode("高新区");
        assert_eq!(decode(GB18030, &gbk[..5], true), Some(("高新".to_owned(), true)));
        assert_eq!(decode(UTF_8, &text[..8], false), None);
    }
}
