//! Opening, unpacking, digesting and decoding.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use sizhi::format::{Encoding, Origin, Refused, Source, read_text};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(bytes: &[u8], encoding: Encoding) -> Result<(String, Origin), Refused> {
    let mut progress = |_: u64| {};
    read_text(Source::of(bytes, Some("a.txt"), &mut progress)?, encoding)
}

#[test]
fn gzip_is_told_by_its_bytes_and_the_digest_is_of_the_file_as_it_came() {
    let packed = [gzip("东至".as_bytes()), gzip("江".as_bytes())].concat();
    let mut heard = Vec::new();
    let mut progress = |bytes: u64| heard.push(bytes);
    let source = Source::of(packed.as_slice(), Some("no-ending"), &mut progress).unwrap();
    let (text, origin) = read_text(source, Encoding::Utf8).unwrap();
    assert_eq!(text, "东至江", "both members are read");
    assert_eq!(origin.bytes, packed.len() as u64);
    assert_eq!(origin.sha256, <[u8; 32]>::from(Sha256::digest(&packed)));
    assert_eq!(heard.last(), Some(&(packed.len() as u64)));
}

#[test]
fn a_file_on_disk_tells_its_size_and_a_missing_one_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("四至.txt");
    std::fs::write(&path, "plain").unwrap();
    let mut progress = |_: u64| {};
    let source = Source::open(&path, &mut progress).unwrap();
    assert_eq!((source.packed_bytes(), source.name()), (Some(5), Some("四至.txt")));
    assert_eq!(read_text(source, Encoding::Utf8).unwrap().0, "plain");
    let missing = Source::open(&folder.path().join("none.csv"), &mut progress)
        .err()
        .unwrap()
        .to_string();
    assert!(
        missing.starts_with("none.csv: expected a file that can be read, found `No such file"),
        "{missing}"
    );
    let a_folder = Source::open(folder.path(), &mut progress).err().unwrap().to_string();
    assert!(a_folder.ends_with("expected a file, found a folder"), "{a_folder}");
}

#[test]
fn marks_name_the_encoding_and_gb18030_is_read_only_when_asked_for() {
    let utf16: Vec<u8> = "\u{feff}四至".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = "\u{feff}四至".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in ["\u{feff}四至".as_bytes(), "四至".as_bytes(), &utf16, &utf16_be] {
        assert_eq!(read(bytes, Encoding::Utf8).unwrap().0, "四至");
    }
    let (gbk, ..) = encoding_rs::GB18030.encode("第一行\n四至\n");
    assert_eq!(read(&gbk, Encoding::Gb18030).unwrap().0, "第一行\n四至\n");
    assert_eq!(
        read("\u{feff}四至".as_bytes(), Encoding::Gb18030).unwrap().0,
        "四至",
        "a mark outweighs the option"
    );
}

#[test]
fn a_bad_byte_is_told_with_line_and_offset() {
    let mut bytes = "一\n二\n三".as_bytes().to_vec();
    bytes.extend(b"ab\xff\xfe\n");
    let refused = read(&bytes, Encoding::Utf8).unwrap_err().to_string();
    assert_eq!(
        refused,
        "a.txt: line 3: expected text in UTF-8, found a bad sequence of 1 bytes at byte 13; \
         hint: if the file is in GBK or GB18030, say so with the encoding `gb18030`"
    );
    let (gbk, ..) = encoding_rs::GB18030.encode("四至");
    assert!(
        read(&gbk, Encoding::Utf8)
            .unwrap_err()
            .to_string()
            .contains("line 1: expected text in UTF-8")
    );
    assert!(
        read(&bytes[..bytes.len() - 6], Encoding::Utf8).is_err(),
        "half a character at the end"
    );
}

#[test]
fn a_gzip_cut_short_and_a_gzip_that_lies_are_refused() {
    let packed = gzip(&vec![b'x'; 100_000]);
    let cut = read(&packed[..packed.len() / 2], Encoding::Utf8)
        .unwrap_err()
        .to_string();
    assert!(
        cut.contains("expected a whole gzip file, found its end in the middle"),
        "{cut}"
    );
    let mut wrong = packed.clone();
    let last = wrong.len() - 6;
    wrong[last] ^= 1;
    let wrong = read(&wrong, Encoding::Utf8).unwrap_err().to_string();
    assert!(wrong.contains("expected a sound gzip file"), "{wrong}");
}

#[test]
fn a_bomb_is_stopped_at_the_limit() {
    let packed = gzip(&vec![0; 3_000_000]);
    let mut progress = |_: u64| {};
    let source = Source::of(packed.as_slice(), Some("bomb.gz"), &mut progress)
        .unwrap()
        .at_most(1_000_000);
    let refused = read_text(source, Encoding::Utf8).unwrap_err().to_string();
    assert_eq!(
        refused,
        "bomb.gz: byte 1000000: expected at most 1000000 bytes once unpacked, found more"
    );
}
