//! What the register holds of one agency: its particulars in every version, and its stays in parks.
//!
//! Must not know other agencies. Which release ended which admission is told here and nowhere else.

use jiff::civil::Date;

use super::Recorded;
use crate::agency::{Admission, Agency, Release};

/// An agency with all that was recorded of it.
#[derive(Debug, Clone)]
pub struct AgencyRecord {
    /// The agency as last recorded.
    pub agency: Agency,
    /// Every version of it, oldest first; the last is `agency`.
    pub versions: Vec<(Recorded, Agency)>,
    /// Its coming and going, in the order of the ledger.
    pub moves: Vec<(Recorded, Move)>,
}

/// One coming or going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// It was admitted.
    In(Admission),
    /// It was released.
    Out(Release),
}

/// A stay in a zone: an admission, with what ended it.
#[derive(Debug, Clone)]
pub struct Stay<'a> {
    /// Its admission.
    pub admission: &'a Admission,
    /// Where that was recorded.
    pub recorded: Recorded,
    /// The release that ended it.
    pub release: Option<(&'a Release, Recorded)>,
    /// First day on which it no longer holds: of its release, or of a later stay in the same zone.
    pub until: Option<Date>,
}

impl AgencyRecord {
    /// Takes up an agency.
    pub fn new(agency: Agency, recorded: Recorded) -> Self {
        Self {
            versions: vec![(recorded, agency.clone())],
            agency,
            moves: Vec::new(),
        }
    }

    /// Takes up a further version.
    pub fn record(&mut self, agency: Agency, recorded: Recorded) {
        self.versions.push((recorded, agency.clone()));
        self.agency = agency;
    }

    /// Returns its stays in the order in which their admissions were recorded.
    ///
    /// A release ends the newest begun stay in its zone that is open and does not begin after it.
    pub fn stays(&self) -> Vec<Stay<'_>> {
        let mut stays: Vec<Stay<'_>> = Vec::new();
        for (recorded, step) in &self.moves {
            match step {
                Move::In(admission) => stays.push(Stay {
                    admission,
                    recorded: *recorded,
                    release: None,
                    until: None,
                }),
                Move::Out(release) => {
                    let open = stays.iter_mut().filter(|stay| {
                        stay.release.is_none()
                            && stay.admission.zone == release.zone
                            && stay
                                .admission
                                .admitted_on
                                .is_none_or(|from| from <= release.released_on)
                    });
                    if let Some(stay) = open.max_by_key(|stay| stay.admission.admitted_on) {
                        stay.release = Some((release, *recorded));
                        stay.until = Some(release.released_on);
                    }
                }
            }
        }
        for nth in 0..stays.len() {
            if stays[nth].release.is_none() {
                stays[nth].until = followed(&stays, nth);
            }
        }
        stays
    }

    /// Returns the stay that holds on `on`, if any: the newest begun.
    pub fn stay(&self, on: Date) -> Option<Stay<'_>> {
        let holds = |stay: &Stay<'_>| stay.contains(on);
        self.stays()
            .into_iter()
            .filter(holds)
            .max_by_key(|stay| stay.admission.admitted_on)
    }

    /// Returns the admission that holds on `on`, if any.
    pub fn admission(&self, on: Date) -> Option<&Admission> {
        self.stay(on).map(|stay| stay.admission)
    }

    /// Tells whether just this coming or going is recorded.
    pub fn has_moved(&self, step: &Move) -> bool {
        self.moves.iter().any(|(_, recorded)| recorded == step)
    }
}

impl Stay<'_> {
    /// Tells whether the stay holds on a day.
    pub fn contains(&self, on: Date) -> bool {
        self.admission.admitted_on.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on < until)
    }
}

/// Returns the first day of the next stay in the same zone, by its beginning.
fn followed(stays: &[Stay<'_>], nth: usize) -> Option<Date> {
    let (own, from) = (&stays[nth], stays[nth].admission.admitted_on);
    let others = stays.iter().enumerate().filter(|(other, stay)| {
        let later = stay.admission.admitted_on > from || (stay.admission.admitted_on == from && *other > nth);
        later && stay.admission.zone == own.admission.zone
    });
    others.filter_map(|(_, stay)| stay.admission.admitted_on).min()
}
