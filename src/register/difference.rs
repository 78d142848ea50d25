//! What changed between two delimitations of a zone.
//!
//! Must not compare shapes itself: the one overlay does.

use std::sync::Arc;

use geo_types::MultiPolygon;

use super::{Register, RegisterError};
use crate::{atlas::Sight, geometry, zone::ZoneCode};

/// Ground, with its area.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// Its shape; may be empty.
    pub shape: MultiPolygon<f64>,
    /// Its area between limits that are straight in degrees, m², so that the parts add up to the whole.
    pub area_m2: f64,
}

/// What changed from one delimitation to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Ground that is in the second only.
    pub gained: Ground,
    /// Ground that is in the first only.
    pub lost: Ground,
    /// Ground that is in both.
    pub unchanged: Ground,
}

impl Register {
    /// Compares two delimitations of a zone that a kind of viewer sees: their extents.
    ///
    /// # Errors
    /// Says which is not there or has no shape, or that what they share could not be decided.
    pub async fn difference(
        &self,
        sight: &Sight,
        zone: &ZoneCode,
        from: u32,
        to: u32,
    ) -> Result<Difference, RegisterError> {
        let atlas = self.seen_by(sight);
        let record = atlas
            .zone(zone.as_str())
            .ok_or_else(|| RegisterError::NoZone(zone.to_string()))?;
        let extent = |number| {
            let newest = record.delimitations.last();
            let missing = || RegisterError::NoDelimitation {
                zone: zone.to_string(),
                number,
                newest: newest.map_or(0, |version| version.delimitation.number as usize),
            };
            let version = record.delimitation(number).ok_or_else(missing)?;
            version.extent.clone().ok_or_else(|| RegisterError::NoShape {
                zone: zone.to_string(),
                number,
            })
        };
        let (from, to) = (extent(from)?, extent(to)?);
        tokio::task::spawn_blocking(move || compare(&from, &to))
            .await
            .map_err(|_| RegisterError::CutOff)?
    }
}

fn compare(from: &Arc<MultiPolygon<f64>>, to: &Arc<MultiPolygon<f64>>) -> Result<Difference, RegisterError> {
    let ground = |shape: MultiPolygon<f64>| Ground {
        area_m2: geometry::straight_area_m2(&shape),
        shape,
    };
    let shared = geometry::intersection(from, to)?;
    Ok(Difference {
        gained: ground(geometry::difference(to, from)?),
        lost: ground(geometry::difference(from, to)?),
        unchanged: ground(shared.map_or_else(|| MultiPolygon(Vec::new()), |shared| shared.geometry)),
    })
}
