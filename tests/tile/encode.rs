//! The bytes of tiles, decoded and held against the specification (MVT 2.1, 4.3.3).

use fast_mvt::{MvtGeometry, MvtValue};
use geo_types::{LineString, MultiLineString, MultiPolygon, Polygon};
use sizhi::{
    geometry::LonLat,
    tile::{BUFFER, EXTENT, TileAddress, TileBuilder, Value},
};

use super::shapes::{decode, polygons, rectangle, star_with_hole, twice_area};

fn tile_at(z: u32, lon: f64, lat: f64) -> TileAddress {
    TileAddress::of(z, lon, lat).unwrap()
}

/// Encodes one polygon into one tile.
fn encoded(tile: TileAddress, shape: &MultiPolygon<f64>) -> Vec<u8> {
    let mut builder = TileBuilder::new(tile, "zones").unwrap();
    builder.polygon(shape, &[]).unwrap();
    builder.finish().unwrap()
}

#[test]
fn exteriors_turn_one_way_and_holes_the_other_whatever_the_drawing_did() {
    let polygon = star_with_hole((120.6, 31.3), 0.3, 400);
    let mut exterior = polygon.exterior().clone();
    exterior.0.reverse();
    let turned = Polygon::new(exterior, polygon.interiors().to_vec());
    for shape in [polygon, turned] {
        let features = decode(&encoded(tile_at(7, 120.6, 31.3), &MultiPolygon(vec![shape])), "zones");
        let parts = polygons(&features[0]);
        assert_eq!(parts.len(), 1);
        assert!(
            twice_area(parts[0].exterior()) > 0,
            "an exterior has a positive area with y to the south"
        );
        assert_eq!(parts[0].interiors().len(), 1);
        assert!(twice_area(&parts[0].interiors()[0]) < 0);
    }
}

#[test]
fn rings_are_clean_and_within_the_buffer() {
    let shape = MultiPolygon(vec![star_with_hole((120.6, 31.3), 0.3, 20_000)]);
    for z in 0..=14 {
        for part in decode(&encoded(tile_at(z, 120.85, 31.3), &shape), "zones")
            .iter()
            .flat_map(polygons)
        {
            for ring in std::iter::once(part.exterior()).chain(part.interiors()) {
                assert!(ring.0.len() >= 4 && twice_area(ring) != 0, "zoom {z}");
                for w in ring.0.windows(2) {
                    assert_ne!(w[0], w[1], "no repeat, zoom {z}");
                    assert!(
                        (-BUFFER..=EXTENT + BUFFER).contains(&w[0].x) && (-BUFFER..=EXTENT + BUFFER).contains(&w[0].y)
                    );
                }
                let straight = ring.0.windows(3).filter(|w| {
                    let (a, b) = (w[1] - w[0], w[2] - w[1]);
                    i64::from(a.x) * i64::from(b.y) == i64::from(a.y) * i64::from(b.x)
                });
                assert_eq!(straight.count(), 0, "no vertex on a straight line, zoom {z}");
            }
        }
    }
}

#[test]
fn two_neighbours_share_their_line_to_the_unit() {
    let wave: Vec<(f64, f64)> = (0..=4_000)
        .map(|nth| {
            let lat = 31.0 + f64::from(nth) * 1e-4;
            (
                120.5 + 0.02 * (f64::from(nth) * 0.01).sin() + 0.003 * (f64::from(nth) * 0.37).cos(),
                lat,
            )
        })
        .collect();
    let closed = |mut ring: Vec<(f64, f64)>, lon: f64| {
        let (first, last) = (ring[0], ring[ring.len() - 1]);
        ring.extend([(lon, last.1), (lon, first.1), first]);
        Polygon::new(LineString::from(ring), vec![])
    };
    let mut back = wave.clone();
    back.reverse();
    for z in 5..=13 {
        for lat in [31.05, 31.2, 31.35] {
            let tile = tile_at(z, 120.5, lat);
            let doubled = |shape: Polygon<f64>| -> i64 {
                let features = decode(&encoded(tile, &MultiPolygon(vec![shape])), "zones");
                let rings = features.iter().flat_map(polygons).flat_map(|part| {
                    assert!(part.interiors().is_empty());
                    vec![twice_area(part.exterior())]
                });
                rings.sum()
            };
            let both = rectangle(120.0, 31.0, 121.0, 31.4);
            let (west, east) = (
                doubled(closed(wave.clone(), 120.0)),
                doubled(closed(back.clone(), 121.0)),
            );
            assert_eq!(west + east, doubled(both), "neither gap nor overlap in {tile}");
        }
    }
}

#[test]
fn specks_are_left_out_of_far_views_and_drawn_near() {
    let speck = MultiPolygon(vec![rectangle(120.6, 31.3, 120.600_1, 31.300_1)]);
    for (z, there) in [(5, false), (9, false), (13, true), (16, true)] {
        let bytes = encoded(tile_at(z, 120.600_05, 31.300_05), &speck);
        assert_eq!(!bytes.is_empty(), there, "zoom {z}");
    }
    let hair = MultiPolygon(vec![rectangle(120.6, 31.3, 120.600_000_001, 31.300_1)]);
    assert!(
        encoded(tile_at(16, 120.6, 31.3), &hair).is_empty(),
        "what has no area in whole units is not drawn"
    );
}

#[test]
fn properties_keep_their_types() {
    let mut builder = TileBuilder::new(tile_at(10, 120.6, 31.3), "agencies").unwrap();
    let place = LonLat::new(120.6, 31.3).unwrap();
    let properties = [
        ("name", Value::Text("甲事务所")),
        ("share", Value::Number(0.25)),
        ("parks", Value::Integer(-3)),
        ("closing", Value::Bool(true)),
    ];
    assert!(builder.point(place, &properties).unwrap());
    assert_eq!(builder.len(), 1);
    let features = decode(&builder.finish().unwrap(), "agencies");
    let expected = [
        ("name".to_owned(), MvtValue::String("甲事务所".to_owned())),
        ("share".to_owned(), MvtValue::Double(0.25)),
        ("parks".to_owned(), MvtValue::SInt(-3)),
        ("closing".to_owned(), MvtValue::Bool(true)),
    ];
    assert_eq!(features[0].properties, expected);
}

#[test]
fn a_point_on_the_side_is_in_both_tiles_and_one_beyond_the_buffer_in_one() {
    let west = tile_at(10, 120.6, 31.3);
    let east = TileAddress::new(10, west.x() + 1, west.y()).unwrap();
    let side = west.bbox().east();
    let width = side - west.bbox().west();
    let seen = |tile: TileAddress, lon: f64| {
        let mut builder = TileBuilder::new(tile, "agencies").unwrap();
        let there = builder.point(LonLat::new(lon, 31.3).unwrap(), &[]).unwrap();
        let features = decode(&builder.finish().unwrap(), "agencies");
        assert_eq!(features.len(), usize::from(there));
        features.first().map(|feature| match &feature.geometry {
            MvtGeometry::Point(point) => point.x(),
            other => panic!("expected a point, found {other:?}"),
        })
    };
    assert_eq!((seen(west, side), seen(east, side)), (Some(EXTENT), Some(0)));
    let in_buffer = side + width * f64::from(BUFFER / 2) / f64::from(EXTENT);
    assert_eq!(
        (seen(west, in_buffer), seen(east, in_buffer)),
        (Some(EXTENT + BUFFER / 2), Some(BUFFER / 2))
    );
    let beyond = side + width * f64::from(BUFFER * 2) / f64::from(EXTENT);
    assert_eq!((seen(west, beyond), seen(east, beyond)), (None, Some(BUFFER * 2)));
}

#[test]
fn lines_are_cut_and_thinned_but_run_the_same_way() {
    let tile = tile_at(10, 120.6, 31.3);
    let bbox = tile.bbox();
    let across: Vec<(f64, f64)> = (0..=10_000).map(|nth| (119.0 + f64::from(nth) * 3e-4, 31.3)).collect();
    let mut builder = TileBuilder::new(tile, "features").unwrap();
    let spike = vec![(bbox.west(), 31.25), (bbox.east(), 31.25), (bbox.west(), 31.25)];
    assert!(
        builder
            .line(&MultiLineString(vec![LineString::from(across)]), &[])
            .unwrap()
    );
    assert!(
        builder
            .line(&MultiLineString(vec![LineString::from(spike)]), &[])
            .unwrap()
    );
    assert!(
        !builder
            .line(
                &MultiLineString(vec![LineString::from(vec![(0.0, 0.0), (1.0, 1.0)])]),
                &[]
            )
            .unwrap()
    );
    let features = decode(&builder.finish().unwrap(), "features");
    let xs = |nth: usize| match &features[nth].geometry {
        MvtGeometry::LineString(line) => line.0.iter().map(|c| c.x).collect::<Vec<i32>>(),
        other => panic!("expected a line, found {other:?}"),
    };
    assert_eq!(xs(0), [-BUFFER, EXTENT + BUFFER]);
    assert_eq!(xs(1), [0, EXTENT, 0], "a way there and back keeps its turning point");
}

#[test]
fn a_tile_without_features_has_no_bytes() {
    let builder = TileBuilder::new(tile_at(3, 0.0, 0.0), "zones").unwrap();
    assert!(builder.is_empty() && builder.finish().unwrap().is_empty());
    assert!(TileBuilder::new(tile_at(3, 0.0, 0.0), "").is_err());
}
