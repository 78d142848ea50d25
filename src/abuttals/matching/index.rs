//! The index over the names of features.
//!
//! Must not hold the features: it gives their numbers.

use std::collections::{BTreeMap, HashMap};

use super::{
    Candidate, Match, Near, Sought, edit, fits, is_line,
    key::{self, Key},
};
use crate::{
    abuttals::{Feature, FeatureClass, StatedKind, apart::apart_m},
    geometry::Bbox,
};

/// The least score of a match: below it two names agree by chance as often as not.
const MATCHES: f64 = 0.8;
/// The least score of a candidate.
const NEARLY: f64 = 0.4;
/// Two candidates whose scores differ by less are equally good.
const EVEN: f64 = 0.03;
/// Of equally good candidates, the nearer one is meant if the next lies so much farther off, in metres: some blocks.
const NEARER_M: f64 = 500.0;
/// What a name of another class than it says of itself is worth.
const OTHER_CLASS: f64 = 0.9;
/// From this score on, two names are the very same, but for the spelling of numerals and suffixes.
const THE_SAME: f64 = 0.98;
/// What names alike by their letters alone are worth at most, so that they are never a match.
const BY_LETTERS: f64 = 0.75;
/// Most candidates told.
const MOST: usize = 5;

/// Features that bear one name.
#[derive(Debug, Clone)]
struct Group {
    name: String,
    folded: String,
    members: Vec<u32>,
}

/// Finds features by the names that texts give them.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    groups: Vec<Group>,
    boxes: Vec<Option<Bbox>>,
    classes: Vec<FeatureClass>,
    keys: HashMap<String, Vec<(u32, f32)>>,
    pairs: HashMap<[char; 2], Vec<u32>>,
}

impl NameIndex {
    /// Indexes features; their numbers are their places in the order given.
    pub fn build<'a>(features: impl IntoIterator<Item = &'a Feature>) -> Self {
        let mut index = Self::default();
        let mut by_name: HashMap<String, u32> = HashMap::new();
        for (nth, feature) in (0_u32..).zip(features) {
            let coords = feature.line.0.iter().flat_map(|line| line.0.iter().copied());
            index.boxes.push(Bbox::of_coords(coords));
            index.classes.push(feature.class);
            let folded = key::folded(&feature.name);
            let next = index.groups.len() as u32;
            let group = *by_name.entry(folded.clone()).or_insert(next);
            if group == next {
                index.groups.push(Group {
                    name: feature.name.clone(),
                    folded,
                    members: Vec::new(),
                });
            }
            index.groups[group as usize].members.push(nth);
        }
        for (nth, group) in (0_u32..).zip(&index.groups) {
            for Key { text, weight } in key::keys(&group.name, &[]) {
                index.keys.entry(text).or_default().push((nth, weight as f32));
            }
            for pair in edit::pairs(&group.folded) {
                index.pairs.entry(pair).or_default().push(nth);
            }
        }
        index
    }

    /// Finds what bears a name.
    ///
    /// Things that are no named lines ([`is_line`]) are found only under their very name.
    pub fn find(&self, sought: &Sought<'_>) -> Match {
        let mut candidates = self.by_key(sought);
        let by_name_only = !is_line(sought.kind);
        if by_name_only {
            candidates.retain(|candidate| candidate.score >= THE_SAME);
        } else if candidates.iter().all(|candidate| candidate.score < MATCHES) {
            candidates.extend(self.by_letters(sought, &candidates));
        }
        candidates.sort_by(|one, other| {
            let by_score = other.score.total_cmp(&one.score);
            by_score.then_with(|| {
                one.distance_m
                    .unwrap_or(0.0)
                    .total_cmp(&other.distance_m.unwrap_or(0.0))
            })
        });
        decide(candidates, sought.near)
    }

    /// Returns the groups that share a key with the name.
    fn by_key(&self, sought: &Sought<'_>) -> Vec<Candidate> {
        let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
        for Key { text, weight } in key::keys(sought.name, sought.former) {
            for &(group, own) in self.keys.get(&text).into_iter().flatten() {
                let score = scores.entry(group).or_insert(0.0);
                *score = score.max(weight * f64::from(own));
            }
        }
        let candidates = scores
            .into_iter()
            .filter_map(|(group, score)| self.candidate(group, score, sought));
        candidates.filter(|candidate| candidate.score >= NEARLY).collect()
    }

    /// Returns the groups whose names are alike by their letters.
    fn by_letters(&self, sought: &Sought<'_>, found: &[Candidate]) -> Vec<Candidate> {
        let name = key::folded(sought.name);
        let mut common = vec![0_u16; self.groups.len()];
        for pair in edit::pairs(&name) {
            for &group in self.pairs.get(&pair).into_iter().flatten() {
                common[group as usize] += 1;
            }
        }
        // Many names share a letter: those with most pairs in common are looked at.
        let mut ranked: Vec<(u32, u16)> = (0..).zip(common).filter(|(_, count)| *count > 0).collect();
        ranked.sort_by_key(|&(group, count)| (std::cmp::Reverse(count), group));
        let candidates = ranked.into_iter().take(64).filter_map(|(group, _)| {
            let score = BY_LETTERS * edit::likeness(&name, &self.groups[group as usize].folded);
            self.candidate(group, score, sought)
        });
        candidates
            .filter(|candidate| candidate.score >= NEARLY && found.iter().all(|other| other.name != candidate.name))
            .collect()
    }

    fn candidate(&self, group: u32, score: f64, sought: &Sought<'_>) -> Option<Candidate> {
        let group = self.groups.get(group as usize)?;
        let distance = |member: &u32| {
            let (near, own) = (sought.near?, self.boxes[*member as usize]?);
            Some(apart_m(&near.area, &own))
        };
        let mut members: Vec<(u32, Option<f64>)> =
            group.members.iter().map(|member| (*member, distance(member))).collect();
        let fitting = |member: u32| fits(sought.kind, self.classes[member as usize]);
        let is_right = members.iter().any(|(member, _)| fitting(*member));
        if is_right {
            members.retain(|(member, _)| fitting(*member));
        }
        let least = members
            .iter()
            .filter_map(|(_, distance_m)| *distance_m)
            .reduce(f64::min);
        if let (Some(near), Some(least)) = (sought.near, least)
            && least <= near.reach_m
        {
            members.retain(|(_, distance_m)| distance_m.is_some_and(|m| m <= near.reach_m));
        }
        let mut classes: Vec<FeatureClass> = members
            .iter()
            .map(|(member, _)| self.classes[*member as usize])
            .collect();
        classes.sort_unstable();
        classes.dedup();
        let unclear = matches!(sought.kind, StatedKind::Place | StatedKind::Organisation);
        Some(Candidate {
            name: group.name.clone(),
            classes,
            score: if is_right || unclear {
                score
            } else {
                score * OTHER_CLASS
            },
            distance_m: least,
            features: members.into_iter().map(|(member, _)| member as usize).collect(),
        })
    }
}

/// Decides between candidates, best first.
fn decide(mut candidates: Vec<Candidate>, near: Option<Near>) -> Match {
    if let Some(near) = near {
        let within = |candidate: &Candidate| candidate.distance_m.is_none_or(|m| m <= near.reach_m);
        // Of what bears the name elsewhere nothing is meant, as long as anything here comes near it.
        if candidates
            .iter()
            .any(|candidate| within(candidate) && candidate.score >= MATCHES)
        {
            candidates.retain(within);
        } else {
            candidates.truncate(MOST);
            return if candidates.is_empty() {
                Match::Nothing
            } else {
                Match::Unsure(candidates)
            };
        }
    }
    let Some(best) = candidates.first().filter(|best| best.score >= MATCHES) else {
        candidates.truncate(MOST);
        return if candidates.is_empty() {
            Match::Nothing
        } else {
            Match::Unsure(candidates)
        };
    };
    let same = |candidate: &Candidate| candidate.score >= 1.0 - f64::EPSILON;
    let even = |candidate: &&Candidate| candidate.score > best.score - EVEN && same(candidate) == same(best);
    let mut even: Vec<&Candidate> = candidates.iter().filter(even).collect();
    even.sort_by(|one, other| {
        one.distance_m
            .unwrap_or(0.0)
            .total_cmp(&other.distance_m.unwrap_or(0.0))
    });
    let chosen = match even.as_slice() {
        [only] => Some((*only).clone()),
        [first, second, ..]
            if first
                .distance_m
                .zip(second.distance_m)
                .is_some_and(|(a, b)| b - a >= NEARER_M) =>
        {
            Some((*first).clone())
        }
        _ => None,
    };
    if let Some(chosen) = chosen {
        return Match::Found(chosen);
    }
    candidates.truncate(MOST);
    Match::Unsure(candidates)
}
