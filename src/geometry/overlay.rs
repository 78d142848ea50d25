//! Holds the way from shapes in degrees to the overlay engine's whole numbers on the register's grid, and back.
//! Must not know what an overlay is for, nor metres.

use super::{
    grid::{from_grid, to_grid},
    grouping::grouped,
    normalise::normalise,
};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use i_overlay::{
    core::{
        extract::BooleanExtractionBuffer,
        fill_rule::FillRule,
        overlay::{ContourDirection, IntOverlayOptions, Overlay, ShapeType},
        overlay_rule::OverlayRule,
        solver::Solver,
    },
    i_float::int::point::IntPoint,
};

/// One ring in grid steps, open, without repeats.
pub(crate) type Contour = Vec<IntPoint<i64>>;

/// One connected shape in grid steps: its exterior, then its holes.
pub(crate) type Piece = Vec<Contour>;

/// A box in grid steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GridBox {
    min: (i64, i64),
    max: (i64, i64),
}

impl GridBox {
    /// Encloses the points of contours, or gives `None` when there is none.
    pub(crate) fn of(contours: &[Contour]) -> Option<Self> {
        Self::of_points(contours.iter().flatten())
    }

    /// Encloses the points of one contour.
    pub(crate) fn of_ring(ring: &Contour) -> Option<Self> {
        Self::of_points(ring.iter())
    }

    /// Tells whether another box lies in this one.
    pub(crate) fn encloses(&self, other: &Self) -> bool {
        self.min.0 <= other.min.0 && self.min.1 <= other.min.1 && other.max.0 <= self.max.0 && other.max.1 <= self.max.1
    }

    fn of_points<'a>(points: impl Iterator<Item = &'a IntPoint<i64>>) -> Option<Self> {
        points.fold(None, |found: Option<Self>, p| {
            let b = found.unwrap_or(Self {
                min: (p.x, p.y),
                max: (p.x, p.y),
            });
            Some(Self {
                min: (b.min.0.min(p.x), b.min.1.min(p.y)),
                max: (b.max.0.max(p.x), b.max.1.max(p.y)),
            })
        })
    }

    /// Gives what both boxes share, or `None` when they share no area.
    pub(crate) fn shared(&self, other: &Self) -> Option<Self> {
        let min = (self.min.0.max(other.min.0), self.min.1.max(other.min.1));
        let max = (self.max.0.min(other.max.0), self.max.1.min(other.max.1));
        (min.0 < max.0 && min.1 < max.1).then_some(Self { min, max })
    }

    /// Tells whether every point of a contour lies in the box or on its sides.
    pub(crate) fn holds(&self, ring: &Contour) -> bool {
        ring.iter().all(|p| self.sides_beyond(*p) == 0)
    }

    /// Cuts a contour to the box (Sutherland and Hodgman): it winds around the same places in the box, and around none outside it.
    pub(crate) fn cut(&self, ring: &Contour) -> Contour {
        let turned = |ring: Contour| ring.into_iter().map(|p| IntPoint::new(p.y, p.x)).collect::<Contour>();
        let across = cut_to((self.min.0, self.max.0), ring.clone());
        turned(cut_to((self.min.1, self.max.1), turned(across)))
    }

    /// Tells on which outer sides of the box the point lies: one bit a side.
    fn sides_beyond(&self, p: IntPoint<i64>) -> u8 {
        u8::from(p.x < self.min.0)
            | u8::from(p.x > self.max.0) << 1
            | u8::from(p.y < self.min.1) << 2
            | u8::from(p.y > self.max.1) << 3
    }

    /// Leaves out the vertices of runs that lie wholly beyond one side of the box, keeping the first and last of each run.
    ///
    /// Inside the box nothing changes: an edge that enters it keeps both its ends, so no vertex is ever made or moved.
    fn reduce(&self, ring: &Contour) -> Contour {
        let len = ring.len();
        let mut kept: Contour = Vec::new();
        // The sides beyond which every vertex since the last but one kept lies.
        let mut run = 0;
        for i in 0..=len {
            let p = ring[i % len];
            let here = self.sides_beyond(p);
            if kept.len() > 1 && run & here != 0 {
                run &= here;
                kept.pop();
            } else {
                run = kept.last().map_or(0, |last| self.sides_beyond(*last)) & here;
            }
            kept.push(p);
        }
        kept.pop();
        kept
    }
}

/// Cuts a contour to the points whose x lies between two numbers.
fn cut_to((least, most): (i64, i64), ring: Contour) -> Contour {
    let beyond_most = cut_below(most, ring);
    let mirrored: Contour = beyond_most.into_iter().map(|p| IntPoint::new(-p.x, p.y)).collect();
    let kept = cut_below(-least, mirrored);
    kept.into_iter().map(|p| IntPoint::new(-p.x, p.y)).collect()
}

/// Cuts a contour to the points whose x is at most a number; crossings are rounded to the grid.
fn cut_below(most: i64, ring: Contour) -> Contour {
    let Some(mut before) = ring.last().copied() else {
        return ring;
    };
    let mut kept = Contour::with_capacity(ring.len());
    for here in ring {
        if (before.x > most) != (here.x > most) {
            let share = i128::from(most - before.x) * i128::from(here.y - before.y);
            let run = i128::from(here.x - before.x);
            // Rounded to the nearest step, the same from both ends.
            let (share, run) = if run < 0 { (-share, -run) } else { (share, run) };
            let y = before.y + (2 * share + run).div_euclid(2 * run) as i64;
            kept.push(IntPoint::new(most, y));
        }
        if here.x <= most {
            kept.push(here);
        }
        before = here;
    }
    kept
}

/// Gives the rings of a shape as contours, exteriors counter-clockwise, interiors clockwise, so that the non-zero rule fills them.
///
/// Rings without area on the grid and coordinates that are not finite are left out.
pub(crate) fn contours(shape: &MultiPolygon<f64>) -> Vec<Contour> {
    shape
        .iter()
        .flat_map(|part| {
            let holes = part.interiors().iter().map(|ring| (ring, false));
            std::iter::once((part.exterior(), true)).chain(holes)
        })
        .filter_map(|(ring, ccw)| contour(ring, ccw))
        .collect()
}

/// Gives one ring as a contour that winds as asked, or `None` when it has no area on the grid.
pub(crate) fn contour(ring: &LineString<f64>, ccw: bool) -> Option<Contour> {
    contour_by(ring, ccw, |c| IntPoint::new(to_grid(c.x), to_grid(c.y)))
}

/// Gives one ring as a contour in the whole numbers that `place` gives.
pub(crate) fn contour_by(
    ring: &LineString<f64>,
    ccw: bool,
    place: impl Fn(Coord<f64>) -> IntPoint<i64>,
) -> Option<Contour> {
    let mut open: Contour = Vec::with_capacity(ring.0.len());
    for c in ring.0.iter().filter(|c| c.x.is_finite() && c.y.is_finite()) {
        let p = place(*c);
        if open.last() != Some(&p) {
            open.push(p);
        }
    }
    while open.len() > 1 && open.first() == open.last() {
        open.pop();
    }
    if open.len() < 3 {
        return None;
    }
    let twice = twice_area(&open);
    if (twice > 0) != ccw && twice != 0 {
        open.reverse();
    }
    Some(open)
}

/// Gives twice the signed area of an open contour in square grid steps, exactly; positive when counter-clockwise.
pub(crate) fn twice_area(open: &[IntPoint<i64>]) -> i128 {
    let wide = |p: &IntPoint<i64>| (i128::from(p.x), i128::from(p.y));
    let Some(last) = open.last() else { return 0 };
    let mut before = wide(last);
    let mut sum = 0_i128;
    for p in open {
        let here = wide(p);
        sum += before.0 * here.1 - here.0 * before.1;
        before = here;
    }
    sum
}

/// Keeps of each contour what can matter inside the box; contours wholly beyond one side vanish.
pub(crate) fn reduce_to(contours: &[Contour], window: &GridBox) -> Vec<Contour> {
    contours
        .iter()
        .map(|ring| window.reduce(ring))
        .filter(|ring| ring.len() > 2)
        .collect()
}

/// The engine gave up; what it said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EngineFailed(pub(crate) String);

/// Gives how the engine is asked to work: nothing is dropped, however small, and vertices on straight limits are kept.
pub(crate) fn engine_options() -> IntOverlayOptions<u128> {
    IntOverlayOptions {
        preserve_input_collinear: true,
        output_direction: ContourDirection::CounterClockwise,
        preserve_output_collinear: true,
        min_output_area: 0,
        ogc: true,
    }
}

/// Overlays contours by the non-zero rule and gives, for each rule asked, the pieces that result; vertices of the operands are kept.
///
/// # Errors
/// [`EngineFailed`] when the engine panics: no input may end a check without a word.
pub(crate) fn overlay_all(
    subject: &[Contour],
    clip: &[Contour],
    rules: &[OverlayRule],
) -> Result<Vec<Vec<Piece>>, EngineFailed> {
    overlay_filled(subject, clip, rules, FillRule::NonZero)
}

/// Overlays contours by a fill rule: see [`overlay_all`].
pub(crate) fn overlay_filled(
    subject: &[Contour],
    clip: &[Contour],
    rules: &[OverlayRule],
    fill: FillRule,
) -> Result<Vec<Vec<Piece>>, EngineFailed> {
    let run = || {
        let options = engine_options();
        let capacity = subject.iter().chain(clip).map(Vec::len).sum();
        let mut engine = Overlay::new_custom(capacity, options, Solver::default());
        engine.add_source(subject, ShapeType::Subject);
        engine.add_source(clip, ShapeType::Clip);
        if let [only] = rules {
            return vec![engine.overlay(*only, fill)];
        }
        let mut buffer = BooleanExtractionBuffer::default();
        match engine.build_graph_view(fill) {
            Some(graph) => rules
                .iter()
                .map(|rule| graph.extract_shapes(*rule, &mut buffer))
                .collect(),
            None => vec![Vec::new(); rules.len()],
        }
    };
    guarded(run)?.into_iter().map(grouped).collect()
}

/// Runs the engine; a panic of it becomes an error.
pub(crate) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, EngineFailed> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).map_err(|cause| {
        let text = cause.downcast_ref::<String>().cloned();
        let text = text.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        EngineFailed(text.unwrap_or_else(|| "the engine did not say why".to_owned()))
    })
}

/// Gives pieces in degrees, normalised.
pub(crate) fn from_contours(shapes: &[Piece]) -> MultiPolygon<f64> {
    let ring = |contour: &Contour| {
        LineString(
            contour
                .iter()
                .map(|p| Coord {
                    x: from_grid(p.x),
                    y: from_grid(p.y),
                })
                .collect(),
        )
    };
    let parts = shapes.iter().filter_map(|shape| {
        let (exterior, interiors) = shape.split_first()?;
        Some(Polygon::new(ring(exterior), interiors.iter().map(ring).collect()))
    });
    normalise(&MultiPolygon(parts.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_far_beyond_the_window_is_reduced_to_few_vertices() {
        let far: Contour = (0..1000).map(|i| IntPoint::new(-1000 - (i % 7), i)).collect();
        let near = [IntPoint::new(50, 500), IntPoint::new(50, -10)];
        let ring: Contour = far.into_iter().chain(near).collect();
        let window = GridBox {
            min: (0, 0),
            max: (100, 100),
        };
        let reduced = window.reduce(&ring);
        assert!(reduced.len() <= 5, "{reduced:?}");
        assert!(near.iter().all(|p| reduced.contains(p)));
    }

    #[test]
    fn a_ring_inside_the_window_is_kept_whole() {
        let ring: Contour = vec![IntPoint::new(1, 1), IntPoint::new(9, 2), IntPoint::new(5, 8)];
        let window = GridBox {
            min: (0, 0),
            max: (10, 10),
        };
        assert_eq!(window.reduce(&ring), ring);
    }

    #[test]
    fn rings_without_area_on_the_grid_give_no_contour() {
        let ring = LineString::from(vec![(0.0, 0.0), (1e-10, 0.0), (0.0, 1e-10)]);
        assert_eq!(contour(&ring, true), None);
    }
}
