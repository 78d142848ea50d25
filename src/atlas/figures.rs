//! Figures of a zone on a day: agencies and services by park, the chain, density and concentration.
//!
//! Must not know how they are shown. Which day agencies left is recorded; which services an agency offered on a past day is not, so
//! the services are those last recorded.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Atlas, ZoneRecord};

/// Square metres of a square kilometre.
const M2_PER_KM2: f64 = 1e6;

/// Figures of a zone on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
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
    /// Agencies by service, in the programme's order.
    pub services: Vec<ServiceFigure>,
    /// Share of the programme's services that at least one agency offers.
    pub chain_share: f64,
    /// The service that most agencies offer.
    pub largest: Option<Largest>,
    /// Parks of the delimitation, in their order; then any other name under which agencies were admitted.
    pub parks: Vec<ParkFigures>,
}

/// How many agencies offer a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFigure {
    /// Code of the service.
    pub service: String,
    /// Agencies that offer it.
    pub agencies: usize,
}

/// The largest category.
#[derive(Debug, Clone, PartialEq)]
pub struct Largest {
    /// Code of the service; the first in the programme's order where several are as large.
    pub service: String,
    /// Agencies that offer it.
    pub agencies: usize,
    /// Its share of all offers: an agency with three services makes three.
    pub share: f64,
}

/// Figures of one park.
#[derive(Debug, Clone, PartialEq)]
pub struct ParkFigures {
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
    pub services: Vec<ServiceFigure>,
}

impl Figures {
    /// Counts a zone on a day.
    pub fn of(atlas: &Atlas, zone: &ZoneRecord, on: Date) -> Self {
        let version = zone.in_force(on, None);
        let mut by_park: BTreeMap<Option<String>, Vec<&[String]>> = BTreeMap::new();
        for record in atlas.agencies() {
            if let Some(admission) = record
                .admission(on)
                .filter(|admission| admission.zone == zone.zone.code)
            {
                by_park
                    .entry(admission.park.clone())
                    .or_default()
                    .push(&record.agency.services);
            }
        }
        let all: Vec<&[String]> = by_park.values().flatten().copied().collect();
        let services = count(atlas, &all);
        let area_m2 = version.and_then(|version| version.area_m2);
        let mut parks = Vec::new();
        for (park, area_m2) in version
            .iter()
            .flat_map(|v| v.delimitation.parks.iter().zip(&v.park_area_m2))
        {
            let offers = by_park.remove(&Some(park.name.clone())).unwrap_or_default();
            parks.push(ParkFigures {
                park: Some(park.name.clone()),
                functions: park.functions.clone(),
                area_m2: *area_m2,
                agencies: offers.len(),
                density_per_km2: density(offers.len(), *area_m2),
                services: count(atlas, &offers),
            });
        }
        parks.extend(by_park.into_iter().map(|(park, offers)| ParkFigures {
            park,
            functions: Vec::new(),
            area_m2: None,
            agencies: offers.len(),
            density_per_km2: None,
            services: count(atlas, &offers),
        }));
        let present = services.iter().filter(|figure| figure.agencies > 0).count();
        Self {
            on,
            delimitation: version.map(|version| version.delimitation.number),
            area_m2,
            agencies: all.len(),
            density_per_km2: density(all.len(), area_m2),
            chain_share: present as f64 / services.len().max(1) as f64,
            largest: largest(&services),
            services,
            parks,
        }
    }
}

fn density(agencies: usize, area_m2: Option<f64>) -> Option<f64> {
    area_m2
        .filter(|area_m2| *area_m2 > 0.0)
        .map(|area_m2| agencies as f64 * M2_PER_KM2 / area_m2)
}

/// Counts who offers each service of the programme.
fn count(atlas: &Atlas, offers: &[&[String]]) -> Vec<ServiceFigure> {
    let services = atlas.programme().services.iter();
    services
        .map(|service| ServiceFigure {
            service: service.code.clone(),
            agencies: offers.iter().filter(|offer| offer.contains(&service.code)).count(),
        })
        .collect()
}

fn largest(services: &[ServiceFigure]) -> Option<Largest> {
    let all: usize = services.iter().map(|figure| figure.agencies).sum();
    // Of several as large, `max_by_key` would take the last.
    let largest = services.iter().rev().max_by_key(|figure| figure.agencies)?;
    (all > 0).then(|| Largest {
        service: largest.service.clone(),
        agencies: largest.agencies,
        share: largest.agencies as f64 / all as f64,
    })
}
