//! Zips of parts, so that a change to a part is not lost to a checksum.
//! Must not know what the parts mean.

use std::io::{Cursor, Write};

use crate::Bytes;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Packs files into a zip, without compression.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Makes a Shapefile of bytes: a zip as it stands, or, after a byte that says which are there, its files one after another.
pub fn shapefile_of(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let mut bytes = Bytes::of(bytes);
    let there = bytes.byte();
    let names = [
        "a.shp",
        "a.shx",
        "a.dbf",
        "a.prj",
        "a.cpg",
        "a.fields.csv",
        "b.shp",
        "b.dbf",
    ];
    let parts: Vec<(&str, Vec<u8>)> = names
        .into_iter()
        .enumerate()
        .filter(|(nth, _)| there >> nth & 1 == 1)
        .map(|(_, name)| (name, bytes.run()))
        .collect();
    let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (*name, part.as_slice())).collect();
    zipped(&files)
}
