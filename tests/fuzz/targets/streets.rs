//! Takes any shape and named lines: drafting and tracing end, shares are shares, and what is traced is sound.
#![no_main]

use std::sync::Arc;

use geo_types::MultiLineString;
use libfuzzer_sys::fuzz_target;
use sizhi::{
    abuttals::{DraftTolerance, Feature, FeatureClass, NameIndex, Survey, TraceLimits, Wish, draft, parse, trace},
    geometry::{Limits, faults},
};
use sizhi_fuzz::Bytes;

const NAMES: [&str; 4] = ["甲路", "乙路", "丙河", "丁大道"];
const TEXT: &str = "东至甲路，南至乙路，西至丙河，北至丁大道";

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes::of(bytes);
    let shape = bytes.shape();
    let features: Vec<Feature> = (0..4 + bytes.byte() % 4)
        .map(|nth| Feature {
            id: nth.to_string(),
            name: NAMES[usize::from(nth) % NAMES.len()].to_owned(),
            class: if nth % 4 == 2 {
                FeatureClass::River
            } else {
                FeatureClass::Road
            },
            line: Arc::new(MultiLineString((0..=bytes.byte() % 2).map(|_| bytes.ring()).collect())),
        })
        .collect();
    let near: Vec<&Feature> = features.iter().collect();
    if let Some(drafted) = draft(&shape, &near, &DraftTolerance::within(30.0)) {
        for side in drafted.parts.iter().flat_map(|part| &part.sides) {
            let shares = side
                .features
                .iter()
                .map(|feature| feature.share)
                .chain([side.unnamed_share]);
            assert!(
                shares.into_iter().all(|share| (0.0..=1.000_001).contains(&share)),
                "{side:?}"
            );
        }
    }
    let names = NameIndex::build(&features);
    let survey = Survey {
        features: &features,
        names: &names,
    };
    for block in &parse(TEXT).blocks {
        for traced in trace(block, survey, Wish::default(), &TraceLimits::default()).candidates {
            let left = faults(&traced.shape, &Limits::default());
            assert!(left.iter().all(|fault| !fault.kind.is_invalid()), "{left:?}");
        }
    }
});
