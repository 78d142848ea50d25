//! Holds the constants and the arithmetic by which an entry is judged against a query; every constant with its reason.
//! Must not know how entries are found.

use super::gazetteer::is_municipality;
use super::house_number::HouseNumber;
use super::ladder::Ladder;

/// Least score of a good match, 0..=1. Below it a candidate is a suggestion, never an answer.
///
/// The marks are set so that it divides cleanly: a right number on the right road reaches 0.96 and more, a number between two near neighbours
/// 0.78, a long name with one slip 0.82; a road alone stays at 0.45, a number beyond the known ones at 0.5, another district below 0.3.
pub const GOOD_SCORE: f64 = 0.75;

/// Two good matches whose scores differ by less are taken as equally good.
pub const AMBIGUOUS_MARGIN: f64 = 0.05;

/// Equally good matches nearer to one another than this many metres are one place: a campus or a mall is mapped as several objects, and two
/// public geocoders place one address up to 160 m apart.
pub const SAME_PLACE_M: f64 = 160.0;

/// Uncertainty of an exact house number in metres: half the length of a large building, since a point may stand at its door or in its middle.
pub const EXACT_UNCERTAINTY_M: f64 = 30.0;

/// Uncertainty of a named place in metres: places such as squares and institutes are larger than a house.
pub const NAME_UNCERTAINTY_M: f64 = 50.0;

/// Uncertainty of a place that is a whole ground (campus, park, hospital …) in metres: its point stands somewhere in the middle, and half a
/// kilometre to the wall is common.
pub const GROUNDS_UNCERTAINTY_M: f64 = 500.0;

/// Least uncertainty of a point between two known house numbers in metres: two exact numbers' worth; the distance between the neighbours where
/// that is more.
pub const INTERPOLATED_UNCERTAINTY_M: f64 = 60.0;

/// Uncertainty of a lane (弄) without its house number in metres: lanes of the old towns run 50 to 100 m deep.
pub const LANE_UNCERTAINTY_M: f64 = 100.0;

/// Uncertainty for each number beyond the last known one in metres: a frontage is 10 m or a little more, and numbers go up by two a side.
pub(super) const BEYOND_M_PER_NUMBER: f64 = 10.0;

/// Neighbours farther apart than this many metres do not tell where a number between them is.
pub(super) const NEIGHBOUR_REACH_M: f64 = 400.0;

/// Neighbours whose numbers are farther apart than this do not either: 60 numbers are 30 houses on a side.
pub(super) const NEIGHBOUR_REACH_NUMBERS: u32 = 60;

/// Score of a number between two near neighbours on the right road.
pub(super) const BETWEEN: f64 = 0.78;

/// Score of a number whose neighbours are far or on one side only.
pub(super) const BEYOND: f64 = 0.5;

/// Score of a road without a number.
pub(super) const ROAD_ALONE: f64 = 0.45;

/// Score of a lane without the house in it.
pub(super) const LANE_ALONE: f64 = 0.85;

/// Score that no candidate of a query exceeds that names a road and nothing else, even where a place bears the road's name.
pub(super) const ROAD_NAME_CAP: f64 = 0.7;

/// Words in the kind of an entry that mark a whole ground; the words are those of OpenStreetMap.
const GROUNDS: [&str; 9] = [
    "university",
    "college",
    "hospital",
    "leisure=park",
    "garden",
    "zoo",
    "stadium",
    "tourism=attraction",
    "landuse",
];

/// Gives the least uncertainty that the kind of an entry asks for, metres; 0 for houses.
pub(super) fn grounds_m(kind: &str) -> f64 {
    if GROUNDS.iter().any(|word| kind.contains(word)) {
        GROUNDS_UNCERTAINTY_M
    } else {
        0.0
    }
}

/// Judges a house number against the one asked for, 0..=1; `None` where it is another house.
pub(super) fn number_score(asked: &HouseNumber, known: &HouseNumber) -> Option<f64> {
    if asked.lane != known.lane {
        // 126号 and 126弄 are often meant for one another, but are different doors.
        let mixed =
            (asked.lane.is_some() && asked.first.is_none() && asked.lane == known.first && known.lane.is_none())
                || (known.lane.is_some() && asked.lane.is_none() && asked.first == known.lane);
        return mixed.then_some(0.6);
    }
    let Some(first) = asked.first else {
        return Some(if known.first.is_none() { 1.0 } else { LANE_ALONE });
    };
    if asked.first == known.first {
        return Some(match (asked.part == known.part, asked.last == known.last) {
            (true, true) => 1.0,
            (true, false) => 0.98,
            (false, _) => 0.85,
        });
    }
    if known.holds(first) {
        // Runs count one side of a road: 98-114 are the even numbers.
        let same_side = known.first.is_some_and(|k| k % 2 == first % 2);
        return Some(if same_side { 0.96 } else { 0.9 });
    }
    known.first.filter(|&number| asked.holds(number)).map(|_| 0.9)
}

/// Judges the divisions of an entry against those asked for: 1 where they agree, a little less where the entry does not state one, and so low
/// that no match is good where they contradict.
pub(super) fn division_score(asked: &Ladder, known: &Ladder) -> f64 {
    let rung = |asked: &Option<String>, known: &Option<String>, contradiction: f64| match (asked, known) {
        (Some(a), Some(k)) if a != k => contradiction,
        (Some(_), None) => 0.99,
        _ => 1.0,
    };
    rung(&asked.province, &known.province, 0.1)
        * rung(&asked.city, &known.city, 0.2)
        * rung(&asked.district, &known.district, 0.3)
}

/// Completes the province and city of a municipality from one another.
pub(super) fn complete_municipality(ladder: &mut Ladder) {
    let stated = ladder
        .province
        .as_ref()
        .or(ladder.city.as_ref())
        .filter(|name| is_municipality(name))
        .cloned();
    if let Some(name) = stated {
        ladder.city.get_or_insert_with(|| name.clone());
        ladder.province.get_or_insert(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> HouseNumber {
        HouseNumber::at_start(&text.chars().collect::<Vec<_>>()).unwrap().0
    }

    #[test]
    fn a_right_number_stands_clearly_above_its_neighbours() {
        assert_eq!(number_score(&number("12"), &number("12号")), Some(1.0));
        assert_eq!(number_score(&number("100"), &number("98-114")), Some(0.96));
        assert_eq!(number_score(&number("12"), &number("12-3")), Some(0.85));
        assert_eq!(number_score(&number("12"), &number("14")), None);
        assert_eq!(number_score(&number("126弄"), &number("126弄5-21")), Some(LANE_ALONE));
        assert_eq!(number_score(&number("126弄7号"), &number("126弄5-21")), Some(0.96));
    }

    #[test]
    fn a_campus_is_not_a_point() {
        assert_eq!(grounds_m("amenity=university"), GROUNDS_UNCERTAINTY_M);
        assert_eq!(grounds_m("building"), 0.0);
    }

    #[test]
    fn another_district_is_never_a_good_match() {
        let asked = Ladder {
            district: Some("黄浦".into()),
            ..Ladder::default()
        };
        let other = Ladder {
            district: Some("静安".into()),
            ..Ladder::default()
        };
        assert!(division_score(&asked, &other) < GOOD_SCORE);
        assert!(division_score(&asked, &Ladder::default()) > 0.98);
        assert_eq!(division_score(&asked, &asked), 1.0);
    }

    #[test]
    fn a_municipality_is_province_and_city() {
        let mut ladder = Ladder {
            city: Some("上海".into()),
            ..Ladder::default()
        };
        complete_municipality(&mut ladder);
        assert_eq!(ladder.province.as_deref(), Some("上海"));
    }
}
