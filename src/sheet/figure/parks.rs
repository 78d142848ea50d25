//! Parks in the figure: surface, hatch, limit, number and name, and the numbers of their corner points.
//!
//! Must not know what lies around them.

use super::{
    super::{
        content::{Content, Corner, Ground, RingContent},
        flow::Flow,
        mark::{BLACK, Mark, Pen, Place, Style, WHITE},
        tree::Belongs,
    },
    frame::Frame,
    furniture::backing,
    hatch,
    labels::{Occupied, middle},
};

/// Size of the numbers of corner points.
const POINT_SIZE: f32 = 5.0;
/// Size of the names of parks.
const NAME_SIZE: f32 = 7.0;
/// Longest name of a park in the figure, in ems; the table has it in full.
const MOST_NAME_EM: f32 = 18.0;
/// Up to so many corner points each has a dot, numbered or not.
const MOST_DOTS: usize = 600;

/// Draws surfaces, hatches and limits; overlays last.
pub fn surfaces(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame, ground: &Ground) {
    for wanted in [true, false] {
        for (number, closing, shape) in ground.parks.iter().filter(|(_, closing, _)| *closing == wanted) {
            let (nth, rings) = (number.saturating_sub(1), frame.rings(shape));
            let Some(sides) = extent(&rings) else { continue };
            let ink = hatch::ink(nth);
            if *closing {
                let rings = rings.clone();
                flow.put(
                    belongs,
                    Mark::Fill {
                        rings,
                        ink,
                        opacity: 0.12,
                    },
                );
            }
            let lines = hatch::lines(nth, sides);
            if !lines.is_empty() {
                let rings = rings.clone();
                let pen = Pen::whole(ink, 0.3);
                flow.put(belongs, Mark::Hatch { rings, lines, pen });
            }
            for points in rings {
                flow.put(
                    belongs,
                    Mark::Line {
                        points,
                        closed: true,
                        pen: pen(nth, *closing),
                    },
                );
            }
        }
    }
}

/// Returns how the limit of the nth park is drawn.
pub fn pen(nth: usize, closing: bool) -> Pen {
    if closing {
        Pen::whole(hatch::ink(nth), 1.1)
    } else {
        Pen::dashed(hatch::ink(nth), 1.1, &[4.0, 2.0])
    }
}

fn extent(rings: &[Vec<Place>]) -> Option<[f32; 4]> {
    let boxes = rings.iter().flatten().map(|[x, y]| [*x, *y, *x, *y]);
    boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

/// Puts the number of each park on its ground, and its name where there is room.
pub fn badges(
    flow: &mut Flow<'_>,
    belongs: Belongs,
    frame: &Frame,
    content: &Content,
    ground: &Ground,
    occupied: &mut Occupied,
) {
    for (number, _, shape) in ground.parks.iter().filter(|(number, _, _)| *number > 0) {
        let Some((at, room)) = middle(&frame.rings(shape)) else {
            continue;
        };
        let ink = hatch::ink(number - 1);
        let style = Style {
            size: NAME_SIZE,
            ink,
            bold: true,
        };
        let run = flow.setter.set(&number.to_string());
        let width = (run.width_em * NAME_SIZE + 5.0).max(11.0);
        let name = content.parks.get(number - 1).map_or("", |park| park.name.as_str());
        let name = flow.setter.set_within(name, MOST_NAME_EM);
        let name_width = name.width_em * NAME_SIZE;
        let whole = width + 3.0 + name_width;
        // Beside the number where the ground is wide enough, else the number alone, wherever there is room about the middle.
        for down in [0.0, 14.0, -14.0, 28.0, -28.0, 42.0, -42.0] {
            let y = at[1] + down;
            let with_name = [at[0] - whole / 2.0, y - 6.0, at[0] + whole / 2.0, y + 6.0];
            let alone = [at[0] - width / 2.0, y - 6.0, at[0] + width / 2.0, y + 6.0];
            let has_name = whole < room.max(60.0) && occupied.take(&[with_name]);
            if !has_name && !occupied.take(&[alone]) {
                continue;
            }
            let spot = if has_name { with_name } else { alone };
            backing(flow, belongs, spot);
            let badge = [spot[0], spot[1], spot[0] + width, spot[3]];
            let ring = vec![
                [badge[0], badge[1]],
                [badge[2], badge[1]],
                [badge[2], badge[3]],
                [badge[0], badge[3]],
            ];
            flow.put(
                belongs,
                Mark::Fill {
                    rings: vec![ring],
                    ink,
                    opacity: 1.0,
                },
            );
            let base = y + NAME_SIZE * 0.35;
            let x = badge[0] + (width - run.width_em * NAME_SIZE) / 2.0;
            flow.put_text(belongs, run, [x, base], Style { ink: WHITE, ..style });
            if has_name {
                flow.put_text(belongs, name, [badge[2] + 3.0, base], style);
            }
            break;
        }
    }
}

/// Numbers corner points where there is room, and returns how many: the first of each ring, or all others, round numbers before odd ones.
pub fn corners(
    flow: &mut Flow<'_>,
    belongs: Belongs,
    frame: &Frame,
    content: &Content,
    occupied: &mut Occupied,
    firsts: bool,
) -> usize {
    let all: usize = content.corners.rings.iter().map(|ring| ring.corners.len()).sum();
    let mut named = 0;
    if firsts && all <= MOST_DOTS {
        for ring in &content.corners.rings {
            for corner in &ring.corners {
                dot(flow, belongs, placed(frame, corner), ring);
            }
        }
    }
    if firsts {
        for ring in &content.corners.rings {
            named += usize::from(name(flow, belongs, frame, (ring, 0), occupied, all > MOST_DOTS));
        }
        return named;
    }
    for (step, but) in [(50, 0), (10, 50), (5, 10), (1, 5)] {
        for ring in &content.corners.rings {
            let wanted =
                (1..ring.corners.len()).filter(|nth| (nth + 1) % step == 0 && (but == 0 || (nth + 1) % but != 0));
            for nth in wanted {
                named += usize::from(name(flow, belongs, frame, (ring, nth), occupied, all > MOST_DOTS));
            }
        }
    }
    named
}

fn placed(frame: &Frame, corner: &Corner) -> Place {
    let [left, top, right, bottom] = frame.sides;
    let [x, y] = frame.place(corner.lon_lat);
    [(x as f32).clamp(left, right), (y as f32).clamp(top, bottom)]
}

fn dot(flow: &mut Flow<'_>, belongs: Belongs, [x, y]: Place, ring: &RingContent) {
    let r = 0.9;
    let diamond = vec![[x - r, y], [x, y - r], [x + r, y], [x, y + r]];
    let ink = hatch::ink(ring.park.saturating_sub(1));
    flow.put(
        belongs,
        Mark::Fill {
            rings: vec![diamond],
            ink,
            opacity: 1.0,
        },
    );
}

/// Writes the number of a corner, on its park's side where there is room; tells whether there was.
fn name(
    flow: &mut Flow<'_>,
    belongs: Belongs,
    frame: &Frame,
    (ring, nth): (&RingContent, usize),
    occupied: &mut Occupied,
    dense: bool,
) -> bool {
    let Some(corner) = ring.corners.get(nth) else {
        return false;
    };
    let text = if ring.number == 1 {
        format!("J{}", nth + 1)
    } else {
        format!("{}-J{}", ring.number, nth + 1)
    };
    let run = flow.setter.set(&text);
    let (width, height) = (run.width_em * POINT_SIZE + 1.0, POINT_SIZE * 0.95);
    let at = placed(frame, corner);
    let [inward_x, inward_y] = inward(frame, ring, nth);
    let ways: [(f32, f32); 7] = [
        (0.0, 1.0),
        (40.0, 1.0),
        (-40.0, 1.0),
        (0.0, 1.7),
        (90.0, 1.0),
        (-90.0, 1.0),
        (180.0, 1.0),
    ];
    // Where corners are dense their numbers stand in one row, within, and with air between them.
    let (ways, air) = if dense { (&ways[..1], 3.0) } else { (&ways[..], 0.0) };
    for (turn, away) in ways {
        let (sin, cos) = turn.to_radians().sin_cos();
        let (dx, dy) = (inward_x * cos - inward_y * sin, inward_x * sin + inward_y * cos);
        let (x, y) = (
            at[0] + dx * away * (width / 2.0 + 2.2),
            at[1] + dy * away * (height / 2.0 + 2.2),
        );
        let spot = [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0];
        if occupied.take(&[[spot[0] - air, spot[1] - air, spot[2] + air, spot[3] + air]]) {
            if dense {
                dot(flow, belongs, at, ring);
            }
            backing(flow, belongs, spot);
            let ink = if ring.park == 0 {
                BLACK
            } else {
                hatch::ink(ring.park - 1)
            };
            let style = Style {
                size: POINT_SIZE,
                ink,
                bold: false,
            };
            flow.put_text(belongs, run, [spot[0] + 0.5, y + POINT_SIZE * 0.36], style);
            return true;
        }
    }
    false
}

/// Returns the direction from a corner into its park, on the page.
fn inward(frame: &Frame, ring: &RingContent, nth: usize) -> [f32; 2] {
    let count = ring.corners.len();
    let at = |nth: usize| {
        ring.corners
            .get(nth % count.max(1))
            .map_or([0.0; 2], |corner| frame.place(corner.lon_lat))
    };
    let (before, here, after) = (at(nth + count.saturating_sub(1)), at(nth), at(nth + 1));
    let unit = |from: [f64; 2], to: [f64; 2]| {
        let (x, y) = (to[0] - from[0], to[1] - from[1]);
        let length = x.hypot(y);
        if length > 0.0 {
            [x / length, y / length]
        } else {
            [0.0; 2]
        }
    };
    let (a, b) = (unit(before, here), unit(here, after));
    // Rings run clockwise: on a page whose y runs down, the ground within lies to the right, (-y, x).
    let (x, y) = (-(a[1] + b[1]), a[0] + b[0]);
    let length = x.hypot(y);
    let sign = if ring.number % 100 == 1 { 1.0 } else { -1.0 };
    if length > 1e-6 {
        [(sign * x / length) as f32, (sign * y / length) as f32]
    } else {
        [0.0, -1.0]
    }
}
