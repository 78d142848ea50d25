//! Takes any two texts as an address and a question for it: the normal form is final, scores are shares, and what is asked is found.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::{
    geocode::{AddressBook, AddressEntry, Gazetteer, Ladder, normalise},
    geometry::LonLat,
};

fuzz_target!(|texts: (&str, &str)| {
    let (address, question) = texts;
    let normal = normalise(address);
    assert_eq!(normalise(&normal), normal);
    let _ = Ladder::split(address, &Gazetteer::default());
    let Ok(place) = LonLat::new(121.47, 31.23) else { return };
    let mut entry = AddressEntry::new("1", place);
    entry.full = Some(address.to_owned());
    let book = AddressBook::build(vec![entry]);
    for asked in [question, address] {
        for candidate in book.search(asked, 3) {
            assert!(
                (0.0..=1.0).contains(&candidate.score) && candidate.uncertainty_m >= 0.0,
                "{candidate:?}"
            );
        }
        let _ = book.best(asked);
    }
});
