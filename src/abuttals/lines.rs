//! Many lines under one tree, each edge with its owner, to ask which run near a place and which way.
//!
//! Must not know what owns a line.

use geo_types::{Coord, MultiLineString};

use super::metres::{distance, foot, minus};
use crate::geometry::{EdgeBox, EdgeTree, MetreFrame};

/// The place of an owner's lines that is nearest to another place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Foot {
    /// Number of the owner.
    pub(super) owner: usize,
    /// The nearest place, in metres.
    pub(super) at: Coord<f64>,
    /// How far it is.
    pub(super) distance_m: f64,
    /// Direction of the line there.
    pub(super) direction: Coord<f64>,
    /// Whether it is an end of its edge, beyond which the line may stop.
    pub(super) is_end: bool,
}

/// Lines in metres with their owners.
#[derive(Debug, Clone)]
pub(super) struct LineWork {
    tree: EdgeTree,
    /// Owner of the edge that begins at each vertex.
    owners: Vec<u32>,
}

/// Stands between two lines; no comparison with it holds.
const GAP: Coord<f64> = Coord {
    x: f64::NAN,
    y: f64::NAN,
};

impl LineWork {
    /// Takes lines in metres.
    pub(super) fn of_lines<'a>(lines: impl IntoIterator<Item = (usize, &'a [Coord<f64>])>) -> Self {
        let (mut coords, mut owners) = (Vec::new(), Vec::new());
        for (owner, line) in lines {
            coords.push(GAP);
            coords.extend_from_slice(line);
            owners.resize(coords.len(), owner as u32);
        }
        Self {
            tree: EdgeTree::of_coords(coords),
            owners,
        }
    }

    /// Takes lines in degrees, of which only edges that meet the window (in metres) matter.
    pub(super) fn of_degrees<'a>(
        frame: MetreFrame,
        window: &EdgeBox,
        lines: impl IntoIterator<Item = (usize, &'a MultiLineString<f64>)>,
    ) -> Self {
        let mut kept: Vec<(usize, Vec<Coord<f64>>)> = Vec::new();
        for (owner, line) in lines {
            for part in &line.0 {
                let metres: Vec<Coord<f64>> = part.0.iter().map(|c| frame.to_metres(*c)).collect();
                kept.extend(runs_in(&metres, window).into_iter().map(|run| (owner, run)));
            }
        }
        Self::of_lines(kept.iter().map(|(owner, line)| (*owner, line.as_slice())))
    }

    /// Returns the nearest foot of every owner within a radius whose line passes `wanted` there, in the order of owners.
    pub(super) fn feet(&self, from: Coord<f64>, radius_m: f64, wanted: impl Fn(&Foot) -> bool) -> Vec<Foot> {
        let around = EdgeBox {
            min: Coord {
                x: from.x - radius_m,
                y: from.y - radius_m,
            },
            max: Coord {
                x: from.x + radius_m,
                y: from.y + radius_m,
            },
        };
        let mut found: Vec<Foot> = Vec::new();
        self.tree.search(&mut |b| b.meets(&around), &mut |nth, a, b| {
            let (at, share) = foot(from, a, b);
            let distance_m = distance(from, at);
            // An edge beside a gap has no distance, so it is not within any radius.
            if distance_m.is_nan() || distance_m > radius_m {
                return;
            }
            let one = Foot {
                owner: self.owners[nth] as usize,
                at,
                distance_m,
                direction: minus(b, a),
                is_end: share <= 0.0 || share >= 1.0,
            };
            if !wanted(&one) {
                return;
            }
            match found.iter_mut().find(|other| other.owner == one.owner) {
                Some(other) if one.distance_m < other.distance_m => *other = one,
                Some(_) => {}
                None => found.push(one),
            }
        });
        found.sort_unstable_by_key(|foot| foot.owner);
        found
    }

    /// Returns the nearest foot of all, however far.
    pub(super) fn nearest(&self, from: Coord<f64>) -> Option<Foot> {
        let bounds = self.tree.bounds()?;
        let far = distance(from, bounds.min).max(distance(from, bounds.max)) + distance(bounds.min, bounds.max);
        let mut radius_m = 50.0;
        loop {
            let found = self.feet(from, radius_m, |_| true);
            let nearest = found
                .into_iter()
                .min_by(|one, other| one.distance_m.total_cmp(&other.distance_m));
            if nearest.is_some() || radius_m > far || !far.is_finite() {
                return nearest;
            }
            radius_m *= 4.0;
        }
    }

    /// Visits every edge whose box meets a box: the owner and the ends.
    pub(super) fn edges_in(&self, area: &EdgeBox, mut visit: impl FnMut(usize, Coord<f64>, Coord<f64>)) {
        self.tree.search(&mut |b| b.meets(area), &mut |nth, a, b| {
            if (a.x + b.x).is_finite() && EdgeBox::of(&[a, b]).meets(area) {
                visit(self.owners[nth] as usize, a, b);
            }
        });
    }
}

/// Returns the runs of a line whose edges meet a window.
pub(super) fn runs_in(line: &[Coord<f64>], window: &EdgeBox) -> Vec<Vec<Coord<f64>>> {
    let (mut runs, mut run): (Vec<Vec<Coord<f64>>>, Vec<Coord<f64>>) = (Vec::new(), Vec::new());
    for edge in line.windows(2) {
        let finite = edge.iter().all(|c| c.x.is_finite() && c.y.is_finite());
        if finite && EdgeBox::of(edge).meets(window) {
            if run.is_empty() {
                run.push(edge[0]);
            }
            run.push(edge[1]);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Coord<f64> {
        Coord { x, y }
    }

    #[test]
    fn each_owner_answers_with_its_nearest_foot() {
        let lines = [
            (7, vec![at(0.0, 0.0), at(100.0, 0.0)]),
            (3, vec![at(0.0, 20.0), at(100.0, 20.0)]),
            (7, vec![at(0.0, 4.0), at(100.0, 4.0)]),
        ];
        let work = LineWork::of_lines(lines.iter().map(|(owner, line)| (*owner, line.as_slice())));
        let feet = work.feet(at(50.0, 5.0), 30.0, |_| true);
        assert_eq!(
            feet.iter()
                .map(|foot| (foot.owner, foot.distance_m))
                .collect::<Vec<_>>(),
            [(3, 15.0), (7, 1.0)]
        );
        assert_eq!(work.feet(at(50.0, 5.0), 0.5, |_| true), []);
        assert_eq!(work.nearest(at(50.0, 3_000.0)).map(|foot| foot.owner), Some(3));
        assert_eq!(LineWork::of_lines([]).nearest(at(0.0, 0.0)), None);
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_the_window() {
        let window = EdgeBox {
            min: at(0.0, 0.0),
            max: at(10.0, 10.0),
        };
        let line = [
            at(-5.0, 5.0),
            at(5.0, 5.0),
            at(5.0, 50.0),
            at(50.0, 50.0),
            at(5.0, 9.0),
            at(6.0, 9.0),
        ];
        let runs = runs_in(&line, &window);
        assert_eq!(runs.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    }
}
