//! A JSON value as it was written: members in their order, a repeated member refused, each value reached by its pointer.
//!
//! Must not know GeoJSON.

use std::fmt;

use serde::{
    de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor},
    ser::{Serialize, Serializer},
};

use super::error::{Fault, Faults, Place, Refused, shown};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Members(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text.
    pub(super) fn parse(text: &str, file: Option<&str>) -> Result<Self, Refused> {
        serde_json::from_str(text).map_err(|error| Refused::once(file, syntax_fault(&error)))
    }

    /// Names the kind of value for a message.
    pub(super) fn found(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Number(value) => format!("the number `{value}`"),
            Self::Text(value) if value.is_empty() => "an empty text".to_owned(),
            Self::Text(value) => format!("the text {}", shown(value)),
            Self::List(items) => format!("a list of {}", items.len()),
            Self::Members(_) => "an object".to_owned(),
        }
    }

    /// Writes the value.
    pub(super) fn to_text(&self) -> String {
        // The writer refuses only maps with keys that are no texts, and there are none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Gives a member of an object.
    pub(super) fn get(&self, member: &str) -> Option<&Self> {
        let Self::Members(members) = self else { return None };
        members.iter().find(|(name, _)| name == member).map(|(_, value)| value)
    }
}

/// Makes a fault of what the JSON parser says, with line and column.
pub(super) fn syntax_fault(error: &serde_json::Error) -> Fault {
    let place = Place::Line {
        line: error.line() as u64,
        column: Some(error.column() as u64),
    };
    let text = error.to_string();
    let bare = text.rsplit_once(" at line ").map_or(text.as_str(), |(bare, _)| bare);
    Fault::new(place, "well-formed JSON", format!("`{bare}`"))
}

/// A JSON value with the pointer that leads to it.
#[derive(Clone)]
pub(super) struct At<'j> {
    pub(super) value: &'j Json,
    pub(super) pointer: String,
}

impl<'j> At<'j> {
    pub(super) fn root(value: &'j Json) -> Self {
        Self {
            value,
            pointer: "#".to_owned(),
        }
    }

    pub(super) fn under(value: &'j Json, pointer: String) -> Self {
        Self { value, pointer }
    }

    /// Gives a member; a member that is null counts as absent.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name).filter(|value| **value != Json::Null)?;
        Some(Self {
            value,
            pointer: self.pointer_to(name),
        })
    }

    /// Gives a member that must be there.
    pub(super) fn required(&self, name: &str, expected: &str, faults: &mut Faults) -> Option<Self> {
        let found = self.member(name);
        if found.is_none() {
            faults.push(Fault::new(Place::Pointer(self.pointer_to(name)), expected, "nothing"));
        }
        found
    }

    /// Gives the pointer of a member, whether there or not.
    pub(super) fn pointer_to(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"))
    }

    /// Gives the items of a list with their pointers.
    pub(super) fn items(&self, faults: &mut Faults, expected: &str) -> Option<impl Iterator<Item = At<'j>> + use<'j>> {
        let Json::List(items) = self.value else {
            self.refuse(faults, expected);
            return None;
        };
        let pointer = self.pointer.clone();
        Some(items.iter().enumerate().map(move |(nth, value)| At {
            value,
            pointer: format!("{pointer}/{nth}"),
        }))
    }

    /// Gives a text.
    pub(super) fn text(&self, faults: &mut Faults) -> Option<&'j str> {
        if let Json::Text(text) = self.value {
            return Some(text);
        }
        self.refuse(faults, "a text");
        None
    }

    /// Gives yes or no.
    pub(super) fn bool(&self, faults: &mut Faults) -> Option<bool> {
        if let Json::Bool(value) = self.value {
            return Some(*value);
        }
        self.refuse(faults, "true or false");
        None
    }

    /// Tells a fault here.
    pub(super) fn refuse(&self, faults: &mut Faults, expected: &str) {
        faults.push(self.fault(expected));
    }

    /// Makes a fault here.
    pub(super) fn fault(&self, expected: &str) -> Fault {
        Fault::new(Place::Pointer(self.pointer.clone()), expected, self.value.found())
    }

    /// Tells each member that is not known, and whether this is an object at all.
    pub(super) fn only(&self, known: &[&str], faults: &mut Faults) -> bool {
        let Json::Members(members) = self.value else {
            self.refuse(faults, "an object");
            return false;
        };
        for (name, _) in members.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            let expected = format!("only the members {}", known.join(", "));
            let place = Place::Pointer(self.pointer_to(name));
            faults.push(Fault::new(
                place,
                expected,
                format!("the unknown member {}", shown(name)),
            ));
        }
        true
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            // Whole numbers below 2^53 are written without a point, as they came.
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 => {
                serializer.serialize_i64(*value as i64)
            }
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Members(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        list.shrink_to_fit();
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some((name, value)) = entries.next_entry::<String, Json>()? {
            if members.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format!("member {} is there twice", shown(&name))));
            }
            members.push((name, value));
        }
        Ok(Json::Members(members))
    }
}
