//! The attributes of one row as values, each with what it says; what says nothing a draft holds is set aside.
//!
//! Must not know where the row lies.

use super::{
    Row,
    attributes::{Says, folded, understood, unit_in},
};
use crate::{
    abuttals::{Abuttals, split_limits, split_sentence},
    format::{
        error::{Fault, Faults, Place, shown},
        json::Json,
    },
    geometry::Side,
    zone::Programme,
};

/// One attribute that was understood.
pub(super) struct Value<'r> {
    says: Says,
    rank: usize,
    is_sure: bool,
    name: &'r str,
    text: &'r str,
}

/// The attributes of a row.
pub(super) struct Values<'r> {
    place: &'r Place,
    understood: Vec<Value<'r>>,
    /// Attributes that a draft does not carry.
    pub(super) aside: Vec<(&'r str, &'r str)>,
}

impl<'r> Values<'r> {
    /// Sorts the attributes of a row; of two that say the same, the surer one speaks, and the other is set aside unless it agrees.
    pub(super) fn of(row: &'r Row) -> Self {
        let mut values = Self {
            place: &row.place,
            understood: Vec::new(),
            aside: Vec::new(),
        };
        for (name, text) in &row.attributes {
            if text.trim().is_empty() {
                continue;
            }
            let Some(found) = understood(name) else {
                values.aside.push((name, text));
                continue;
            };
            let value = Value {
                says: found.says,
                rank: found.rank,
                is_sure: found.is_sure,
                name,
                text,
            };
            values.add(value);
        }
        values
    }

    fn add(&mut self, value: Value<'r>) {
        let Some(known) = self.understood.iter_mut().find(|known| known.says == value.says) else {
            self.understood.push(value);
            return;
        };
        let lesser = if known.rank <= value.rank {
            value
        } else {
            std::mem::replace(known, value)
        };
        if lesser.text.trim() != known.text.trim() {
            self.aside.push((lesser.name, lesser.text));
        }
    }

    fn value(&self, says: Says) -> Option<&Value<'r>> {
        self.understood.iter().find(|value| value.says == says)
    }

    /// Gives a text, without the blanks around it.
    pub(super) fn text(&self, says: Says) -> Option<&'r str> {
        self.value(says).map(|value| value.text.trim())
    }

    /// Gives a text with the unit that its column names, and whether the name is sure.
    pub(super) fn with_unit(&self, says: Says) -> Option<(&'r str, Option<String>)> {
        self.value(says).map(|value| (value.text.trim(), unit_in(value.name)))
    }

    /// Gives a parsed value. A text that cannot be parsed is a fault under a name that means nothing else, and set aside under any other.
    pub(super) fn parsed<T>(
        &mut self,
        says: Says,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        let value = self.value(says)?;
        let parsed = parse(value.text.trim());
        if parsed.is_none() {
            self.refuse(says, expected, faults);
        }
        parsed
    }

    /// Tells that a value cannot be understood.
    pub(super) fn refuse(&mut self, says: Says, expected: &str, faults: &mut Faults) {
        let Some(at) = self.understood.iter().position(|value| value.says == says) else {
            return;
        };
        let value = self.understood.remove(at);
        if value.is_sure {
            let found = format!("{} in the attribute {}", shown(value.text), shown(value.name));
            faults.push(Fault::new(self.place.clone(), expected, found));
        } else {
            self.aside.push((value.name, value.text));
        }
    }

    /// Gives the functions, by code where the programme names them.
    pub(super) fn functions(&self, programme: Option<&Programme>) -> Vec<String> {
        let Some(text) = self.text(Says::Functions) else {
            return Vec::new();
        };
        let listed: Vec<String> = match list(text) {
            Some(items) => items,
            None => text
                .split([';', '；', '、', ',', '，', '|', '\n'])
                .map(|item| item.trim().to_owned())
                .filter(|item| !item.is_empty())
                .collect(),
        };
        let code = |item: String| {
            let functions = programme
                .map(|programme| programme.functions.as_slice())
                .unwrap_or_default();
            let named = functions.iter().find(|function| {
                let names = [&function.code, &function.name.zh, &function.name.en];
                names.iter().any(|name| folded(name) == folded(&item))
            });
            named.map_or(item, |function| function.code.clone())
        };
        listed.into_iter().map(code).collect()
    }

    /// Gives the kind of the zone, by code where the programme names it.
    pub(super) fn kind(&self, programme: Option<&Programme>) -> Option<String> {
        let text = self.text(Says::ZoneKind)?;
        let kinds = programme
            .map(|programme| programme.kinds.as_slice())
            .unwrap_or_default();
        let named = kinds.iter().find(|kind| {
            let names = [&kind.code, &kind.name.zh, &kind.name.en];
            names.iter().any(|name| folded(name) == folded(text))
        });
        Some(named.map_or_else(|| text.to_owned(), |kind| kind.code.clone()))
    }

    /// Gives the limits of the park: a sentence, four lists as JSON, or a column a side.
    pub(super) fn park_abuttals(&self) -> Option<Abuttals> {
        if let Some(text) = self.text(Says::Abuttals) {
            return Some(abuttals(text));
        }
        let sides = [
            (Says::East, Side::East),
            (Says::South, Side::South),
            (Says::West, Side::West),
            (Says::North, Side::North),
        ];
        let mut found = Abuttals::default();
        for (says, side) in sides {
            *found.side_mut(side) = self.text(says).map(split_limits).unwrap_or_default();
        }
        (found != Abuttals::default()).then_some(found)
    }
}

/// Reads limits as they are written into one attribute.
pub(super) fn abuttals(text: &str) -> Abuttals {
    let lists = text.starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
    lists.unwrap_or_else(|| split_sentence(text))
}

/// Reads a list of texts as they are written where a text holds a separator.
fn list(text: &str) -> Option<Vec<String>> {
    if !text.starts_with('[') {
        return None;
    }
    serde_json::from_str(text).ok()
}

/// Reads yes or no in the words in which tables say it.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "true" | "t" | "yes" | "y" | "1" | "是" | "真" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "否" | "假" => Some(false),
        _ => None,
    }
}

/// Writes limits into one attribute, as [`abuttals`] reads them back: the sentence where it says it all, else four lists as JSON.
pub(super) fn abuttals_text(abuttals: &Abuttals) -> String {
    match &abuttals.sentence {
        Some(sentence)
            if sentence.trim() == sentence && !sentence.is_empty() && self::abuttals(sentence) == *abuttals =>
        {
            sentence.clone()
        }
        // The writer refuses only maps with keys that are no texts.
        _ => serde_json::to_string(abuttals).unwrap_or_default(),
    }
}

/// Writes texts into one attribute, as [`Values::functions`] reads them back.
pub(super) fn functions_text(functions: &[String]) -> String {
    let has_mark = |text: &String| {
        text.trim() != text || text.is_empty() || text.contains([';', '；', '、', ',', '，', '|', '\n', '['])
    };
    if functions.iter().any(has_mark) {
        Json::List(functions.iter().cloned().map(Json::Text).collect()).to_text()
    } else {
        functions.join(";")
    }
}
