//! Reference layers: districts and features, with their box searches.
//!
//! Must not know zones.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

use super::{Load, Rows};
use crate::{
    abuttals::{Feature, NameIndex, Survey},
    geometry::Bbox,
    index::BoxIndex,
    tile::Levels,
    zone::{District, Division},
};

/// The revision at which each layer of the map last changed; with the day, all that a tile's content depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Layers {
    /// Zones and parks.
    pub zones: u64,
    /// Agencies.
    pub agencies: u64,
    /// Features.
    pub features: u64,
    /// Districts.
    pub districts: u64,
    /// Addresses.
    pub addresses: u64,
}

/// All districts.
#[derive(Default)]
pub struct DistrictLayer {
    rows: Vec<District>,
    drawn: Vec<OnceLock<Levels>>,
    boxes: BoxIndex<usize>,
    names: BTreeMap<Division, usize>,
}

/// All features.
#[derive(Default)]
pub struct FeatureLayer {
    rows: Vec<Feature>,
    boxes: BoxIndex<usize>,
    names: NameIndex,
}

impl DistrictLayer {
    /// Indexes the districts of all data sets.
    pub fn of<'a>(loads: impl Iterator<Item = &'a Arc<Load>>) -> Self {
        let mut rows = Vec::new();
        for load in loads {
            if let Rows::Districts(districts) = &load.rows {
                rows.extend(districts.iter().cloned());
            }
        }
        let boxes = rows
            .iter()
            .enumerate()
            .filter_map(|(nth, row)| Some((Bbox::of(&row.shape)?, nth)));
        let boxes = BoxIndex::build(boxes);
        let names = rows.iter().enumerate().map(|(nth, row)| (row.division, nth)).collect();
        let drawn = rows.iter().map(|_| OnceLock::new()).collect();
        Self {
            rows,
            drawn,
            boxes,
            names,
        }
    }

    /// Returns the districts whose boxes meet `bbox`.
    pub fn within(&self, bbox: &Bbox) -> impl Iterator<Item = &District> {
        self.boxes.within(*bbox).map(|(_, &nth)| &self.rows[nth])
    }

    /// Returns the districts whose boxes meet `bbox`, in their order, with how they are drawn in tiles.
    pub fn drawn(&self, bbox: &Bbox) -> impl Iterator<Item = (&District, &Levels)> {
        let mut found: Vec<usize> = self.boxes.within(*bbox).map(|(_, &nth)| nth).collect();
        found.sort_unstable();
        found.into_iter().map(|nth| (&self.rows[nth], self.levels(nth)))
    }

    fn levels(&self, nth: usize) -> &Levels {
        self.drawn[nth].get_or_init(|| {
            let shape = &self.rows[nth].shape;
            let near = Bbox::of(shape).into_iter().flat_map(|bbox| self.boxes.within(bbox));
            let others = near.filter(|(_, other)| **other != nth);
            Levels::among(shape, others.map(|(_, &other)| &*self.rows[other].shape))
        })
    }

    /// Works out how all districts are drawn, on all cores.
    pub fn prepare_tiles(&self) {
        (0..self.rows.len()).into_par_iter().for_each(|nth| {
            self.levels(nth);
        });
    }

    /// Returns the name of a district.
    pub fn name(&self, division: Division) -> Option<&str> {
        self.names.get(&division).map(|&nth| self.rows[nth].name.as_str())
    }
}

impl FeatureLayer {
    /// Indexes the features of all data sets.
    pub fn of<'a>(loads: impl Iterator<Item = &'a Arc<Load>>) -> Self {
        let mut rows = Vec::new();
        for load in loads {
            if let Rows::Features(features) = &load.rows {
                rows.extend(features.iter().cloned());
            }
        }
        let bbox = |row: &Feature| Bbox::of_coords(row.line.0.iter().flat_map(|line| line.0.iter().copied()));
        let boxes = rows.iter().enumerate().filter_map(|(nth, row)| Some((bbox(row)?, nth)));
        let boxes = BoxIndex::build(boxes);
        let names = NameIndex::build(&rows);
        Self { rows, boxes, names }
    }

    /// Returns the features with the index over their names.
    pub fn survey(&self) -> Survey<'_> {
        Survey {
            features: &self.rows,
            names: &self.names,
        }
    }

    /// Returns the features whose boxes meet `bbox`.
    pub fn within(&self, bbox: &Bbox) -> impl Iterator<Item = &Feature> {
        self.boxes.within(*bbox).map(|(_, &nth)| &self.rows[nth])
    }
}
