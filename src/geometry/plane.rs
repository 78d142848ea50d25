//! Holds shapes in whole tenths of a millimetre on a local flat frame, where they can be grown and shrunk by metres.
//! Must not give figures to users; it serves to find narrow places.

use super::{
    bbox::Bbox,
    frame::MetreFrame,
    overlay::{Contour, EngineFailed, Piece, contour_by, guarded, overlay_all, twice_area},
};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use i_overlay::{
    core::overlay_rule::OverlayRule,
    i_float::int::{angle::Angle, point::IntPoint},
    mesh::int::{
        arc::ArcOptions,
        outline::offset::IntOutlineOffset,
        style::{IntLineJoin, IntOutlineStyle},
    },
};

/// Steps of the plane in a metre.
const STEPS_PER_METRE: f64 = 1e4;

/// The greatest number of steps from the origin, 2^50: a hundred million kilometres, beyond any shape.
const LAST_STEP: f64 = 1_125_899_906_842_624.0;

/// A flat frame around a shape.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plane {
    frame: MetreFrame,
}

impl Plane {
    /// Lays the plane around the middle of a box.
    pub(crate) fn around(area: &Bbox) -> Self {
        Self {
            frame: MetreFrame::at(area.centre()),
        }
    }

    /// Gives the rings of a shape in steps, exteriors counter-clockwise, holes clockwise.
    pub(crate) fn contours(self, shape: &MultiPolygon<f64>) -> Vec<Contour> {
        let step = |metres: f64| (metres * STEPS_PER_METRE).round().clamp(-LAST_STEP, LAST_STEP) as i64;
        let place = |c: Coord<f64>| {
            let m = self.frame.to_metres(c);
            IntPoint::new(step(m.x), step(m.y))
        };
        let rings = shape.iter().flat_map(|part| {
            let holes = part.interiors().iter().map(|ring| (ring, false));
            std::iter::once((part.exterior(), true)).chain(holes)
        });
        rings.filter_map(|(ring, ccw)| contour_by(ring, ccw, place)).collect()
    }

    /// Gives pieces as a shape in degrees.
    pub(crate) fn shape(self, pieces: &[Piece]) -> MultiPolygon<f64> {
        let ring = |contour: &Contour| {
            let metres = |p: &IntPoint<i64>| Coord {
                x: p.x as f64 / STEPS_PER_METRE,
                y: p.y as f64 / STEPS_PER_METRE,
            };
            LineString(contour.iter().map(|p| self.frame.to_degrees(metres(p))).collect())
        };
        let parts = pieces.iter().filter_map(|piece| {
            let (exterior, holes) = piece.split_first()?;
            Some(Polygon::new(ring(exterior), holes.iter().map(ring).collect()))
        });
        MultiPolygon(parts.collect())
    }
}

/// Grows contours by metres, or shrinks them by a negative number; corners become round, in steps of 11 degrees.
pub(crate) fn offset(contours: &[Contour], distance_m: f64) -> Result<Vec<Piece>, EngineFailed> {
    let steps = (distance_m * STEPS_PER_METRE).round() as i64;
    let join = IntLineJoin::Round(ArcOptions {
        max_step: Angle::from_bits(1 << 27),
        ..ArcOptions::default()
    });
    let style = IntOutlineStyle::new(steps).line_join(join);
    if contours.validate_outline(&style).is_err() {
        return Err(EngineFailed(format!(
            "{distance_m} m cannot be laid around a shape so large"
        )));
    }
    guarded(|| contours.outline(&style).unwrap_or_default())
}

/// Gives what both sets of contours cover.
pub(crate) fn common(a: &[Contour], b: &[Contour]) -> Result<Vec<Piece>, EngineFailed> {
    Ok(overlay_all(a, b, &[OverlayRule::Intersect])?.concat())
}

/// Gives what `b` leaves of `a`.
pub(crate) fn remainder(a: &[Contour], b: &[Contour]) -> Result<Vec<Piece>, EngineFailed> {
    Ok(overlay_all(a, b, &[OverlayRule::Difference])?.concat())
}

/// Gives the area of a piece on the plane, m².
pub(crate) fn piece_area_m2(piece: &Piece) -> f64 {
    let twice: i128 = piece.iter().map(|contour| twice_area(contour)).sum();
    twice.abs() as f64 / 2.0 / (STEPS_PER_METRE * STEPS_PER_METRE)
}
