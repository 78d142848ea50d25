//! Addresses and the description of a tile set.

use sizhi::{
    geometry::Bbox,
    tile::{MAX_ZOOM, TileAddress, TileJson},
};

#[test]
fn an_address_is_read_as_it_is_written() {
    for text in ["0/0/0", "10/857/418", "16/54896/26784", "22/4194303/4194303"] {
        assert_eq!(text.parse::<TileAddress>().unwrap().to_string(), text);
    }
    let with_ending = TileAddress::from_parts("10", "857", "418.pbf").unwrap();
    assert_eq!(with_ending, TileAddress::new(10, 857, 418).unwrap());
}

#[test]
fn what_is_no_address_is_refused_with_the_part_that_is_wrong() {
    for (text, message) in [
        (
            "10/857",
            "tile `10/857`: expected `z/x/y`; hint: for example `10/857/418`",
        ),
        (
            "1/2/3/4",
            "tile `1/2/3/4`: expected `z/x/y`; hint: for example `10/857/418`",
        ),
        (
            "ten/1/1",
            "tile z `ten` is not a whole number; hint: an address is for example `10/857/418`",
        ),
        (
            "3/-1/0",
            "tile x `-1` is not a whole number; hint: an address is for example `10/857/418`",
        ),
        (
            "3/+1/0",
            "tile x `+1` is not a whole number; hint: an address is for example `10/857/418`",
        ),
        (
            "3/1/1.5",
            "tile y `1.5` is not a whole number; hint: an address is for example `10/857/418`",
        ),
        (
            "3/1/99999999999",
            "tile y `99999999999` is not a whole number; hint: an address is for example `10/857/418`",
        ),
        ("23/0/0", "tile zoom `23` is not in 0..=22"),
        ("3/8/0", "tile x `8` is not in 0..=7 at zoom 3"),
        ("0/0/1", "tile y `1` is not in 0..=0 at zoom 0"),
    ] {
        assert_eq!(text.parse::<TileAddress>().unwrap_err().to_string(), message);
    }
}

#[test]
fn the_bounds_of_tiles_are_those_of_the_web_mercator_square() {
    let world = TileAddress::new(0, 0, 0).unwrap().bbox();
    // atan(sinh(π)) in degrees, the edge of the square.
    let edge = 85.051_128_779_806_59;
    for (found, expected) in world.to_array().into_iter().zip([-180.0, -edge, 180.0, edge]) {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
    let shanghai = TileAddress::of(12, 121.4737, 31.2304).unwrap();
    assert_eq!(shanghai.to_string(), "12/3430/1673");
    let bbox = shanghai.bbox();
    assert!(bbox.west() < 121.4737 && 121.4737 < bbox.east() && bbox.south() < 31.2304 && 31.2304 < bbox.north());
}

#[test]
fn four_children_tile_their_parent() {
    let parent = TileAddress::new(5, 26, 12).unwrap();
    let children: Vec<TileAddress> = parent.children().collect();
    assert_eq!(children.len(), 4);
    let joined = children
        .iter()
        .map(|child| child.bbox())
        .reduce(|a, b| a.union(&b))
        .unwrap();
    for (found, expected) in joined.to_array().into_iter().zip(parent.bbox().to_array()) {
        assert!((found - expected).abs() < 1e-12);
    }
    assert_eq!(
        TileAddress::new(u32::from(MAX_ZOOM), 0, 0).unwrap().children().count(),
        0
    );
}

#[test]
fn a_tile_set_opens_with_its_bounds_in_view() {
    let china = Bbox::new(73.0, 3.0, 136.0, 54.0).unwrap();
    let described = TileJson::new("https://example.org/tiles/zones/{z}/{x}/{y}", china);
    let json = serde_json::to_value(&described).unwrap();
    assert_eq!(json["tilejson"], "3.0.0");
    assert_eq!(json["bounds"], serde_json::json!([73.0, 3.0, 136.0, 54.0]));
    assert_eq!(json["center"], serde_json::json!([104.5, 28.5, 2.0]));
    assert_eq!(json.get("attribution"), None, "what is not known is left out");
    assert_eq!(serde_json::from_value::<TileJson>(json).unwrap(), described);
}
