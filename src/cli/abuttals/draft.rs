//! `sizhi abuttals draft`: the abuttals of polygons.
//!
//! Must not choose features: the use case does.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::{Failure, printer, register::RegisterOptions},
    format::{AreaDocument, read_area},
    http::dto,
    register::{AreaToDraft, Register, RegisterError, areas_of_delimitation, areas_of_draft},
};

/// Draft the abuttals of a file's or a zone's polygons from the features that their limits run along.
///
/// Below each text stand its sides: what runs along how much of each, and how much lies along no named feature.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("of").required(true).args(["file", "zone"]))]
pub struct Draft {
    /// Draft file, or a polygon (GeoJSON).
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Code of a zone in the register, as it is in force today or else newest.
    #[arg(long, value_name = "CODE")]
    zone: Option<String>,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

impl Draft {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let areas = self.areas(&register)?;
        let (atlas, drafted) = register.draft_abuttals(areas).await?;
        let document = dto::DraftedAreas::of(atlas.head().revision, drafted);
        if self.json {
            printer::data(&serde_json::to_string(&document)?)?;
            return Ok(());
        }
        let mut drafted = 0;
        for area in &document.areas {
            drafted += usize::from(area.text.is_some());
            print(area)?;
        }
        if drafted == 0 {
            return Err(Failure::Input(
                "there is no sound polygon to draft abuttals of".to_owned(),
            ));
        }
        Ok(())
    }

    fn areas(&self, register: &Register) -> Result<Vec<AreaToDraft>, Failure> {
        if let Some(file) = &self.file {
            let bytes = std::fs::read(file).map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
            return Ok(match read_area(&bytes)? {
                AreaDocument::Draft(draft) => areas_of_draft(&draft)?,
                AreaDocument::Shape(shape) => vec![AreaToDraft { park: None, shape }],
            });
        }
        let code = self.zone.clone().unwrap_or_default();
        let atlas = register.atlas();
        let record = atlas.zone(&code).ok_or_else(|| RegisterError::NoZone(code.clone()))?;
        let version = record.shown(atlas.today(), None).ok_or(RegisterError::NoPark)?;
        Ok(areas_of_delimitation(&version.delimitation)?)
    }
}

fn print(area: &dto::DraftedArea) -> Result<(), Failure> {
    let who = area.park.as_deref().unwrap_or("—");
    let Some(text) = &area.text else {
        printer::talk(&format!(
            "{who}: the shape has {} faults; hint: `sizhi check` tells them",
            area.faults
        ));
        return Ok(());
    };
    printer::data(&format!("{who}\t{text}"))?;
    for side in area.parts.iter().flat_map(|part| &part.sides) {
        let features: Vec<String> = side
            .features
            .iter()
            .map(|feature| format!("{} {:.0} %", feature.name, feature.share * 100.0))
            .collect();
        let unnamed = side.unnamed_share * 100.0;
        printer::data(&format!(
            "\t{}\t{:.0} m\t{}; {unnamed:.0} % along no named feature",
            side.side,
            side.length_m,
            if features.is_empty() {
                "—".to_owned()
            } else {
                features.join(", ")
            },
        ))?;
    }
    Ok(())
}
