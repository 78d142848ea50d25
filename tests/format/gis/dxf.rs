//! Drawings of surveyors.
//!
//! Must not need an outside program.

use sizhi::format::boundary::dxf::read;

/// A drawing with one polyline of each kind, an arc, texts, and what is no limit.
pub const DRAWING: &str = "  0\r\nSECTION\r\n  2\r\nHEADER\r\n  9\r\n$DWGCODEPAGE\r\n  3\r\nANSI_936\r\n  9\r\n$INSUNITS\r\n 70\r\n4\r\n  0\r\nENDSEC\r\n\
  0\r\nSECTION\r\n  2\r\nENTITIES\r\n\
  0\r\nLWPOLYLINE\r\n  5\r\n2F\r\n  8\r\n界址线\r\n 90\r\n4\r\n 70\r\n1\r\n 38\r\n12.5\r\n 10\r\n541000.0\r\n 20\r\n3464000.0\r\n 10\r\n541200.0\r\n 20\r\n3464000.0\r\n 42\r\n1.0\r\n\
 10\r\n541200.0\r\n 20\r\n3464100.0\r\n 10\r\n541000.0\r\n 20\r\n3464100.0\r\n1001\r\nSOUTH\r\n1000\r\n300000\r\n\
  0\r\nPOLYLINE\r\n  5\r\n30\r\n  8\r\nB\r\n 66\r\n1\r\n 70\r\n0\r\n  0\r\nVERTEX\r\n 10\r\n0\r\n 20\r\n0\r\n  0\r\nVERTEX\r\n 10\r\n9\r\n 20\r\n0\r\n\
  0\r\nVERTEX\r\n 10\r\n9\r\n 20\r\n9\r\n  0\r\nVERTEX\r\n 10\r\n0\r\n 20\r\n0\r\n  0\r\nSEQEND\r\n\
  0\r\nLWPOLYLINE\r\n  5\r\n31\r\n  8\r\nroad\r\n 70\r\n0\r\n 10\r\n0\r\n 20\r\n0\r\n 10\r\n5\r\n 20\r\n5\r\n\
  0\r\nTEXT\r\n  1\r\n一区\r\n 10\r\n541050.0\r\n 20\r\n3464050.0\r\n  0\r\nMTEXT\r\n  3\r\n{\\fSimSun;11.41\r\n  1\r\n公顷}\r\n 10\r\n541060.0\r\n 20\r\n3464060.0\r\n\
  0\r\nTEXT\r\n  1\r\nlegend\r\n 10\r\n-1\r\n 20\r\n-1\r\n  0\r\nCIRCLE\r\n  5\r\n32\r\n 10\r\n0\r\n 20\r\n0\r\n 40\r\n5\r\n  0\r\nENDSEC\r\n  0\r\nEOF\r\n";

#[test]
fn closed_polylines_are_polygons_with_layer_and_texts() {
    let (bytes, _, _) = encoding_rs::GB18030.encode(DRAWING);
    for bytes in [bytes.as_ref(), DRAWING.as_bytes()] {
        let rows = read(bytes, None).unwrap();
        assert_eq!(rows.system, None);
        let [first, second] = rows.rows.as_slice() else {
            panic!("{rows:?}")
        };
        assert_eq!(first.place.to_string(), "handle `2F`, line 19");
        let expected = [("layer", "界址线"), ("SOUTH", "300000"), ("text", "一区\n11.41公顷")];
        assert_eq!(
            first.attributes,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(second.attribute(&["layer"]), Some("B"));
        assert_eq!(second.shape.0[0].exterior().0.len(), 4);
        let expected = [
            "the drawing states its unit as millimetres; its numbers are taken as they are",
            "arcs are drawn as chords that lie at most 1 mm off, the unit taken as metres",
            "heights are left out",
            "left out, a polyline that is not closed: handle `31`, line 89",
            "left out, CIRCLE: handle `32`, line 131",
            "left out, 1 texts that stand in no closed polyline",
        ];
        assert_eq!(rows.notes, expected);
    }
}

#[test]
fn an_arc_bulges_to_the_right_of_the_way_out_and_adds_its_half_circle() {
    use geo::Area;
    let rows = read(DRAWING.as_bytes(), None).unwrap();
    let expected_m2 = 200.0 * 100.0 + std::f64::consts::PI * 50.0 * 50.0 / 2.0;
    assert!(
        (rows.rows[0].shape.unsigned_area() - expected_m2).abs() < 0.2,
        "{}",
        rows.rows[0].shape.unsigned_area()
    );
}

#[test]
fn a_plane_seen_from_below_is_mirrored_and_a_tilted_one_refused() {
    let with = |up: &str| DRAWING.replace(" 38\r\n12.5\r\n", up);
    let below = read(with("210\r\n0\r\n220\r\n0\r\n230\r\n-1\r\n").as_bytes(), None).unwrap();
    assert!(
        below.rows[0].shape.0[0]
            .exterior()
            .0
            .iter()
            .all(|corner| corner.x <= -541_000.0)
    );
    let error = read(
        with("210\r\n0.5\r\n220\r\n0\r\n230\r\n0.8\r\n").as_bytes(),
        Some("a.dxf"),
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.starts_with("a.dxf: handle `2F`, line 19: expected a polyline in the plane of the ground"),
        "{error}"
    );
}

#[test]
fn broken_drawings_are_told_with_their_line() {
    let told = |text: &str| read(text.as_bytes(), None).unwrap_err().to_string();
    assert!(
        told(&DRAWING.replace("541200.0\r\n 20\r\n3464000.0", "east\r\n 20\r\n3464000.0"))
            .starts_with("handle `2F`, line 19: expected a number")
    );
    assert!(told(&DRAWING.replace("  0\r\nEOF\r\n", "")).contains("expected a last entry EOF"));
    assert!(told("AC1027\0\0\0").contains("hint: save the drawing as DXF, not as DWG"));
    assert!(told("").contains("expected a DXF drawing with a section ENTITIES"));
    assert!(
        told("0\nSECTION\n2\nENTITIES\n0\nLINE\n5\n1\n0\nENDSEC\n0\nEOF\n")
            .contains("found none: left out, LINE: handle `1`, line 5")
    );
}

#[test]
fn a_binary_drawing_gives_the_same_shapes() {
    let mut binary = b"AutoCAD Binary DXF\r\n\x1a\0".to_vec();
    let lines: Vec<&str> = DRAWING.lines().collect();
    for pair in lines.chunks_exact(2) {
        let code: i16 = pair[0].trim().parse().unwrap();
        binary.extend(code.to_le_bytes());
        match code {
            10..=59 => binary.extend(pair[1].parse::<f64>().unwrap().to_le_bytes()),
            60..=79 => binary.extend(pair[1].trim().parse::<i16>().unwrap().to_le_bytes()),
            90..=99 => binary.extend(pair[1].trim().parse::<i32>().unwrap().to_le_bytes()),
            _ => {
                binary.extend(pair[1].as_bytes());
                binary.push(0);
            }
        }
    }
    let (text, binary) = (read(DRAWING.as_bytes(), None).unwrap(), read(&binary, None).unwrap());
    let shapes =
        |rows: &sizhi::format::boundary::Rows| rows.rows.iter().map(|row| row.shape.clone()).collect::<Vec<_>>();
    assert_eq!(shapes(&text), shapes(&binary));
    assert!(
        binary.rows[0].place.to_string().starts_with("handle `2F`, byte "),
        "{}",
        binary.rows[0].place
    );
}
