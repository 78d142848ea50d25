//! How parks are told apart: a colour and a hatch each, so that no reader depends on colour alone.
//!
//! Must not know parks.

use super::{
    super::mark::{Ink, Place},
    frame::clipped,
};

/// Colours with at least 4.5 : 1 against white; after the last the first comes again, with another hatch.
const INKS: [Ink; 8] = [
    [0x00, 0x5a, 0x9c],
    [0xb3, 0x4a, 0x00],
    [0x00, 0x6e, 0x4e],
    [0x8a, 0x2d, 0x6b],
    [0x6b, 0x5a, 0x00],
    [0x9c, 0x1c, 0x2e],
    [0x3a, 0x3a, 0x8c],
    [0x4a, 0x4a, 0x4a],
];
/// Directions of lines in degrees and the room between them, in turn.
const HATCHES: [(&[f32], f32); 7] = [
    (&[45.0], 6.0),
    (&[135.0], 6.0),
    (&[0.0], 6.0),
    (&[90.0], 6.0),
    (&[45.0, 135.0], 8.0),
    (&[0.0, 90.0], 8.0),
    (&[20.0], 4.0),
];

/// Returns the colour of the nth park, from 0.
pub fn ink(nth: usize) -> Ink {
    INKS[nth % INKS.len()]
}

/// Returns the lines of the hatch of the nth park, from 0, within a box (left, top, right, bottom).
pub fn lines(nth: usize, sides: [f32; 4]) -> Vec<[Place; 2]> {
    // Seven hatches beside eight colours: 56 parks before both come again.
    let (turns, room) = HATCHES[nth % HATCHES.len()];
    let sides = sides.map(f64::from);
    let corners = [
        [sides[0], sides[1]],
        [sides[2], sides[1]],
        [sides[2], sides[3]],
        [sides[0], sides[3]],
    ];
    let mut lines = Vec::new();
    for turn in turns {
        let (sin, cos) = f64::from(*turn).to_radians().sin_cos();
        let (along, across) = (
            |c: &[f64; 2]| c[0] * cos + c[1] * sin,
            |c: &[f64; 2]| c[1] * cos - c[0] * sin,
        );
        let ends = |of: &dyn Fn(&[f64; 2]) -> f64| {
            let values = corners.iter().map(of);
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| {
                (low.min(n), high.max(n))
            })
        };
        let ((near, far), (low, high)) = (ends(&along), ends(&across));
        let room = f64::from(room);
        let (first, last) = ((low / room).ceil() as i64, (high / room).floor() as i64);
        for n in first..=last {
            let d = n as f64 * room;
            let at = |s: f64| [s * cos - d * sin, s * sin + d * cos];
            let Some((a, b)) = clipped(at(near), at(far), sides) else {
                continue;
            };
            lines.push([a, b].map(|[x, y]| [x as f32, y as f32]));
        }
    }
    lines
}
