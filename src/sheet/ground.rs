//! What lies around a zone, for the figure: limits of other zones and named features.
//!
//! Must not see more than the picture that is handed in: what is hidden from whoever asks is not in it.

use std::collections::BTreeSet;

use geo::CoordsIter as _;

use super::content::{Ground, GroundFeature, Neighbour};
use crate::{
    abuttals::{Feature, FeatureClass},
    atlas::{Atlas, DelimitationRecord, ZoneRecord},
    geometry::{Bbox, Side},
    zone::StandingClass,
};

/// Most corners of features in a figure; more would be a black spot and take megabytes.
const MOST_FEATURE_CORNERS: usize = 40_000;
/// How far around the zone is looked, in shares of its longer side: as far as the frame of a figure can reach.
const AROUND: f64 = 2.0;

/// Gathers what the figure of a delimitation shows; none where it has no shape.
pub fn ground_of(atlas: &Atlas, record: &ZoneRecord, version: &DelimitationRecord) -> Option<Ground> {
    let delimitation = &version.delimitation;
    let mut parks: Vec<_> = delimitation
        .parks
        .iter()
        .zip(1..)
        .filter_map(|(park, number)| Some((number, park.closing, park.shape.clone()?)))
        .collect();
    if parks.is_empty() {
        parks.extend(delimitation.outline.clone().map(|outline| (0, true, outline)));
    }
    let boxes = parks.iter().filter_map(|(_, _, shape)| Bbox::of(shape));
    let near = around(&boxes.reduce(|whole, bbox| whole.union(&bbox))?);
    let neighbours = atlas
        .shapes_in(&near)
        .filter(|shape| shape.zone != record.zone.code)
        .map(|shape| Neighbour {
            name: shape.name.clone(),
            pending: shape.class == StandingClass::Pending,
            shape: shape.extent.clone(),
        });
    let mut neighbours: Vec<Neighbour> = neighbours.collect();
    neighbours.sort_by(|a, b| (a.pending, &a.name).cmp(&(b.pending, &b.name)));
    let (features, left_out) = features(atlas, &near, &named(version));
    Some(Ground {
        parks,
        neighbours,
        features,
        left_out,
    })
}

fn around(bbox: &Bbox) -> Bbox {
    let (width, height) = (bbox.east() - bbox.west(), bbox.north() - bbox.south());
    let more = width.max(height) * AROUND;
    let [west, south, east, north] = bbox.to_array();
    Bbox::new(
        (west - more).max(-180.0),
        (south - more).max(-90.0),
        (east + more).min(180.0),
        (north + more).min(90.0),
    )
    .unwrap_or(*bbox)
}

/// Returns the names in the words of a delimitation.
fn named(version: &DelimitationRecord) -> BTreeSet<String> {
    let delimitation = &version.delimitation;
    let of_parks = delimitation.parks.iter().filter_map(|park| park.abuttals.as_ref());
    let all = of_parks.chain(&delimitation.abuttals);
    all.flat_map(|abuttals| Side::ALL.into_iter().flat_map(|side| abuttals.side(side)))
        .cloned()
        .collect()
}

/// Chooses features: those that the words name first, then waters and railways, then roads.
fn features(atlas: &Atlas, near: &Bbox, named: &BTreeSet<String>) -> (Vec<GroundFeature>, usize) {
    let mut found: Vec<&Feature> = atlas.features_in(near).collect();
    let rank = |feature: &Feature| {
        let class = match feature.class {
            FeatureClass::Shore => 0,
            FeatureClass::River => 1,
            FeatureClass::Railway => 2,
            FeatureClass::Boundary => 3,
            FeatureClass::Road => 4,
        };
        (!named.contains(&feature.name), class)
    };
    found.sort_by(|a, b| (rank(a), &a.name, &a.id).cmp(&(rank(b), &b.name, &b.id)));
    let (mut kept, mut corners, mut left_out) = (Vec::new(), 0, 0);
    for feature in found {
        let own = feature.line.coords_count();
        if corners + own > MOST_FEATURE_CORNERS {
            left_out += 1;
            continue;
        }
        corners += own;
        kept.push(GroundFeature {
            name: feature.name.clone(),
            class: feature.class,
            line: feature.line.clone(),
        });
    }
    (kept, left_out)
}
