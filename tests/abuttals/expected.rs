//! What a fixture expects of a text, and how it differs from what was read.
//!
//! Must not know where the texts come from.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Deserialize;
use sizhi::{
    abuttals::{Block, StatedFeature, StatedSide, Statement},
    geometry::Side,
};

/// A file of texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub text: Vec<Expected>,
}

/// A text, and what it states.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub text: String,
    pub whole: Option<ExpectedBlock>,
    pub blocks: Vec<ExpectedBlock>,
    /// For the first blocks: by side, the features in a short notation.
    #[serde(default)]
    pub features: Vec<BTreeMap<Side, Vec<String>>>,
    #[serde(default)]
    pub unread: Vec<String>,
}

/// A block; what is left out is not stated.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedBlock {
    pub heading: Option<String>,
    pub function: Option<String>,
    pub area: Option<String>,
    pub m2: Option<f64>,
    pub digits: Option<u32>,
    pub east: Option<String>,
    pub south: Option<String>,
    pub west: Option<String>,
    pub north: Option<String>,
}

impl Expected {
    /// Tells, a line each, where a statement differs.
    pub fn differences(&self, read: &Statement) -> String {
        let mut told = String::new();
        let whole = read.whole.as_ref().map(|whole| Block {
            heading: whole.heading.clone(),
            function: whole.function.clone(),
            area: whole.area.clone(),
            ..Block::default()
        });
        let mut pairs = vec![("whole".to_owned(), self.whole.as_ref(), whole.as_ref())];
        for nth in 0..self.blocks.len().max(read.blocks.len()) {
            pairs.push((format!("block {nth}"), self.blocks.get(nth), read.blocks.get(nth)));
        }
        for (name, expected, found) in pairs {
            match (expected, found) {
                (Some(expected), Some(found)) => expected.compare(&name, found, &mut told),
                (None, None) => {}
                (expected, found) => line(&mut told, &name, &expected, &found),
            }
        }
        for (nth, sides) in self.features.iter().enumerate() {
            for (side, expected) in sides {
                let found = read.blocks.get(nth).and_then(|block| block.side(*side));
                let found: Vec<String> = found.iter().flat_map(|side| &side.features).map(notation).collect();
                if *expected != found {
                    line(&mut told, &format!("block {nth}, {side}, features"), expected, &found);
                }
            }
        }
        let unread: Vec<&String> = read.unread.iter().map(|unread| &unread.text).collect();
        if self.unread.iter().collect::<Vec<_>>() != unread {
            line(&mut told, "unread", &self.unread, &unread);
        }
        told
    }
}

impl ExpectedBlock {
    fn compare(&self, name: &str, found: &Block, told: &mut String) {
        let area = found.area.as_ref();
        let side = |side: &Option<StatedSide>| side.as_ref().map(|side| side.text.clone());
        let texts = [
            ("heading", &self.heading, found.heading.clone()),
            ("function", &self.function, found.function.clone()),
            ("area", &self.area, area.map(|area| area.text.clone())),
            ("east", &self.east, side(&found.east)),
            ("south", &self.south, side(&found.south)),
            ("west", &self.west, side(&found.west)),
            ("north", &self.north, side(&found.north)),
        ];
        for (what, expected, found) in texts {
            if *expected != found {
                line(told, &format!("{name}, {what}"), expected, &found);
            }
        }
        if self.m2 != area.map(|area| area.m2) || self.digits != area.map(|area| area.digits) {
            line(told, &format!("{name}, area"), &(self.m2, self.digits), &area);
        }
    }
}

fn line(told: &mut String, what: &str, expected: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug) {
    let _written = writeln!(told, "  {what}: expected {expected:?}, found {found:?}");
}

/// Writes a feature as the fixtures do: `name kind @direction metres /part - =former name`.
pub fn notation(feature: &StatedFeature) -> String {
    let json = serde_json::to_value(feature).unwrap();
    let mut told = vec![feature.name.clone(), json["kind"].as_str().unwrap().to_owned()];
    if let Some(offset) = feature.offset {
        told.push(format!("@{}", json["offset"]["direction"].as_str().unwrap()));
        told.extend(offset.distance_m.map(|distance| distance.to_string()));
    }
    told.extend(feature.part.iter().map(|part| format!("/{part}")));
    told.extend((!feature.inclusive).then(|| "-".to_owned()));
    told.extend(feature.former.iter().map(|name| format!("={name}")));
    told.join(" ")
}
