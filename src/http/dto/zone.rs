//! Zones and delimitations as JSON.
//!
//! Must not decide what is in force: the records do.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Abuttals, DeclaredArea};
use crate::{
    atlas::{Atlas, DelimitationRecord, ZoneRecord},
    geometry::Bbox,
    rules,
};

/// A zone in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ZoneSummary {
    /// What its own document says as well.
    #[serde(flatten)]
    pub head: ZoneHead,
    /// Number of parks.
    pub parks: usize,
    /// Number of agencies admitted on the day.
    pub agencies: usize,
}

/// A page of zones.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ZonePage {
    /// Revision that answered.
    pub revision: u64,
    /// Zones in all.
    pub count: usize,
    /// Zones, by code.
    pub zones: Vec<ZoneSummary>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// The title of a zone.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TitleDocument {
    /// First day; null where unknown.
    pub from: Option<Date>,
    /// First day after the last.
    pub until: Option<Date>,
    /// Whether it may be used on the day asked for.
    pub valid: Option<bool>,
}

/// A park.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ParkDocument {
    /// Name.
    pub name: String,
    /// Host stated for the park itself.
    pub host: Option<String>,
    /// Function codes.
    pub functions: Vec<String>,
    /// Whether it takes part in tiling the zone.
    pub closing: bool,
    /// Geodesic area in m².
    pub area_m2: Option<f64>,
    /// Declared area.
    pub declared_area: Option<DeclaredArea>,
    /// Limits in words.
    pub abuttals: Option<Abuttals>,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// Agencies admitted to it today.
    pub agencies: usize,
}

/// A delimitation.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DelimitationDocument {
    /// Number within the zone.
    pub number: u32,
    /// State in the programme's lifecycle.
    pub standing: String,
    /// First day of force; null where unknown or not in force.
    pub valid_from: Option<Date>,
    /// First day no longer in force.
    pub valid_to: Option<Date>,
    /// When the register took it up.
    pub recorded_at: Timestamp,
    /// The document that states it.
    pub document: Option<String>,
    /// Digest of its content.
    pub digest: String,
    /// Rule set it was judged by.
    pub rule_set: String,
    /// Declared total.
    pub declared_area: Option<DeclaredArea>,
    /// Geodesic area of the union of its parks in m².
    pub area_m2: Option<f64>,
    /// The declared total held against the measured one; null where either is not known, or a park has no shape.
    pub area_agreement: Option<AreaAgreement>,
    /// Limits in words of the whole zone.
    pub abuttals: Option<Abuttals>,
    /// Parks.
    pub parks: Vec<ParkDocument>,
}

/// A declared total held against the measured one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct AreaAgreement {
    /// Declared minus measured, m².
    pub difference_m2: f64,
    /// What the printed digits and a map projection allow, m², by the rule `area-total`.
    pub allowed_m2: f64,
    /// Whether the difference is within it.
    pub agrees: bool,
}

/// A delimitation in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DelimitationSummary {
    /// Number.
    pub number: u32,
    /// State in the programme's lifecycle.
    pub standing: String,
    /// First day of force.
    pub valid_from: Option<Date>,
    /// First day no longer in force.
    pub valid_to: Option<Date>,
    /// When the register took it up.
    pub recorded_at: Timestamp,
    /// Digest.
    pub digest: String,
    /// Document.
    pub document: Option<String>,
}

/// A zone with the delimitation that is in force, or else the newest.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ZoneDocument {
    /// Revision that answered.
    pub revision: u64,
    /// The zone as it stands in lists.
    #[serde(flatten)]
    pub head: ZoneHead,
    /// Remark.
    pub remark: Option<String>,
    /// Title.
    pub title: TitleDocument,
    /// The delimitation in force on the day, else the newest.
    pub delimitation: Option<DelimitationDocument>,
    /// All delimitations, oldest first.
    pub delimitations: Vec<DelimitationSummary>,
}

/// What a zone's document has in common with its row in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ZoneHead {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Host.
    pub host: Option<String>,
    /// Applicant's division, GB/T 2260.
    pub division: Option<String>,
    /// Name of that division.
    pub division_name: Option<String>,
    /// `in-force`, `pending`, `returned` or `ended`.
    pub status: String,
    /// Whether the title may be used on the day.
    pub title_valid: Option<bool>,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// Geodesic area in m².
    pub area_m2: Option<f64>,
    /// Declared area.
    pub declared_area: Option<DeclaredArea>,
}

impl ZoneSummary {
    /// Makes the row of a zone as of a day.
    pub fn of(atlas: &Atlas, record: &ZoneRecord, on: Date) -> Self {
        Self {
            head: ZoneHead::of(atlas, record, on, None),
            parks: record
                .shown(on, None)
                .map_or(0, |version| version.delimitation.parks.len()),
            agencies: atlas.agencies_of(&record.zone.code, on).count(),
        }
    }
}

impl ZoneHead {
    fn of(atlas: &Atlas, record: &ZoneRecord, on: Date, known: Option<Timestamp>) -> Self {
        let shown = record.shown(on, known);
        let zone = shown.map_or(&record.zone, |version| record.zone_of(version.delimitation.number));
        Self {
            code: zone.code.to_string(),
            name: zone.name.clone(),
            kind: zone.kind.clone(),
            host: zone.host.clone(),
            division: zone.division.map(|division| division.to_string()),
            division_name: zone
                .division
                .and_then(|division| atlas.division_name(division))
                .map(str::to_owned),
            status: record
                .class(on, known)
                .map_or_else(String::new, |class| class.as_str().to_owned()),
            title_valid: record.title(atlas.programme(), on, known).valid(on),
            bbox: shown.and_then(DelimitationRecord::bbox).map(Bbox::to_array),
            area_m2: shown.and_then(|version| version.area_m2),
            declared_area: shown
                .and_then(|version| version.delimitation.declared_area.as_ref())
                .map(DeclaredArea::from),
        }
    }
}

impl ZoneDocument {
    /// Makes the document of a zone on a day, as known at a moment.
    pub fn of(atlas: &Atlas, record: &ZoneRecord, on: Date, known: Option<Timestamp>) -> Self {
        let title = record.title(atlas.programme(), on, known);
        Self {
            revision: atlas.head().revision,
            head: ZoneHead::of(atlas, record, on, known),
            remark: record
                .shown(on, known)
                .map_or(&record.zone, |version| record.zone_of(version.delimitation.number))
                .remark
                .clone(),
            title: TitleDocument {
                from: title.span.from,
                until: title.span.until,
                valid: title.valid(on),
            },
            delimitation: record
                .shown(on, known)
                .map(|version| DelimitationDocument::of(atlas, record, version, on, known)),
            delimitations: record
                .delimitations
                .iter()
                .filter(|version| version.standing(known).is_some())
                .map(|version| DelimitationSummary::of(record, version, known))
                .collect(),
        }
    }
}

impl DelimitationSummary {
    fn of(record: &ZoneRecord, version: &DelimitationRecord, known: Option<Timestamp>) -> Self {
        let span = record.span(version.delimitation.number, known).unwrap_or_default();
        Self {
            number: version.delimitation.number,
            standing: version
                .standing(known)
                .map_or_else(String::new, |record| record.standing.state.clone()),
            valid_from: span.from,
            valid_to: span.until,
            recorded_at: version.recorded.at,
            digest: version.digest.to_string(),
            document: version.delimitation.document.clone(),
        }
    }
}

impl DelimitationDocument {
    /// Makes the document of a delimitation.
    pub fn of(
        atlas: &Atlas,
        record: &ZoneRecord,
        version: &DelimitationRecord,
        on: Date,
        known: Option<Timestamp>,
    ) -> Self {
        let summary = DelimitationSummary::of(record, version, known);
        let delimitation = &version.delimitation;
        let admitted: Vec<Option<String>> = atlas
            .agencies_of(&record.zone.code, on)
            .filter_map(|agency| agency.admission(on).map(|admission| admission.park.clone()))
            .collect();
        let parks = delimitation
            .parks
            .iter()
            .zip(&version.park_area_m2)
            .map(|(park, area_m2)| ParkDocument {
                name: park.name.clone(),
                host: park.host.clone(),
                functions: park.functions.clone(),
                closing: park.closing,
                area_m2: *area_m2,
                declared_area: park.declared_area.as_ref().map(DeclaredArea::from),
                abuttals: park.abuttals.as_ref().map(Abuttals::from),
                bbox: park
                    .shape
                    .as_ref()
                    .and_then(|shape| Bbox::of(shape))
                    .map(Bbox::to_array),
                agencies: admitted.iter().filter(|name| name.as_ref() == Some(&park.name)).count(),
            });
        Self {
            number: summary.number,
            standing: summary.standing,
            valid_from: summary.valid_from,
            valid_to: summary.valid_to,
            recorded_at: summary.recorded_at,
            document: summary.document,
            digest: summary.digest,
            rule_set: delimitation.rule_set.clone(),
            declared_area: delimitation.declared_area.as_ref().map(DeclaredArea::from),
            area_m2: version.area_m2,
            area_agreement: AreaAgreement::of(atlas, version),
            abuttals: delimitation.abuttals.as_ref().map(Abuttals::from),
            parks: parks.collect(),
        }
    }
}

impl AreaAgreement {
    fn of(atlas: &Atlas, version: &DelimitationRecord) -> Option<Self> {
        let delimitation = &version.delimitation;
        let whole = delimitation.parks.iter().all(|park| park.shape.is_some());
        let measured_m2 = version.area_m2.filter(|_| whole)?;
        let declared = delimitation.declared_area.as_ref()?;
        // A rule set without the tolerance does not open, see `Rules::of`.
        let found = rules::AreaAgreement::of_total(declared, measured_m2, &atlas.programme().rule_set).ok()?;
        Some(Self {
            difference_m2: found.difference_m2,
            allowed_m2: found.allowed_m2,
            agrees: found.holds(),
        })
    }
}
