//! What a map needs besides the ground: ticks with their longitudes and latitudes, a bar of lengths, an arrow to the north.
//!
//! Must not know what the map shows.

use geo_types::Coord;

use super::{
    super::{
        Language,
        flow::Flow,
        mark::{BLACK, GREY, Mark, PALE, Pen, Place, Style, WHITE},
        tree::Belongs,
    },
    frame::Frame,
    labels::Occupied,
};

/// Steps between ticks in seconds of arc.
const STEPS_SECONDS: [f64; 24] = [
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0,
    7200.0, 18_000.0, 36_000.0, 54_000.0, 108_000.0,
];
/// Points between two ticks, at least: a label with some air.
const ROOM_ACROSS: f64 = 70.0;
const ROOM_UP: f64 = 48.0;
/// Size of the letters.
const SIZE: f32 = 5.5;

/// Draws ticks on the frame with their degrees outside it, and crosses within it where two meet.
pub fn graticule(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame) {
    let [west, south, east, north] = frame.limits();
    let [left, top, right, bottom] = frame.sides;
    let across = ticks(west, east, f64::from(right - left) / ROOM_ACROSS);
    let up = ticks(south, north, f64::from(bottom - top) / ROOM_UP);
    let x_of = |lon: f64| frame.place(Coord { x: lon, y: south })[0] as f32;
    let y_of = |lat: f64| frame.place(Coord { x: west, y: lat })[1] as f32;
    let line = |flow: &mut Flow<'_>, from: Place, to: Place, pen: Pen| {
        let points = vec![from, to];
        flow.put(
            belongs,
            Mark::Line {
                points,
                closed: false,
                pen,
            },
        );
    };
    let (tick, cross) = (Pen::whole(BLACK, 0.5), Pen::whole(PALE, 0.35));
    for lon in &across.at {
        let x = x_of(*lon);
        line(flow, [x, top], [x, top + 4.0], tick);
        line(flow, [x, bottom - 4.0], [x, bottom], tick);
        for lat in &up.at {
            let y = y_of(*lat);
            // A cross at the edge has its arms within the frame only.
            line(flow, [(x - 2.5).max(left), y], [(x + 2.5).min(right), y], cross);
            line(flow, [x, (y - 2.5).max(top)], [x, (y + 2.5).min(bottom)], cross);
        }
    }
    for lat in &up.at {
        let y = y_of(*lat);
        line(flow, [left, y], [left + 4.0, y], tick);
        line(flow, [right - 4.0, y], [right, y], tick);
    }
    let style = Style {
        size: SIZE,
        ink: GREY,
        bold: false,
    };
    for lon in &across.at {
        let run = flow.setter.set(&degrees(*lon, across.step_seconds, ['E', 'W']));
        let half = run.width_em * SIZE / 2.0;
        let x = (x_of(*lon) - half).clamp(left, (right - 2.0 * half).max(left));
        flow.put_text(belongs, run, [x, bottom + SIZE * 1.3], style);
    }
    for lat in &up.at {
        let run = flow.setter.set(&degrees(*lat, up.step_seconds, ['N', 'S']));
        let x = left - 2.0 - run.width_em * SIZE;
        // A tick at the edge has its label beside the frame, not above or below it.
        let y = (y_of(*lat) + SIZE * 0.35).clamp(top + SIZE, bottom - SIZE * 0.3);
        flow.put_text(belongs, run, [x, y], style);
    }
}

struct Ticks {
    at: Vec<f64>,
    step_seconds: f64,
}

/// Chooses ticks between two degrees: as many as there is room for, at round seconds.
fn ticks(low: f64, high: f64, most: f64) -> Ticks {
    let span_seconds = (high - low) * 3600.0;
    let fits = |step: &&f64| span_seconds / **step <= most.max(1.0);
    let step_seconds = STEPS_SECONDS.iter().find(fits).copied().unwrap_or(162_000.0);
    let (first, last) = (
        (low * 3600.0 / step_seconds).ceil(),
        (high * 3600.0 / step_seconds).floor(),
    );
    let count = (last - first).clamp(-1.0, 64.0) as i64;
    Ticks {
        at: (0..=count)
            .map(|n| (first + n as f64) * step_seconds / 3600.0)
            .collect(),
        step_seconds,
    }
}

/// Writes degrees, minutes and seconds.
fn degrees(value: f64, step_seconds: f64, [positive, negative]: [char; 2]) -> String {
    let decimals = if step_seconds < 0.1 {
        2
    } else {
        usize::from(step_seconds < 1.0)
    };
    let unit = 10_f64.powi(decimals as i32);
    // In whole units of the last digit, so that 59.9996″ does not become 60″.
    let units = (value.abs() * 3600.0 * unit).round() as u64;
    let per_second = unit as u64;
    let (whole, rest) = (units / per_second, units % per_second);
    let fraction = if decimals == 0 {
        String::new()
    } else {
        format!(".{rest:0decimals$}")
    };
    let side = if value < 0.0 { negative } else { positive };
    format!(
        "{}°{:02}′{:02}{fraction}″{side}",
        whole / 3600,
        whole / 60 % 60,
        whole % 60
    )
}

/// Draws a bar of a round length at the lower left, and takes its spot.
pub fn scale_bar(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame, occupied: &mut Occupied) {
    let [left, _, _, bottom] = frame.sides;
    let Some(metres) = round_length(110.0 / frame.points_per_m()) else {
        return;
    };
    let length = (metres * frame.points_per_m()) as f32;
    let run = flow.setter.set(&in_words(metres));
    let width = length.max(20.0) + run.width_em * SIZE;
    let spot = [left + 6.0, bottom - 20.0, left + 22.0 + width, bottom - 6.0];
    occupied.block(spot);
    backing(flow, belongs, spot);
    let (x, y) = (left + 10.0, bottom - 11.0);
    for (nth, ink) in [BLACK, WHITE, BLACK, WHITE].into_iter().enumerate() {
        let (from, to) = (x + length * nth as f32 / 4.0, x + length * (nth as f32 + 1.0) / 4.0);
        let ring = vec![[from, y - 2.0], [to, y - 2.0], [to, y], [from, y]];
        let fill = Mark::Fill {
            rings: vec![ring.clone()],
            ink,
            opacity: 1.0,
        };
        flow.put(belongs, fill);
        let around = Mark::Line {
            points: ring,
            closed: true,
            pen: Pen::whole(BLACK, 0.4),
        };
        flow.put(belongs, around);
    }
    let style = Style {
        size: SIZE,
        ink: BLACK,
        bold: false,
    };
    let zero = flow.setter.set("0");
    flow.put_text(belongs, zero, [x - 1.0, y - 3.5], style);
    flow.put_text(belongs, run, [x + length + 3.0, y], style);
}

/// Returns the greatest of 1, 2 and 5 times a power of ten that is not longer.
fn round_length(most_m: f64) -> Option<f64> {
    if !(most_m.is_finite() && most_m > 0.0) {
        return None;
    }
    let power = 10_f64.powf(most_m.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|n| *n <= most_m)
}

fn in_words(metres: f64) -> String {
    if metres >= 1000.0 {
        format!("{} km", metres / 1000.0)
    } else {
        format!("{metres} m")
    }
}

/// Draws the arrow to the north at the upper right, and takes its spot.
pub fn north_arrow(flow: &mut Flow<'_>, belongs: Belongs, frame: &Frame, language: Language, occupied: &mut Occupied) {
    let [_, top, right, _] = frame.sides;
    let spot = [right - 26.0, top + 6.0, right - 6.0, top + 42.0];
    occupied.block(spot);
    backing(flow, belongs, spot);
    let (x, tip, foot) = (right - 16.0, top + 18.0, top + 40.0);
    for (edge, ink) in [(x - 6.0, BLACK), (x + 6.0, WHITE)] {
        let ring = vec![[x, tip], [edge, foot], [x, foot - 5.0]];
        let fill = Mark::Fill {
            rings: vec![ring.clone()],
            ink,
            opacity: 1.0,
        };
        flow.put(belongs, fill);
        let around = Mark::Line {
            points: ring,
            closed: true,
            pen: Pen::whole(BLACK, 0.5),
        };
        flow.put(belongs, around);
    }
    let style = Style {
        size: 7.5,
        ink: BLACK,
        bold: true,
    };
    let run = flow.setter.set(language.say("北", "N"));
    let at = [x - run.width_em * style.size / 2.0, top + 15.0];
    flow.put_text(belongs, run, at, style);
}

/// Puts a white ground below what has to be read.
pub fn backing(flow: &mut Flow<'_>, belongs: Belongs, [left, top, right, bottom]: [f32; 4]) {
    let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
    let mark = Mark::Fill {
        rings: vec![ring],
        ink: WHITE,
        opacity: 0.78,
    };
    flow.put(belongs, mark);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_written_in_sixties_without_a_sixtieth_second() {
        assert_eq!(degrees(121.475, 10.0, ['E', 'W']), "121°28′30″E");
        assert_eq!(degrees(-0.5 / 3600.0, 0.5, ['N', 'S']), "0°00′00.5″S");
        assert_eq!(degrees(30.999_999_99, 10.0, ['N', 'S']), "31°00′00″N");
    }

    #[test]
    fn ticks_stand_at_round_seconds_within_the_limits() {
        let ticks = ticks(121.4701, 121.4889, 6.0);
        assert_eq!(ticks.step_seconds, 15.0);
        assert!(ticks.at.len() >= 3 && ticks.at.iter().all(|lon| (121.4701..=121.4889).contains(lon)));
    }

    #[test]
    fn bars_have_round_lengths() {
        assert_eq!(round_length(730.0), Some(500.0));
        assert_eq!(round_length(1.0), Some(1.0));
        assert_eq!(round_length(f64::NAN), None);
        assert_eq!(in_words(2000.0), "2 km");
    }
}
