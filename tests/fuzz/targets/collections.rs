//! Takes any bytes as the collections that are imported: districts, features, the area that is asked about, and shapes to split or merge.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::{
    format::{Source, read_area, read_districts, read_features_geojson, read_merge, read_split},
    geometry::Datum,
};

fuzz_target!(|bytes: &[u8]| {
    let mut progress = |_: u64| {};
    for datum in [Datum::Wgs84, Datum::Gcj02] {
        if let Ok(source) = Source::of(bytes, None, &mut progress) {
            let _ = read_districts(source.at_most(1 << 24), datum);
        }
        if let Ok(source) = Source::of(bytes, None, &mut progress) {
            let _ = read_features_geojson(source.at_most(1 << 24), datum);
        }
    }
    let _ = read_area(bytes);
    let _ = (read_split(bytes), read_merge(bytes));
});
