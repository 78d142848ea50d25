//! Takes any bytes as a Shapefile, whole or file by file; what is read is written and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::BoundaryFormat;
use sizhi_fuzz::{reads_again, shapefile_of};

fuzz_target!(|bytes: &[u8]| {
    reads_again(
        &shapefile_of(bytes),
        BoundaryFormat::Shapefile,
        BoundaryFormat::Shapefile,
    );
});
