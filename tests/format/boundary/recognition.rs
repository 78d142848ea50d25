//! Which format a file is: by its name, its media type and its content, and what is said where they disagree.

use sizhi::format::{BoundaryFormat, ReadOptions, read_boundary};

const GEOJSON: &str = r#"{"type":"Polygon","coordinates":[[[116.4,39.9],[116.5,39.9],[116.5,40.0],[116.4,39.9]]]}"#;
const TXT: &str = "[属性描述]\n坐标系=2000国家大地坐标系\n带号=40\n[地块坐标]\n4,,1,甲,面,,,,@\nJ1,1,3353100,520500\nJ2,1,3353100,520600\nJ3,1,3353000,520600\n";
const CSV: &str = "# crs: 4490\npark,lon,lat\n甲,121.4,31.2\n甲,121.5,31.2\n甲,121.5,31.3\n";

fn recognised(bytes: &[u8], name: Option<&str>, media_type: Option<&str>) -> Result<BoundaryFormat, String> {
    let options = ReadOptions {
        media_type,
        ..ReadOptions::default()
    };
    let reading = read_boundary(bytes, name, &options).map_err(|refused| refused.to_string())?;
    Ok(reading.format)
}

#[test]
fn content_alone_is_enough() {
    for (text, format) in [
        (GEOJSON, BoundaryFormat::GeoJson),
        (TXT, BoundaryFormat::ParcelTxt),
        (CSV, BoundaryFormat::CornerCsv),
    ] {
        assert_eq!(recognised(text.as_bytes(), None, None), Ok(format));
        assert_eq!(
            recognised(text.as_bytes(), Some("upload"), Some("application/octet-stream")),
            Ok(format)
        );
        assert_eq!(
            recognised(text.as_bytes(), None, Some("text/plain")),
            Ok(format),
            "a browser calls any text plain"
        );
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(recognised(&marked, None, None), Ok(format));
    }
    let (gbk, _, _) = encoding_rs::GBK.encode(TXT);
    assert_eq!(recognised(&gbk, None, None), Ok(BoundaryFormat::ParcelTxt));
    // A long text whose head is cut in the middle of a character.
    let long = format!("{TXT}{}", "J4,1,3353000,520500\n".repeat(2_000));
    let long = long.replace("4,,1,甲", &format!("0,,1,{}", "界".repeat(4_000)));
    let (gbk, _, _) = encoding_rs::GBK.encode(&long);
    assert!(recognised(&gbk, None, None).is_ok());
    assert!(recognised(long.as_bytes(), None, None).is_ok());
}

#[test]
fn contradictions_of_name_media_type_and_content_are_said() {
    let told = recognised(GEOJSON.as_bytes(), Some("park.txt"), None).unwrap_err();
    assert_eq!(
        told,
        "park.txt: expected 界址点 TXT, as the file's name says, found what its content says: GeoJSON; \
         hint: give the file its right ending, or state its format"
    );
    assert!(
        recognised(TXT.as_bytes(), Some("a.csv"), None)
            .unwrap_err()
            .contains("CSV of corner points, as the file's name says")
    );
    assert!(
        recognised(CSV.as_bytes(), None, Some("application/geo+json"))
            .unwrap_err()
            .contains("as the media type says")
    );
    // Name and content agree: what the browser calls it is told, and outweighed.
    let options = ReadOptions {
        media_type: Some("application/json"),
        ..ReadOptions::default()
    };
    let reading = read_boundary(CSV.as_bytes(), Some("a.csv"), &options).unwrap();
    assert!(
        reading.notes[0].contains("sent as GeoJSON; its name says CSV"),
        "{:?}",
        reading.notes
    );
    let stated = ReadOptions {
        format: Some(BoundaryFormat::GeoJson),
        ..ReadOptions::default()
    };
    assert_eq!(
        read_boundary(GEOJSON.as_bytes(), Some("park.txt"), &stated)
            .unwrap()
            .format,
        BoundaryFormat::GeoJson
    );
}

#[test]
fn other_files_are_named() {
    for (bytes, found) in [
        (&b""[..], "found nothing"),
        (b"%PDF-1.7", "found a PDF document"),
        (b"AC1027", "found a DWG drawing"),
        (b"hello", "found another kind of file"),
    ] {
        let told = recognised(bytes, Some("a.bin"), None).unwrap_err();
        assert!(
            told.contains("expected a boundary file: ") && told.contains(found),
            "{told}"
        );
    }
}

#[test]
fn a_file_in_which_nothing_is_drawn_is_no_boundary() {
    let drawing = "0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n";
    let document = "<kml><Document></Document></kml>";
    for (text, name) in [(drawing, "a.dxf"), (document, "a.kml")] {
        let refused = read_boundary(text.as_bytes(), Some(name), &ReadOptions::default()).unwrap_err();
        assert_eq!(refused.to_string(), format!("{name}: expected a polygon, found none"));
    }
}
