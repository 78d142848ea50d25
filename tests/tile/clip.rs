//! Cutting polygons and lines, judged by GEOS and by the law that the pieces add up.

use geo::{Area, Validation};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use geos::Geom;
use proptest::prelude::*;
use sizhi::{
    geometry::Bbox,
    tile::{TileAddress, clip_line, clip_polygon},
};

use super::shapes::{rectangle, star_with_hole};

fn bbox(west: f64, south: f64, east: f64, north: f64) -> Bbox {
    Bbox::new(west, south, east, north).unwrap()
}

fn area(pieces: &[Polygon<f64>]) -> f64 {
    pieces.iter().map(Area::unsigned_area).sum()
}

fn to_geos(polygon: &Polygon<f64>) -> geos::Geometry {
    let ring = |line: &LineString<f64>| {
        let text: Vec<String> = line.0.iter().map(|c| format!("{:?} {:?}", c.x, c.y)).collect();
        format!("({})", text.join(","))
    };
    let rings: Vec<String> = std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .map(ring)
        .collect();
    geos::Geometry::new_from_wkt(&format!("POLYGON({})", rings.join(","))).unwrap()
}

/// Holds our pieces against GEOS' intersection with the box.
fn agrees_with_geos(polygon: &Polygon<f64>, bounds: &Bbox) {
    let pieces = clip_polygon(polygon, bounds);
    let window = to_geos(&rectangle(bounds.west(), bounds.south(), bounds.east(), bounds.north()));
    let theirs = to_geos(polygon).intersection(&window).unwrap();
    let their_area = theirs.area().unwrap();
    assert!(
        (area(&pieces) - their_area).abs() <= 1e-12 + their_area * 1e-9,
        "{} {their_area}",
        area(&pieces)
    );
    for piece in &pieces {
        assert!(to_geos(piece).is_valid().unwrap(), "{piece:?}");
        let beyond = to_geos(piece).difference(&theirs).unwrap().area().unwrap();
        assert!(beyond <= 1e-12 + their_area * 1e-9, "{beyond}");
    }
}

#[test]
fn a_comb_is_cut_into_as_many_pieces_as_it_has_teeth() {
    let mut ring = vec![(0.0, 0.0), (7.0, 0.0)];
    for tooth in (0..4).rev() {
        let west = f64::from(tooth) * 2.0;
        ring.extend([(west + 1.0, 3.0), (west, 3.0)]);
        if tooth > 0 {
            ring.extend([(west, 1.0), (west - 1.0, 1.0)]);
        }
    }
    ring.push((0.0, 0.0));
    let comb = Polygon::new(LineString::from(ring), vec![]);
    assert!(comb.is_valid());
    let pieces = clip_polygon(&comb, &bbox(-1.0, 2.0, 9.0, 4.0));
    assert_eq!(pieces.len(), 4, "no bridge along the side joins the teeth");
    assert_eq!(area(&pieces), 4.0);
    agrees_with_geos(&comb, &bbox(-1.0, 2.0, 9.0, 4.0));
    agrees_with_geos(&comb, &bbox(-1.0, 1.0, 9.0, 4.0));
    agrees_with_geos(&comb, &bbox(0.0, 0.0, 7.0, 3.0));
}

#[test]
fn a_hole_that_crosses_the_side_becomes_a_bay_and_one_that_does_not_stays_a_hole() {
    let mut polygon = rectangle(0.0, 0.0, 10.0, 10.0);
    polygon.interiors_push(rectangle(4.0, 4.0, 6.0, 6.0).exterior().clone());
    polygon.interiors_push(rectangle(1.0, 1.0, 2.0, 2.0).exterior().clone());
    let west = clip_polygon(&polygon, &bbox(-1.0, -1.0, 5.0, 11.0));
    assert_eq!((west.len(), west[0].interiors().len()), (1, 1));
    assert_eq!(area(&west), 50.0 - 2.0 - 1.0);
    agrees_with_geos(&polygon, &bbox(-1.0, -1.0, 5.0, 11.0));
    let inside_the_hole = clip_polygon(&polygon, &bbox(4.5, 4.5, 5.5, 5.5));
    assert!(inside_the_hole.is_empty());
    agrees_with_geos(&polygon, &bbox(4.0, 0.0, 6.0, 10.0));
    agrees_with_geos(&polygon, &bbox(3.0, 3.0, 5.0, 5.0));
}

#[test]
fn a_box_inside_a_polygon_is_filled_and_one_outside_or_beside_it_is_empty() {
    let polygon = rectangle(0.0, 0.0, 10.0, 10.0);
    assert_eq!(area(&clip_polygon(&polygon, &bbox(4.0, 4.0, 5.0, 5.0))), 1.0);
    assert!(clip_polygon(&polygon, &bbox(11.0, 0.0, 12.0, 10.0)).is_empty());
    assert!(
        clip_polygon(&polygon, &bbox(10.0, 0.0, 12.0, 10.0)).is_empty(),
        "touching is not sharing"
    );
    assert!(clip_polygon(&Polygon::new(LineString(vec![]), vec![]), &bbox(0.0, 0.0, 1.0, 1.0)).is_empty());
    let flat = Polygon::new(LineString::from(vec![(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)]), vec![]);
    assert!(clip_polygon(&flat, &bbox(0.0, 0.0, 1.0, 1.0)).is_empty());
}

#[test]
fn a_line_keeps_its_direction_and_its_stretches() {
    let line = LineString::from(vec![(-1.0, 0.5), (0.5, 0.5), (0.5, 2.0), (0.8, 2.0), (0.8, 0.2)]);
    let stretches = clip_line(&line, &bbox(0.0, 0.0, 1.0, 1.0));
    let expected = [vec![(0.0, 0.5), (0.5, 0.5), (0.5, 1.0)], vec![(0.8, 1.0), (0.8, 0.2)]];
    assert_eq!(stretches, expected.map(LineString::from));
    assert!(
        clip_line(
            &LineString::from(vec![(2.0, 0.0), (2.0, 1.0)]),
            &bbox(0.0, 0.0, 1.0, 1.0)
        )
        .is_empty()
    );
    assert!(
        clip_line(
            &LineString::from(vec![(0.0, 2.0), (2.0, 0.0)]),
            &bbox(0.0, 0.0, 1.0, 1.0)
        )
        .is_empty(),
        "a corner"
    );
}

#[test]
fn the_pieces_in_all_tiles_of_a_zoom_add_up_to_the_whole() {
    let polygon = star_with_hole((120.6, 31.3), 0.4, 5_000);
    for z in [8_u32, 11, 13] {
        let first = TileAddress::of(z, 120.1, 31.8).unwrap();
        let last = TileAddress::of(z, 121.1, 30.8).unwrap();
        let mut sum = 0.0;
        for x in first.x()..=last.x() {
            for y in first.y()..=last.y() {
                sum += area(&clip_polygon(&polygon, &TileAddress::new(z, x, y).unwrap().bbox()));
            }
        }
        let whole = polygon.unsigned_area();
        assert!((sum - whole).abs() < whole * 1e-10, "zoom {z}: {sum} {whole}");
    }
}

fn a_star() -> impl Strategy<Value = Polygon<f64>> {
    (
        prop::collection::vec(0.1_f64..1.0, 3..40),
        prop::collection::vec(0.01_f64..0.09, 3..12),
        -1.0_f64..1.0,
    )
        .prop_map(|(reaches, holes, turn)| {
            let ring = |reaches: &[f64], turn: f64| {
                let vertex = |(nth, reach): (usize, &f64)| {
                    let angle = turn + nth as f64 / reaches.len() as f64 * std::f64::consts::TAU;
                    Coord {
                        x: reach * angle.cos(),
                        y: reach * angle.sin(),
                    }
                };
                LineString(reaches.iter().enumerate().map(vertex).collect())
            };
            // A hole within 0.05 of the centre may leave a triangle of small reaches: such a draw is not valid and not asked for.
            Polygon::new(ring(&reaches, turn), vec![ring(&holes, -turn)])
        })
}

/// Columns above and below a line, all corners whole numbers; lying down or upright.
fn skyline(columns: &[(i32, i32)], upright: bool) -> Polygon<f64> {
    let tops = columns
        .iter()
        .enumerate()
        .rev()
        .flat_map(|(nth, (top, _))| [(nth + 1, *top), (nth, *top)]);
    let bottoms = columns
        .iter()
        .enumerate()
        .flat_map(|(nth, (_, bottom))| [(nth, -bottom), (nth + 1, -bottom)]);
    let corner = |(x, y): (usize, i32)| Coord {
        x: x as f64,
        y: f64::from(y),
    };
    let ring: LineString<f64> = bottoms.chain(tops).map(corner).collect();
    let turned = |c: &Coord<f64>| if upright { Coord { x: c.y, y: c.x } } else { *c };
    Polygon::new(LineString(ring.0.iter().map(turned).collect()), vec![])
}

proptest! {
    #[test]
    fn any_star_is_cut_as_geos_cuts_it(polygon in a_star(), x in -1.0_f64..0.9, y in -1.0_f64..0.9, w in 0.05_f64..1.5, h in 0.05_f64..1.5) {
        prop_assume!(polygon.is_valid());
        agrees_with_geos(&polygon, &bbox(x, y, x + w, y + h));
    }

    #[test]
    fn sides_along_edges_and_through_vertices_are_cut_as_geos_cuts_them(
        columns in prop::collection::vec((1_i32..5, 1_i32..5), 2..9),
        upright in any::<bool>(),
        (x, y, w, h) in (-1_i32..6, -4_i32..3, 1_i32..6, 1_i32..6),
    ) {
        let polygon = skyline(&columns, upright);
        let (x, y, w, h) = (f64::from(x), f64::from(y), f64::from(w), f64::from(h));
        agrees_with_geos(&polygon, &if upright { bbox(y, x, y + h, x + w) } else { bbox(x, y, x + w, y + h) });
    }

    #[test]
    fn nothing_makes_the_cut_panic(coords in prop::collection::vec((prop::num::f64::ANY, prop::num::f64::ANY), 0..12)) {
        let ring: LineString<f64> = coords.into_iter().map(|(x, y)| Coord { x, y }).collect();
        let pieces = clip_polygon(&Polygon::new(ring.clone(), vec![]), &bbox(0.0, 0.0, 1.0, 1.0));
        prop_assert!(MultiPolygon(pieces).iter().all(|piece| piece.exterior().0.len() > 3));
        prop_assert!(clip_line(&ring, &bbox(0.0, 0.0, 1.0, 1.0)).iter().all(|line| line.0.len() > 1));
    }
}
