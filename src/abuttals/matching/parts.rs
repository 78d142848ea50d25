//! A name taken apart: stem, direction and suffix, or the code of a road.
//!
//! Must not know which names there are; a part is only what the letters say.

/// Suffixes that say one thing in different words: the word as written, the word it stands for, and the family within which
/// a text and a map may differ. Longest first among those that end alike.
const SUFFIXES: [(&str, &str, &str); 21] = [
    ("高速公路", "高速", "高速"),
    ("高速铁路", "高铁", "高铁"),
    ("城际铁路", "城际", "城际"),
    ("客运专线", "客专", "客专"),
    ("高架路", "高架", "高架"),
    ("快速路", "快速", "快速"),
    ("铁路线", "铁路", "铁路"),
    ("大道", "大道", "路"),
    ("大街", "大街", "路"),
    ("公路", "公路", "路"),
    ("铁路", "铁路", "铁路"),
    ("高速", "高速", "高速"),
    ("高铁", "高铁", "高铁"),
    ("城际", "城际", "城际"),
    ("客专", "客专", "客专"),
    ("高架", "高架", "高架"),
    ("快速", "快速", "快速"),
    ("路", "路", "路"),
    ("道", "道", "路"),
    ("街", "街", "路"),
    ("线", "铁路", "铁路"),
];

/// Words that name the class of a road with a number, and the letter that stands for it.
const CODE_WORDS: [(&str, char); 5] = [
    ("国道", 'G'),
    ("省道", 'S'),
    ("县道", 'X'),
    ("乡道", 'Y'),
    ("村道", 'C'),
];

/// Endings that make a stretch of a road out of its name and a direction.
const STRETCHES: [&str; 6] = ["延伸段", "延长线", "延伸线", "延线", "段", "延"];

/// Where in a name its direction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// 外环路
    None,
    /// 东外环路
    Before,
    /// 外环东路
    Within,
    /// 外环路东段
    Stretch,
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// What is left of the name.
    pub(super) stem: String,
    /// Its direction, maybe with a number: 东, 东1 (中山东一路).
    pub(super) direction: String,
    /// Where the direction stood.
    pub(super) form: Form,
    /// The suffix in its one spelling; empty where there is none.
    pub(super) suffix: &'static str,
    /// The family within which suffixes may differ; that of roads where there is none.
    pub(super) family: &'static str,
}

impl Parts {
    /// Takes a name apart, numerals being digits already.
    pub(super) fn of(name: &str) -> Self {
        let (name, stretch) = stretch(name);
        let found = SUFFIXES
            .iter()
            .find_map(|&(word, suffix, family)| Some((name.strip_suffix(word)?, suffix, family)));
        let (body, suffix, family) = match found {
            Some((body, suffix, family)) if !body.is_empty() => (body, suffix, family),
            _ => (name, "", "路"),
        };
        let (stem, direction, form) = match stretch {
            Some(direction) => (body.to_owned(), direction, Form::Stretch),
            None => within(body)
                .or_else(|| before(body))
                .unwrap_or_else(|| (body.to_owned(), String::new(), Form::None)),
        };
        Self {
            stem,
            direction,
            form,
            suffix,
            family,
        }
    }
}

/// Takes 东段 and the like off a name; the direction is empty for a stretch that is only numbered.
fn stretch(name: &str) -> (&str, Option<String>) {
    let Some(rest) = STRETCHES.iter().find_map(|ending| name.strip_suffix(ending)) else {
        return (name, None);
    };
    let Some(last) = rest.chars().next_back() else {
        return (name, None);
    };
    let road = &rest[..rest.len() - last.len_utf8()];
    if road.chars().count() < 2 || !(is_direction(last) || last.is_ascii_digit()) {
        return (name, None);
    }
    let direction = if is_direction(last) {
        last.to_string()
    } else {
        String::new()
    };
    (road, Some(direction))
}

/// Finds the direction at the end of a body: 外环东, 中山东1.
fn within(body: &str) -> Option<(String, String, Form)> {
    let chars: Vec<char> = body.chars().collect();
    let digits = chars.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let end = chars.len() - digits;
    let last = *chars[..end].last().filter(|&&c| is_direction(c))?;
    let stem = &chars[..end - 1];
    let long_enough = stem.len() > 1 || stem == ['环'];
    let direction: String = std::iter::once(last).chain(chars[end..].iter().copied()).collect();
    long_enough.then(|| (stem.iter().collect(), direction, Form::Within))
}

/// Finds the direction at the beginning of a body: 东外环. 中 is no direction there.
fn before(body: &str) -> Option<(String, String, Form)> {
    let first = body.chars().next().filter(|&c| is_direction(c) && c != '中')?;
    let stem = &body[first.len_utf8()..];
    let long_enough = stem.chars().count() > 1 || stem == "环";
    long_enough.then(|| (stem.to_owned(), first.to_string(), Form::Before))
}

fn is_direction(c: char) -> bool {
    matches!(c, '东' | '南' | '西' | '北' | '中')
}

/// Reads the code of a road: G106, 国道G106, G106国道, 国道106, 106国道, 001乡道; and gives what else the name says, such as 京广线.
pub(super) fn code(name: &str) -> Option<(String, String)> {
    let word = CODE_WORDS
        .iter()
        .find_map(|&(word, letter)| Some((name.find(word)?, word, letter)));
    let (letter, rest) = match word {
        Some((at, word, letter)) => (Some(letter), [&name[..at], &name[at + word.len()..]].concat()),
        None => (None, name.to_owned()),
    };
    let is_letter = |c: char| matches!(c, 'G' | 'S' | 'X' | 'Y' | 'C' | 'Z');
    let at = rest.find(|c: char| c.is_ascii_alphanumeric())?;
    let text = &rest[at..];
    let written = text.chars().next().filter(|&c| is_letter(c));
    let digits_at = written.map_or(0, char::len_utf8);
    let digits: &str = &text[digits_at..];
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    // A number alone is no code: 1号路 is a name.
    let letter = written.or(letter)?;
    if count == 0 || count > 9 || (word.is_none() && at > 0) {
        return None;
    }
    let number = digits[..count].trim_start_matches('0');
    let others = [&rest[..at], &digits[count..]].concat();
    let others = others.strip_prefix('线').unwrap_or(&others).to_owned();
    Some((format!("{letter}{number}"), others))
}

/// Gives what is left of a name when the places before it are taken off: 茶店镇天马大道, 高新区科学大道. Longest rest first.
pub(super) fn without_places(name: &str) -> Vec<&str> {
    let ends = ["街道", "省", "市", "区", "县", "镇", "乡", "村", "旗", "园"];
    let mut rests = Vec::new();
    for (at, _) in name.char_indices().skip(2) {
        let (place, rest) = name.split_at(at);
        let named = ends
            .iter()
            .any(|end| place.strip_suffix(end).is_some_and(|before| !before.is_empty()));
        let parts = Parts::of(rest);
        let is_name = parts.stem.chars().count() > 1 && (!parts.suffix.is_empty() || rest.chars().count() > 2);
        if named && is_name {
            rests.push(rest);
        }
    }
    rests.truncate(4);
    rests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_is_found_wherever_it_stands() {
        for (name, stem, direction, form, suffix) in [
            ("东外环", "外环", "东", Form::Before, ""),
            ("外环东路", "外环", "东", Form::Within, "路"),
            ("外环路东段", "外环", "东", Form::Stretch, "路"),
            ("天府大道北延线", "天府", "北", Form::Stretch, "大道"),
            ("中山东1路", "中山", "东1", Form::Within, "路"),
            ("山东中路", "山东", "中", Form::Within, "路"),
            ("山东路", "山东", "", Form::None, "路"),
            ("南京路", "南京", "", Form::None, "路"),
            ("环东路", "环", "东", Form::Within, "路"),
            ("昌9高速公路", "昌9", "", Form::None, "高速"),
            ("大道", "大道", "", Form::None, ""),
            ("1环路3段", "1环", "", Form::Stretch, "路"),
        ] {
            let parts = Parts::of(name);
            assert_eq!(
                (parts.stem.as_str(), parts.direction.as_str(), parts.form, parts.suffix),
                (stem, direction, form, suffix),
                "{name}"
            );
        }
    }

    #[test]
    fn codes_are_read_in_every_order() {
        for name in ["G106", "国道G106", "G106国道", "国道106", "106国道", "G106线"] {
            assert_eq!(code(name).map(|(code, _)| code).as_deref(), Some("G106"), "{name}");
        }
        assert_eq!(code("001乡道"), Some(("Y1".to_owned(), String::new())));
        assert_eq!(code("G60沪昆高速"), Some(("G60".to_owned(), "沪昆高速".to_owned())));
        for name in ["1号路", "天马大道", "国道", "甲G1", ""] {
            assert_eq!(code(name), None, "{name}");
        }
    }

    #[test]
    fn places_before_a_name_are_taken_off_and_names_are_not_cut() {
        assert_eq!(without_places("茶店镇天马大道"), ["天马大道"]);
        assert_eq!(without_places("高新区科学大道"), ["科学大道"]);
        assert_eq!(without_places("市民大道"), Vec::<&str>::new());
        assert_eq!(without_places("新区大道"), Vec::<&str>::new());
    }
}
