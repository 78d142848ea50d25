//! Tiles over HTTP: freshness, tags, packing, and what must not be in them.

use serde_json::json;
use sizhi::{format::draft::read_draft, geometry::Bbox, tile::TileAddress};

use super::server::{Server, TOKEN, problem};

/// Returns the path of the tile of a layer at a zoom that holds the faultless example's middle.
fn tile_of_example(server: &Server, layer: &str, zoom: u32) -> String {
    let draft = read_draft(server.get("/v1/drafts/clean").text().unwrap().as_bytes()).unwrap();
    let centre = Bbox::of(draft.parks[0].shape.as_ref().unwrap()).unwrap().centre();
    let tile = TileAddress::of(zoom, centre.x, centre.y).unwrap();
    format!("/tiles/{layer}/{}/{}/{}", tile.z(), tile.x(), tile.y())
}

#[test]
fn a_draft_is_in_no_tile_until_it_is_in_force_and_then_in_the_very_next_one() {
    let server = Server::start();
    let path = tile_of_example(&server, "zones", 14);
    let before = server.get(&path);
    let tag = before.headers()["etag"].to_str().unwrap().to_owned();
    let known = |tag: &str| {
        server
            .client
            .get(format!("{}{path}", server.address))
            .header("if-none-match", tag)
            .send()
            .unwrap()
    };
    assert_eq!(known(&tag).status(), 304);
    assert_eq!(
        known(tag.trim_start_matches("W/")).status(),
        304,
        "tags are compared weakly"
    );
    let mut draft = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!("test-tile");
    assert_eq!(
        server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)).status(),
        201
    );
    assert_eq!(known(&tag).status(), 304, "a pending zone is in no public tile");
    server.approve("test-tile", "2026-01-01");
    let after = known(&tag);
    assert_eq!(after.status(), 200);
    assert_ne!(after.headers()["etag"].to_str().unwrap(), tag);
    assert_eq!(after.headers()["cache-control"], "no-cache");
    let bytes = after.bytes().unwrap();
    assert!(bytes.windows(9).any(|window| window == b"test-tile"));
}

#[test]
fn each_layer_has_a_tile_json_and_tiles_that_are_packed_on_demand() {
    let server = Server::start();
    for layer in ["zones", "parks", "agencies", "features", "districts"] {
        let described = server.json(&format!("/tiles/{layer}.json"));
        assert_eq!(described["tilejson"], "3.0.0");
        assert_eq!(described["vector_layers"][0]["id"], layer);
        let template = described["tiles"][0].as_str().unwrap();
        assert!(
            template.starts_with(&server.address) && template.ends_with("/{z}/{x}/{y}"),
            "{template}"
        );
    }
    let zones = server.json("/v1/zones?status=in-force");
    let bbox = zones["zones"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|zone| zone["bbox"].as_array())
        .unwrap();
    let middle = |a: usize, b: usize| f64::midpoint(bbox[a].as_f64().unwrap(), bbox[b].as_f64().unwrap());
    let tile = TileAddress::of(12, middle(0, 2), middle(1, 3)).unwrap();
    let path = format!("{}/tiles/parks/{}/{}/{}", server.address, tile.z(), tile.x(), tile.y());
    let packed = server
        .client
        .get(&path)
        .header("accept-encoding", "gzip")
        .send()
        .unwrap();
    assert_eq!(packed.headers()["content-type"], "application/vnd.mapbox-vector-tile");
    assert_eq!(packed.headers()["content-encoding"], "gzip");
}

#[test]
fn an_empty_tile_is_a_204_and_a_bad_address_a_400() {
    let server = Server::start();
    assert_eq!(server.get("/tiles/zones/10/0/0").status(), 204);
    for path in [
        "/tiles/zones/30/0/0",
        "/tiles/zones/1/2/0",
        "/tiles/zones/1/-1/0",
        "/tiles/zones/x/0/0",
    ] {
        problem(server.get(path), 400);
    }
}

#[test]
fn an_act_elsewhere_leaves_a_tile_as_it_was_and_what_is_too_small_is_counted() {
    let server = Server::start();
    let mut draft = server.json("/v1/drafts/clean");
    draft["zone"]["code"] = json!("test-elsewhere");
    let near = tile_of_example(&server, "zones", 12);
    let far = {
        let zones = server.json("/v1/zones?status=in-force");
        let own = TileAddress::from_parts("12", "0", "0").unwrap();
        let boxes = zones["zones"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|zone| zone["bbox"].as_array());
        let places = boxes.map(|bbox| (bbox[0].as_f64().unwrap(), bbox[1].as_f64().unwrap()));
        let tiles = places.map(|(lon, lat)| TileAddress::of(12, lon, lat).unwrap());
        let paths: Vec<String> = tiles
            .filter(|tile| *tile != own)
            .map(|tile| format!("/tiles/zones/{}/{}/{}", tile.z(), tile.x(), tile.y()))
            .collect();
        paths.into_iter().find(|path| *path != near).unwrap()
    };
    let tag = |path: &str| server.get(path).headers()["etag"].to_str().unwrap().to_owned();
    let (near_before, far_before) = (tag(&near), tag(&far));
    assert_eq!(
        server.post_draft("/v1/zones", &draft.to_string(), Some(TOKEN)).status(),
        201
    );
    server.approve("test-elsewhere", "2026-01-01");
    assert_ne!(tag(&near), near_before);
    assert_eq!(tag(&far), far_before);
    let world = server.get("/tiles/zones/0/0/0").bytes().unwrap();
    assert!(
        world.windows(12).any(|window| window == b"zones_unseen"),
        "{} bytes",
        world.len()
    );
    let described = server.json("/tiles/zones.json");
    assert_eq!(described["vector_layers"][1]["id"], "zones_unseen");
}
