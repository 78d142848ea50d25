//! Parallel lines of one name, merged to the line in their middle.
//!
//! Must not merge different names, nor lines that only cross.

use geo::Simplify;
use geo_types::{Coord, LineString};

use crate::abuttals::{
    lines::{Foot, LineWork},
    metres::{between, distance, length, minus, slant_deg},
};

/// Carriageways run one way within these degrees.
const ALONG_DEG: f64 = 30.0;
/// Lines are looked at every so many metres.
const STEP_M: f64 = 10.0;
/// The middle line keeps to this, in metres.
const SMOOTH_M: f64 = 0.3;
/// Within this way to each hand, in metres, the shift to the middle is evened out.
const RAMP_M: f64 = 25.0;
/// Most merges of one name; what is left then stays as it is.
const MOST: usize = 200;

/// Lines after merging, and whether any were merged.
pub(super) struct Merged {
    pub(super) lines: Vec<Vec<Coord<f64>>>,
    pub(super) is_centred: bool,
}

/// Merges lines that run along one another within `apart_m`.
pub(super) fn merge(lines: Vec<Vec<Coord<f64>>>, apart_m: f64) -> Merged {
    let mut rest = lines;
    let mut merged = Merged {
        lines: Vec::new(),
        is_centred: false,
    };
    for _ in 0..MOST {
        let longest = (0..rest.len()).max_by(|one, other| length(&rest[*one]).total_cmp(&length(&rest[*other])));
        let Some(longest) = longest else { return merged };
        let main = rest.swap_remove(longest);
        let (centre, is_centred) = centre(&main, &rest, apart_m);
        merged.is_centred |= is_centred;
        merged.lines.push(centre);
        rest = without_parallel(rest, &main, apart_m);
    }
    merged.lines.append(&mut rest);
    merged
}

/// Moves a line into the middle between it and what runs along it.
///
/// Where a carriageway begins or ends, the line goes over from its own course to the middle within some metres.
fn centre(main: &[Coord<f64>], others: &[Vec<Coord<f64>>], apart_m: f64) -> (Vec<Coord<f64>>, bool) {
    let work = LineWork::of_lines(others.iter().enumerate().map(|(nth, line)| (nth, line.as_slice())));
    let places = places(main);
    let shifts: Vec<Coord<f64>> = places
        .iter()
        .map(|(place, direction)| shift(*place, *direction, &beside(&work, *place, *direction, apart_m)))
        .collect();
    if shifts.iter().all(|shift| shift.x.hypot(shift.y) <= SMOOTH_M) {
        return (main.to_vec(), false);
    }
    let mut way_m = 0.0;
    let ways: Vec<f64> = (0..places.len())
        .map(|nth| {
            way_m += nth
                .checked_sub(1)
                .map_or(0.0, |last| distance(places[last].0, places[nth].0));
            way_m
        })
        .collect();
    let (mut from, mut to) = (0, 0);
    let moved = (0..places.len()).map(|nth| {
        while ways[nth] - ways[from] > RAMP_M {
            from += 1;
        }
        while to < places.len() && ways[to] - ways[nth] <= RAMP_M {
            to += 1;
        }
        let around = &shifts[from..to];
        let mean = |part: fn(&Coord<f64>) -> f64| around.iter().map(part).sum::<f64>() / around.len() as f64;
        let place = places[nth].0;
        Coord {
            x: place.x + mean(|shift| shift.x),
            y: place.y + mean(|shift| shift.y),
        }
    });
    (LineString(moved.collect()).simplify(SMOOTH_M).0, true)
}

/// Leaves of lines what does not run along `main`; links between carriageways go with them.
fn without_parallel(lines: Vec<Vec<Coord<f64>>>, main: &[Coord<f64>], apart_m: f64) -> Vec<Vec<Coord<f64>>> {
    let work = LineWork::of_lines([(0, main)]);
    let mut left = Vec::new();
    for line in lines {
        if line.iter().all(|place| work.feet(*place, apart_m, |_| true).is_empty()) {
            left.push(line);
            continue;
        }
        let mut runs: Vec<Vec<Coord<f64>>> = vec![Vec::new()];
        for (place, direction) in places(&line) {
            if !beside(&work, place, direction, apart_m).is_empty() {
                runs.push(Vec::new());
            } else if let Some(run) = runs.last_mut() {
                run.push(place);
            }
        }
        let is_link = |run: &[Coord<f64>]| {
            length(run) < 2.0 * apart_m && run.iter().all(|place| !work.feet(*place, apart_m, |_| true).is_empty())
        };
        left.extend(runs.into_iter().filter(|run| run.len() > 1 && !is_link(run)));
    }
    left
}

/// Finds the lines that run along a line at a place, beside it and not beyond its end.
fn beside(work: &LineWork, place: Coord<f64>, direction: Coord<f64>, apart_m: f64) -> Vec<Foot> {
    work.feet(place, apart_m, |foot| {
        let square = foot.distance_m < SMOOTH_M || slant_deg(minus(place, foot.at), direction) > 90.0 - ALONG_DEG;
        square && slant_deg(direction, foot.direction) <= ALONG_DEG
    })
}

/// Gives the way from a place to the middle between the outermost lines on its left and right; the place itself is one of them.
fn shift(place: Coord<f64>, direction: Coord<f64>, beside: &[Foot]) -> Coord<f64> {
    let (mut left, mut right) = ((0.0, Coord { x: 0.0, y: 0.0 }), (0.0, Coord { x: 0.0, y: 0.0 }));
    for foot in beside {
        let way = minus(foot.at, place);
        let is_left = direction.x * way.y - direction.y * way.x > 0.0;
        let side = if is_left { &mut left } else { &mut right };
        if foot.distance_m > side.0 {
            *side = (foot.distance_m, way);
        }
    }
    Coord {
        x: f64::midpoint(left.1.x, right.1.x),
        y: f64::midpoint(left.1.y, right.1.y),
    }
}

/// Gives the vertices of a line and places between them, each with the direction of the line there.
fn places(line: &[Coord<f64>]) -> Vec<(Coord<f64>, Coord<f64>)> {
    let mut places = Vec::new();
    let mut last = None;
    for edge in line.windows(2) {
        let direction = minus(edge[1], edge[0]);
        let count = (distance(edge[0], edge[1]) / STEP_M).ceil().clamp(1.0, 100_000.0);
        places.extend((0..count as usize).map(|nth| (between(edge[0], edge[1], nth as f64 / count), direction)));
        last = Some((edge[1], direction));
    }
    places.extend(last);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(places: &[(f64, f64)]) -> Vec<Coord<f64>> {
        places.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    #[test]
    fn two_carriageways_become_the_line_between_them() {
        let merged = merge(
            vec![line(&[(0.0, 0.0), (500.0, 0.0)]), line(&[(500.0, 20.0), (0.0, 20.0)])],
            50.0,
        );
        assert!(merged.is_centred);
        assert_eq!(merged.lines.len(), 1, "{:?}", merged.lines);
        assert!(
            merged.lines[0].iter().all(|place| (place.y - 10.0).abs() < 0.5),
            "{:?}",
            merged.lines
        );
    }

    #[test]
    fn a_road_that_splits_stays_whole_and_its_links_go() {
        let merged = merge(
            vec![
                line(&[(0.0, 0.0), (200.0, 0.0), (240.0, -10.0), (700.0, -10.0)]),
                line(&[(200.0, 0.0), (240.0, 10.0), (700.0, 10.0)]),
                line(&[(450.0, -10.0), (450.0, 10.0)]),
            ],
            50.0,
        );
        assert_eq!(merged.lines.len(), 1, "{:?}", merged.lines);
        assert!(
            merged.lines[0].iter().all(|place| place.y.abs() < 3.0),
            "{:?}",
            merged.lines
        );
    }

    #[test]
    fn lines_that_cross_or_lie_far_apart_stay() {
        let lines = vec![
            line(&[(0.0, 0.0), (500.0, 0.0)]),
            line(&[(250.0, -300.0), (250.0, 300.0)]),
            line(&[(0.0, 80.0), (500.0, 80.0)]),
        ];
        let merged = merge(lines.clone(), 50.0);
        assert!(!merged.is_centred);
        assert_eq!(merged.lines.len(), 3);
        for line in &lines {
            assert!(merged.lines.contains(line));
        }
    }
}
