//! Takes any text for a file of shapes: reading ends, and what a line gives the same line in a collection gives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sizhi::format::read_outlines;

fuzz_target!(|bytes: &[u8]| {
    let read =
        |text: &[u8]| read_outlines(text, None, None, |id, shape| (id, format!("{shape:?}"))).map(|read| read.made);
    let Ok(lines) = read(bytes) else { return };
    if !bytes.contains(&b'\n') && lines.len() == 1 {
        let collection = [b"{\"features\":[", bytes.strip_prefix(b"\x1e").unwrap_or(bytes), b"]}"].concat();
        // A collection of one is read as it is, and one within a collection is none.
        if let Ok(read) = read(&collection) {
            assert_eq!(lines, read);
        }
    }
});
