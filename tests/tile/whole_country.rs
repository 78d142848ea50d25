//! Districts of the whole country, where the file is at hand: every tile decodes, and neighbours leave no seam.

use std::{path::Path, time::Instant};

use sizhi::{
    format::{Source, read_districts},
    geometry::Datum,
    tile::{TileAddress, TileBuilder, Value},
};

use super::shapes::{decode, polygons, twice_area};

const FILE: &str = "../shared/data/admin/districts_2019_gcj02.geojson.gz";

#[test]
fn every_tile_of_the_districts_decodes_cleanly() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if !path.exists() {
        crate::skip::skip(&format!("skipped: {FILE}"));
        return;
    }
    let mut progress = |_: u64| {};
    let (districts, _) = read_districts(Source::open(&path, &mut progress).unwrap(), Datum::Gcj02).unwrap();
    for (z, lon, lat) in [
        (0, 104.0, 35.0),
        (3, 116.0, 39.0),
        (5, 116.4, 39.9),
        (8, 120.6, 31.3),
        (11, 121.47, 31.23),
    ] {
        let tile = TileAddress::of(z, lon, lat).unwrap();
        let start = Instant::now();
        let mut builder = TileBuilder::new(tile, "districts").unwrap();
        for district in &districts {
            builder
                .polygon(&district.shape, &[("name", Value::Text(&district.name))])
                .unwrap();
        }
        let written = builder.len();
        let bytes = builder.finish().unwrap();
        println!(
            "{tile}: {written} districts, {} bytes, {:?}",
            bytes.len(),
            start.elapsed()
        );
        let features = decode(&bytes, "districts");
        assert_eq!(features.len(), written);
        assert!(written > 0);
        for part in features.iter().flat_map(polygons) {
            assert!(twice_area(part.exterior()) > 0);
            assert!(part.interiors().iter().all(|ring| twice_area(ring) < 0));
        }
    }
}
