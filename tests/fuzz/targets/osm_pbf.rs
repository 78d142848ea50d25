//! Takes any bytes as OpenStreetMap PBF.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: {
        // The decoder panics where a file's numbers make no sense; the reader catches that and tells of a fault. All other panics end the run.
        let ends = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let is_decoder = panic.location().is_some_and(|at| ["osmpbf-", "protobuf-"].iter().any(|crate_name| at.file().contains(crate_name)));
            if !is_decoder {
                ends(panic);
            }
        }));
    },
    |bytes: &[u8]| {
        if let Err(refused) = sizhi::format::read_osm_pbf(bytes, None) {
            assert!(!refused.to_string().is_empty());
        }
    }
);
