//! OpenStreetMap extracts in both forms.

use std::fmt::Write as _;

use sizhi::{
    abuttals::FeatureClass,
    format::{OsmFeatures, Place, read_osm_pbf, read_osm_xml},
};

use super::pbf_writer::{Element, Town, small_town, town};

/// The same town in XML.
fn as_xml(town: &Town) -> String {
    let mut xml = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n".to_owned();
    let degrees = |steps: i64| format!("{}.{:07}", steps / 10_000_000, steps % 10_000_000);
    for (id, lon, lat) in &town.nodes {
        writeln!(
            xml,
            "<node id=\"{id}\" lon=\"{}\" lat=\"{}\"/>",
            degrees(*lon),
            degrees(*lat)
        )
        .unwrap();
    }
    for Element { id, refs, tags } in &town.ways {
        writeln!(xml, "<way id=\"{id}\">").unwrap();
        for id in refs {
            writeln!(xml, "<nd ref=\"{id}\"/>").unwrap();
        }
        write_tags(&mut xml, tags);
        xml.push_str("</way>\n");
    }
    for Element { id, refs, tags } in &town.relations {
        writeln!(
            xml,
            "<relation id=\"{id}\"><member type=\"node\" ref=\"1\" role=\"admin_centre\"/>"
        )
        .unwrap();
        for id in refs {
            writeln!(xml, "<member type=\"way\" ref=\"{id}\" role=\"outer\"/>").unwrap();
        }
        write_tags(&mut xml, tags);
        xml.push_str("</relation>\n");
    }
    xml + "</osm>\n"
}

fn write_tags(xml: &mut String, tags: &[(&str, &str)]) {
    for (key, value) in tags {
        writeln!(xml, "<tag k=\"{key}\" v=\"{value}\"/>").unwrap();
    }
}

/// Id, name, class and number of stretches.
type Told<'f> = (&'f str, &'f str, FeatureClass, usize);

fn ids(found: &OsmFeatures) -> Vec<Told<'_>> {
    found
        .features
        .iter()
        .map(|f| (f.id.as_str(), f.name.as_str(), f.class, f.line.0.len()))
        .collect()
}

#[test]
fn named_lines_are_found_and_what_the_extract_clips_is_told() {
    let found = read_osm_pbf(small_town().as_slice(), None).unwrap();
    assert_eq!(
        ids(&found),
        [
            ("way/11", "甲路", FeatureClass::Road, 1),
            ("way/12", "乙河", FeatureClass::River, 2),
            ("way/13", "丙铁路", FeatureClass::Railway, 1),
            ("way/14", "丁湖", FeatureClass::Shore, 1),
            ("relation/21", "庚区", FeatureClass::Boundary, 1),
        ]
    );
    assert_eq!(
        (found.report.nodes, found.report.ways, found.report.relations),
        (9, 8, 2)
    );
    assert_eq!(found.report.clipped, ["way/12", "relation/21"]);
    assert_eq!(found.report.lost, ["way/16"]);
    assert_eq!(found.report.by_class.values().sum::<usize>(), 5);
    let first = found.features[0].line.0[0].0[0];
    assert_eq!((first.x, first.y), (120.601, 31.300_01));
}

#[test]
fn xml_and_pbf_of_one_town_give_the_same_features() {
    let xml = read_osm_xml(as_xml(&town()).as_bytes(), None).unwrap();
    assert_eq!(xml, read_osm_pbf(small_town().as_slice(), None).unwrap());
}

#[test]
fn the_order_of_elements_does_not_matter_and_repeats_are_counted() {
    let xml = as_xml(&town());
    let (head, body) = xml.split_at(xml.find("<node").unwrap());
    let (nodes, rest) = body.split_at(body.find("<way").unwrap());
    let turned = format!("{head}{}{nodes}{nodes}</osm>", rest.replace("</osm>", ""));
    let found = read_osm_xml(turned.as_bytes(), None).unwrap();
    assert_eq!(found.features, read_osm_xml(xml.as_bytes(), None).unwrap().features);
    assert_eq!(found.report.repeated, 9);
}

#[test]
fn deleted_elements_are_not_there_and_names_are_unescaped() {
    let xml = r#"<osm><node id="1" lon="1" lat="1"/><node id="2" lon="2" lat="2"/>
        <way id="1" visible="false"><nd ref="1"/><nd ref="2"/><tag k="name" v="a"/><tag k="highway" v="x"/></way>
        <way id="2"><nd ref="1"/><nd ref="2"/><tag k="name" v="A &amp; B &#x8DEF;"/><tag k="highway" v="x"/></way></osm>"#;
    let found = read_osm_xml(xml.as_bytes(), None).unwrap();
    assert_eq!(ids(&found), [("way/2", "A & B 路", FeatureClass::Road, 1)]);
}

#[test]
fn faults_of_xml_are_told_by_their_lines() {
    let xml = "<osm>\n<node id=\"x\" lon=\"1\" lat=\"1\"/>\n<node id=\"2\" lon=\"181\" lat=\"1\"/>\n<way id=\"3\">\n<nd/>\n</way></osm>";
    let refused = read_osm_xml(xml.as_bytes(), Some("a.osm")).unwrap_err().to_string();
    assert_eq!(
        refused,
        "a.osm: line 2: expected a whole number in attribute `id` of `node`, found `x`\n\
         a.osm: line 3: expected node 2 in lon -180..=180, lat -90..=90, found `181, 1`\n\
         a.osm: line 5: expected a whole number in attribute `ref` of `nd`, found nothing"
    );
    for (xml, expected) in [
        ("<osm>\n<node>\n</way></osm>", "line 3: expected well-formed XML"),
        (
            "<osm>\n<way id=\"1\">\n",
            "line 3: expected the end of the element `osm`, found the end of the file",
        ),
        ("<osmChange/>", "hint: this is a change file; an extract is needed"),
        (
            "<html/>",
            "line 1: expected an OpenStreetMap document: an element `osm`, found `html`",
        ),
        (
            "",
            "expected an OpenStreetMap document: an element `osm`, found nothing",
        ),
    ] {
        let refused = read_osm_xml(xml.as_bytes(), None).unwrap_err().to_string();
        assert!(refused.contains(expected), "{xml}: {refused}");
    }
}

#[test]
fn faults_of_pbf_are_told_by_their_bytes() {
    let whole = small_town();
    let header_length = 4 + 13 + 2 + 30;
    let cut = read_osm_pbf(&whole[..whole.len() - 40], Some("a.pbf")).unwrap_err();
    assert!(
        matches!(cut.faults[0].place, Place::Offset(offset) if offset > 0 && offset <= header_length),
        "{cut}"
    );
    let mut asks = town();
    asks.features.push("HistoricalInformation");
    let refused = read_osm_pbf(asks.write().as_slice(), Some("a.pbf"))
        .unwrap_err()
        .to_string();
    assert_eq!(
        refused,
        "a.pbf: byte 0: expected a file that asks for OsmSchema-V0.6 and DenseNodes only, found `HistoricalInformation`"
    );
    let mut far = town();
    far.nodes.push((50, 1_900_000_000, 0));
    assert!(
        read_osm_pbf(far.write().as_slice(), None)
            .unwrap_err()
            .to_string()
            .contains("found node 50 at `190")
    );
    assert!(
        read_osm_pbf(&[][..], None)
            .unwrap_err()
            .to_string()
            .contains("a whole PBF file")
    );
}
