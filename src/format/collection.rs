//! A GeoJSON FeatureCollection read feature by feature, so that only one is held at a time.
//!
//! Must not know what the features are.

use std::{
    fmt,
    io::{BufReader, Read},
};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    crs::named_crs,
    error::{Fault, Faults, Place, Refused},
    json::{At, Json, syntax_fault},
};

/// Hands each feature with its pointer to `each`. Members other than `features` and `crs` are passed over.
pub(super) fn each_feature(
    reader: impl Read,
    faults: &mut Faults,
    each: &mut dyn FnMut(usize, &At, &mut Faults),
) -> Result<(), Refused> {
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, reader));
    let read = Collection { faults, each }
        .deserialize(&mut json)
        .and_then(|found| json.end().map(|()| found));
    let fault = match read {
        Ok(true) => return Ok(()),
        Ok(false) => Fault::new(Place::Pointer("#/features".to_owned()), "a list of features", "nothing"),
        Err(error) if error.is_io() => return Err(Refused::from_io(faults.file(), error.into())),
        Err(error) => syntax_fault(&error),
    };
    faults.push(fault);
    Ok(())
}

struct Collection<'c> {
    faults: &'c mut Faults,
    each: &'c mut dyn FnMut(usize, &At, &mut Faults),
}

impl<'de> DeserializeSeed<'de> for Collection<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GeoJSON FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<bool, A::Error> {
        let mut has_features = false;
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                "features" if has_features => return Err(A::Error::custom("member `features` is there twice")),
                "features" => {
                    members.next_value_seed(Features {
                        faults: self.faults,
                        each: self.each,
                    })?;
                    has_features = true;
                }
                "crs" => {
                    let crs: Json = members.next_value()?;
                    if crs != Json::Null {
                        named_crs(&At::under(&crs, "#/crs".to_owned()), self.faults);
                    }
                }
                "type" => {
                    let kind: Json = members.next_value()?;
                    if kind != Json::Text("FeatureCollection".to_owned()) {
                        At::under(&kind, "#/type".to_owned()).refuse(self.faults, "`FeatureCollection`");
                    }
                }
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(has_features)
    }
}

struct Features<'c> {
    faults: &'c mut Faults,
    each: &'c mut dyn FnMut(usize, &At, &mut Faults),
}

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut nth = 0;
        while let Some(feature) = items.next_element::<Json>()? {
            (self.each)(nth, &At::under(&feature, format!("#/features/{nth}")), self.faults);
            nth += 1;
        }
        Ok(())
    }
}
