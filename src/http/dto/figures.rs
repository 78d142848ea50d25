//! Figures of a zone as JSON and as a table.
//!
//! Must not count.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::atlas::{Figures, ParkFigures, ServiceFigure};

/// Figures of a zone on a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FiguresDocument {
    /// The day.
    pub on: Date,
    /// Number of the delimitation in force on it.
    pub delimitation: Option<u32>,
    /// Geodesic area of that delimitation, m².
    pub area_m2: Option<f64>,
    /// Agencies admitted on the day.
    pub agencies: usize,
    /// Agencies for each square kilometre.
    pub density_per_km2: Option<f64>,
    /// Agencies by service, in the programme's order; an agency with several services counts in each.
    pub services: Vec<ServiceCount>,
    /// Which of the programme's services are there.
    pub chain: Chain,
    /// The largest category; absent where no service is offered.
    pub concentration: Option<Concentration>,
    /// Parks of the delimitation, then any other under which agencies were admitted.
    pub parks: Vec<ParkFiguresDocument>,
}

/// How many agencies offer a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ServiceCount {
    /// Code of the service.
    pub service: String,
    /// Agencies that offer it.
    pub agencies: usize,
}

/// Coverage of the whole chain of services.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Chain {
    /// Services that at least one agency offers.
    pub present: Vec<String>,
    /// Services that none offers.
    pub missing: Vec<String>,
    /// Share of the programme's services that are present.
    pub share: f64,
}

/// The largest category.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Concentration {
    /// Code of the service.
    pub service: String,
    /// Agencies that offer it.
    pub agencies: usize,
    /// Its share of all offers: an agency with three services makes three.
    pub share: f64,
}

/// Figures of one park.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ParkFiguresDocument {
    /// Name; absent for agencies admitted to the zone without a park.
    pub park: Option<String>,
    /// Codes of its functions.
    pub functions: Vec<String>,
    /// Geodesic area, m².
    pub area_m2: Option<f64>,
    /// Agencies admitted to it.
    pub agencies: usize,
    /// Agencies for each square kilometre.
    pub density_per_km2: Option<f64>,
    /// Agencies by service, in the programme's order.
    pub services: Vec<ServiceCount>,
}

/// Figures of a zone over time: one document for each day asked for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FiguresSeries {
    /// Revision that answered.
    pub revision: u64,
    /// Code of the zone.
    pub zone: String,
    /// Figures, by day.
    pub figures: Vec<FiguresDocument>,
}

fn counts(services: Vec<ServiceFigure>) -> Vec<ServiceCount> {
    let count = |figure: ServiceFigure| ServiceCount {
        service: figure.service,
        agencies: figure.agencies,
    };
    services.into_iter().map(count).collect()
}

impl From<Figures> for FiguresDocument {
    fn from(figures: Figures) -> Self {
        let codes = |is_present: bool| {
            let wanted = figures
                .services
                .iter()
                .filter(|figure| (figure.agencies > 0) == is_present);
            wanted.map(|figure| figure.service.clone()).collect()
        };
        Self {
            on: figures.on,
            delimitation: figures.delimitation,
            area_m2: figures.area_m2,
            agencies: figures.agencies,
            density_per_km2: figures.density_per_km2,
            chain: Chain {
                present: codes(true),
                missing: codes(false),
                share: figures.chain_share,
            },
            concentration: figures.largest.map(|largest| Concentration {
                service: largest.service,
                agencies: largest.agencies,
                share: largest.share,
            }),
            services: counts(figures.services),
            parks: figures.parks.into_iter().map(ParkFiguresDocument::from).collect(),
        }
    }
}

impl From<ParkFigures> for ParkFiguresDocument {
    fn from(park: ParkFigures) -> Self {
        Self {
            park: park.park,
            functions: park.functions,
            area_m2: park.area_m2,
            agencies: park.agencies,
            density_per_km2: park.density_per_km2,
            services: counts(park.services),
        }
    }
}

/// Writes figures as a table: a row for the whole zone (an empty `park`) and one for each park, on each day.
///
/// # Errors
/// Returns the writer's error.
pub fn figures_csv(series: &[FiguresDocument]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let services = series
        .first()
        .map(|figures| figures.services.as_slice())
        .unwrap_or_default();
    let fixed = ["on", "row", "park", "agencies", "area_m2", "density_per_km2"];
    let header = fixed.into_iter().map(str::to_owned);
    writer.write_record(header.chain(services.iter().map(|figure| figure.service.clone())))?;
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    for figures in series {
        let whole = ParkFiguresDocument {
            park: None,
            functions: Vec::new(),
            area_m2: figures.area_m2,
            agencies: figures.agencies,
            density_per_km2: figures.density_per_km2,
            services: figures.services.clone(),
        };
        for (row, park) in std::iter::once(("zone", &whole)).chain(figures.parks.iter().map(|park| ("park", park))) {
            let cells = [
                figures.on.to_string(),
                row.to_owned(),
                park.park.clone().unwrap_or_default(),
                park.agencies.to_string(),
                number(park.area_m2),
                number(park.density_per_km2),
            ];
            writer.write_record(
                cells
                    .into_iter()
                    .chain(park.services.iter().map(|s| s.agencies.to_string())),
            )?;
        }
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}
