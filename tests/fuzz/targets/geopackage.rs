//! Takes any bytes as a GeoPackage; what is read is written and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::BoundaryFormat;
use sizhi_fuzz::reads_again;

fuzz_target!(
    init: {
        // The binding panics, and catches it itself, where a name in the schema is no UTF-8; the reader then refuses the table.
        let ends = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|at| at.file().contains("rusqlite-")) {
                ends(panic);
            }
        }));
    },
    |bytes: &[u8]| {
        reads_again(bytes, BoundaryFormat::GeoPackage, BoundaryFormat::GeoPackage);
    }
);
