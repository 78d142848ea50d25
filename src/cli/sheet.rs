//! `sizhi sheet`: the printed sheet of a zone, as a PDF.
//!
//! Must not know what a sheet says.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Failure, boundary::STANDARD, output, register::RegisterOptions};
use crate::{
    register::RegisterError,
    sheet::{Asked, Language, SheetError, content_of, font_licence, sheet},
};

/// Write the printed sheet of a zone as a PDF: map figure, limits in words, areas, parks, corner points.
#[derive(Debug, Args)]
pub struct Sheet {
    /// Code of the zone.
    #[arg(required_unless_present = "font_licence")]
    zone: Option<String>,
    /// Number of the delimitation; the one in force on the day, or else the newest, where absent.
    #[arg(long)]
    delimitation: Option<u32>,
    /// File to write, whole or not at all; standard output where absent.
    #[arg(long, short, visible_alias = "output", value_name = "FILE")]
    out: Option<PathBuf>,
    /// Language of the sheet.
    #[arg(long, value_enum, default_value_t = SheetLanguage::Zh)]
    lang: SheetLanguage,
    /// Day that "in force" is told for, YYYY-MM-DD; today where absent.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
    /// Address at which the register is served, such as `https://example.org`: the sheet then bears a code that leads to the zone's page.
    #[arg(long, value_name = "URL", env = "SIZHI_SERVED_AT")]
    served_at: Option<String>,
    /// Print the licence of the letters that sheets are set in, and nothing else.
    #[arg(long)]
    font_licence: bool,
}

/// A language of sheets.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum SheetLanguage {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<SheetLanguage> for Language {
    fn from(language: SheetLanguage) -> Self {
        match language {
            SheetLanguage::Zh => Self::Zh,
            SheetLanguage::En => Self::En,
        }
    }
}

impl Sheet {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let file = self.out.as_deref().unwrap_or(Path::new(STANDARD));
        if self.font_licence {
            return output::write(file, font_licence().map_err(failed)?.as_bytes());
        }
        let register = options.open().await?;
        let atlas = register.atlas();
        let code = self.zone.unwrap_or_default();
        let record = atlas.zone(&code).ok_or_else(|| RegisterError::NoZone(code.clone()))?;
        let on = self.on.unwrap_or(atlas.today());
        let version = match self.delimitation {
            None => record.shown(on, None),
            Some(number) => record.delimitation(number),
        };
        let version = version.ok_or_else(|| RegisterError::NoDelimitation {
            zone: code.clone(),
            number: self.delimitation.unwrap_or_default(),
            newest: record.delimitations.len(),
        })?;
        let asked = Asked {
            language: self.lang.into(),
            on,
            known: None,
            served_at: self.served_at,
        };
        let content = content_of(&atlas, record, version, &asked);
        output::write(file, &sheet(&content).map_err(failed)?)
    }
}

fn failed(error: SheetError) -> Failure {
    Failure::Ours(error.into())
}
