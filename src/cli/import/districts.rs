//! `sizhi import districts`.
//!
//! Must not hide a repair: each is told with its place.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use geo_types::MultiPolygon;
use rayon::prelude::*;

use super::{Failure, Files, load, printer, read};
use crate::{
    atlas::{DatasetKind, Rows},
    format::{DistrictFeature, geometry_json::multi_polygon, read_districts},
    geometry::{self, Bbox, Datum, Repair},
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
    /// Write the ground that repairs gained, lost or count once now to this file, GeoJSON.
    #[arg(long, value_name = "FILE")]
    repairs: Option<PathBuf>,
}

/// A place that a repair changed, as the file of repairs holds it.
struct Changed<'a> {
    row: &'a Mended,
    change: &'static str,
    shape: &'a MultiPolygon<f64>,
    area_m2: f64,
}

impl Changed<'_> {
    fn of<'a>(row: &'a Mended, repair: &'a Repair) -> [Changed<'a>; 3] {
        let changed = |change, shape, area_m2| Changed {
            row,
            change,
            shape,
            area_m2,
        };
        [
            changed("gained", &repair.gained, repair.gained_m2()),
            changed("lost", &repair.lost, repair.lost_m2()),
            changed("counted-once", &repair.merged, repair.merged_m2()),
        ]
    }

    fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "type": "Feature",
            "properties": {
                "feature": self.row.feature,
                "name": self.row.name,
                "division": self.row.district.as_ref().map(|district| district.division.to_string()),
                "change": self.change,
                "area_m2": self.area_m2,
            },
            "geometry": multi_polygon(self.shape),
        })
    }

    fn words(&self) -> String {
        let largest = self
            .shape
            .iter()
            .map(|part| MultiPolygon(vec![part.clone()]))
            .max_by(|a, b| geometry::straight_area_m2(a).total_cmp(&geometry::straight_area_m2(b)));
        let middle = largest.as_ref().and_then(Bbox::of).map(|bbox| bbox.centre());
        let Some(at) = middle else {
            return format!("{} nothing", self.change);
        };
        let several = match self.shape.0.len() {
            1 => String::new(),
            count => format!(" in {count} places, the largest"),
        };
        format!(
            "{} {:.1} m²{several} at {:.6}, {:.6}",
            self.change, self.area_m2, at.x, at.y
        )
    }
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
        let mut changed: Vec<serde_json::Value> = Vec::new();
        for file in &self.files.files {
            let (features, origin) = read(file, |source| read_districts(source, self.datum))?;
            let mended: Vec<Mended> = features.into_par_iter().map(mend).collect();
            let lost: Vec<&Mended> = mended.iter().filter(|row| row.district.is_none()).collect();
            for row in mended.iter().filter(|row| row.district.is_some()) {
                if let Some(repair) = &row.repair {
                    printer::data(&line(row, repair))?;
                    let places = Changed::of(row, repair);
                    let places = places.iter().filter(|place| !place.shape.0.is_empty());
                    changed.extend(places.map(Changed::to_json));
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
        if let Some(path) = &self.repairs {
            let all = serde_json::json!({"type": "FeatureCollection", "features": changed});
            std::fs::write(path, format!("{all}\n")).map_err(|error| {
                Failure::Input(format!(
                    "{}: expected a file that can be written, {error}",
                    path.display()
                ))
            })?;
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
        "feature {}: {division} {}: repaired {} faults, {}, area {:+.1} m² by its rings, {} to {} parts{}",
        row.feature,
        row.name,
        repair.faults.len(),
        Changed::of(row, repair).map(|changed| changed.words()).join(", "),
        repair.area_change_m2(),
        repair.parts_before,
        repair.parts_after,
        first.unwrap_or_default()
    )
}
