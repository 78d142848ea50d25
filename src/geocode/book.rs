//! Holds the address book in memory: built once from entries, asked with free text.
//! Must not know where entries come from, zones, or what callers do with an answer.

use super::address::{AddressEntry, Candidate, METHOD, Verdict};
use super::gazetteer::Gazetteer;
use super::house_number::HouseNumber;
use super::ladder::{Ladder, without_brackets};
use super::names::NameIndex;
use super::normalise::normalise;
use super::roads::{Road, RoadTable};
use super::score::{self, division_score};
use crate::geometry::{LonLat, distance_m};
use std::collections::{HashMap, HashSet};

/// Names that are less alike than this are not shown even as suggestions.
const LEAST_NAME_SIMILARITY: f64 = 0.45;

/// Names compared for one query.
const NAMES_COMPARED: usize = 32;

/// A road whose ending is missing is guessed at only where it is this like a known one: one slip away.
const LEAST_GUESS: f64 = 0.7;

/// Candidates weighed by [`AddressBook::best`]: enough to see every city that has the road.
const WEIGHED: usize = 16;

/// Finds points of addresses and places among the entries it was built from.
#[derive(Debug, Default)]
pub struct AddressBook {
    entries: Vec<AddressEntry>,
    ladders: Vec<Ladder>,
    roads: RoadTable,
    names: NameIndex,
    gazetteer: Gazetteer,
}

/// Holds a street column in its parts: road in normal form, lane.
type Street = (String, Option<HouseNumber>);

/// Holds one way in which an entry answers the query.
struct Hit {
    entry: u32,
    score: f64,
    point: LonLat,
    uncertainty_m: f64,
    /// The number asked for and the other neighbour, where the point lies between two entries.
    between: Option<(u32, Option<u32>)>,
}

impl AddressBook {
    /// Builds the book; the divisions and roads that the entries name become its gazetteer.
    pub fn build(entries: Vec<AddressEntry>) -> Self {
        Self::build_with(entries, Gazetteer::default())
    }

    /// Builds the book with names of divisions and roads known beforehand besides those of the entries.
    pub fn build_with(entries: Vec<AddressEntry>, gazetteer: Gazetteer) -> Self {
        let mut book = Self {
            ladders: Vec::with_capacity(entries.len()),
            gazetteer,
            ..Self::default()
        };
        // Divisions and streets repeat from row to row: each is read once.
        let divisions: HashSet<[&str; 3]> = entries.iter().map(columns).collect();
        for [_, city, district] in &divisions {
            book.gazetteer.add_district(&normalise(district));
            let city = normalise(city);
            // 北京市海淀区 in the column of the city names the district too.
            let (city, district) = city.split_once('市').unwrap_or((&city, ""));
            book.gazetteer.add_city(city);
            book.gazetteer.add_district(district);
        }
        let divisions: HashMap<[&str; 3], Ladder> = divisions
            .into_iter()
            .map(|columns| (columns, book.divisions_of(columns)))
            .collect();
        let streets: HashSet<&str> = entries.iter().map(|entry| entry.street.as_str()).collect();
        let streets: HashMap<&str, Street> = streets.into_iter().map(|column| (column, street(column))).collect();
        for (road, _) in streets.values() {
            book.gazetteer.add_road(road);
        }
        for entry in &entries {
            let known = divisions.get(&columns(entry)).cloned().unwrap_or_default();
            let ladder = book.ladder_of(entry, known, streets.get(entry.street.as_str()));
            let number = book.ladders.len() as u32;
            if let Some(road) = &ladder.road {
                book.roads.push(road, ladder.number.as_ref(), number, entry.point);
            }
            book.names.push(&name_key(&entry.name), number);
            book.ladders.push(ladder);
        }
        book.roads.sort();
        book.entries = entries;
        book
    }

    /// Tells how many entries the book holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether the book holds no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives the names by which this book splits addresses.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Finds the candidates for a query, best first, at most `limit`.
    ///
    /// Every candidate is a suggestion; only [`Self::best`] says whether one may be used as an answer.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Candidate> {
        let mut asked = Ladder::split(query, &self.gazetteer);
        score::complete_municipality(&mut asked);
        let mut hits: HashMap<u32, Hit> = HashMap::new();
        let mut keep = |hit: Hit| {
            let better = hits.get(&hit.entry).is_none_or(|known| hit.score > known.score);
            if better && hit.score > 0.0 {
                hits.insert(hit.entry, hit);
            }
        };
        if let Some(name) = &asked.road {
            for (road, similarity) in self.roads.similar(name) {
                self.on_road(&asked, road, similarity, &mut keep);
            }
        }
        if let Some((guess, name)) = road_guess(&asked) {
            for (road, similarity) in self.roads.similar(&name).into_iter().filter(|(_, s)| *s >= LEAST_GUESS) {
                self.on_road(&guess, road, similarity, &mut keep);
            }
        }
        self.by_name(query, &asked, &mut keep);
        let mut found: Vec<Hit> = hits.into_values().collect();
        found.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.uncertainty_m.total_cmp(&b.uncertainty_m))
                .then(a.entry.cmp(&b.entry))
        });
        found.truncate(limit);
        found.iter().map(|hit| self.candidate(hit)).collect()
    }

    /// Says whether the query has one good match, several, or none.
    ///
    /// A match is good from [`score::GOOD_SCORE`] on. Several good ones within [`score::AMBIGUOUS_MARGIN`] of the best are one place where they lie
    /// within [`score::SAME_PLACE_M`] (then the uncertainty covers them all), and ambiguous otherwise.
    pub fn best(&self, query: &str) -> Verdict {
        let mut found = self.search(query, WEIGHED);
        let Some(first) = found.first().filter(|first| first.score >= score::GOOD_SCORE).cloned() else {
            return Verdict::None(found);
        };
        let equal = found
            .iter()
            .take_while(|c| c.score >= score::GOOD_SCORE && c.score > first.score - score::AMBIGUOUS_MARGIN)
            .count();
        let spread_m = found[..equal]
            .iter()
            .map(|c| distance_m(c.point, first.point))
            .fold(0.0, f64::max);
        if spread_m > score::SAME_PLACE_M {
            found.truncate(equal);
            return Verdict::Ambiguous(found);
        }
        Verdict::Found(Candidate {
            uncertainty_m: first.uncertainty_m.max(spread_m.ceil()),
            ..first
        })
    }

    /// Reads the columns of province, city and district.
    fn divisions_of(&self, columns: [&str; 3]) -> Ladder {
        let mut ladder = Ladder::default();
        for column in columns {
            let text: Vec<char> = normalise(column).chars().collect();
            ladder.divisions(&text, &self.gazetteer);
        }
        ladder
    }

    /// Splits an entry by its columns, or by its full text where it has no street.
    fn ladder_of(&self, entry: &AddressEntry, mut ladder: Ladder, street: Option<&Street>) -> Ladder {
        let (road, lane) = street.cloned().unwrap_or_default();
        if road.is_empty() {
            if let Some(full) = &entry.full {
                let split = Ladder::split(full, &self.gazetteer);
                ladder = Ladder {
                    province: ladder.province.or(split.province),
                    city: ladder.city.or(split.city),
                    district: ladder.district.or(split.district),
                    ..split
                };
            }
        } else {
            let text: Vec<char> = without_brackets(&normalise(&entry.housenumber)).0;
            let number = HouseNumber::at_start(&text).map(|(number, _)| number);
            ladder.number = match (lane, number) {
                (Some(lane), Some(number)) if number.lane.is_none() => Some(HouseNumber {
                    lane: lane.lane,
                    ..number
                }),
                (lane, number) => number.or(lane),
            };
            ladder.road = Some(road);
        }
        score::complete_municipality(&mut ladder);
        ladder
    }

    fn on_road(&self, asked: &Ladder, road: &Road, similarity: f64, keep: &mut impl FnMut(Hit)) {
        let division = |entry: u32| division_score(asked, &self.ladders[entry as usize]);
        let fits = |entry: u32| division(entry) > 0.9;
        let point = |entry: u32| self.entries[entry as usize].point;
        let Some(number) = &asked.number else {
            if let Some((entry, all)) = road.middle(fits) {
                let reach_m = all
                    .iter()
                    .map(|&e| distance_m(point(e), point(entry)))
                    .fold(0.0, f64::max);
                let uncertainty_m = reach_m.max(score::LANE_UNCERTAINTY_M);
                keep(Hit {
                    entry,
                    score: similarity * score::ROAD_ALONE,
                    point: point(entry),
                    uncertainty_m,
                    between: None,
                });
            }
            return;
        };
        let mut met = false;
        for (house, of_number) in road.at(number) {
            let of_division = division(house.entry);
            met |= of_number >= 0.85 && of_division > 0.9;
            let score = self.with_name(similarity * of_number * of_division, asked, house.entry);
            let uncertainty_m = match of_number {
                n if n >= 0.98 => score::EXACT_UNCERTAINTY_M,
                n if n >= 0.9 => score::INTERPOLATED_UNCERTAINTY_M,
                _ => score::LANE_UNCERTAINTY_M,
            };
            keep(Hit {
                entry: house.entry,
                score,
                point: house.point,
                uncertainty_m,
                between: None,
            });
        }
        if !met && let Some(placed) = road.between(number, fits) {
            keep(Hit {
                entry: placed.entry,
                score: similarity * placed.score * division(placed.entry),
                point: placed.point,
                uncertainty_m: placed.uncertainty_m,
                between: number.first.map(|first| (first, placed.other)),
            });
        }
    }

    /// Lifts the score of an address whose building is named as the query names it.
    fn with_name(&self, score: f64, asked: &Ladder, entry: u32) -> f64 {
        let named = asked.place.as_ref().is_some_and(|place| {
            let name = name_key(&self.entries[entry as usize].name);
            !name.is_empty() && (name == *place || place.contains(&name) || name.contains(place.as_str()))
        });
        if named { score + (1.0 - score) * 0.5 } else { score }
    }

    fn by_name(&self, query: &str, asked: &Ladder, keep: &mut impl FnMut(Hit)) {
        let nothing_but_road = asked.number.is_none() && asked.place.is_none();
        if asked.road.is_none() && asked.place.is_none() {
            return;
        }
        let mut texts: Vec<String> = asked.place.iter().cloned().collect();
        if asked.number.is_none() {
            let whole = name_key(query);
            if !texts.contains(&whole) {
                texts.push(whole);
            }
            if let (Some(place), Some(tail)) = (&asked.place, &asked.tail) {
                texts.push(format!("{place}{tail}"));
            }
        }
        for (rank, text) in texts.iter().enumerate() {
            let is_place = rank == 0 && asked.place.is_some();
            for (entry, similarity) in self.names.similar(text, LEAST_NAME_SIMILARITY, NAMES_COMPARED) {
                let known = &self.ladders[entry as usize];
                let road = match (&asked.road, &known.road) {
                    (Some(a), Some(k)) if is_place && a != k => 0.7,
                    (Some(_), None) if is_place => 0.85,
                    _ => 1.0,
                };
                // The whole text names no division: 北京大学 is a name, not a 大学 in 北京.
                let division = if is_place { division_score(asked, known) } else { 1.0 };
                let most = if nothing_but_road { score::ROAD_NAME_CAP } else { 1.0 };
                keep(Hit {
                    entry,
                    score: (similarity * road * division).min(most),
                    point: self.entries[entry as usize].point,
                    uncertainty_m: score::NAME_UNCERTAINTY_M,
                    between: None,
                });
            }
        }
    }

    fn candidate(&self, hit: &Hit) -> Candidate {
        let entry = &self.entries[hit.entry as usize];
        let matched = match hit.between {
            None => entry.text(),
            Some((number, other)) => {
                let numbers = [Some(hit.entry), other].into_iter().flatten();
                let known: Vec<&str> = numbers.map(|e| self.entries[e as usize].housenumber.trim()).collect();
                let road = AddressEntry {
                    name: String::new(),
                    housenumber: String::new(),
                    full: None,
                    ..entry.clone()
                };
                format!("{}{number}号（按{}推算）", road.text(), known.join("、"))
            }
        };
        Candidate {
            id: entry.id.clone(),
            matched,
            point: hit.point,
            score: (hit.score * 1_000.0).round() / 1_000.0,
            uncertainty_m: hit.uncertainty_m.max(score::grounds_m(&entry.kind)).ceil(),
            method: METHOD,
        }
    }
}

/// Reads a text without a road as a road whose ending was left out or mistyped, before a number: 中山东一17号, 中山东一璐17号.
fn road_guess(asked: &Ladder) -> Option<(Ladder, String)> {
    let place: Vec<char> = asked.place.as_ref().filter(|_| asked.road.is_none())?.chars().collect();
    let at = place.iter().position(char::is_ascii_digit).filter(|&at| at >= 2)?;
    let (number, length) = HouseNumber::at_start(&place[at..])?;
    let rest: String = place[at + length..].iter().collect();
    let guess = Ladder {
        number: Some(number),
        place: (!rest.is_empty()).then_some(rest),
        ..asked.clone()
    };
    Some((guess, place[..at].iter().collect()))
}

/// Gives the form in which names are compared.
fn name_key(name: &str) -> String {
    normalise(name)
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | ',' | '·' | '-' | '.' | '/' | '\'' | '"'))
        .collect()
}

/// Gives the columns that name divisions.
fn columns(entry: &AddressEntry) -> [&str; 3] {
    [&entry.province, &entry.city, &entry.district]
}

/// Splits a street column into the road and, for 四川中路126弄, the lane.
fn street(column: &str) -> Street {
    let (chars, _) = without_brackets(&normalise(column));
    let lane = chars
        .iter()
        .position(char::is_ascii_digit)
        .filter(|&at| at > 0)
        .and_then(|at| {
            let (number, length) = HouseNumber::at_start(&chars[at..])?;
            (number.lane.is_some() && number.first.is_none() && at + length == chars.len()).then_some((at, number))
        });
    match lane {
        Some((at, number)) => (chars[..at].iter().collect(), Some(number)),
        None => (chars.into_iter().collect(), None),
    }
}
