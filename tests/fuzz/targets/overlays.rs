//! Takes any two shapes: overlays end, do not depend on the order, and add up when both shapes are sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::geometry::{difference, intersection, perimeter_m, repair, straight_area_m2, union};
use sizhi_fuzz::Bytes;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes::of(bytes);
    let (a, b) = (bytes.shape(), bytes.shape());
    assert_eq!(intersection(&a, &b), intersection(&b, &a));
    let _ = (union(&[&a, &b]), difference(&a, &b));
    let (Some((a, _)), Some((b, _))) = (repair(&a), repair(&b)) else {
        return;
    };
    let is_on_earth = |shape| {
        sizhi::geometry::Bbox::of(shape).is_some_and(|b| {
            b.to_array()
                .iter()
                .all(|n| n.abs() < 89.0 || (100.0..140.0).contains(n))
        })
    };
    if !is_on_earth(&a) || !is_on_earth(&b) {
        return;
    }
    let shared = intersection(&a, &b)
        .unwrap()
        .map_or(0.0, |shared| straight_area_m2(&shared.geometry));
    let together = straight_area_m2(&union(&[&a, &b]).unwrap());
    let left = straight_area_m2(&difference(&a, &b).unwrap());
    let (in_a, in_b) = (straight_area_m2(&a), straight_area_m2(&b));
    let allowed = 1e-2 + 1e-3 * (perimeter_m(&a) + perimeter_m(&b)) + 1e-9 * (in_a + in_b);
    assert!(
        (in_a + in_b - shared - together).abs() < allowed,
        "{in_a} {in_b} {shared} {together}"
    );
    assert!((in_a - shared - left).abs() < allowed, "{in_a} {shared} {left}");
});
