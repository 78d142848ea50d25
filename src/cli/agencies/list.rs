//! `sizhi agencies list`.
//!
//! Must not decide which stay holds on a day.

use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use crate::{
    atlas::AgencyRecord,
    cli::{Failure, printer, register::RegisterOptions},
    http::dto,
    register::RegisterError,
};

/// List agencies as CSV: who sat where on a day.
#[derive(Debug, Args)]
pub struct List {
    /// Only those admitted to this zone on the day.
    #[arg(long, value_name = "CODE")]
    zone: Option<String>,
    /// Only those admitted to the park of this name on the day.
    #[arg(long, requires = "zone")]
    park: Option<String>,
    /// Day asked for; today where absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Print one JSON object a line instead of CSV.
    #[arg(long)]
    json: bool,
}

impl List {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let atlas = register.atlas();
        let on = self.on.unwrap_or_else(|| atlas.today());
        if let Some(zone) = self.zone.as_ref().filter(|zone| atlas.zone(zone).is_none()) {
            return Err(RegisterError::NoZone(zone.clone()).into());
        }
        let sits = |record: &&Arc<AgencyRecord>| {
            let admission = record.admission(on);
            let zone = admission.map(|admission| admission.zone.as_str());
            let park = admission.and_then(|admission| admission.park.as_deref());
            (self.zone.is_none() || self.zone.as_deref() == zone)
                && (self.park.is_none() || self.park.as_deref() == park)
        };
        let mut writer = csv::Writer::from_writer(Vec::new());
        if !self.json {
            writer
                .write_record(HEADER)
                .map_err(anyhow::Error::from)
                .map_err(Failure::Ours)?;
        }
        for record in atlas.agencies().filter(sits) {
            let agency = dto::Agency::of(record, on);
            if self.json {
                printer::data(&serde_json::to_string(&agency)?)?;
            } else {
                writer
                    .write_record(cells(&agency))
                    .map_err(anyhow::Error::from)
                    .map_err(Failure::Ours)?;
            }
        }
        let table = writer
            .into_inner()
            .map_err(|error| Failure::Ours(anyhow::anyhow!("{error}")))?;
        for line in String::from_utf8_lossy(&table).lines() {
            printer::data(line)?;
        }
        Ok(())
    }
}

/// Columns of the table.
const HEADER: [&str; 14] = [
    "id",
    "name",
    "services",
    "address",
    "lon",
    "lat",
    "point_method",
    "uncertainty_m",
    "licence",
    "credit_code",
    "zone",
    "park",
    "admitted_on",
    "released_on",
];

fn cells(agency: &dto::Agency) -> [String; 14] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        agency.id.clone(),
        agency.name.clone(),
        agency.services.join(";"),
        text(&agency.address),
        number(agency.point.map(|point| point.lon)),
        number(agency.point.map(|point| point.lat)),
        text(&agency.point_method),
        number(agency.uncertainty_m),
        text(&agency.licence),
        text(&agency.credit_code),
        text(&agency.zone),
        text(&agency.park),
        day(agency.admitted_on),
        day(agency.released_on),
    ]
}
