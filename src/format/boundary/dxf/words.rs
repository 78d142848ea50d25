//! Texts of a drawing: code page, escapes, and the commands that texts of several lines carry.
//!
//! Must not know entities.

use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};

/// Gives the encoding that `$DWGCODEPAGE` names.
pub(super) fn of_code_page(name: &[u8]) -> Option<&'static Encoding> {
    match name.to_ascii_uppercase().as_slice() {
        b"ANSI_936" | b"GB2312" => Some(GB18030),
        b"ANSI_950" | b"BIG5" => Some(BIG5),
        b"ANSI_1252" => Some(WINDOWS_1252),
        _ => None,
    }
}

/// Decodes a text: UTF-8 where it is that, as since release 2007, else the drawing's code page, else GBK.
pub(super) fn decode(bytes: &[u8], page: Option<&'static Encoding>) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return unescape(text);
    }
    // Western is the default that programs write whatever the texts are in; GBK that decodes is the likelier one.
    let western = page.is_none_or(|page| page == WINDOWS_1252);
    let gbk = GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|_| western);
    let text = gbk.unwrap_or_else(|| page.unwrap_or(GB18030).decode_without_bom_handling(bytes).0);
    unescape(&text)
}

/// Resolves `\U+4E00` and the signs `%%d`, `%%p`, `%%c`.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '%']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let escaped = rest.strip_prefix("\\U+").and_then(|after| {
            let digits = after.get(..4)?;
            let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
            Some((letter.to_string(), 7))
        });
        let sign = rest.strip_prefix("%%").and_then(|after| {
            let sign = match after.chars().next()?.to_ascii_lowercase() {
                'd' => "°",
                'p' => "±",
                'c' => "⌀",
                'u' | 'o' | 'k' => "",
                _ => return None,
            };
            Some((sign.to_owned(), 3))
        });
        let (letters, length) = escaped.or(sign).unwrap_or_else(|| (rest[..1].to_owned(), 1));
        plain.push_str(&letters);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// Takes the commands out of a text of several lines: fonts, heights, colours, braces; `\P` ends a line.
pub(super) fn without_commands(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' => {}
            '\\' => match letters.next() {
                Some('P') => plain.push('\n'),
                Some('~') => plain.push(' '),
                Some(letter @ ('\\' | '{' | '}')) => plain.push(letter),
                Some('L' | 'l' | 'O' | 'o' | 'K' | 'k') | None => {}
                Some('S') => plain.extend(
                    letters
                        .by_ref()
                        .take_while(|letter| *letter != ';')
                        .map(|letter| if "^#".contains(letter) { '/' } else { letter }),
                ),
                Some(letter) if "fFHWQTACcpN".contains(letter) => {
                    letters.by_ref().take_while(|letter| *letter != ';').for_each(drop);
                }
                Some(letter) => {
                    plain.push('\\');
                    plain.push(letter);
                }
            },
            letter => plain.push(letter),
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_the_drawings_code_page() {
        let (gbk, _, _) = GB18030.encode("高新区");
        assert_eq!(decode(&gbk, Some(GB18030)), "高新区");
        assert_eq!(decode(&gbk, Some(WINDOWS_1252)), "高新区");
        assert_eq!(decode("高新区".as_bytes(), Some(GB18030)), "高新区");
        assert_eq!(
            decode(b"\\U+9AD8 30%%d 5% \\U+ZZZZ \\U+", None),
            "高 30° 5% \\U+ZZZZ \\U+"
        );
        assert_eq!(decode("\\U+高新区".as_bytes(), None), "\\U+高新区");
    }

    #[test]
    fn commands_are_taken_out_of_texts_of_several_lines() {
        assert_eq!(
            without_commands(r"{\fSimSun|b0|i0;\H2.5;一区}\P 11.41\~公顷 \\ \S1^2;"),
            "一区\n 11.41 公顷 \\ 1/2"
        );
        assert_eq!(without_commands("\\f"), "");
    }
}
