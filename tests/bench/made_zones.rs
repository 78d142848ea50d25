//! Zones of one park each, made of bare polygons.
//! Must not measure anything.

use geo_types::MultiPolygon;
use sizhi::{
    atlas::Change,
    zone::{Delimitation, Park, Standing, StandingClass, Zone},
};
use std::{error::Error, sync::Arc};

/// Makes the three changes by which a zone of one park comes into force; its code is `bench-` and the number.
pub fn zone(number: i64, shape: MultiPolygon<f64>) -> Result<[Change; 3], Box<dyn Error>> {
    let code: sizhi::zone::ZoneCode = format!("bench-{number}").parse()?;
    let park = Park {
        name: "one".to_owned(),
        host: None,
        functions: vec!["general".to_owned()],
        closing: true,
        declared_area: None,
        abuttals: None,
        shape: Some(Arc::new(shape)),
    };
    Ok([
        Change::ZoneRecorded(Zone {
            code: code.clone(),
            programme: "national-ip-cluster".to_owned(),
            kind: "pilot".to_owned(),
            name: code.to_string(),
            host: None,
            division: None,
            remark: None,
        }),
        Change::Delimited(Box::new(Delimitation {
            zone: code.clone(),
            number: 1,
            declared_area: None,
            abuttals: None,
            outline: None,
            parks: vec![park],
            document: None,
            valid_from: None,
            answers: std::collections::BTreeMap::new(),
            rule_set: "2026.1".to_owned(),
        })),
        Change::Stood {
            zone: code,
            number: 1,
            standing: Standing {
                act: "record".to_owned(),
                state: "in-force".to_owned(),
                class: StandingClass::InForce,
                effective: None,
                document: None,
                reason: None,
            },
        },
    ])
}
