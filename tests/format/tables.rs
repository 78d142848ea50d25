//! The three tables: what they give, and faults by row and column.

use jiff::civil::date;
use sizhi::{
    format::{SumCheck, parse_abuttals_csv, parse_addresses_csv, parse_agencies_csv},
    geometry::Datum,
};

const ABUTTALS: &str = "zone,block,province,function,text,east,south,west,north,area,area_unit,area_m2,zone_total,zone_total_unit,document\n";

fn abuttals(rows: &[&str]) -> String {
    format!("{ABUTTALS}{}\n", rows.join("\n"))
}

#[test]
fn rows_of_one_zone_come_together_and_their_sum_is_checked() {
    let zones = parse_abuttals_csv(
        &abuttals(&[
            r#"甲区,区块一,江苏,主区,"东至a、b,南至c,西至d,北至e",a、b,c,d,e,1.20,公顷,12000,3.3,公顷,文一"#,
            "乙区,,浙江,,约80平方公里,,,,,80,平方公里,80000000,80,平方公里,",
            "甲区,区块二,江苏,,东至x,x,,,,2.1,公顷,21000,3.3,公顷,文一",
        ]),
        None,
    )
    .unwrap();
    assert_eq!(
        zones
            .iter()
            .map(|zone| (zone.name.as_str(), zone.parks.len(), zone.row))
            .collect::<Vec<_>>(),
        [("甲区", 2, 2), ("乙区", 1, 3)]
    );
    let first = &zones[0].parks[0];
    assert_eq!(first.name, "区块一 主区");
    assert_eq!(first.abuttals.as_ref().unwrap().east, ["a", "b"]);
    assert_eq!(first.declared_area.as_ref().unwrap().printed(), "1.20公顷");
    assert!(matches!(zones[0].sum, SumCheck::Agrees { difference_m2 } if difference_m2.abs() < 1e-6));
    assert_eq!(
        (zones[1].sum, zones[1].parks[0].name.as_str()),
        (SumCheck::NotComparable, "乙区")
    );
    let about = zones[1].declared_area.as_ref().unwrap();
    assert_eq!((about.printed(), about.tolerance_m2()), ("约80平方公里", 1_000_000.0));
}

#[test]
fn a_sum_beyond_the_printed_digits_differs() {
    let zone = |second: &str| {
        let row = format!("甲,二,,,t,,,,,{second},公顷,,3.3,公顷,");
        parse_abuttals_csv(&abuttals(&["甲,一,,,t,,,,,1.2,公顷,,3.3,公顷,", &row]), None)
            .unwrap()
            .remove(0)
            .sum
    };
    assert!(
        matches!(zone("2.2"), SumCheck::Agrees { .. }),
        "0.1 ha is within half a digit of three numbers"
    );
    let SumCheck::Differs {
        difference_m2,
        tolerance_m2,
    } = zone("2.3")
    else {
        panic!("0.2 ha is not")
    };
    assert!((difference_m2 - 2_000.0).abs() < 1e-6 && (tolerance_m2 - 1_500.0).abs() < 1e-6);
}

#[test]
fn every_cell_at_fault_is_told_with_row_and_column() {
    let refused = parse_abuttals_csv(
        &abuttals(&[
            "甲,一,江苏,,t,,,,,7.x,公顷,,3.3,公顷,文",
            "",
            "甲,一,浙江,,t,,,,,7,亩,9999,3.3,公顷,文",
            ",二,,,,,,,,,公顷,,,,",
            "乙,二,,,t",
        ]),
        Some("abuttals.csv"),
    )
    .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "abuttals.csv: row 2, column `area`: expected a number, found `7.x`\n\
         abuttals.csv: row 4, column `area_m2`: expected the m² of `7亩`, 4666.666666666666, found `9999`; \
         hint: correct the area, its unit or the m²\n\
         abuttals.csv: row 4, column `province`: expected `江苏`, as on row 2 of the same zone, found `浙江`\n\
         abuttals.csv: row 4, column `block`: expected a block that `甲` does not have yet, found `一`; \
         hint: each block of a zone needs a name of its own\n\
         abuttals.csv: row 5, column `zone`: expected a text, found nothing\n\
         abuttals.csv: row 6: expected 15 cells, found 5; hint: look for a comma or a quote that is missing or too many"
    );
}

#[test]
fn columns_are_checked_before_rows() {
    let refused = parse_agencies_csv("id,colour,id\n", None, Datum::Wgs84)
        .unwrap_err()
        .to_string();
    assert_eq!(
        refused,
        "row 1, column `colour`: expected only the columns id, name, services, address, lon, lat, datum, point_method, \
         uncertainty_m, licence, credit_code, zone, park, admitted_on, released_on, admission_reason, release_reason, remark, found the unknown column `colour`\n\
         row 1, column `id`: expected each column once, found it is there twice\n\
         row 1: expected a column `name`, found none"
    );
    let semicolons = parse_agencies_csv("id;name\n1;x\n", None, Datum::Wgs84)
        .unwrap_err()
        .to_string();
    assert!(
        semicolons.ends_with("hint: the columns seem to be separated by ';'; save the table with commas"),
        "{semicolons}"
    );
    let empty = parse_agencies_csv("", None, Datum::Wgs84).unwrap_err().to_string();
    assert_eq!(empty, "expected a header with the columns id, name, found nothing");
}

#[test]
fn an_agency_comes_with_its_admission_and_release() {
    let rows = parse_agencies_csv(
        "name,id,services,lon,lat,datum,zone,park,admitted_on,released_on,licence,credit_code\n\
         甲所,a-1,agency;legal ,116.41024449916938,39.91640428150164,gcj02,cn-a,一区,2024-01-15,2025-01-15,32266,91350100M000100Y43\n\
         乙所,a-2,,,,,,,,,,\n",
        None,
        Datum::Wgs84,
    )
    .unwrap();
    let (agency, admission, release) = (
        &rows[0].agency,
        rows[0].admission.as_ref().unwrap(),
        rows[0].release.as_ref().unwrap(),
    );
    assert_eq!(agency.services, ["agency", "legal"]);
    let place = agency.point.unwrap();
    assert!((place.lon() - 116.404).abs() < 1e-8 && (place.lat() - 39.915).abs() < 1e-8);
    assert_eq!(
        (admission.zone.as_str(), admission.admitted_on),
        ("cn-a", Some(date(2024, 1, 15)))
    );
    assert_eq!(
        (release.agency.as_str(), release.released_on),
        ("a-1", date(2025, 1, 15))
    );
    assert_eq!(
        (rows[1].row, rows[1].agency.point, &rows[1].admission),
        (3, None, &None)
    );
}

#[test]
fn what_an_agency_cannot_be_is_told() {
    let refused = parse_agencies_csv(
        "id,name,lon,lat,credit_code,zone,admitted_on,released_on\n\
         a-1,甲,31.3,120.5,91350100M000100Y44,cn-a,2024-02-01,2024-01-01\n\
         a-1,乙,120.5,,,,2024-02-01,\n\
         a b,,nan,1,,X,2024-2-1,\n",
        None,
        Datum::Wgs84,
    )
    .unwrap_err();
    assert_eq!(
        refused.to_string().lines().collect::<Vec<_>>(),
        [
            "row 2, column `lat`: expected a latitude in -90..=90, found `120.5`; \
             hint: degrees are expected, longitude in `lon` and latitude in `lat`",
            "row 2, column `credit_code`: expected a unified social credit code of 18 characters whose check characters hold, \
             found `91350100M000100Y44`",
            "row 2, column `released_on`: expected a day not before its admission on `2024-02-01`, found `2024-01-01`",
            "row 3, column `lat`: expected a number, as `lon` is stated, found nothing",
            "row 3, column `admitted_on`: expected nothing, as no zone is stated, found `2024-02-01`",
            "row 3, column `id`: expected an id that no other row bears (row 2 does), found `a-1`",
            "row 4, column `id`: expected 1 to 64 of A-Z, a-z, 0-9, `-`, `_` and `.`, found `a b`",
            "row 4, column `name`: expected a text, found nothing",
            "row 4, column `lon`: expected a finite number, found `nan`",
        ]
    );
}

#[test]
fn addresses_keep_every_row_under_an_id_of_its_own() {
    let entries = parse_addresses_csv(
        "osm_id,lon,lat,name,street,housenumber\nid/1,121.5,31.2,塔,,\nid/1,121.5,31.2,,世纪大道,1\n",
        None,
        Datum::Wgs84,
    )
    .unwrap();
    assert_eq!(
        entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(),
        ["id/1", "id/1#2"]
    );
    assert_eq!(
        (entries[1].street.as_str(), entries[1].point.lon()),
        ("世纪大道", 121.5)
    );
    let refused = parse_addresses_csv("osm_id,lon,lat,name\nid/1,,31,\n", None, Datum::Wgs84).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "row 2, column `lon`: expected a number, found nothing\n\
         row 2, column `name`: expected a name, where neither street, house number nor full address is stated, found nothing"
    );
}

#[test]
fn cells_hold_line_breaks_and_a_quote_left_open_is_told() {
    let rows = parse_agencies_csv(
        "id,name\r\n\"a\",\"甲\n\"\"所\"\"\"\r\n\r\nb,乙\r\n",
        None,
        Datum::Wgs84,
    )
    .unwrap();
    assert_eq!((rows[0].agency.name.as_str(), rows[1].row), ("甲\n\"所\"", 5));
    let refused = parse_agencies_csv("id,name\na,甲\nb,\"乙\nc,丙\n", None, Datum::Wgs84)
        .unwrap_err()
        .to_string();
    assert_eq!(
        refused,
        "row 3: expected a quote that ends the cell, found the end of the file"
    );
}
