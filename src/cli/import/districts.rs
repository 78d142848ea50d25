//! `sizhi import districts`.
//!
//! Must not hide a repair: each is told with its place.

use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use super::{Failure, Files, load, printer, read};
use crate::{
    atlas::{DatasetKind, Rows},
    format::{DistrictFeature, read_districts},
    geometry::{self, Datum, Repair},
    register::Register,
    zone::District,
};

/// Districts with their division codes, GeoJSON; invalid shapes are repaired, each repair reported.
#[derive(Debug, Args)]
pub struct Districts {
    #[command(flatten)]
    files: Files,
    /// Datum of the coordinates: cgcs2000, wgs84, gcj02, bd09.
    #[arg(long, default_value = "cgcs2000")]
    datum: Datum,
}

/// A district with what was repaired of it; without a district where nothing was left.
struct Mended {
    feature: usize,
    name: String,
    district: Option<District>,
    repair: Option<Repair>,
}

impl Districts {
    /// Runs the command.
    pub async fn run(self, register: &Register) -> Result<(), Failure> {
        for file in &self.files.files {
            let (features, origin) = read(file, |source| read_districts(source, self.datum))?;
            let mended: Vec<Mended> = features.into_par_iter().map(mend).collect();
            let lost: Vec<&Mended> = mended.iter().filter(|row| row.district.is_none()).collect();
            for row in mended.iter().filter(|row| row.district.is_some()) {
                if let Some(repair) = &row.repair {
                    printer::data(&line(row, repair))?;
                }
            }
            if let Some(row) = lost.first() {
                return Err(Failure::Input(format!(
                    "{}: feature {} ({}): expected a shape with an area, found none after repair",
                    file.display(),
                    row.feature,
                    row.name
                )));
            }
            let repaired = mended.iter().filter(|row| row.repair.is_some()).count();
            let rows: Vec<District> = mended.into_iter().filter_map(|row| row.district).collect();
            printer::data(&format!(
                "{}: {} districts, {repaired} repaired",
                file.display(),
                rows.len()
            ))?;
            load(
                register,
                DatasetKind::Districts,
                file,
                self.datum,
                &origin,
                Rows::Districts(rows),
            )
            .await?;
        }
        Ok(())
    }
}

fn mend(feature: DistrictFeature) -> Mended {
    let DistrictFeature {
        feature,
        division,
        name,
        shape,
    } = feature;
    let (shape, repair) = if geometry::faults(&shape, &geometry::Limits::default())
        .iter()
        .all(|fault| !fault.kind.is_invalid())
    {
        (Some(geometry::normalise(&shape)), None)
    } else {
        geometry::repair(&shape).map_or((None, None), |(shape, repair)| (Some(shape), Some(repair)))
    };
    let district = shape.map(|shape| District {
        division,
        name: name.clone(),
        shape: Arc::new(shape),
    });
    Mended {
        feature,
        name,
        district,
        repair,
    }
}

fn line(row: &Mended, repair: &Repair) -> String {
    let first = repair.faults.first().map(|fault| {
        let at = fault
            .at
            .map(|at| format!(" at {:.6}, {:.6}", at.x, at.y))
            .unwrap_or_default();
        format!(
            "; first: {} in part {}, ring {}{at}",
            fault.kind.as_str(),
            fault.part,
            fault.ring
        )
    });
    let division = row
        .district
        .as_ref()
        .map(|district| district.division.to_string())
        .unwrap_or_default();
    format!(
        "feature {}: {division} {}: repaired {} faults, area {:+.1} m², {} to {} parts{}",
        row.feature,
        row.name,
        repair.faults.len(),
        repair.area_after_m2 - repair.area_before_m2,
        repair.parts_before,
        repair.parts_after,
        first.unwrap_or_default()
    )
}
