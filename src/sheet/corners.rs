//! Corner points of a delimitation: ring by ring, clockwise from the north-west, in degrees as they are stored and in metres of the 3-degree zone.
//!
//! Must not drop or move a corner, nor lay anything out. Order and numbers are those of the 界址点 TXT.

use std::collections::HashMap;

use geo_types::{Coord, LineString, MultiPolygon};

use super::{
    Language,
    content::{Corner, CornersContent, RingContent},
};
use crate::{
    format::from_north_west,
    geometry::{Bbox, Crs, LonLat, ZoneWidth, distance_m},
};

/// Rings of one part are numbered 1, 2, 3 … in the first, 101, 102 … in the second.
const RINGS_OF_A_PART: usize = 100;
/// The same where a part has more rings than that.
const MANY_RINGS_OF_A_PART: usize = 10_000;

/// Lists the corners of shapes, each with the number of its park.
pub fn corners_of(shapes: &[(usize, &MultiPolygon<f64>)], language: Language) -> CornersContent {
    let crs = system(shapes);
    let has_many = |shape: &MultiPolygon<f64>| shape.iter().any(|part| part.interiors().len() + 1 >= RINGS_OF_A_PART);
    let mut rings = Vec::new();
    let mut is_known = true;
    for (park, shape) in shapes {
        let run = if has_many(shape) {
            MANY_RINGS_OF_A_PART
        } else {
            RINGS_OF_A_PART
        };
        for (nth, part) in shape.iter().enumerate() {
            let own = std::iter::once(part.exterior()).chain(part.interiors());
            for (ring, line) in own.filter(|line| !line.0.is_empty()).enumerate() {
                let corners = corners(line, crs);
                is_known &= corners.iter().all(|corner| corner.metres.is_some());
                rings.push(RingContent {
                    park: *park,
                    number: nth * run + ring + 1,
                    corners,
                });
            }
        }
    }
    let system = crs
        .filter(|_| is_known && !rings.is_empty())
        .map(|crs| named(crs, language));
    CornersContent { system, rings }
}

/// Finds the 3-degree zone of the middle of all shapes, its number in the eastings, as sheets of corner points have it.
fn system(shapes: &[(usize, &MultiPolygon<f64>)]) -> Option<Crs> {
    let boxes = shapes.iter().filter_map(|(_, shape)| Bbox::of(shape));
    let whole = boxes.reduce(|whole, bbox| whole.union(&bbox))?;
    let zone = Crs::three_degree_zone_at(whole.centre().x).ok()?.zone()?;
    Crs::gauss_kruger(ZoneWidth::Three, u32::from(zone.zone), true).ok()
}

fn named(crs: Crs, language: Language) -> String {
    let meridian = crs.central_meridian().unwrap_or_default();
    let zone = crs.zone().map_or(0, |zone| zone.zone);
    language.say(
        format!(
            "CGCS2000 高斯—克吕格投影 3 度带第 {zone} 带，中央子午线 {meridian}°，EPSG:{}",
            crs.epsg()
        ),
        format!(
            "CGCS2000 Gauss-Krüger, 3-degree zone {zone}, central meridian {meridian}°, EPSG:{}",
            crs.epsg()
        ),
    )
}

fn corners(ring: &LineString<f64>, crs: Option<Crs>) -> Vec<Corner> {
    let metres = crs.and_then(|crs| in_metres(ring, crs));
    // The order is the one of the plane in which sheets are written: rings that lie slant begin where the plane says.
    let ordered = match &metres {
        None => from_north_west(ring).into_iter().map(|c| (c, None)).collect::<Vec<_>>(),
        Some(plane) => {
            let bits = |c: &Coord<f64>| (c.x.to_bits(), c.y.to_bits());
            let places: HashMap<_, _> = plane.0.iter().map(bits).zip(ring.0.iter().copied()).collect();
            let placed = |c: Coord<f64>| places.get(&bits(&c)).map(|place| (*place, Some(c)));
            from_north_west(plane).into_iter().filter_map(placed).collect()
        }
    };
    let next = ordered.iter().cycle().skip(1);
    let length = |from: Coord<f64>, to: Coord<f64>| {
        let ends = LonLat::new(from.x, from.y).ok().zip(LonLat::new(to.x, to.y).ok());
        ends.map_or(0.0, |(from, to)| distance_m(from, to))
    };
    let with_length = ordered.iter().zip(next).map(|((from, metres), (to, _))| Corner {
        lon_lat: *from,
        metres: *metres,
        to_next_m: length(*from, *to),
    });
    with_length.collect()
}

fn in_metres(ring: &LineString<f64>, crs: Crs) -> Option<LineString<f64>> {
    let placed = |c: &Coord<f64>| {
        let (x, y) = crs.from_lon_lat(LonLat::new(c.x, c.y).ok()?).ok()?;
        Some(Coord { x, y })
    };
    ring.0.iter().map(placed).collect::<Option<Vec<_>>>().map(LineString)
}
