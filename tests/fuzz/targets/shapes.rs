//! Takes any rings: faults, normal form and repair end, and keep their laws.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::geometry::{Limits, SpeckTolerance, area_m2, faults, normalise, repair, specks, straight_area_m2};
use sizhi_fuzz::Bytes;

fuzz_target!(|bytes: &[u8]| {
    let shape = Bytes::of(bytes).shape();
    let _ = faults(&shape, &Limits::default());
    let normal = normalise(&shape);
    assert_eq!(normalise(&normal), normal);
    assert!(area_m2(&shape) >= 0.0 && straight_area_m2(&normal) >= 0.0);
    if let Some((mended, report)) = repair(&shape) {
        let left = faults(&mended, &Limits::default());
        assert!(left.iter().all(|fault| !fault.kind.is_invalid()), "{left:?}");
        assert_eq!(normalise(&mended), mended);
        assert_eq!(report.parts_after, mended.0.len());
        let tolerance = SpeckTolerance {
            min_area_m2: 10.0,
            min_width_m: 5.0,
        };
        let _ = specks(&mended, &tolerance);
    }
});
