//! Takes any bytes as a boundary file whose format is to be found; what is read is written in every format that can hold it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::{BoundaryFormat, Encoding, ReadOptions, WriteOptions, read_boundary, write_boundary};

fuzz_target!(|bytes: &[u8]| {
    for system in [None, "EPSG:4528".parse().ok(), "bd09".parse().ok()] {
        for encoding in [None, Some(Encoding::Gb18030)] {
            let options = ReadOptions {
                system,
                encoding,
                ..ReadOptions::default()
            };
            let Ok(reading) = read_boundary(bytes, None, &options) else {
                continue;
            };
            for format in BoundaryFormat::writable() {
                let options = WriteOptions {
                    system,
                    encoding: Encoding::Gb18030,
                    date: None,
                };
                // A refusal is an answer.
                let _ = write_boundary(&reading.draft, format, &options);
            }
        }
    }
});
