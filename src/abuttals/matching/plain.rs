//! The one form in which names are compared: width, blanks, numerals and spellings of one suffix folded away.
//!
//! Must not know features: it turns texts into texts.

use unicode_normalization::UnicodeNormalization;

/// Longest name that is looked at, in characters; the longest road names of the country have some twenty.
const LONGEST: usize = 64;

/// Opening brackets and the closing ones that end them.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('〔', '〕'), ('【', '】')];

/// Words before a name in brackets, or before any name, that say it is a former or further one.
const FORMER: [&str; 9] = ["曾用名", "又称", "又名", "旧称", "现称", "现名", "暂名", "原名", "原"];

/// Words before a name that say how far along its building is.
const PLANNED: [&str; 7] = ["规划中的", "规划", "拟建", "在建", "新建", "现状", "既有"];

/// Words after the name of a place for the line around it.
const LINES: [&str; 6] = ["行政界线", "行政区界", "边界线", "分界线", "边界", "界"];

/// A name without brackets, and the further names that stood in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    /// The name itself.
    pub(super) main: String,
    /// Further names: former ones, and those behind a stroke.
    pub(super) others: Vec<String>,
}

/// Folds width and compatibility forms, drops blanks and quotation marks, and takes further names apart.
pub(super) fn names(text: &str) -> Names {
    let folded = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !"\"'“”‘’「」《》〈〉·".contains(*c));
    let chars: Vec<char> = folded.flat_map(char::to_uppercase).take(LONGEST).collect();
    let (mut outer, mut others, mut inner) = (String::new(), Vec::new(), None::<(char, String)>);
    for c in chars {
        match (&mut inner, BRACKETS.iter().find(|(open, _)| *open == c)) {
            (Some((close, _)), _) if c == *close => others.extend(inner.take().map(|(_, text)| text)),
            (Some((_, text)), _) => text.push(c),
            (None, Some(&(_, close))) => inner = Some((close, String::new())),
            (None, None) => outer.push(c),
        }
    }
    others.extend(inner.map(|(_, text)| text));
    let mut parts = split(&outer);
    let main = if parts.is_empty() {
        String::new()
    } else {
        parts.remove(0)
    };
    let others = parts.into_iter().chain(others.iter().flat_map(|text| split(text)));
    let others = others.map(|name| without(&name, &FORMER).to_owned());
    Names {
        main: without(&main, &FORMER).to_owned(),
        others: others.filter(|name| name.chars().count() > 1).collect(),
    }
}

/// Splits names that stand beside one another.
fn split(text: &str) -> Vec<String> {
    let names = text.split(['/', ';', '、', ',', '|']).map(str::to_owned);
    names.filter(|name| !name.is_empty()).collect()
}

/// Drops a word before a name, where a name is left.
fn without<'a>(name: &'a str, words: &[&str]) -> &'a str {
    let rest = words.iter().find_map(|word| name.strip_prefix(word));
    rest.filter(|rest| rest.chars().count() > 1).unwrap_or(name)
}

/// Drops what says that a road is planned, or being built.
pub(super) fn without_planned(name: &str) -> &str {
    without(name, &PLANNED)
}

/// Drops the word for a line after the name of what it bounds: 琯头镇界 is the limit of 琯头镇.
pub(super) fn without_line(name: &str) -> Option<&str> {
    let rest = LINES.iter().find_map(|word| name.strip_suffix(word))?;
    (rest.chars().count() > 1).then_some(rest)
}

/// Tells whether a stem only says that a road is planned, or has no name.
pub(super) fn is_no_stem(stem: &str) -> bool {
    PLANNED.contains(&stem) || ["无名", "未命名"].contains(&stem)
}

/// Gives a name with its numerals as digits.
pub(super) fn with_digits(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..]
            .iter()
            .take_while(|&&c| digit(c).is_some() || unit(c).is_some())
            .count();
        match number(&chars[at..at + run]) {
            Some(digits) => out.push_str(&digits),
            None => out.extend(&chars[at..(at + run.max(1)).min(chars.len())]),
        }
        at += run.max(1);
    }
    out
}

/// Reads a run of numerals, by place value (十二, 一百零八) or digit by digit (一〇六); a run that begins with 百 is a word.
fn number(run: &[char]) -> Option<String> {
    if run.is_empty() || run.len() > 6 || run.first() == Some(&'百') {
        return None;
    }
    if run.iter().all(|&c| digit(c).is_some()) {
        return Some(run.iter().filter_map(|&c| digit(c)).map(|d| d.to_string()).collect());
    }
    let (mut total, mut pending) = (0_u32, None::<u32>);
    for &c in run {
        match (digit(c), unit(c)) {
            (Some(d), _) if pending.is_none_or(|p| p == 0) => pending = Some(d),
            (None, Some(u)) => total += pending.take().filter(|&p| p > 0).unwrap_or(1) * u,
            _ => return None,
        }
    }
    Some((total + pending.unwrap_or(0)).to_string())
}

fn digit(c: char) -> Option<u32> {
    let found = "〇一二三四五六七八九".chars().position(|numeral| numeral == c);
    match c {
        '零' | '○' => Some(0),
        _ => found.and_then(|nth| u32::try_from(nth).ok()),
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_names_are_taken_apart_and_former_ones_lose_their_word() {
        let found = names(" 东外环（原西环路、老路） ");
        assert_eq!(found.main, "东外环");
        assert_eq!(found.others, ["西环路", "老路"]);
        assert_eq!(names("Ｇ106/京广线").others, ["京广线"]);
        assert_eq!(names("原西环路").main, "西环路");
        assert_eq!(names("原路").main, "原路");
        assert_eq!(names("甲路（乙").others, Vec::<String>::new());
    }

    #[test]
    fn numerals_become_digits_wherever_they_count() {
        for (name, digits) in [
            ("一号路", "1号路"),
            ("经十路", "经10路"),
            ("第二十一大街", "第21大街"),
            ("国道一〇六", "国道106"),
            ("百花路", "百花路"),
            ("一百零八道", "108道"),
            ("1号路", "1号路"),
            ("十二三路", "十二三路"),
        ] {
            assert_eq!(with_digits(name), digits);
        }
    }

    #[test]
    fn a_planned_road_is_sought_by_its_name() {
        assert_eq!(without_planned("规划科学大道"), "科学大道");
        assert_eq!(without_planned("规划路"), "规划路");
    }
}
