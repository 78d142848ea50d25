//! Takes any bytes as OpenStreetMap XML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = sizhi::format::read_osm_xml(bytes, None);
});
