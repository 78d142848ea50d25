//! Holds the check that the parks of a zone tile it: no overlap, no gap, no protrusion, shared vertices.
//! Must not know which parks are flagged as closing; the caller passes those only.

mod area_faults;
mod fix;
mod slits;
mod vertices;

pub use fix::{Fix, FixKind, fixes};

use super::{
    bbox::Bbox,
    edge_foot::Vantage,
    edge_tree::{EdgeBox, EdgeTree},
    measure::perimeter_m,
    overlay_error::OverlayError,
    straight_area::straight_area_m2,
};
use geo_types::{Coord, Geometry, MultiPolygon};
use serde::{Deserialize, Serialize};

/// Sets what is too small to be a fault of tiling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosureTolerance {
    /// Overlaps, gaps and protrusions of this area and below are passed over, m².
    pub area_m2: f64,
    /// A slit between two parks that is open to the outside and narrower than this is a gap, metres; 0 looks for none.
    pub width_m: f64,
    /// A vertex this near to another park's limit should be a vertex of that park, metres.
    pub vertex_m: f64,
}

/// Names the four faults of parks that should tile their zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosureKind {
    /// Two parks share interior.
    Overlap,
    /// A place of the zone belongs to no park.
    Gap,
    /// A park reaches beyond the zone's outline.
    Protrusion,
    /// A vertex on or very near another park's limit is not a vertex of that park.
    UnmatchedVertex,
}

/// Names one fault of tiling and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosureFault {
    /// What is wrong.
    pub kind: ClosureKind,
    /// The parks concerned, by their position in the list given, ascending; for an unmatched vertex its owner first.
    pub parks: Vec<usize>,
    /// The place: a connected area, or a point for an unmatched vertex.
    pub geometry: Geometry<f64>,
    /// The area of the place between limits that are straight in degrees, m²; 0 for a vertex.
    pub area_m2: f64,
    /// The mean width of the place, metres; for a vertex its distance to the other park's limit.
    pub width_m: f64,
}

/// Finds all faults of valid parks that should tile an outline, or, without one, each other.
///
/// Without an outline, a gap is a place enclosed by the parks together and bordered by at least two of them, or a slit between two parks
/// narrower than `width_m` that is open to the outside; parks or groups of parks that lie apart close each on its own.
/// A hole that one park alone has is that park's own affair.
///
/// # Errors
/// [`OverlayError`] when an overlay cannot be trusted, which names its operands.
pub fn closure(
    outline: Option<&MultiPolygon<f64>>,
    parks: &[&MultiPolygon<f64>],
    tolerance: &ClosureTolerance,
) -> Result<Vec<ClosureFault>, OverlayError> {
    let sheets: Vec<Sheet> = parks.iter().map(|park| Sheet::new(park)).collect();
    let mut found = area_faults::overlaps(parks, &sheets, tolerance)?;
    if let Some(outline) = outline {
        found.extend(area_faults::against_outline(outline, parks, &sheets, tolerance)?);
    } else {
        found.extend(area_faults::enclosed_gaps(parks, &sheets, tolerance)?);
        found.extend(slits::open_slits(parks, &sheets, tolerance)?);
    }
    found.extend(vertices::unmatched(&sheets, tolerance));
    Ok(found)
}

/// Holds what is asked of each park again and again.
struct Sheet {
    bbox: Option<Bbox>,
    tree: EdgeTree,
}

impl Sheet {
    fn new(park: &MultiPolygon<f64>) -> Self {
        Self {
            bbox: Bbox::of(park),
            tree: EdgeTree::new(park),
        }
    }

    fn meets(&self, other: &Self, margin_m: f64) -> bool {
        match (self.bbox, other.bbox) {
            (Some(a), Some(b)) => a.expand_m(margin_m).intersects(&b),
            _ => false,
        }
    }

    /// Gives the distance from a coordinate to the limit, metres, or `None` when it is more than `reach_m`.
    fn distance_m(&self, c: Coord<f64>, reach_m: f64) -> Option<f64> {
        let from = Vantage::at(c);
        let mut least_m = f64::INFINITY;
        self.tree.search(&mut |b| from.least_m(b) <= reach_m, &mut |_, a, b| {
            if from.least_m(&EdgeBox::of(&[a, b])) <= reach_m
                && let Some(foot) = from.foot_on(a, b)
            {
                least_m = least_m.min(foot.chord_m);
            }
        });
        (least_m <= reach_m).then_some(least_m)
    }
}

/// How far a computed place may lie from a park that borders it, metres: the grids' rounding, with room to spare.
const ROUNDING_M: f64 = 0.001;

/// Gives the parks whose limit runs along a place.
fn neighbours(place: &MultiPolygon<f64>, sheets: &[Sheet], tolerance: &ClosureTolerance) -> Vec<usize> {
    let reach_m = tolerance.vertex_m.max(ROUNDING_M);
    let Some(area) = Bbox::of(place) else { return Vec::new() };
    let area = area.expand_m(reach_m);
    let near = |sheet: &Sheet| {
        sheet.bbox.is_some_and(|b| b.intersects(&area))
            && place.iter().any(|part| {
                let holes = part.interiors().iter().flat_map(|ring| ring.0.iter());
                part.exterior()
                    .0
                    .iter()
                    .chain(holes)
                    .any(|c| sheet.distance_m(*c, reach_m).is_some())
            })
    };
    (0..sheets.len()).filter(|i| near(&sheets[*i])).collect()
}

/// Makes one fault of each connected piece of a place that is larger than the tolerance.
fn faults_of_pieces(
    kind: ClosureKind,
    place: MultiPolygon<f64>,
    least_m2: f64,
    parks: impl Fn(&MultiPolygon<f64>) -> Vec<usize>,
) -> Vec<ClosureFault> {
    let pieces = place.0.into_iter().map(|part| MultiPolygon(vec![part]));
    pieces
        .filter_map(|piece| {
            // Between limits as they are drawn: a geodesic edge would count its own bulge as a gap.
            let area_m2 = straight_area_m2(&piece);
            (area_m2 > least_m2).then(|| ClosureFault {
                kind,
                parks: parks(&piece),
                width_m: 2.0 * area_m2 / perimeter_m(&piece),
                geometry: Geometry::MultiPolygon(piece),
                area_m2,
            })
        })
        .collect()
}
