//! Takes any bytes as a draft in GeoJSON; what is read is written and read again alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::{
    format::draft::{parse_draft, read_draft, write_draft, write_draft_in},
    zone::Draft,
};

fuzz_target!(|bytes: &[u8]| match read_draft(bytes) {
    Err(refused) => assert!(!refused.to_string().is_empty()),
    Ok(draft) => {
        // Coordinates are kept in longitude and latitude; a shifted datum is stated as the one they are in.
        let once = parse_draft(&write_draft(&draft), None).unwrap();
        assert_eq!(parse_draft(&write_draft(&once), None).unwrap(), once);
        // Rings that were open are written closed.
        let closed = |mut draft: Draft| {
            draft.datum = once.datum;
            draft.unclosed_outline = Vec::new();
            draft.parks.iter_mut().for_each(|park| park.unclosed = Vec::new());
            draft
        };
        assert_eq!(closed(draft.clone()), closed(once.clone()));
        let _ = write_draft_in(&draft, draft.datum);
    }
});
