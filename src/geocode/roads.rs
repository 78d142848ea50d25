//! Holds the house numbers along each road, finds roads by name, and places a number between its known neighbours.
//! Must not know divisions; which houses may be used is asked of the caller.

use super::bigram::BigramIndex;
use super::edit::one_slip;
use super::house_number::HouseNumber;
use super::names::tells_apart;
use super::score;
use crate::geometry::{LonLat, distance_m};
use std::collections::HashMap;

/// Runs longer than this are mistakes of the source; they are kept as their first number.
const LONGEST_RUN: u32 = 200;

/// Neighbours looked at on either side of a missing number: houses that the caller refuses are passed over up to here.
const NEIGHBOURS: usize = 16;

#[derive(Debug, Clone)]
pub(super) struct House {
    pub(super) number: HouseNumber,
    pub(super) entry: u32,
    pub(super) point: LonLat,
}

impl House {
    fn key(&self) -> (Option<u32>, u32) {
        (self.number.lane, self.number.first.unwrap_or(0))
    }
}

/// Holds one road name; roads of one name in several cities share it and are told apart by their houses.
#[derive(Debug, Default)]
pub(super) struct Road {
    name: Vec<char>,
    houses: Vec<House>,
    unnumbered: Vec<u32>,
    longest_run: u32,
}

/// Holds a number placed between, or beyond, known ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Entry of the nearer neighbour.
    pub(super) entry: u32,
    /// Entry of the other neighbour, where there is one.
    pub(super) other: Option<u32>,
    pub(super) point: LonLat,
    pub(super) uncertainty_m: f64,
    pub(super) score: f64,
}

#[derive(Debug, Default)]
pub(super) struct RoadTable {
    roads: Vec<Road>,
    by_name: HashMap<String, u32>,
    index: BigramIndex,
}

impl RoadTable {
    /// Adds an entry to the road of that name in normal form.
    pub(super) fn push(&mut self, name: &str, number: Option<&HouseNumber>, entry: u32, point: LonLat) {
        let id = if let Some(&id) = self.by_name.get(name) {
            id
        } else {
            let id = self.index.push(name);
            self.by_name.insert(name.to_owned(), id);
            self.roads.push(Road {
                name: name.chars().collect(),
                ..Road::default()
            });
            id
        };
        let road = &mut self.roads[id as usize];
        let Some(number) = number else {
            road.unnumbered.push(entry);
            return;
        };
        let mut number = number.clone();
        if let (Some(first), Some(last)) = (number.first, number.last) {
            let run = last.saturating_sub(first);
            if run > LONGEST_RUN {
                number.last = None;
            } else {
                road.longest_run = road.longest_run.max(run);
            }
        }
        road.houses.push(House { number, entry, point });
    }

    /// Puts the houses of every road in order; called once after the last [`Self::push`].
    pub(super) fn sort(&mut self) {
        for road in &mut self.roads {
            road.houses.sort_by_key(House::key);
        }
    }

    /// Finds roads by a name in normal form: the road of exactly that name, or the most similar ones with their similarity 0..=1.
    pub(super) fn similar(&self, name: &str) -> Vec<(&Road, f64)> {
        if let Some(&id) = self.by_name.get(name) {
            return vec![(&self.roads[id as usize], 1.0)];
        }
        let asked: Vec<char> = name.chars().collect();
        let mut found: Vec<(&Road, f64)> = self
            .index
            .similar(name, 0.35, 16)
            .into_iter()
            .map(|(id, dice)| (&self.roads[id as usize], dice))
            .map(|(road, dice)| (road, road_similarity(&asked, &road.name, dice)))
            .filter(|(_, similarity)| *similarity >= 0.4)
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.truncate(4);
        found
    }
}

/// Judges another road name. One slip in a long name is forgiven; in a two-character name it leaves too little to be sure (汉口路, 汉阳路), and
/// 南京东路 is not 南京西路.
fn road_similarity(asked: &[char], name: &[char], dice: f64) -> f64 {
    match one_slip(asked, name) {
        Some(slip) if tells_apart(slip.first) || tells_apart(slip.second) => 0.5,
        Some(_) if asked.len().min(name.len()) >= 4 => 0.88,
        Some(_) => 0.72,
        None => dice * 0.7,
    }
}

impl Road {
    /// Finds the houses that bear the number, with their score.
    pub(super) fn at<'a>(&'a self, number: &'a HouseNumber) -> impl Iterator<Item = (&'a House, f64)> {
        let from = number.first.unwrap_or(0).saturating_sub(self.longest_run);
        let to = number.last.or(number.first).unwrap_or(u32::MAX);
        let start = self.houses.partition_point(|house| house.key() < (number.lane, from));
        let same_lane = self.houses[start..]
            .iter()
            .take_while(move |house| house.key() <= (number.lane, to));
        // 126号 may be meant for the lane 126弄 and the other way round; both are few.
        let lane = if number.lane.is_none() { number.first } else { None };
        let other_start = self
            .houses
            .partition_point(|house| house.key() < (lane, if lane.is_none() { number.lane.unwrap_or(0) } else { 0 }));
        let other = self.houses[other_start..]
            .iter()
            .take(8)
            .filter(move |house| house.number.lane != number.lane);
        same_lane
            .chain(other)
            .filter_map(move |house| score::number_score(number, &house.number).map(|score| (house, score)))
    }

    /// Places a number that no house bears by its neighbours among the houses that `fits` accepts.
    pub(super) fn between(&self, number: &HouseNumber, fits: impl Fn(u32) -> bool) -> Option<Placed> {
        let asked = number.first?;
        let at = self.houses.partition_point(|house| house.key() < (number.lane, asked));
        let usable =
            |house: &&House| house.number.lane == number.lane && house.number.first.is_some() && fits(house.entry);
        let below: Vec<&House> = self.houses[..at].iter().rev().take(NEIGHBOURS).filter(usable).collect();
        let above: Vec<&House> = self.houses[at..].iter().take(NEIGHBOURS).filter(usable).collect();
        for same_side in [true, false] {
            let side = |house: &&&House| !same_side || house.number.first.is_some_and(|n| n % 2 == asked % 2);
            if let (Some(low), Some(high)) = (below.iter().find(side), above.iter().find(side))
                && let Some(placed) = interpolated(asked, low, high)
            {
                return Some(placed);
            }
        }
        let nearest = below
            .first()
            .into_iter()
            .chain(above.first())
            .min_by_key(|house| gap(asked, house))?;
        Some(Placed {
            entry: nearest.entry,
            other: None,
            point: nearest.point,
            uncertainty_m: (f64::from(gap(asked, nearest)) * score::BEYOND_M_PER_NUMBER).max(score::LANE_UNCERTAINTY_M),
            score: score::BEYOND,
        })
    }

    /// Gives the entry in the middle of those that `fits` accepts, to stand for the road, and the others.
    pub(super) fn middle(&self, fits: impl Fn(u32) -> bool) -> Option<(u32, Vec<u32>)> {
        let entries = self
            .houses
            .iter()
            .map(|house| house.entry)
            .chain(self.unnumbered.iter().copied());
        let fitting: Vec<u32> = entries.filter(|&entry| fits(entry)).collect();
        fitting.get(fitting.len() / 2).copied().map(|middle| (middle, fitting))
    }
}

fn gap(asked: u32, house: &House) -> u32 {
    house.number.first.map_or(u32::MAX, |number| number.abs_diff(asked))
}

fn interpolated(asked: u32, low: &House, high: &House) -> Option<Placed> {
    let (from, to) = (low.number.first?, high.number.first?);
    let apart_m = distance_m(low.point, high.point);
    if to <= from || to - from > score::NEIGHBOUR_REACH_NUMBERS || apart_m > score::NEIGHBOUR_REACH_M {
        return None;
    }
    let share = f64::from(asked - from) / f64::from(to - from);
    let (nearer, other) = if share <= 0.5 { (low, high) } else { (high, low) };
    Some(Placed {
        entry: nearer.entry,
        other: Some(other.entry),
        point: part_way(low.point, high.point, share),
        uncertainty_m: apart_m.max(score::INTERPOLATED_UNCERTAINTY_M),
        score: score::BETWEEN,
    })
}

/// Gives the point at a share (0 at the first, 1 at the second) of the way between two near points.
fn part_way(from: LonLat, to: LonLat, share: f64) -> LonLat {
    let mix = |a: f64, b: f64| a + (b - a) * share;
    LonLat::new(mix(from.lon(), to.lon()), mix(from.lat(), to.lat())).unwrap_or(from)
}
