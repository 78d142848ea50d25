//! Holds the one form in which addresses are compared: what people leave out, write wide or write differently becomes equal.
//! Must not know the rungs of an address or any list of places.

use crate::zone::{is_numeral, spelt_number};
use unicode_normalization::UnicodeNormalization;

/// Writes a text in the normal form.
///
/// - compatibility forms are folded (NFKC: full-width digits, letters and punctuation, №), letters become lower case;
/// - blanks are dropped, save one between two digits, which would otherwise run together;
/// - traditional forms of the words of addresses (號 樓 層 區 縣 …) become simplified;
/// - all dashes and `~`, and 至 between digits, become `-`; `#` and `No. 12` become 号; `12号之3` becomes `12-3号`;
/// - Chinese numerals become digits before 号 弄 楼 层 室 and the like, and nowhere else: 五一路, 中山东一路 stay as they are.
///
/// Writing the normal form again changes nothing. It is meant for comparison; it is not what people should read.
pub fn normalise(text: &str) -> String {
    // Dropping a blank may join a letter with an accent, folding may bring a new blank: repeated until nothing changes. The bound is never met
    // by text seen so far; it keeps the loop finite.
    let mut current = one_pass(text);
    for _ in 0..8 {
        let next = one_pass(&current);
        if next == current {
            break;
        }
        current = next;
    }
    current
}

fn one_pass(text: &str) -> String {
    let folded: Vec<char> = text.nfkc().flat_map(char::to_lowercase).nfkc().map(plain).collect();
    let spaced = drop_blanks(&folded);
    let counted = western_digits(&spaced);
    sub_numbers(&numbered(&counted)).into_iter().collect()
}

/// Gives the plain form of one character: simplified, one dash, one bracket.
fn plain(c: char) -> char {
    match c {
        '號' | '号' | '#' => '号',
        '樓' => '楼',
        '層' => '层',
        '區' => '区',
        '縣' => '县',
        '鎮' => '镇',
        '鄉' => '乡',
        '門' => '门',
        '單' => '单',
        '棟' => '栋',
        '廣' => '广',
        '場' => '场',
        '廈' => '厦',
        '園' => '园',
        '東' => '东',
        '國' => '国',
        '華' => '华',
        '學' => '学',
        '灣' => '湾',
        '橋' => '桥',
        '龍' => '龙',
        '蘇' => '苏',
        '廳' => '厅',
        '館' => '馆',
        '車' => '车',
        '電' => '电',
        '銀' => '银',
        '壹' => '一',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '〜' | '﹣' | '－' => '-',
        '【' | '〔' | '［' | '[' | '{' | '「' => '(',
        '】' | '〕' | '］' | ']' | '}' | '」' => ')',
        '，' | '、' | '。' | ';' => ',',
        other if other.is_whitespace() || other.is_control() => ' ',
        other => other,
    }
}

fn drop_blanks(chars: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut blank = false;
    for &c in chars {
        if c == ' ' || is_invisible(c) {
            blank = true;
            continue;
        }
        if blank && c.is_ascii_digit() && out.last().is_some_and(char::is_ascii_digit) {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

/// Tells the characters that no reader sees and that copying from web pages brings along.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

/// Tells whether the text from `at` on begins with a word that only numbers stand before.
fn counts(chars: &[char], at: usize) -> bool {
    match chars.get(at) {
        Some('号' | '弄' | '楼' | '层' | '室' | '栋' | '幢' | '座') => true,
        Some('单') => chars.get(at + 1) == Some(&'元'),
        Some('之' | '-') => chars.get(at + 1).is_some_and(|&c| is_numeral(c) || c.is_ascii_digit()),
        _ => false,
    }
}

/// Reads a number above zero that a house may bear: none reaches 100 000.
fn house_number(run: &str) -> Option<u32> {
    let number = spelt_number(run)?;
    (number.decimals == 0 && (1.0..100_000.0).contains(&number.value)).then_some(number.value as u32)
}

fn western_digits(chars: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let end = (i..chars.len()).find(|&j| !is_numeral(chars[j])).unwrap_or(chars.len());
        let after_number = matches!(out.as_slice(), [.., '0'..='9' | '号', '之' | '-']);
        if end > i && (counts(chars, end) || after_number) {
            let run: String = chars[i..end].iter().collect();
            if let Some(number) = house_number(&run) {
                out.extend(number.to_string().chars());
                i = end;
                continue;
            }
        }
        let next = end.max(i + 1);
        out.extend_from_slice(&chars[i..next]);
        i = next;
    }
    out
}

/// Turns `no.12` into `12号` and drops a second 号.
fn numbered(chars: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let starts = chars[i] == 'n' && chars.get(i + 1) == Some(&'o');
        // `ring road no. 8` has lost its blanks: with its dot, `no` needs no blank before it; casino8 stays.
        let alone = !out.last().is_some_and(char::is_ascii_lowercase) || chars.get(i + 2) == Some(&'.');
        if starts && alone {
            let mut at = i + 2;
            while chars.get(at).is_some_and(|c| matches!(c, '.' | ':')) {
                at += 1;
            }
            let end = (at..chars.len())
                .find(|&j| !(chars[j].is_ascii_digit() || chars[j] == '-'))
                .unwrap_or(chars.len());
            if chars.get(at).is_some_and(char::is_ascii_digit) {
                out.extend_from_slice(&chars[at..end]);
                out.push('号');
                i = end;
                continue;
            }
        }
        if chars[i] == '号' && out.last() == Some(&'号') {
            i += 1;
            continue;
        }
        out.push(chars[i]);
        i += 1;
    }
    out
}

/// Turns `12号之3` and `12之3号` into `12-3号`, and 至 between digits into a dash.
fn sub_numbers(chars: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let follows_digit = out.last().is_some_and(char::is_ascii_digit);
        let digit_at = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        if follows_digit && chars[i] == '号' && matches!(chars.get(i + 1), Some('之' | '-')) && digit_at(i + 2) {
            let end = (i + 2..chars.len())
                .find(|&j| !chars[j].is_ascii_digit())
                .unwrap_or(chars.len());
            // 3号-101室 is a house and a room, 12号-14号 a run of houses, 12号之3 a part of a house.
            let room = chars[i + 1] == '-' && matches!(chars.get(end), Some('室' | '楼' | '层' | '房'));
            if !room {
                out.push('-');
                out.extend_from_slice(&chars[i + 2..end]);
                out.push('号');
                i = if chars.get(end) == Some(&'号') { end + 1 } else { end };
                continue;
            }
        }
        if follows_digit && matches!(chars[i], '之' | '至') && digit_at(i + 1) {
            out.push('-');
        } else {
            out.push(chars[i]);
        }
        i += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{house_number, normalise};

    #[test]
    fn ways_of_writing_one_address_become_one() {
        let same = [
            "中山路12号",
            "中山路 12 号",
            "中山路１２號",
            "中山路十二号",
            "中山路12#",
            "中山路 No. 12",
            "中山路№12",
            "中山路12号号",
        ];
        for text in same {
            assert_eq!(normalise(text), "中山路12号", "{text}");
        }
    }

    #[test]
    fn no_house_bears_nothing_or_a_number_without_end() {
        for (run, number) in [
            ("二〇三", Some(203)),
            ("一百二", Some(120)),
            ("零", None),
            ("九十九万", None),
            ("一二三四五六", None),
        ] {
            assert_eq!(house_number(run), number, "{run}");
        }
    }

    #[test]
    fn numerals_inside_names_of_roads_stay() {
        assert_eq!(normalise("五一路"), "五一路");
        assert_eq!(normalise("中山东一路一百二十号"), "中山东一路120号");
        assert_eq!(normalise("天府三街五号二楼"), "天府三街5号2楼");
        assert_eq!(normalise("中关村北二条甲十五号"), "中关村北二条甲15号");
    }

    #[test]
    fn ranges_and_parts_of_numbers_are_written_with_one_dash() {
        assert_eq!(normalise("南京东路98～114号"), "南京东路98-114号");
        assert_eq!(normalise("福州路17—19號"), "福州路17-19号");
        assert_eq!(normalise("江南大道十二号之三"), "江南大道12-3号");
        assert_eq!(normalise("江南大道12至14号"), "江南大道12-14号");
        assert_eq!(normalise("江南大道3号-101室"), "江南大道3号-101室");
    }

    #[test]
    fn a_blank_between_digits_keeps_them_apart() {
        assert_eq!(normalise("浦东南路 7 7Floor"), "浦东南路7 7floor");
    }
}
