//! Takes any bytes as a draft in GeoJSON; what is read is written and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::draft::{parse_draft, read_draft, write_draft, write_draft_in};

fuzz_target!(|bytes: &[u8]| match read_draft(bytes) {
    Err(refused) => assert!(!refused.to_string().is_empty()),
    Ok(draft) => {
        // Coordinates are kept in longitude and latitude; a shifted datum is stated as the one they are in.
        let once = parse_draft(&write_draft(&draft), None).unwrap();
        assert_eq!(parse_draft(&write_draft(&once), None).unwrap(), once);
        let mut words = (draft.clone(), once);
        (words.0.datum, words.1.datum) = Default::default();
        assert_eq!(words.0, words.1);
        let _ = write_draft_in(&draft, draft.datum);
    }
});
