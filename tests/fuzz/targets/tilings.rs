//! Takes any parks that are sound: the check of tiling ends, and each fix that it offers leaves fewer faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::geometry::{ClosureTolerance, closure, fixes, repair};
use sizhi_fuzz::Bytes;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes::of(bytes);
    let tolerance = ClosureTolerance {
        area_m2: 0.01,
        width_m: f64::from(bytes.byte() % 32),
        vertex_m: 0.05,
    };
    let outline = (bytes.byte() % 2 == 0)
        .then(|| bytes.shape())
        .and_then(|shape| repair(&shape))
        .map(|(shape, _)| shape);
    let parks: Vec<_> = (0..2 + bytes.byte() % 2)
        .filter_map(|_| repair(&bytes.shape()))
        .map(|(shape, _)| shape)
        .collect();
    let parks: Vec<_> = parks.iter().collect();
    let Ok(found) = closure(outline.as_ref(), &parks, &tolerance) else {
        return;
    };
    for fault in found.iter().take(2) {
        for fix in fixes(outline.as_ref(), &parks, &tolerance, fault, &found).unwrap_or_default() {
            let after = fix.applied(&parks);
            let after: Vec<_> = after.iter().collect();
            let left = closure(outline.as_ref(), &after, &tolerance).unwrap();
            assert!(left.len() < found.len(), "{fix:?}");
        }
    }
});
