//! Takes any text as each of the words that have a form: what is read is told in a form that reads the same.
#![no_main]

use std::{fmt::Display, str::FromStr};

use libfuzzer_sys::fuzz_target;
use sizhi::{
    abuttals::{FeatureClass, StatedArea},
    agency::{AgencyId, CreditCode, Licence},
    format::BoundaryFormat,
    geometry::{CoordinateSystem, Crs, Datum, Side},
    tile::TileAddress,
    zone::{DeclaredArea, Digest, Division, Programme, ZoneCode},
};

fn reads_again<T: FromStr + Display + PartialEq>(text: &str) {
    let Ok(read) = text.parse::<T>() else { return };
    let told = read.to_string();
    assert!(told.parse::<T>().is_ok_and(|again| again == read), "{text}: {told}");
}

fuzz_target!(|text: &str| {
    reads_again::<DeclaredArea>(text);
    reads_again::<Division>(text);
    reads_again::<ZoneCode>(text);
    reads_again::<Digest>(text);
    reads_again::<CreditCode>(text);
    reads_again::<Licence>(text);
    reads_again::<AgencyId>(text);
    reads_again::<CoordinateSystem>(text);
    reads_again::<Crs>(text);
    reads_again::<Datum>(text);
    reads_again::<Side>(text);
    reads_again::<TileAddress>(text);
    reads_again::<FeatureClass>(text);
    reads_again::<BoundaryFormat>(text);
    let _ = (StatedArea::of(text), Programme::parse(text));
});
