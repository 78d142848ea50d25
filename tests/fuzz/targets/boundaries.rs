//! Takes any bytes as a boundary file of each format that is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::boundary::{BoundaryFormat, ReadOptions, read_boundary};

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let formats: Vec<BoundaryFormat> = BoundaryFormat::readable().collect();
    // One more than there are formats: found by content.
    let format = formats.get(usize::from(*which) % (formats.len() + 1)).copied();
    let options = ReadOptions {
        format,
        system: "EPSG:4490".parse().ok(),
        ..ReadOptions::default()
    };
    let _ = read_boundary(bytes, None, &options);
});
