//! Shapefiles as users have them: of other programs, of other decades, half of the files missing.
//!
//! Must not need an outside program.

use std::io::{Cursor, Read, Write};

use encoding_rs::GB18030;
use geo_types::{LineString, MultiPolygon};
use sizhi::format::{
    Refused,
    boundary::{
        Rows,
        shapefile::{read, write},
    },
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::sample::{clockwise, parks};

type Files = Vec<(String, Vec<u8>)>;

/// Writes rows and takes the zip apart.
pub fn files(rows: &Rows) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(write(rows, "parks").unwrap())).unwrap();
    let unpack = |nth| {
        let mut entry = archive.by_index(nth).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    let count = ZipArchive::len(&ZipArchive::new(Cursor::new(write(rows, "parks").unwrap())).unwrap());
    (0..count).map(unpack).collect()
}

/// Puts files into a zip, unpacked, so that a changed byte is a changed byte of a file.
pub fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(
                name.as_str(),
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
            )
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Shapefile in a zip that is not packed.
pub fn stored(rows: &Rows) -> Vec<u8> {
    zip(&files(rows))
}

fn file<'f>(files: &'f mut Files, ending: &str) -> &'f mut Vec<u8> {
    &mut files.iter_mut().find(|(name, _)| name.ends_with(ending)).unwrap().1
}

fn without(files: Files, ending: &str) -> Files {
    files.into_iter().filter(|(name, _)| !name.ends_with(ending)).collect()
}

fn sample() -> Files {
    files(&parks("EPSG:4549"))
}

fn told(result: Result<Rows, Refused>) -> String {
    result.unwrap_err().to_string()
}

/// A table of one text field in GBK.
fn gbk_table(driver: u8, texts: &[&str]) -> Vec<u8> {
    let mut table = vec![3, 124, 1, 15];
    table.extend((texts.len() as u32).to_le_bytes());
    table.extend([65, 0, 21, 0]);
    table.resize(29, 0);
    table.extend([driver, 0, 0]);
    let mut name = GB18030.encode("名称").0.into_owned();
    name.resize(11, 0);
    table.extend(name);
    table.extend(b"C\0\0\0\0\x14\0");
    table.resize(64, 0);
    table.push(0x0d);
    for text in texts {
        let mut text = GB18030.encode(text).0.into_owned();
        text.resize(20, b' ');
        table.push(b' ');
        table.extend(text);
    }
    table
}

#[test]
fn folders_in_gbk_and_endings_in_capitals_are_read_beside_what_macos_adds() {
    let mut raw = Vec::new();
    for (name, bytes) in sample() {
        raw.push((format!("park/{}", name.to_uppercase()), bytes));
    }
    raw.push(("__MACOSX/park/._PARKS.SHP".to_owned(), vec![0; 100]));
    raw.push(("park/readme.txt".to_owned(), Vec::new()));
    // Names in the zip are put into GBK in place: as many bytes, no mark of UTF-8.
    let (folder, _, _) = GB18030.encode("园区");
    let mut bytes = zip(&raw);
    while let Some(at) = bytes.windows(5).position(|window| window == b"park/") {
        bytes[at..at + 4].copy_from_slice(&folder);
    }
    let rows = read(&bytes, None, None).unwrap();
    assert_eq!(rows.rows.len(), 2);
    assert_eq!(rows.system, parks("EPSG:4549").system);
    assert_eq!(rows.rows[1].attribute(&["park"]), Some("<狮山>"));
    assert_eq!(rows.rows[1].place.to_string(), "record 2");
}

#[test]
fn index_table_and_system_may_be_missing_and_that_is_noted() {
    let bare = without(without(without(sample(), ".shx"), ".dbf"), ".prj");
    let rows = read(&zip(&bare), None, None).unwrap();
    assert_eq!((rows.rows.len(), rows.system), (2, None));
    assert!(rows.rows.iter().all(|row| row.attributes.is_empty()));
    let expected = [
        "no `.dbf`: the shapes bear no attributes: layer `parks`",
        "no `.prj`: the file states no coordinate system",
    ];
    assert_eq!(rows.notes, expected);
}

#[test]
fn an_index_that_does_not_fit_is_left_aside() {
    let mut files = sample();
    file(&mut files, ".shx")[100..104].copy_from_slice(&1_000_000_i32.to_be_bytes());
    let rows = read(&zip(&files), None, None).unwrap();
    assert_eq!(rows.rows.len(), 2);
    assert!(
        rows.notes.iter().any(|note| note.contains("`.shx`")),
        "{:?}",
        rows.notes
    );
}

#[test]
fn texts_in_gbk_are_read_by_the_cpg_by_the_driver_and_by_trying() {
    let names = ["高新区一期", "狮山"];
    for (cpg, driver, noted) in [
        (Some("GBK"), 0, false),
        (Some("936"), 0x57, false),
        (None, 0x4d, false),
        (None, 0, true),
        (Some("OEM"), 0x57, true),
    ] {
        let mut files = without(without(sample(), ".cpg"), ".csv");
        *file(&mut files, ".dbf") = gbk_table(driver, &names);
        if let Some(cpg) = cpg {
            files.push(("parks.CPG".to_owned(), cpg.as_bytes().to_vec()));
        }
        let rows = read(&zip(&files), None, None).unwrap();
        let found: Vec<_> = rows.rows.iter().map(|row| row.attribute(&["名称"]).unwrap()).collect();
        assert_eq!(found, names, "{cpg:?} {driver:x}");
        assert_eq!(
            rows.notes.iter().any(|note| note.contains("GBK")),
            noted,
            "{:?}",
            rows.notes
        );
    }
}

#[test]
fn a_cpg_that_lies_is_told_with_the_record_and_field() {
    let mut files = without(sample(), ".csv");
    *file(&mut files, ".dbf") = gbk_table(0, &["abc", "高新区"]);
    let error = told(read(&zip(&files), Some("a.zip"), None));
    assert!(
        error.contains("a.zip: layer `parks`, its `.dbf`: expected a text in UTF-8, as the `.cpg` says"),
        "{error}"
    );
    assert!(error.contains("a.zip: record 2, field "), "{error}");
    assert!(error.contains("hint: mend the `.cpg`"), "{error}");
}

#[test]
fn a_system_that_is_not_known_is_named_and_may_be_stated() {
    let mut files = sample();
    *file(&mut files, ".prj") = br#"PROJCS["Xian_1980_GK_CM_117E",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#.to_vec();
    let error = told(read(&zip(&files), None, None));
    assert!(error.starts_with("`parks.prj`: expected CGCS2000"), "{error}");
    assert!(
        error.contains("found `Xian_1980_GK_CM_117E`; hint: convert the file"),
        "{error}"
    );
    let stated = "EPSG:4548".parse().unwrap();
    let rows = read(&zip(&files), None, Some(stated)).unwrap();
    assert_eq!(rows.system, None, "what the sender states is the caller's to take");
    assert!(rows.notes[0].contains("`Xian_1980_GK_CM_117E`"), "{:?}", rows.notes);
}

#[test]
fn several_layers_are_read_in_one_system_and_refused_in_two() {
    let renamed = |files: Files, to: &str| -> Files {
        files
            .into_iter()
            .map(|(name, bytes)| (name.replace("parks", to), bytes))
            .collect()
    };
    let mut both = renamed(sample(), "north");
    both.extend(renamed(sample(), "南"));
    let rows = read(&zip(&both), None, None).unwrap();
    let layers: Vec<_> = rows.rows.iter().map(|row| row.attribute(&["layer"]).unwrap()).collect();
    assert_eq!(layers, ["north", "north", "南", "南"]);
    assert_eq!(rows.rows[2].place.to_string(), "layer `南`, record 1");
    let mut mixed = renamed(sample(), "north");
    mixed.extend(renamed(files(&parks("EPSG:4490")), "南"));
    let error = told(read(&zip(&mixed), None, None));
    assert!(error.starts_with("layer `南`: expected one coordinate system in all layers: `EPSG:4549` as in layer `north`, found `EPSG:4490`"), "{error}");
}

#[test]
fn layers_of_points_are_left_out_and_alone_refused() {
    let mut points = files(&parks("EPSG:4549"));
    file(&mut points, ".shp")[32] = 1;
    let error = told(read(&zip(&points), None, None));
    assert_eq!(
        error,
        "expected a polygon, found none: left out, a layer of points: layer `parks`"
    );
}

#[test]
fn heights_null_shapes_and_deleted_records_are_noted() {
    use shapefile::{PointZ, PolygonRing, PolygonZ, ShapeWriter};
    let ring = clockwise(0.0, 0.0, 10.0, 10.0);
    let points = ring
        .0
        .iter()
        .map(|coord| PointZ::new(coord.x, coord.y, 5.0, 0.0))
        .collect();
    let mut shp = Cursor::new(Vec::new());
    ShapeWriter::new(&mut shp)
        .write_shapes(&[PolygonZ::new(PolygonRing::Outer(points))])
        .unwrap();
    let mut shp = shp.into_inner();
    // A null shape, then the polygon again.
    let polygon = shp[100..].to_vec();
    shp.extend([0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0]);
    shp.extend(polygon);
    let words = (shp.len() / 2) as i32;
    shp[24..28].copy_from_slice(&words.to_be_bytes());
    let mut table = gbk_table(0x4d, &["一", "二", "三"]);
    let third = table.len() - 21;
    table[third] = b'*';
    let rows = read(
        &zip(&[("a.shp".to_owned(), shp), ("a.dbf".to_owned(), table)]),
        None,
        None,
    )
    .unwrap();
    assert_eq!(rows.rows.len(), 2);
    assert_eq!(rows.rows[0].shape.0[0].exterior(), &ring);
    assert_eq!(rows.rows[1].shape, MultiPolygon(Vec::new()));
    let expected = [
        "heights are left out",
        "without a shape: record 2",
        "left out, a record marked as deleted: record 3",
        "no `.prj`: the file states no coordinate system",
    ];
    assert_eq!(rows.notes, expected);
}

#[test]
fn a_file_that_was_cut_short_is_told_with_its_record() {
    let mut files = without(sample(), ".shx");
    let shp = file(&mut files, ".shp");
    shp.truncate(shp.len() - 20);
    let error = told(read(&zip(&files), None, None));
    assert!(
        error.starts_with("record 2: expected a record that lies in the file"),
        "{error}"
    );
    let mut files = sample();
    let dbf = file(&mut files, ".dbf");
    dbf.truncate(dbf.len() - 100);
    let error = told(read(&zip(&files), None, None));
    assert!(
        error.contains("expected as many records as the header says, found `2` in the header, room for 1"),
        "{error}"
    );
}

#[test]
fn counts_that_the_bytes_do_not_bear_out_are_told() {
    let mut files = sample();
    file(&mut files, ".shp")[100 + 8 + 40..100 + 8 + 44].copy_from_slice(&i32::MAX.to_le_bytes());
    let error = told(read(&zip(&files), None, None));
    assert!(
        error.starts_with(
            "record 1: expected a polygon of the Shapefile format, found `3` rings of `2147483647` points"
        ),
        "{error}"
    );
}

#[test]
fn an_open_ring_is_named() {
    let mut files = sample();
    let shp = file(&mut files, ".shp");
    // The last position of the second record, whose ring is the only one.
    let last = shp.len() - 16;
    shp[last..last + 8].copy_from_slice(&541_001.0_f64.to_le_bytes());
    let rows = read(&zip(&files), None, None).unwrap();
    assert_eq!(rows.rows[1].unclosed, [(0, 0)]);
    assert!(LineString::is_closed(rows.rows[1].shape.0[0].exterior()));
}

#[test]
fn texts_and_names_beyond_the_format_come_back_through_the_list_of_fields() {
    let files = sample();
    let list = String::from_utf8(
        files
            .iter()
            .find(|(name, _)| name == "parks.fields.csv")
            .unwrap()
            .1
            .clone(),
    )
    .unwrap();
    let expected = "field,attribute,part\npark,park,1\nfunctions,functions,1\ndeclared_a,declared_area,1\nabuttals,abuttals,1\n\
                    abuttals_1,abuttals,2\nabuttals_2,abuttals,3\ndeclared_1,declared_area_remark,1\ncode,code,1\n";
    assert_eq!(list.replace("\r\n", "\n"), expected);
    let bare = read(&zip(&without(files, ".fields.csv")), None, None).unwrap();
    let (first, second) = (
        bare.rows[0].attribute(&["abuttals"]).unwrap(),
        bare.rows[0].attribute(&["abuttals_1"]).unwrap(),
    );
    assert!(
        first.len() <= 254
            && parks("EPSG:4549").rows[0]
                .attribute(&["abuttals"])
                .unwrap()
                .starts_with(&format!("{first}{second}"))
    );
}

#[test]
fn no_attributes_and_no_rows_are_still_a_shapefile() {
    let mut rows = parks("EPSG:4490");
    rows.rows.iter_mut().for_each(|row| row.attributes.clear());
    let read_back = read(&write(&rows, "a").unwrap(), None, None).unwrap();
    assert_eq!(read_back.rows[1].attributes, [("row".to_owned(), "2".to_owned())]);
    rows.rows.clear();
    assert_eq!(read(&write(&rows, "a").unwrap(), None, None).unwrap().rows, []);
}

#[test]
fn zips_that_are_locked_or_swell_are_refused() {
    let mut locked = zip(&sample());
    for (magic, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..locked.len() - 4)
            .filter(|at| &locked[*at..at + 4] == magic)
            .collect();
        for at in places {
            locked[at + flags] |= 1;
        }
    }
    let error = told(read(&locked, None, None));
    assert!(
        error.contains("locked with a password; hint: make the zip anew"),
        "{error}"
    );

    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file(
            "a.shp",
            SimpleFileOptions::default().compression_method(CompressionMethod::Deflated),
        )
        .unwrap();
    let zeros = vec![0; 1 << 20];
    (0..260).for_each(|_| writer.write_all(&zeros).unwrap());
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    let error = told(read(&bomb, None, None));
    assert!(
        error.contains("at most 268435456 bytes in all once unpacked"),
        "{error}"
    );
}

#[test]
fn what_is_no_shapefile_is_told_with_a_next_step() {
    let bare = files(&parks("EPSG:4490"))
        .into_iter()
        .find(|(name, _)| name == "parks.shp")
        .unwrap()
        .1;
    assert!(told(read(&bare, None, None)).contains("found a bare `.shp`; hint: put the files"));
    assert!(told(read(b"{}", None, None)).contains("expected a Shapefile in a zip"));
    assert!(
        told(read(&zip(&[("a.dbf".to_owned(), Vec::new())]), None, None))
            .contains("found `a.dbf`; hint: put the files")
    );
}
