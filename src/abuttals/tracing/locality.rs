//! Where the lines of a block come together: one name is borne in many towns, four names together in few.
//!
//! Must not look at shapes more closely than by their boxes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Survey, resolve::Named};
use crate::{
    abuttals::apart::apart_m,
    geometry::{Bbox, LonLat},
};

/// Size of the cells by which segments of one name are told to lie in one town, in degrees: some 2 km.
const CELL_DEG: f64 = 0.02;
/// A single segment is entered in no more cells than this; longer ones count by their ends and middle.
const MOST_CELLS: i64 = 64;
/// Lines farther apart than this are not of one block, in metres: the largest published park is some 25 km across.
const FARTHEST_M: f64 = 40_000.0;
/// Beside the nearest group of segments, those this much farther off are taken as well, in metres.
const BESIDE_M: f64 = 3_000.0;
/// Most localities looked at.
const MOST: usize = 12;

/// The features taken in one locality: for each line, their numbers.
pub(super) type Locality = Vec<Vec<usize>>;

/// The localities that are looked at.
#[derive(Default)]
pub(super) struct Localities {
    pub(super) looked_at: Vec<Locality>,
    /// How many places the names occur in.
    pub(super) places: usize,
    /// How many of them were left out.
    pub(super) left_out: usize,
}

/// Segments of one name in one town.
#[derive(Debug, Clone)]
struct Group {
    features: Vec<usize>,
    bbox: Bbox,
}

/// Finds the localities of the lines; nearest to `near` first, else those with most segments first.
pub(super) fn localities(named: &[Named], survey: Survey<'_>, near: Option<LonLat>) -> Localities {
    let groups: Vec<Vec<Group>> = named.iter().map(|line| groups(&line.features, survey)).collect();
    let Some(seeds) = groups.iter().min_by_key(|groups| groups.len()) else {
        return Localities::default();
    };
    let mut seeds: Vec<&Group> = seeds.iter().collect();
    match near {
        Some(place) => {
            let here = Bbox::ordered([place.lon(), place.lat()], [place.lon(), place.lat()]);
            seeds.sort_by(|one, other| apart_m(&here, &one.bbox).total_cmp(&apart_m(&here, &other.bbox)));
        }
        None => seeds.sort_by_key(|group| std::cmp::Reverse(group.features.len())),
    }
    let places = seeds.len();
    let mut found: Vec<Locality> = Vec::new();
    for seed in seeds.into_iter().take(MOST) {
        let place: Locality = groups.iter().map(|groups| beside(seed, groups)).collect();
        if !found.contains(&place) {
            found.push(place);
        }
    }
    Localities {
        looked_at: found,
        places,
        left_out: places.saturating_sub(MOST),
    }
}

/// Returns the features of the groups that lie by a seed.
fn beside(seed: &Group, groups: &[Group]) -> Vec<usize> {
    let distances: Vec<f64> = groups.iter().map(|group| apart_m(&seed.bbox, &group.bbox)).collect();
    let least = distances.iter().copied().fold(f64::INFINITY, f64::min);
    if least > FARTHEST_M {
        return Vec::new();
    }
    let near = groups.iter().zip(&distances).filter(|(_, m)| **m <= least + BESIDE_M);
    let mut features: Vec<usize> = near.flat_map(|(group, _)| group.features.iter().copied()).collect();
    features.sort_unstable();
    features
}

/// Groups the features of one line by towns: those in the same or in neighbouring cells.
fn groups(features: &[usize], survey: Survey<'_>) -> Vec<Group> {
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    let mut boxes: BTreeMap<usize, Bbox> = BTreeMap::new();
    for &nth in features {
        let Some(feature) = survey.features.get(nth) else {
            continue;
        };
        let Some(bbox) = Bbox::of_coords(feature.line.0.iter().flat_map(|line| line.0.iter().copied())) else {
            continue;
        };
        boxes.insert(nth, bbox);
        for cell in cells_of(&bbox) {
            cells.entry(cell).or_default().push(nth);
        }
    }
    let mut groups = Vec::new();
    let mut open: BTreeSet<(i64, i64)> = cells.keys().copied().collect();
    while let Some(first) = open.pop_first() {
        let (mut found, mut reached) = (BTreeSet::new(), vec![first]);
        while let Some(cell) = reached.pop() {
            for &nth in cells.get(&cell).into_iter().flatten() {
                // The cells of one segment belong together however far apart they are.
                if found.insert(nth)
                    && let Some(bbox) = boxes.get(&nth)
                {
                    reached.extend(cells_of(bbox).into_iter().filter(|cell| open.remove(cell)));
                }
            }
            for (x, y) in (-1..=1).flat_map(|x| (-1..=1).map(move |y| (x, y))) {
                let next = (cell.0 + x, cell.1 + y);
                if open.remove(&next) {
                    reached.push(next);
                }
            }
        }
        let whole = found
            .iter()
            .filter_map(|nth| boxes.get(nth))
            .copied()
            .reduce(|one, other| one.union(&other));
        if let Some(bbox) = whole {
            groups.push(Group {
                features: found.into_iter().collect(),
                bbox,
            });
        }
    }
    groups
}

/// Returns the cells that a box covers.
fn cells_of(bbox: &Bbox) -> Vec<(i64, i64)> {
    // A line may leave the earth; its cells do not.
    let cell = |degrees: f64| (degrees.clamp(-360.0, 360.0) / CELL_DEG).floor() as i64;
    let (west, east) = (cell(bbox.west()), cell(bbox.east()));
    let (south, north) = (cell(bbox.south()), cell(bbox.north()));
    let (columns, rows) = (east - west + 1, north - south + 1);
    if columns.saturating_mul(rows) > MOST_CELLS {
        let middle = (i64::midpoint(west, east), i64::midpoint(south, north));
        return vec![(west, south), (east, south), (west, north), (east, north), middle];
    }
    (west..=east)
        .flat_map(|x| (south..=north).map(move |y| (x, y)))
        .collect()
}
