//! Takes any text as the definition of a coordinate system (WKT in a `.prj`); a system that is found is written and found again.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sizhi::format::boundary::shapefile;
use sizhi_fuzz::zipped;

/// The files of a Shapefile with one empty shape, without definition: lengths are in words of 16 bits, numbers as the format has them.
fn empty() -> &'static [Vec<u8>; 2] {
    static FILES: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut shp = vec![0; 100];
        shp[..4].copy_from_slice(&9994_i32.to_be_bytes());
        shp[24..28].copy_from_slice(&56_i32.to_be_bytes());
        shp[28..32].copy_from_slice(&1000_i32.to_le_bytes());
        shp[32..36].copy_from_slice(&5_i32.to_le_bytes());
        shp.extend([1_i32.to_be_bytes(), 2_i32.to_be_bytes(), 0_i32.to_le_bytes()].concat());
        let mut dbf = vec![0; 65];
        (dbf[0], dbf[4], dbf[8], dbf[10]) = (3, 1, 65, 3);
        dbf[32..36].copy_from_slice(b"park");
        (dbf[43], dbf[48], dbf[64]) = (b'C', 2, 0x0d);
        dbf.extend(b" a ");
        [shp, dbf]
    })
}

fuzz_target!(|text: &[u8]| {
    let [shp, dbf] = empty();
    let read = |prj: &[u8]| {
        let archive = zipped(&[("a.shp", shp), ("a.dbf", dbf), ("a.prj", prj)]);
        shapefile::read(&archive, None, None)
    };
    let Ok(rows) = read(text) else { return };
    let Ok(written) = shapefile::write(&rows, "a") else {
        return;
    };
    let again = shapefile::read(&written, None, None).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(again.system, rows.system);
});
