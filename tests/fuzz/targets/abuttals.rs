//! Takes any text as a statement of limits (四至); spans that were not read lie in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::abuttals::{parse, split_side};

fuzz_target!(|text: &str| {
    let _ = parse(text);
    let _ = split_side(text);
});
