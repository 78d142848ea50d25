//! The atlas itself, and what is read from it without geometry.
//!
//! Must not change: every act makes a new one.

use std::{collections::BTreeMap, sync::Arc};

use imbl::OrdMap;
use jiff::{Timestamp, civil::Date};

use super::{
    AgencyRecord, Alerts, DatasetKind, DelimitationRecord, Head, Layers, Load, ZoneRecord, ZoneShape,
    current::Current,
    layers::{DistrictLayer, FeatureLayer},
    recent::Recent,
    ruling_record::Rulings,
    shapes::{Shapes, Zones},
};
use crate::{
    abuttals::{Feature, Survey},
    agency::AgencyId,
    geocode::AddressBook,
    geometry::Bbox,
    zone::{Account, AccountName, District, Division, Office, OfficeCode, Programme, State, ZoneCode},
};

/// The picture of one revision, on one day.
#[derive(Clone)]
pub struct Atlas {
    pub(super) programme: Arc<Programme>,
    pub(super) today: Date,
    pub(super) head: Head,
    pub(super) recorded_at: Option<Timestamp>,
    pub(super) zones: Zones,
    pub(super) agencies: OrdMap<AgencyId, Arc<AgencyRecord>>,
    pub(super) offices: BTreeMap<OfficeCode, Arc<Office>>,
    pub(super) accounts: BTreeMap<AccountName, Arc<Account>>,
    pub(super) rulings: Arc<Rulings>,
    pub(super) alerts: Alerts,
    pub(super) recent: Recent,
    pub(super) datasets: BTreeMap<(DatasetKind, String), Arc<Load>>,
    pub(super) current: Arc<Current>,
    pub(super) shapes: Arc<Shapes>,
    pub(super) districts: Arc<DistrictLayer>,
    pub(super) features: Arc<FeatureLayer>,
    pub(super) book: Arc<AddressBook>,
    pub(super) layers: Layers,
}

impl Atlas {
    /// Makes the picture of an empty register.
    pub fn empty(programme: Arc<Programme>, today: Date) -> Self {
        Self {
            programme,
            today,
            head: Head::EMPTY,
            recorded_at: None,
            zones: Zones::new(),
            agencies: OrdMap::new(),
            offices: BTreeMap::new(),
            accounts: BTreeMap::new(),
            rulings: Arc::default(),
            alerts: Alerts::default(),
            recent: Recent::default(),
            datasets: BTreeMap::new(),
            current: Arc::default(),
            shapes: Arc::default(),
            districts: Arc::default(),
            features: Arc::default(),
            book: Arc::new(AddressBook::build(Vec::new())),
            layers: Layers::default(),
        }
    }

    /// Returns the programme.
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// Returns the day for which "in force" was worked out.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Returns the newest revision and its hash.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Returns the moment of the newest entry.
    pub fn recorded_at(&self) -> Option<Timestamp> {
        self.recorded_at
    }

    /// Returns the revisions at which the map's layers last changed.
    pub fn layers(&self) -> Layers {
        self.layers
    }

    /// Returns a zone.
    pub fn zone(&self, code: &str) -> Option<&Arc<ZoneRecord>> {
        self.zones.get(code)
    }

    /// Returns all zones, by code.
    pub fn zones(&self) -> impl DoubleEndedIterator<Item = &Arc<ZoneRecord>> + Clone {
        self.zones.iter().map(|(_, record)| record)
    }

    /// Returns an agency.
    pub fn agency(&self, id: &AgencyId) -> Option<&Arc<AgencyRecord>> {
        self.agencies.get(id)
    }

    /// Returns all agencies, by id.
    pub fn agencies(&self) -> impl DoubleEndedIterator<Item = &Arc<AgencyRecord>> + Clone {
        self.agencies.iter().map(|(_, record)| record)
    }

    /// Returns the agencies admitted to a zone on a day.
    pub fn agencies_of(&self, zone: &ZoneCode, on: Date) -> impl Iterator<Item = &Arc<AgencyRecord>> {
        self.agencies
            .values()
            .filter(move |record| record.admission(on).is_some_and(|admission| admission.zone == *zone))
    }

    /// Returns an office.
    pub fn office(&self, code: &str) -> Option<&Arc<Office>> {
        self.offices.get(code)
    }

    /// Returns all offices, by code.
    pub fn offices(&self) -> impl Iterator<Item = &Arc<Office>> {
        self.offices.values()
    }

    /// Returns an account.
    pub fn account(&self, name: &str) -> Option<&Arc<Account>> {
        self.accounts.get(name)
    }

    /// Returns all accounts, by name.
    pub fn accounts(&self) -> impl Iterator<Item = &Arc<Account>> {
        self.accounts.values()
    }

    /// Tells whether everyone may see a delimitation, by the state it is in.
    pub fn is_public(&self, version: &DelimitationRecord) -> bool {
        let standing = version.standing(None).map(|record| &record.standing);
        let state = standing.and_then(|standing| self.programme.lifecycle.state(&standing.state));
        state.is_some_and(State::is_public)
    }

    /// Returns the alerts.
    pub fn alerts(&self) -> &Alerts {
        &self.alerts
    }

    /// Returns the data set of a kind and name.
    pub fn dataset(&self, kind: DatasetKind, name: &str) -> Option<&Arc<Load>> {
        self.datasets.get(&(kind, name.to_owned()))
    }

    /// Returns the address book over all data sets of addresses.
    pub fn book(&self) -> &AddressBook {
        &self.book
    }

    /// Returns the shapes of all zones that are in force today, or pending.
    pub fn shapes(&self) -> impl Iterator<Item = &ZoneShape> {
        self.current.all()
    }

    /// Returns the shapes of zones in force today, or pending, whose boxes meet `bbox`.
    pub fn shapes_in(&self, bbox: &Bbox) -> impl Iterator<Item = &ZoneShape> {
        self.current.within(bbox)
    }

    /// Returns the districts whose boxes meet `bbox`.
    pub fn districts_in(&self, bbox: &Bbox) -> impl Iterator<Item = &District> {
        self.districts.within(bbox)
    }

    /// Returns the features whose boxes meet `bbox`.
    pub fn features_in(&self, bbox: &Bbox) -> impl Iterator<Item = &Feature> {
        self.features.within(bbox)
    }

    /// Returns all features with the index over their names.
    pub fn survey(&self) -> Survey<'_> {
        self.features.survey()
    }

    /// Returns the name of a county-level division, where a district of that code is loaded.
    pub fn division_name(&self, division: Division) -> Option<&str> {
        self.districts.name(division)
    }

    /// Returns the delimitation in force on a day for reading its shapes.
    pub(super) fn delimitation(&self, zone: &ZoneCode, number: u32) -> Option<(&Arc<ZoneRecord>, &DelimitationRecord)> {
        let record = self.zones.get(zone)?;
        Some((record, record.delimitation(number)?))
    }
}
