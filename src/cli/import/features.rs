//! `sizhi import features`.
//!
//! Must not hide what an extract has clipped.

use clap::Args;

use super::{Failure, Files, load, printer, read};
use crate::{
    atlas::{DatasetKind, Rows},
    format::{OsmReport, read_features_geojson, read_osm},
    geometry::Datum,
    register::Register,
};

/// Named roads, rivers, railways, shores and administrative lines: OpenStreetMap XML or PBF, or GeoJSON.
#[derive(Debug, Args)]
pub struct Features {
    #[command(flatten)]
    files: Files,
    /// Datum of the coordinates of a GeoJSON file; OpenStreetMap is WGS 84.
    #[arg(long, default_value = "cgcs2000")]
    datum: Datum,
}

impl Features {
    /// Runs the command.
    pub async fn run(self, register: &Register) -> Result<(), Failure> {
        for file in &self.files.files {
            let name = file.to_string_lossy();
            let as_geojson = [".geojson", ".json", ".geojson.gz", ".json.gz"]
                .iter()
                .any(|ending| name.ends_with(ending));
            let (features, datum, origin) = if as_geojson {
                let (features, origin) = read(file, |source| read_features_geojson(source, self.datum))?;
                (features, self.datum, origin)
            } else {
                let (extract, origin) = read(file, read_osm)?;
                print(&name, &extract.report)?;
                (extract.features, Datum::Wgs84, origin)
            };
            load(
                register,
                DatasetKind::Features,
                file,
                datum,
                &origin,
                Rows::Features(features),
            )
            .await?;
        }
        Ok(())
    }
}

fn print(file: &str, report: &OsmReport) -> Result<(), Failure> {
    for clipped in &report.clipped {
        printer::data(&format!(
            "{file}: {clipped}: clipped by the extract; what it holds was taken"
        ))?;
    }
    for lost in &report.lost {
        printer::data(&format!(
            "{file}: {lost}: named, but the extract holds no stretch of it"
        ))?;
    }
    let by_class: Vec<String> = report
        .by_class
        .iter()
        .map(|(class, count)| format!("{class} {count}"))
        .collect();
    printer::data(&format!(
        "{file}: {} nodes, {} ways, {} relations; {}; clipped {}, lost {}, repeated {}",
        report.nodes,
        report.ways,
        report.relations,
        by_class.join(", "),
        report.clipped.len(),
        report.lost.len(),
        report.repeated
    ))?;
    Ok(())
}
