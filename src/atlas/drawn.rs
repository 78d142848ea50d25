//! How the shapes of today are drawn in tiles: simplified together with their neighbours, once, when they are first drawn.
//!
//! Must not be used for answers. What is pending has no part in how others are drawn: it would show.

use std::sync::Arc;

use geo::Intersects;
use rayon::prelude::*;

use super::{Atlas, TileLayer, ZoneShape};
use crate::{
    geometry::Bbox,
    tile::{Levels, Projection, TileAddress},
    zone::{Park, StandingClass},
};

/// The levels of a zone's shapes.
#[derive(Debug)]
pub struct DrawnZone {
    /// Of its extent.
    pub extent: Levels,
    /// Of its parks, by number; none where a park has no shape.
    pub parks: Vec<Option<Levels>>,
}

impl Atlas {
    /// Returns how a zone in force is drawn.
    pub(super) fn drawn<'a>(&self, shape: &'a ZoneShape) -> &'a DrawnZone {
        shape.drawn.get_or_init(|| Arc::new(self.draw(shape)))
    }

    fn draw(&self, shape: &ZoneShape) -> DrawnZone {
        let near: Vec<&ZoneShape> = match Bbox::of(&shape.extent) {
            None => Vec::new(),
            Some(bbox) => self
                .shapes_in(&bbox)
                .filter(|other| other.class == StandingClass::InForce && other.order != shape.order)
                .collect(),
        };
        let extent = Levels::among(&shape.extent, near.iter().map(|other| &*other.extent));
        let own = self.parks_of(shape);
        let others: Vec<&Park> = near.iter().flat_map(|other| self.parks_of(other)).collect();
        let levels = |(nth, park): (usize, &Park)| {
            let beside = own
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != nth)
                .map(|(_, park)| park);
            let around = beside
                .chain(others.iter().copied())
                .filter_map(|park| park.shape.as_deref());
            Some(Levels::among(park.shape.as_deref()?, around))
        };
        DrawnZone {
            extent,
            parks: own.iter().enumerate().map(levels).collect(),
        }
    }

    /// Works out how everything is drawn, on all cores, so that no tile has to.
    pub fn prepare_tiles(&self) {
        let shapes: Vec<&ZoneShape> = self
            .shapes()
            .filter(|shape| shape.class == StandingClass::InForce)
            .collect();
        shapes.into_par_iter().for_each(|shape| {
            self.drawn(shape);
        });
        self.districts.prepare_tiles();
    }

    /// Tells whether a tile of a layer may show anything else than it did at an earlier revision on the same day: whether what changed
    /// since, as it was or as it is, lies in it.
    pub fn tile_changed_since(&self, layer: TileLayer, address: TileAddress, revision: u64) -> bool {
        if self.layer_revision(layer) <= revision {
            return false;
        }
        if !matches!(layer, TileLayer::Zones | TileLayer::Parks) {
            return true;
        }
        let Some(changed) = self.recent.since(revision) else {
            return true;
        };
        let tile = Projection::of(address).bounds().rect();
        changed.into_iter().any(|code| {
            self.zones.get(code).is_none_or(|record| {
                let mut extents = record
                    .delimitations
                    .iter()
                    .filter_map(|version| version.extent.as_deref());
                extents.any(|extent| tile.intersects(extent))
            })
        })
    }
}
