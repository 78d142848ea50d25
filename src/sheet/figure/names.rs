//! Names in the figure: each feature once, along its line; other zones on their ground.
//!
//! Must not move a name to where its thing is not: a name without room is left out.

use std::collections::BTreeSet;

use super::{
    super::{
        content::Ground,
        flow::Flow,
        mark::{Ink, Mark, Place, Style, WHITE, text_corners},
        tree::Belongs,
    },
    frame::Frame,
    labels::{Occupied, along, middle},
    lines::{self, neighbour_pen},
};
use crate::abuttals::FeatureClass;

const SIZE: f32 = 6.5;
/// Longest name in ems; the rest is cut off, for the words stand in a table in full.
const MOST_EM: f32 = 16.0;
/// How straight a line must be along its name: chord to length.
const STRAIGHT: f32 = 0.94;
/// A line is upright where it runs less to the side than this share.
const UPRIGHT: f32 = 0.15;

/// Names features, those first that the words name.
pub fn features(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame, ground: &Ground, occupied: &mut Occupied) {
    let mut told: BTreeSet<(&str, FeatureClass)> = BTreeSet::new();
    for feature in &ground.features {
        if feature.name.trim().is_empty() || told.contains(&(feature.name.as_str(), feature.class)) {
            continue;
        }
        let mut pieces: Vec<Vec<Place>> = feature.line.iter().flat_map(|line| frame.pieces(line)).collect();
        pieces.sort_by(|a, b| length(b).total_cmp(&length(a)));
        let run = flow.setter.set_within(&feature.name, MOST_EM);
        let width = run.width_em * SIZE;
        let spots = pieces.iter().take(4).flat_map(|piece| places_along(piece, width));
        let found = spots
            .filter(|(from, way)| occupied.take(&along(*from, *way, width, SIZE * 1.15)))
            .take(1)
            .next();
        if let Some((from, way)) = found {
            told.insert((feature.name.as_str(), feature.class));
            put_along(flow, belongs, run, from, way, darker(lines::ink(feature.class)));
        }
    }
}

/// Names other zones.
pub fn neighbours(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame, ground: &Ground, occupied: &mut Occupied) {
    let [left, top, right, bottom] = frame.sides;
    for neighbour in &ground.neighbours {
        let run = flow.setter.set_within(&neighbour.name, MOST_EM);
        let width = run.width_em * SIZE;
        // What of it lies in the frame: its corners drawn to the frame's sides, good enough to find a place for a name.
        let rings: Vec<Vec<Place>> = neighbour
            .shape
            .iter()
            .map(|part| {
                let places = part.exterior().0.iter().map(|c| frame.place(*c));
                places
                    .map(|[x, y]| [(x as f32).clamp(left, right), (y as f32).clamp(top, bottom)])
                    .collect()
            })
            .collect();
        let Some((at, _)) = middle(&rings) else { continue };
        for down in [0.0, 9.0, -9.0, 18.0, -18.0, 30.0, -30.0] {
            let x = (at[0] - width / 2.0).clamp(left + 2.0, (right - 2.0 - width).max(left + 2.0));
            let y = (at[1] + down).clamp(top + 6.0, bottom - 6.0);
            if occupied.take(&along([x, y], [1.0, 0.0], width, SIZE * 1.15)) {
                put_along(
                    flow,
                    belongs,
                    run,
                    [x, y],
                    [1.0, 0.0],
                    neighbour_pen(neighbour.pending).ink,
                );
                break;
            }
        }
    }
}

/// Puts a name whose middle line begins at a place and runs along a direction.
fn put_along(
    flow: &mut Flow<'_>,
    belongs: Belongs,
    run: super::super::letters::Run,
    from: Place,
    way: [f32; 2],
    ink: Ink,
) {
    let turn_deg = way[1].atan2(way[0]).to_degrees();
    // The letters' middle lies a third of an em above their base line.
    let down = SIZE * 0.34;
    let at = [from[0] - way[1] * down, from[1] + way[0] * down];
    let corners = text_corners(run.width_em, at, SIZE, turn_deg);
    let ground = Mark::Fill {
        rings: vec![corners.to_vec()],
        ink: WHITE,
        opacity: 0.72,
    };
    flow.put(belongs, ground);
    let style = Style {
        size: SIZE,
        ink,
        bold: false,
    };
    let mark = Mark::Text {
        run,
        at,
        style,
        turn_deg,
    };
    flow.put(belongs, mark);
}

/// Returns where a name of a width can begin along a line, and its direction, never upside down: from the middle of the line outward.
fn places_along(line: &[Place], width: f32) -> Vec<(Place, [f32; 2])> {
    let whole = length(line);
    let mut found = Vec::new();
    for share in [0.5, 0.35, 0.65, 0.2, 0.8] {
        let begin = whole * share - width / 2.0;
        if begin < 0.0 || begin + width > whole {
            continue;
        }
        let (Some(a), Some(b)) = (at_length(line, begin), at_length(line, begin + width)) else {
            continue;
        };
        let chord = (b[0] - a[0]).hypot(b[1] - a[1]);
        if chord < width * STRAIGHT || chord <= 0.0 {
            continue;
        }
        let way = [(b[0] - a[0]) / chord, (b[1] - a[1]) / chord];
        // From the left, and upward where the line is upright: neighbouring names then read the same way.
        let reads_right = way[0] > UPRIGHT || (way[0] >= -UPRIGHT && way[1] < 0.0);
        found.push(if reads_right { (a, way) } else { (b, [-way[0], -way[1]]) });
    }
    found
}

fn length(line: &[Place]) -> f32 {
    line.windows(2)
        .map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]))
        .sum()
}

fn at_length(line: &[Place], length: f32) -> Option<Place> {
    let mut gone = 0.0;
    for pair in line.windows(2) {
        let own = (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
        if own > 0.0 && gone + own >= length {
            let t = (length - gone) / own;
            return Some([
                pair[0][0] + t * (pair[1][0] - pair[0][0]),
                pair[0][1] + t * (pair[1][1] - pair[0][1]),
            ]);
        }
        gone += own;
    }
    line.last().copied()
}

/// Darkens a colour so that letters in it can be read.
fn darker(ink: Ink) -> Ink {
    ink.map(|part| (f32::from(part) * 0.55) as u8)
}
