//! Judges overlays of two polygons by the area of what is expected and found and not both.
//! Must not judge lines and points that come out where areas only touch: this library gives areas.

use super::{
    Outcome,
    cases::{Case, Op, Operand, area, geometry, scaled},
};
use crate::judge::{is_valid, to_geos};
use geo::Area;
use geo_types::{Coord, LineString, MultiPolygon};
use geos::{Geom, GeometryTypes};
use sizhi::geometry::{OverlayError, difference, intersection, union};

/// The coordinates of all rings.
pub fn coords(shape: &MultiPolygon<f64>) -> impl Iterator<Item = Coord<f64>> + use<> {
    let rings: Vec<LineString<f64>> = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()).cloned())
        .collect();
    rings.into_iter().flat_map(|ring| ring.0)
}

pub fn judged(case: &Case, op: &Op) -> Outcome {
    let name = op.name.to_lowercase();
    let second = if op.second.trim().is_empty() { "B" } else { &op.second };
    let (a, b) = match (case.operand(&op.first), case.operand(second)) {
        (Operand::Area(a), Operand::Area(b)) => (a, b),
        (Operand::Unread, _) | (_, Operand::Unread) => return Outcome::NotApplicable("GEOS cannot read the operand"),
        (Operand::Area(_), Operand::Missing) => return Outcome::NotApplicable("one operand only"),
        _ => return Outcome::NotApplicable("not two polygons"),
    };
    if !is_valid(a) || !is_valid(b) {
        return Outcome::NotApplicable("an invalid operand: repaired before it is overlaid");
    }
    if name.ends_with("areatest") {
        return adds_up(a, b);
    }
    if case.rounded {
        return Outcome::NotApplicable("expected on a coarser grid");
    }
    let Some(expected) = geometry(&op.expected).and_then(|shape| polygons(&shape)) else {
        return Outcome::NotApplicable("GEOS cannot read what is expected");
    };
    let found = match found(&name, a, b) {
        Ok(found) => found,
        Err(error) => return Outcome::Disagreed(error.to_string()),
    };
    let expected = scaled(&expected, case.factor);
    let apart = to_geos(&expected).sym_difference(&to_geos(&found));
    let Ok(apart) = apart.and_then(|apart| apart.area()) else {
        return Outcome::NotApplicable("GEOS cannot compare the results");
    };
    let allowed = grid_error(a) + grid_error(b) + printed_error(&expected, case.factor);
    if apart <= allowed {
        Outcome::Agreed
    } else {
        Outcome::Disagreed(format!("{apart:e} apart, {allowed:e} allowed"))
    }
}

fn found(name: &str, a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, OverlayError> {
    match name.trim_end_matches("ng") {
        "intersection" => Ok(intersection(a, b)?.map_or(MultiPolygon(vec![]), |shared| shared.geometry)),
        "union" => union(&[a, b]),
        "difference" => difference(a, b),
        _ => union(&[&difference(a, b)?, &difference(b, a)?]),
    }
}

/// Gives the polygons of a geometry; lines and points have no area.
fn polygons<G: Geom>(shape: &G) -> Option<MultiPolygon<f64>> {
    if let Some(found) = area(shape) {
        return Some(found);
    }
    match shape.geometry_type().ok()? {
        GeometryTypes::GeometryCollection => {
            let members = 0..shape.get_num_geometries().ok()?;
            let all = members.map(|n| polygons(&shape.get_geometry_n(n).ok()?));
            Some(MultiPolygon(
                all.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect(),
            ))
        }
        _ => Some(MultiPolygon(vec![])),
    }
}

/// What moving every vertex by a step and a half of the grid can change.
fn grid_error(shape: &MultiPolygon<f64>) -> f64 {
    1e-15 + 3e-9 * length(shape)
}

/// What is expected is printed with a few digits: JTS compares with a tolerance too.
fn printed_error(shape: &MultiPolygon<f64>, factor: f64) -> f64 {
    1e-5 * factor * length(shape).min(1e3)
}

fn length(shape: &MultiPolygon<f64>) -> f64 {
    let all: Vec<Coord<f64>> = coords(shape).collect();
    all.windows(2).map(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y)).sum()
}

/// The law that JTS holds its own overlays against: the pieces add up.
fn adds_up(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> Outcome {
    let results = || -> Result<[f64; 3], OverlayError> {
        let shared = intersection(a, b)?.map_or(0.0, |shared| shared.geometry.unsigned_area());
        let together = union(&[a, b])?.unsigned_area();
        let left = difference(a, b)?.unsigned_area();
        Ok([shared, together, left])
    };
    match results() {
        Err(error) => Outcome::Disagreed(error.to_string()),
        Ok([shared, together, left]) => {
            let (in_a, in_b) = (a.unsigned_area(), b.unsigned_area());
            let amiss = (in_a + in_b - shared - together)
                .abs()
                .max((in_a - shared - left).abs());
            let allowed = grid_error(a) + grid_error(b);
            if amiss <= allowed {
                Outcome::Agreed
            } else {
                Outcome::Disagreed(format!("{amiss:e} amiss, {allowed:e} allowed"))
            }
        }
    }
}
