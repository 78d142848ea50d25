//! The keys under which a name is found: exact ones, and those of the ways in which texts and maps write one name differently.
//!
//! Must not know features. A name and a feature that share a key match by the product of the key's weights on both sides.

use super::{
    parts::{Form, Parts, code, without_places},
    plain::{Names, is_no_stem, names, with_digits, without_line, without_planned},
};

/// A key and how well it stands for its name, 1 where it is the name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) weight: f64,
}

/// The name is the same but for width, blanks and brackets.
const SAME: f64 = 1.0;
/// Numerals, or spellings of one suffix (高速公路, 高速), differ.
const FOLDED: f64 = 0.99;
/// A former name, or one of several.
const OTHER: f64 = 0.97;
/// Planned, or with places before it.
const PREFIXED: f64 = 0.98;
/// The suffix is of another word of the same family (路, 大道): 0.93 on both sides make 0.86.
const SUFFIX: f64 = 0.93;
/// The name has no suffix to differ in.
const NO_SUFFIX: f64 = 0.97;
/// The name is the whole of which another bears a direction (南京路 of 南京东路).
const WHOLE: f64 = 0.9;
/// The name is a part of such a whole: 0.9 by 0.83 stay below a match.
const PART: f64 = 0.83;
/// The name says itself that it is a stretch of the whole (外环路东段).
const STRETCH: f64 = 0.95;

/// Gives the keys of a name, further names of the same thing included; the weight of each is the greatest found.
pub(super) fn keys(name: &str, former: &[String]) -> Vec<Key> {
    let Names { main, others } = names(name);
    let mut found = Vec::new();
    of_name(&main, 1.0, &mut found);
    let further = former.iter().map(|name| names(name).main);
    for other in others.into_iter().chain(further) {
        of_name(&other, OTHER, &mut found);
    }
    found.sort_by(|one: &Key, other| one.text.cmp(&other.text).then(other.weight.total_cmp(&one.weight)));
    found.dedup_by(|second, first| second.text == first.text);
    found
}

/// Gives the form in which names of one thing are equal.
pub(super) fn folded(name: &str) -> String {
    fold(&names(name).main)
}

fn of_name(name: &str, weight: f64, found: &mut Vec<Key>) {
    of_plain(name, weight, found);
    let planned = without_planned(name);
    if planned != name {
        of_plain(planned, weight * PREFIXED, found);
    }
    for rest in without_places(planned) {
        of_plain(rest, weight * PREFIXED, found);
    }
    if let Some(rest) = without_line(planned) {
        of_plain(rest, weight * PREFIXED, found);
    }
}

fn of_plain(name: &str, weight: f64, found: &mut Vec<Key>) {
    if name.is_empty() {
        return;
    }
    let mut add = |mark: char, text: String, own: f64| {
        let text = format!("{mark}{text}");
        found.push(Key {
            text,
            weight: weight * own,
        });
    };
    add('=', name.to_owned(), SAME);
    let name = with_digits(name);
    add('=', fold(&name), FOLDED);
    let mut rest = None;
    if let Some((code, others)) = code(&name) {
        add('#', code, FOLDED);
        rest = Some(others).filter(|others| others.chars().count() > 2);
    }
    let parts = Parts::of(&name);
    let Parts {
        stem,
        direction,
        suffix,
        family,
        ..
    } = &parts;
    let by_form = match parts.form {
        Form::None => 1.0,
        Form::Before => 0.95,
        Form::Within => 0.98,
        Form::Stretch => 0.97,
    };
    if !direction.is_empty() {
        add('@', format!("{stem}|{direction}|{suffix}"), by_form);
    }
    let by_suffix = if suffix.is_empty() { NO_SUFFIX } else { SUFFIX };
    if stem.chars().count() > 1 && !is_no_stem(stem) {
        add('~', format!("{family}|{stem}|{direction}"), by_suffix * by_form);
        let of_whole = match parts.form {
            Form::None => WHOLE,
            Form::Stretch => STRETCH,
            Form::Before | Form::Within => PART,
        };
        add('^', format!("{stem}|{suffix}"), of_whole);
    }
    if let Some(rest) = rest {
        of_plain(&rest, weight * OTHER, found);
    }
}

/// Writes a plain name with digits and the one spelling of its suffix.
fn fold(name: &str) -> String {
    let name = with_digits(name);
    let parts = Parts::of(&name);
    match parts.form {
        // The stem is the body itself, so that suffix and body make the name again.
        Form::None if !parts.suffix.is_empty() => format!("{}{}", parts.stem, parts.suffix),
        _ => name,
    }
}
