//! `sizhi abuttals trace`: polygons of a text.
//!
//! Must not trace: the use case does.

use std::io::Read as _;

use clap::Args;

use crate::{
    cli::{Failure, check::Language, printer, register::RegisterOptions},
    geometry::LonLat,
    http::dto,
    register::TextToTrace,
    zone::DeclaredArea,
};

/// Trace polygons from a text of abuttals, and say what had to be assumed.
///
/// Candidates are printed as one GeoJSON FeatureCollection, best first; what stood in the way goes to standard error.
/// Exit code 1 where nothing could be traced.
#[derive(Debug, Args)]
pub struct Trace {
    /// The text; `-` reads it from standard input.
    text: String,
    /// The declared area with its unit, such as `11.41平方公里`, where it is not in the text.
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    /// A place near the area, where its names occur in several towns.
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    near: Option<String>,
    /// Language of what is told.
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    language: Language,
}

impl Trace {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let request = self.request()?;
        let register = options.open().await?;
        let (atlas, traced) = register.trace_abuttals(request).await?;
        let document = dto::TracedText::of(atlas.head().revision, traced);
        if document.blocks.is_empty() {
            return Err(Failure::Input(
                "the text states no side; hint: write 东至…，南至…，西至…，北至…".to_owned(),
            ));
        }
        for run in &document.unread {
            printer::talk(&format!("not understood, {} to {}: {}", run.start, run.end, run.text));
        }
        for block in &document.blocks {
            self.tell(block);
        }
        let collection = document.collection();
        let is_empty = collection.features.is_empty();
        printer::data(&serde_json::to_string_pretty(&collection)?)?;
        if is_empty { Err(Failure::Told) } else { Ok(()) }
    }

    fn request(&self) -> Result<TextToTrace, Failure> {
        let mut text = self.text.clone();
        if text == "-" {
            text.clear();
            std::io::stdin().read_to_string(&mut text)?;
        }
        let declared_area_m2 = match &self.area {
            None => None,
            Some(area) => {
                let area: DeclaredArea = area
                    .parse()
                    .map_err(|error| Failure::Input(format!("--area: {error}")))?;
                Some(area.m2())
            }
        };
        let near = self.near.as_deref().map(place).transpose()?;
        Ok(TextToTrace {
            text,
            declared_area_m2,
            near,
        })
    }

    /// Tells of one block what was assumed for its best candidate, and what stood in the way.
    fn tell(&self, block: &dto::TracedBlock) {
        let heading = block.heading.as_deref().unwrap_or("—");
        let best = block.candidates.first();
        let count = block.candidates.len();
        match best {
            Some(best) => printer::talk(&format!(
                "{heading}: {count} candidate(s); the best has {:.0} m², fit {:.2}",
                best.properties.area_m2, best.properties.fit
            )),
            None => printer::talk(&format!("{heading}: nothing could be traced")),
        }
        let assumed = best
            .map(|best| best.properties.assumptions.as_slice())
            .unwrap_or_default();
        for remark in assumed.iter().chain(&block.obstacles) {
            let message = match self.language {
                Language::Zh => &remark.message.zh,
                Language::En => &remark.message.en,
            };
            printer::talk(&format!("  [{}] {message}", remark.kind));
        }
    }
}

fn place(text: &str) -> Result<LonLat, Failure> {
    let wrong = || Failure::Input(format!("--near: expected `LON,LAT` in degrees, found `{text}`"));
    let (lon, lat) = text.split_once(',').ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_| wrong());
    LonLat::new(number(lon)?, number(lat)?).map_err(|error| Failure::Input(format!("--near: {error}")))
}
