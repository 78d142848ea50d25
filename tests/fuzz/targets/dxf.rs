//! Takes any bytes as a drawing, which is only read; what is read is written as a table of corners and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::BoundaryFormat;
use sizhi_fuzz::reads_again;

fuzz_target!(|bytes: &[u8]| {
    reads_again(bytes, BoundaryFormat::Dxf, BoundaryFormat::CornerCsv);
});
