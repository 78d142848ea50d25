//! The lines of a sheet: sections, entries of the header, parcel lines, corner lines.
//!
//! Must not know what an entry or a corner means.

use crate::format::boundary::attributes::folded;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line<'t> {
    /// `[属性描述]`, without its brackets.
    Section(&'t str),
    /// `key=value`.
    Entry(&'t str, &'t str),
    /// The line that begins a parcel, in fields, without its `@`.
    Parcel(Vec<&'t str>),
    /// Any other line, in fields.
    Fields(Vec<&'t str>),
}

/// The section that holds parcels.
const PARCELS: &str = "地块坐标";
/// The section that holds the header.
const HEADER: &str = "属性描述";

/// Gives the lines that are not blank, each with its number from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, Line<'_>)> {
    let numbered = text.split('\n').zip(1_u64..);
    numbered.filter_map(|(line, number)| Some((number, line_of(trimmed(line))?)))
}

/// Tells whether a text looks like a sheet: it has one of its sections, or a line that begins a parcel.
pub(in crate::format::boundary) fn is_parcel_txt(text: &str) -> bool {
    lines(text).any(|(_, line)| match line {
        Line::Section(name) => [PARCELS, HEADER].contains(&name),
        Line::Parcel(fields) => fields.len() > 3,
        Line::Entry(..) | Line::Fields(_) => false,
    })
}

/// Strips blanks, full-width ones included, and what old editors leave at the end of a file.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{1a}' | '\0'))
}

fn line_of(line: &str) -> Option<Line<'_>> {
    if line.is_empty() {
        return None;
    }
    let brackets = (
        line.strip_prefix(['[', '［', '【', '〔']),
        line.ends_with([']', '］', '】', '〕']),
    );
    if let (Some(rest), true) = brackets {
        return Some(Line::Section(trimmed(rest.trim_end_matches([']', '］', '】', '〕']))));
    }
    if let Some((key, value)) = line.split_once(['=', '＝']) {
        return Some(Line::Entry(trimmed(key), trimmed(value)));
    }
    if let Some(rest) = line.trim_end_matches([',', '，']).strip_suffix(['@', '＠']) {
        let rest = rest.strip_suffix([',', '，']).unwrap_or(rest);
        return Some(Line::Parcel(fields(rest)));
    }
    let fields = fields(line);
    // A parcel line that lost its mark still says what it draws.
    let draws = fields.iter().skip(2).any(|field| ["面", "线", "点"].contains(field));
    Some(if draws {
        Line::Parcel(fields)
    } else {
        Line::Fields(fields)
    })
}

/// Splits a line at commas; a line without any at its blanks.
fn fields(line: &str) -> Vec<&str> {
    let by_comma: Vec<&str> = line.split([',', '，']).map(trimmed).collect();
    if by_comma.len() > 1 {
        by_comma
    } else {
        line.split_whitespace().collect()
    }
}

/// An entry of the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) value: String,
}

/// The header.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) entries: Vec<Entry>,
}

impl Header {
    /// Gives the first entry of one of several keys that has a value.
    pub(super) fn entry(&self, keys: &[&str]) -> Option<&Entry> {
        let is_meant = |entry: &&Entry| keys.contains(&folded(&entry.key).as_str()) && !entry.value.is_empty();
        self.entries.iter().find(is_meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Line<'_>> {
        lines(text).map(|(_, line)| line).collect()
    }

    #[test]
    fn half_and_full_width_signs_are_the_same() {
        let half = read("[属性描述]\r\n带号=40\r\n[地块坐标]\r\n4,0.5,1,甲,面,,,,@\r\nJ1,1,3.5,4.5\r\n\r\n");
        let full =
            read("\u{feff}［属性描述］\n　带号＝40\n【地块坐标】\n4，0.5，1，甲，面，，，，＠\nJ1，1，3.5，4.5\u{1a}");
        assert_eq!(half, full);
        assert_eq!(half[0], Line::Section("属性描述"));
        assert_eq!(half[1], Line::Entry("带号", "40"));
        assert_eq!(half[3], Line::Parcel(vec!["4", "0.5", "1", "甲", "面", "", "", ""]));
        assert_eq!(half[4], Line::Fields(vec!["J1", "1", "3.5", "4.5"]));
    }

    #[test]
    fn blanks_separate_where_there_is_no_comma_and_a_lost_mark_is_missed_not_needed() {
        assert_eq!(read("J1 1 3.5 4.5"), [Line::Fields(vec!["J1", "1", "3.5", "4.5"])]);
        assert!(matches!(read("4,0.5,1,甲,面,,,")[0], Line::Parcel(_)));
        assert!(is_parcel_txt("4,0.5,1,甲,面,,,,@") && !is_parcel_txt("a,b\n1,2"));
    }
}
