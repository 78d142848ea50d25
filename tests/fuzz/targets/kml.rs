//! Takes any bytes as KML, in a zip after a zero byte; what is read is written and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::BoundaryFormat;
use sizhi_fuzz::{reads_again, zipped};

fuzz_target!(|bytes: &[u8]| match bytes.split_first() {
    Some((0, document)) => {
        let archive = zipped(&[("doc.kml", document)]);
        reads_again(&archive, BoundaryFormat::Kmz, BoundaryFormat::Kmz);
    }
    _ => reads_again(bytes, BoundaryFormat::Kml, BoundaryFormat::Kml),
});
