//! KML as programs write it.
//!
//! Must not need an outside program.

use std::io::{Cursor, Write};

use sizhi::format::boundary::kml::{read, write};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::sample::parks;

const RING: &str =
    "<LinearRing><coordinates>120.5,31.3,0 120.6,31.3,0 120.6,31.4,0 120.5,31.3,0</coordinates></LinearRing>";

fn document(inner: &str) -> String {
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://earth.google.com/kml/2.1\"><Document><name>四至</name>\n{inner}\n</Document></kml>"
    )
}

fn placemark(inner: &str) -> String {
    document(&format!("<Placemark><name>一区</name>{inner}</Placemark>"))
}

#[test]
fn folders_attributes_and_holes_are_read_from_google_earths_older_form() {
    let text = document(&format!(
        "<Style id=\"a\"><PolyStyle><color>ff00ff00</color></PolyStyle></Style><Folder><name>高新区</name><open>1</open><Placemark id=\"x\">
         <name> 一区 </name><description><![CDATA[<b>代理</b> &amp; 法律]]></description><styleUrl>#a</styleUrl>
         <ExtendedData><Data name=\"declared_area\"><displayName>面积</displayName><value>11.41 平方公里</value></Data>
         <SchemaData schemaUrl=\"#s\"><SimpleData name=\"functions\">agency&#59;legal &lt;x&gt;</SimpleData></SchemaData></ExtendedData>
         <MultiGeometry><Polygon><extrude>1</extrude><outerBoundaryIs>{RING}</outerBoundaryIs><innerBoundaryIs>{RING}</innerBoundaryIs></Polygon>
         <MultiGeometry><Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon></MultiGeometry></MultiGeometry></Placemark></Folder>"
    ));
    let rows = read(text.as_bytes(), None).unwrap();
    assert_eq!(rows.system, Some("EPSG:4326".parse().unwrap()));
    let [row] = rows.rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert_eq!(row.place.to_string(), "placemark `四至/高新区/一区`, line 3");
    let expected = [
        ("name", "一区"),
        ("description", "<b>代理</b> &amp; 法律"),
        ("declared_area", "11.41 平方公里"),
        ("functions", "agency;legal <x>"),
        ("folder", "高新区"),
    ];
    assert_eq!(
        row.attributes,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(
        row.shape
            .0
            .iter()
            .map(|part| part.interiors().len())
            .collect::<Vec<_>>(),
        [1, 0]
    );
    assert_eq!(rows.notes, Vec::<String>::new());
}

#[test]
fn heights_other_shapes_and_other_features_are_noted() {
    let text = document(&format!(
        "<NetworkLink><Link><href>x</href></Link></NetworkLink><Placemark><name>a</name><Polygon><outerBoundaryIs>{}</outerBoundaryIs></Polygon></Placemark>
         <Placemark><name>b</name><Point><coordinates>1,2</coordinates></Point></Placemark>
         <Placemark xmlns:gx=\"x\"><gx:Track><gx:coord>1 2 3</gx:coord></gx:Track></Placemark><Placemark><name>c</name></Placemark>",
        RING.replace(",0 ", ",7 ")
    ));
    let rows = read(text.as_bytes(), None).unwrap();
    let names: Vec<_> = rows.rows.iter().map(|row| row.attribute(&["name"]).unwrap()).collect();
    assert_eq!(names, ["a", "c"]);
    let expected = [
        "heights are left out",
        "left out, a Point: placemark `四至/b`, line 4",
        "left out, a Track: placemark `四至/placemark 3`, line 5",
        "without a shape: placemark `四至/c`, line 5",
        "left out, the file `x` behind a link: line 3",
    ];
    assert_eq!(rows.notes, expected);
}

#[test]
fn every_fault_is_told_with_placemark_and_line() {
    let bad = document(
        "<Placemark><name>a</name><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,north</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
         <Placemark><name>b</name><Polygon></Polygon></Placemark>
         <Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates/></LinearRing></outerBoundaryIs></Polygon></Placemark>",
    );
    let error = read(bad.as_bytes(), Some("a.kml")).unwrap_err().to_string();
    let expected = "a.kml: placemark `四至/a`, line 3, coordinates on line 3: expected positions of `longitude,latitude` or `longitude,latitude,height`, blanks between them, found `north`\n\
                    a.kml: placemark `四至/b`, line 4: expected a polygon with an outer boundary, found one without\n\
                    a.kml: placemark `四至/placemark 3`, line 5, coordinates on line 5: expected positions of `longitude,latitude` or `longitude,latitude,height`, blanks between them, found nothing";
    assert_eq!(error, expected);
}

#[test]
fn an_open_ring_is_closed_and_named() {
    let text = placemark(
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2</coordinates></LinearRing></outerBoundaryIs></Polygon>",
    );
    let rows = read(text.as_bytes(), None).unwrap();
    assert_eq!(rows.rows[0].unclosed, [(0, 0)]);
    assert_eq!(rows.rows[0].shape.0[0].exterior().0.len(), 4);
}

#[test]
fn other_encodings_and_other_documents() {
    let polygon = format!("<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon>");
    let text = placemark(&polygon).replace('\u{feff}', "").replace("UTF-8", "GBK");
    let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
    assert_eq!(read(&gbk, None).unwrap().rows[0].attribute(&["name"]), Some("一区"));
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(placemark(&polygon)[3..].encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read(&utf16, None).unwrap().rows[0].attribute(&["name"]), Some("一区"));
    let bare = format!("<Placemark><name>x</name>{polygon}</Placemark>");
    assert_eq!(read(bare.as_bytes(), None).unwrap().rows.len(), 1);
    let told = |text: &str| read(text.as_bytes(), None).unwrap_err().to_string();
    assert_eq!(
        told("<gpx/>"),
        "line 1: expected a KML document: an element `kml`, found `gpx`"
    );
    assert_eq!(
        told("<kml>\n<Document>"),
        "line 2: expected the end of the element `kml`, found the end of the file; hint: the file may have been cut short on its way"
    );
    assert!(told("<kml>\n<a></b>").starts_with("line 2: expected well-formed XML"));
    assert_eq!(
        told("<kml>\n<name>a\u{1}</name></kml>"),
        "line 2: expected well-formed XML, found the character '\\u{1}'"
    );
    let numbered = format!("<Placemark><name>x&#1;</name>{polygon}</Placemark>");
    assert_eq!(
        read(numbered.as_bytes(), None).unwrap().rows[0].attribute(&["name"]),
        Some("x&#1;")
    );
    assert!(
        told(&placemark("<Point><coordinates>1,2</coordinates></Point>"))
            .contains("expected a polygon, found none: left out, a Point")
    );
}

#[test]
fn of_a_kmz_the_document_is_read_with_what_it_links_to_and_the_others_are_named() {
    let text = placemark(&format!("<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon>"));
    let linked = text.replace("一区", "二区").replace(
        "</Placemark>",
        "</Placemark><NetworkLink><Link><href>Doc.KML</href></Link></NetworkLink>",
    );
    let text = text.replace(
        "<Placemark>",
        "<NetworkLink><Link><href> ./files/b.kml </href></Link></NetworkLink><Placemark>",
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("files/b.kml", linked.as_str()),
        ("files/icon.png", ""),
        ("Doc.KML", text.as_str()),
        ("a.kml", "<kml/>"),
    ] {
        writer
            .start_file(
                name,
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
            )
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let rows = read(&writer.finish().unwrap().into_inner(), None).unwrap();
    let places: Vec<_> = rows.rows.iter().map(|row| row.place.to_string()).collect();
    assert_eq!(
        places,
        [
            "placemark `四至/一区`, line 3",
            "placemark `files/b.kml/四至/二区`, line 3"
        ]
    );
    let expected = [
        "left out, a document to which no link leads: `a.kml`",
        "left out, the file `Doc.KML` behind a link: `files/b.kml`, line 3",
    ];
    assert_eq!(rows.notes, expected);
}

#[test]
fn elements_are_written_in_the_order_of_the_schema() {
    let mut rows = parks("EPSG:4326");
    rows.rows.truncate(1);
    rows.rows[0].shape.0.truncate(1);
    rows.rows[0].attributes.truncate(3);
    rows.rows[0]
        .attributes
        .push(("description".to_owned(), "含\u{1}水域".to_owned()));
    let text = String::from_utf8(write(&rows, "苏州").unwrap()).unwrap();
    insta::assert_snapshot!(text);
}
