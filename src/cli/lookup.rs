//! `sizhi lookup`: one question, or a whole file of them.
//!
//! Must not answer: the atlas does.

use std::{
    fs::File,
    io::{self, BufWriter},
    path::PathBuf,
};

use clap::Args;
use jiff::{Timestamp, civil::Date};

use super::{Failure, printer, register::RegisterOptions};
use crate::{
    geometry::Datum,
    http::dto,
    register::{AddressQuestion, BulkDefaults, BulkFormat, Question, answer_all},
};

/// Tell whether a point, an address or an agency lies in a zone; or answer a whole file of them.
///
/// One answer is printed as JSON. A file's rows come back with their answers, in order.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("question").required(true).args(["point", "address", "agency", "file"]))]
pub struct Lookup {
    /// Longitude and latitude in degrees, such as `121.4737,31.2304`.
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    point: Option<String>,
    /// Address.
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    /// Id of an agency.
    #[arg(long, value_name = "ID")]
    agency: Option<String>,
    /// File of questions, CSV or NDJSON (`.ndjson`, `.jsonl`); `-` reads CSV from standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Datum of coordinates: cgcs2000, wgs84, gcj02, bd09.
    #[arg(long, default_value = "cgcs2000")]
    datum: Datum,
    /// How far off the point may be, in metres.
    #[arg(long, default_value_t = 0.0, value_name = "METRES")]
    uncertainty_m: f64,
    /// Day asked for; today where absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Moment whose knowledge is asked for; now where absent.
    #[arg(long, value_name = "RFC3339")]
    known: Option<Timestamp>,
}

impl Lookup {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let question = self.question()?;
        let register = options.open().await?;
        let atlas = register.atlas();
        let on = self.on.unwrap_or_else(|| atlas.today());
        if let Some(question) = question {
            let answer = atlas.lookup(question.point(&atlas)?, on, self.known)?;
            printer::data(&serde_json::to_string_pretty(&dto::Answer::from(answer))?)?;
            return Ok(());
        }
        let Some(file) = &self.file else { return Ok(()) };
        let ndjson = file
            .extension()
            .is_some_and(|ending| ending == "ndjson" || ending == "jsonl");
        let format = if ndjson { BulkFormat::Ndjson } else { BulkFormat::Csv };
        let input: Box<dyn io::Read + Send> = if file.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(file).map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?)
        };
        let defaults = BulkDefaults {
            on,
            known: self.known,
            datum: self.datum,
        };
        let output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let summary = answer_all(&atlas, format, &defaults, input, output)?;
        printer::talk(&format!(
            "{} rows, {} of them without an answer",
            summary.rows, summary.errors
        ));
        Ok(())
    }

    /// Reads the one question; `None` where a file of them is asked.
    fn question(&self) -> Result<Option<Question>, Failure> {
        if let Some(point) = &self.point {
            let wrong = || Failure::Input(format!("--point: expected `LON,LAT` in degrees, found `{point}`"));
            let (lon, lat) = point.split_once(',').ok_or_else(wrong)?;
            let lon: f64 = lon.trim().parse().map_err(|_| wrong())?;
            let lat: f64 = lat.trim().parse().map_err(|_| wrong())?;
            let place = self
                .datum
                .to_lon_lat(lon, lat)
                .map_err(|error| Failure::Input(error.to_string()))?;
            if !(0.0..=100_000.0).contains(&self.uncertainty_m) {
                return Err(Failure::Input(format!(
                    "--uncertainty-m: expected 0 to 100000, found `{}`",
                    self.uncertainty_m
                )));
            }
            return Ok(Some(Question::Place {
                place,
                uncertainty_m: self.uncertainty_m,
            }));
        }
        Ok(match (&self.address, &self.agency) {
            (Some(address), _) => Some(Question::Address(AddressQuestion::new(address))),
            (None, Some(agency)) => Some(Question::Agency(agency.clone())),
            (None, None) => None,
        })
    }
}
