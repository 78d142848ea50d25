//! Takes any text as each of the tables that are imported.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::{
    format::{parse_abuttals_csv, parse_addresses_csv, parse_agencies_csv},
    geometry::Datum,
};

fuzz_target!(|text: &str| {
    let _ = parse_abuttals_csv(text, None);
    let _ = parse_addresses_csv(text, None, Datum::Gcj02);
    let _ = parse_agencies_csv(text, None, Datum::Cgcs2000);
});
