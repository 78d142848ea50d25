//! The key of the figure: how parks, corner points, other zones and features are drawn, in words.
//!
//! Must not list what the figure cannot show.

use super::{
    super::{
        content::{Content, Ground},
        flow::{Flow, LEFT, WIDTH, base, line_height},
        letters::Run,
        mark::{BLACK, Mark, Pen, Place, Style},
        tree::{Belongs, Role},
    },
    hatch,
    lines::{self, Drawn},
    parks,
};
use crate::abuttals::FeatureClass;

const COLUMNS: usize = 3;
const COLUMN: f32 = WIDTH / COLUMNS as f32;
const STYLE: Style = Style {
    size: 7.0,
    ink: BLACK,
    bold: false,
};
/// Room for the sample left of the words.
const SAMPLE: f32 = 24.0;

/// An entry.
pub struct Entry {
    sample: Sample,
    words: String,
}

enum Sample {
    /// The nth park, from 0, and whether it tiles.
    Park(usize, bool),
    Line(Vec<Pen>),
    Corner,
}

/// Lists the entries.
pub fn entries(content: &Content, ground: &Ground, drawn: &Drawn) -> Vec<Entry> {
    let language = content.language;
    let mut entries = Vec::new();
    for (number, closing, _) in &ground.parks {
        let name = match number.checked_sub(1).and_then(|nth| content.parks.get(nth)) {
            Some(park) => format!("{number} {}", park.name),
            None => language.say("集聚区界线", "limit of the zone").to_owned(),
        };
        let overlay = if *closing {
            ""
        } else {
            language.say("（叠加）", " (overlay)")
        };
        entries.push(Entry {
            sample: Sample::Park(number.saturating_sub(1), *closing),
            words: format!("{name}{overlay}"),
        });
    }
    let mut add = |sample: Sample, zh: &str, en: &str| {
        entries.push(Entry {
            sample,
            words: language.say(zh, en).to_owned(),
        });
    };
    add(Sample::Corner, "界址点及点号", "corner point and its number");
    for (pending, zh, en) in [
        (false, "相邻集聚区界线（有效）", "limit of another zone in force"),
        (true, "相邻集聚区界线（审理中）", "limit of another zone, pending"),
    ] {
        if drawn.neighbours.contains(&pending) {
            add(Sample::Line(vec![lines::neighbour_pen(pending)]), zh, en);
        }
    }
    for (class, zh, en) in [
        (FeatureClass::Road, "道路", "road"),
        (FeatureClass::River, "河流", "river"),
        (FeatureClass::Shore, "岸线", "shore"),
        (FeatureClass::Railway, "铁路", "railway"),
        (FeatureClass::Boundary, "行政界线", "administrative line"),
    ] {
        if drawn.classes.contains(&class) {
            add(Sample::Line(lines::pens(class)), zh, en);
        }
    }
    entries
}

fn laid_out(flow: &mut Flow<'_>, entry: &Entry) -> Vec<Run> {
    flow.setter.lines(&entry.words, (COLUMN - SAMPLE - 6.0) / STYLE.size)
}

/// Returns the height of all entries.
pub fn height(flow: &mut Flow<'_>, entries: &[Entry]) -> f32 {
    let mut height = 6.0;
    for row in entries.chunks(COLUMNS) {
        let lines = row
            .iter()
            .map(|entry| laid_out(flow, entry).len())
            .max()
            .unwrap_or_default();
        height += lines as f32 * line_height(STYLE.size);
    }
    height
}

/// Adds the entries to the flow, in columns.
pub fn lay(flow: &mut Flow<'_>, entries: &[Entry]) {
    flow.room(4.0);
    for row in entries.chunks(COLUMNS) {
        let cells: Vec<Vec<Run>> = row.iter().map(|entry| laid_out(flow, entry)).collect();
        let tallest = cells.iter().map(Vec::len).max().unwrap_or_default();
        // A row is one block: names of parks that would fill a page are told in the table of parks.
        let most = ((super::super::flow::BOTTOM - super::super::flow::TOP) / line_height(STYLE.size)) as usize;
        flow.need(tallest.min(most) as f32 * line_height(STYLE.size));
        for ((entry, lines), nth) in row.iter().zip(cells).zip(0_u8..) {
            let left = LEFT + f32::from(nth) * COLUMN;
            let node = flow.tree.add(Role::Paragraph, None);
            sample(
                flow,
                Belongs::To(node),
                entry,
                [left, flow.y + base(STYLE.size) - STYLE.size * 0.35],
            );
            for (line, run) in lines.into_iter().take(most).enumerate() {
                let y = flow.y + line as f32 * line_height(STYLE.size) + base(STYLE.size);
                flow.put_text(Belongs::To(node), run, [left + SAMPLE, y], STYLE);
            }
        }
        flow.y += tallest.min(most) as f32 * line_height(STYLE.size);
    }
    flow.room(2.0);
}

/// Draws a sample about a middle line.
fn sample(flow: &mut Flow<'_>, belongs: Belongs, entry: &Entry, [x, y]: Place) {
    let (left, top, right, bottom) = (x + 2.0, y - 3.5, x + 19.0, y + 3.5);
    let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
    match &entry.sample {
        Sample::Line(pens) => {
            for pen in pens {
                let points = vec![[left, y], [right, y]];
                let mark = Mark::Line {
                    points,
                    closed: false,
                    pen: *pen,
                };
                flow.put(belongs, mark);
            }
        }
        Sample::Corner => {
            let diamond = vec![[x + 6.0, y], [x + 7.5, y - 1.5], [x + 9.0, y], [x + 7.5, y + 1.5]];
            flow.put(
                belongs,
                Mark::Fill {
                    rings: vec![diamond],
                    ink: BLACK,
                    opacity: 1.0,
                },
            );
            let run = flow.setter.set("J1");
            flow.put_text(belongs, run, [x + 11.0, y + 2.0], Style { size: 5.0, ..STYLE });
        }
        Sample::Park(nth, closing) => {
            let (nth, closing) = (*nth, *closing);
            if closing {
                let fill = Mark::Fill {
                    rings: vec![ring.clone()],
                    ink: hatch::ink(nth),
                    opacity: 0.12,
                };
                flow.put(belongs, fill);
            }
            let lines = hatch::lines(nth, [left, top, right, bottom]);
            let pen = Pen::whole(hatch::ink(nth), 0.3);
            flow.put(
                belongs,
                Mark::Hatch {
                    rings: vec![ring.clone()],
                    lines,
                    pen,
                },
            );
            flow.put(
                belongs,
                Mark::Line {
                    points: ring,
                    closed: true,
                    pen: parks::pen(nth, closing),
                },
            );
        }
    }
}
