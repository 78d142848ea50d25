//! A change: one thing that happened to the register, whole, as the ledger orders it.
//!
//! Must not know how changes are stored; its digest is taken over a fixed form that no storage can alter.

use std::collections::BTreeMap;

use geo_types::MultiPolygon;
use serde::Serialize;

use crate::{
    abuttals::{Abuttals, Feature},
    agency::{Admission, Agency, Reconciliation, Release, Settlement},
    geocode::AddressEntry,
    geometry::{Datum, to_grid},
    zone::{
        Account, DeclaredArea, Delimitation, Digest, District, Note, Office, Park, Ruling, Standing, Zone, ZoneCode,
        canonical_rings,
    },
};

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An office was recorded, or recorded anew with other particulars.
    OfficeRecorded(Office),
    /// An account was recorded, or recorded anew with other particulars. Its password is no part of it.
    AccountRecorded(Account),
    /// A zone was recorded, or recorded anew with other particulars.
    ZoneRecorded(Zone),
    /// A delimitation of a zone was handed in or recorded.
    Delimited(Box<Delimitation>),
    /// A delimitation came to a new standing.
    Stood {
        /// The zone.
        zone: ZoneCode,
        /// The delimitation's number.
        number: u32,
        /// The standing reached.
        standing: Standing,
    },
    /// Something was noted in the dossier of a zone.
    Noted {
        /// The zone.
        zone: ZoneCode,
        /// The note.
        note: Note,
    },
    /// A reviewer ruled on what two zones share.
    Ruled(Box<Ruling>),
    /// An agency was recorded, or recorded anew with other particulars.
    AgencyRecorded(Agency),
    /// An agency was admitted to a zone.
    Admitted(Admission),
    /// An agency left a zone.
    Released(Release),
    /// An export of the national notice system was read against the register.
    Reconciled(Box<Reconciliation>),
    /// An alert was acted on or dismissed.
    AlertSettled(Settlement),
    /// A data set was loaded in place of any earlier one of its kind and name.
    Loaded(Box<Load>),
}

/// Kinds of data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DatasetKind {
    /// Districts.
    Districts,
    /// Features.
    Features,
    /// Addresses.
    Addresses,
}

/// A data set: reference material from one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dataset {
    /// Kind.
    pub kind: DatasetKind,
    /// Name, unique within its kind; the file's name without endings.
    pub name: String,
    /// Name of the file it came from.
    pub file: String,
    /// Datum of the file.
    pub datum: Datum,
    /// Digest of the file as it was read.
    pub file_digest: Digest,
}

/// A data set with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The data set.
    pub dataset: Dataset,
    /// Its rows.
    pub rows: Rows,
}

/// Rows of a data set, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// Districts.
    Districts(Vec<District>),
    /// Features.
    Features(Vec<Feature>),
    /// Addresses.
    Addresses(Vec<AddressEntry>),
}

impl DatasetKind {
    /// Returns the kind in the form in which tables carry it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Districts => "districts",
            Self::Features => "features",
            Self::Addresses => "addresses",
        }
    }
}

impl Change {
    /// Returns the name of the act as the ledger carries it.
    pub fn act(&self) -> &'static str {
        match self {
            Self::OfficeRecorded(_) => "record-office",
            Self::AccountRecorded(_) => "record-account",
            Self::ZoneRecorded(_) => "record-zone",
            Self::Delimited(_) => "delimit",
            Self::Stood { .. } => "stand",
            Self::Noted { note, .. } => note.kind(),
            Self::Ruled(_) => "rule",
            Self::AgencyRecorded(_) => "record-agency",
            Self::Admitted(_) => "admit",
            Self::Released(_) => "release",
            Self::Reconciled(_) => "reconcile",
            Self::AlertSettled(_) => "settle-alert",
            Self::Loaded(_) => "load",
        }
    }

    /// Returns what the change is about, as the ledger carries it.
    pub fn subject(&self) -> String {
        match self {
            Self::OfficeRecorded(office) => office.code.to_string(),
            Self::AccountRecorded(account) => account.author(),
            Self::ZoneRecorded(zone) => zone.code.to_string(),
            Self::Delimited(delimitation) => format!("{}/{}", delimitation.zone, delimitation.number),
            Self::Stood { zone, number, standing } => format!("{zone}/{number} {}", standing.act),
            Self::Noted { zone, .. } => zone.to_string(),
            Self::Ruled(ruling) => ruling.pair.to_string(),
            Self::AgencyRecorded(agency) => agency.id.to_string(),
            Self::Admitted(Admission { agency, zone, .. }) | Self::Released(Release { agency, zone, .. }) => {
                format!("{agency} {zone}")
            }
            Self::Reconciled(reconciliation) => reconciliation.file_digest.to_string(),
            Self::AlertSettled(settlement) => settlement.alert.clone(),
            Self::Loaded(load) => format!("{}/{}", load.dataset.kind.as_str(), load.dataset.name),
        }
    }

    /// Digests the change, shapes as grid integers, fields in a fixed order.
    ///
    /// # Errors
    /// Returns the serializer's error; none of the forms below has a value that JSON cannot carry.
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        match self {
            Self::OfficeRecorded(office) => Digest::of(&("office", office)),
            Self::AccountRecorded(account) => Digest::of(&("account", account)),
            Self::ZoneRecorded(zone) => Digest::of(&(
                "zone",
                (&zone.code, &zone.programme, &zone.kind, &zone.name),
                (&zone.host, zone.division, &zone.remark),
            )),
            Self::Delimited(delimitation) => Digest::of(&DelimitationForm::of(delimitation)),
            Self::Stood { zone, number, standing } => Digest::of(&("stand", zone, number, standing)),
            Self::Noted { zone, note } => Digest::of(&("note", zone, note)),
            Self::Ruled(ruling) => Digest::of(&(
                "rule",
                (ruling.pair.first(), ruling.pair.second(), ruling.delimitations),
                (ruling.verdict, &ruling.reason),
                canonical_rings(&ruling.shared),
            )),
            Self::AgencyRecorded(agency) => digest_agency(agency),
            Self::Admitted(admission) => digest_admission(admission),
            Self::Reconciled(reconciliation) => Digest::of(&(
                "reconcile",
                (&reconciliation.file, reconciliation.file_digest, reconciliation.on),
                (reconciliation.rows, &reconciliation.alerts),
            )),
            Self::AlertSettled(settlement) => Digest::of(&("settle-alert", settlement)),
            Self::Released(release) => Digest::of(&(
                "release",
                &release.agency,
                &release.zone,
                release.released_on,
                &release.reason,
            )),
            Self::Loaded(load) => load.digest(),
        }
    }
}

/// Digests an agency. Members that came later count only where they are stated, so that earlier entries keep their digest.
fn digest_agency(agency: &Agency) -> Result<Digest, serde_json::Error> {
    let who = (&agency.id, &agency.name, &agency.services, &agency.address);
    let place = agency.point.map(|point| (to_grid(point.lon()), to_grid(point.lat())));
    let codes = (&agency.licence, &agency.credit_code, &agency.remark);
    match &agency.located {
        None => Digest::of(&("agency", who, place, codes)),
        Some(located) => Digest::of(&("agency", who, place, codes, located)),
    }
}

/// Digests an admission, with the same regard for earlier entries.
fn digest_admission(admission: &Admission) -> Result<Digest, serde_json::Error> {
    let Admission {
        agency,
        zone,
        park,
        admitted_on,
        reason,
    } = admission;
    match reason {
        None => Digest::of(&("admit", agency, zone, park, admitted_on)),
        Some(reason) => Digest::of(&("admit", agency, zone, park, admitted_on, reason)),
    }
}

impl Rows {
    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Districts(rows) => rows.len(),
            Self::Features(rows) => rows.len(),
            Self::Addresses(rows) => rows.len(),
        }
    }

    /// Tells whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Load {
    /// Digests the data set row by row, so that no second copy of it is ever held.
    fn digest(&self) -> Result<Digest, serde_json::Error> {
        let mut chain = Digest::of(&("load", &self.dataset))?;
        let mut link = |row: Digest| {
            let mut bytes = chain.as_bytes().to_vec();
            bytes.extend_from_slice(row.as_bytes());
            chain = Digest::of_bytes(&bytes);
        };
        match &self.rows {
            Rows::Districts(rows) => {
                for row in rows {
                    link(Digest::of(&(row.division, &row.name, canonical_rings(&row.shape)))?);
                }
            }
            Rows::Features(rows) => {
                for row in rows {
                    let line: Vec<Vec<[i64; 2]>> = row
                        .line
                        .iter()
                        .map(|line| line.coords().map(|c| [to_grid(c.x), to_grid(c.y)]).collect())
                        .collect();
                    link(Digest::of(&(&row.id, &row.name, row.class, line))?);
                }
            }
            Rows::Addresses(rows) => {
                for row in rows {
                    link(Digest::of(&(
                        (&row.id, &row.name, &row.full, &row.kind, &row.dataset),
                        (&row.province, &row.city, &row.district, &row.street, &row.housenumber),
                        (to_grid(row.point.lon()), to_grid(row.point.lat())),
                    ))?);
                }
            }
        }
        Ok(chain)
    }
}

/// The form in which a delimitation is digested.
#[derive(Serialize)]
struct DelimitationForm<'a> {
    zone: &'a ZoneCode,
    number: u32,
    declared_area: Option<&'a str>,
    abuttals: Option<&'a Abuttals>,
    outline: Option<Vec<Vec<Vec<[i64; 2]>>>>,
    parks: Vec<ParkForm<'a>>,
    document: Option<&'a str>,
    valid_from: Option<jiff::civil::Date>,
    rule_set: &'a str,
    /// Left out where empty, so that what was recorded before there were answers keeps its digest.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    answers: &'a BTreeMap<String, String>,
}

/// The form in which a park is digested.
#[derive(Serialize)]
struct ParkForm<'a> {
    name: &'a str,
    host: Option<&'a str>,
    functions: &'a [String],
    closing: bool,
    declared_area: Option<&'a str>,
    abuttals: Option<&'a Abuttals>,
    shape: Option<Vec<Vec<Vec<[i64; 2]>>>>,
}

impl<'a> DelimitationForm<'a> {
    fn of(delimitation: &'a Delimitation) -> Self {
        let rings = |shape: &std::sync::Arc<MultiPolygon<f64>>| canonical_rings(shape);
        let park = |park: &'a Park| ParkForm {
            name: &park.name,
            host: park.host.as_deref(),
            functions: &park.functions,
            closing: park.closing,
            declared_area: park.declared_area.as_ref().map(DeclaredArea::printed),
            abuttals: park.abuttals.as_ref(),
            shape: park.shape.as_ref().map(rings),
        };
        Self {
            zone: &delimitation.zone,
            number: delimitation.number,
            declared_area: delimitation.declared_area.as_ref().map(DeclaredArea::printed),
            abuttals: delimitation.abuttals.as_ref(),
            outline: delimitation.outline.as_ref().map(rings),
            parks: delimitation.parks.iter().map(park).collect(),
            document: delimitation.document.as_deref(),
            valid_from: delimitation.valid_from,
            rule_set: &delimitation.rule_set,
            answers: &delimitation.answers,
        }
    }
}
