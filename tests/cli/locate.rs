//! `sizhi locate` on tables: in the shapes of a file, and in the register.

use super::program::{Register, run_with_input, stderr};

/// Two squares side by side, and one over both.
const ZONES: &str = r#"{"type":"Feature","id":"west","properties":{"n":1},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}
{"type":"Feature","id":"east, half","properties":{"n":2},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}

{"type":"Feature","id":"all","properties":{"n":3},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,1],[0,1],[0,0]]]]}}
"#;

const POINTS: &str =
    "\u{feff}name,lon,lat\r\n\"a, \"\"b\"\"\",0.5,0.5\r\n\"two\nlines\",1,0.5\n甲,9,9\nbad,x,0\noff,0,95";

#[test]
fn rows_come_back_as_they_were_with_the_zones_of_a_file_that_hold_their_places() {
    let register = Register::new();
    let (zones, points) = (
        register.file("zones.geojsonl", ZONES),
        register.file("points.csv", POINTS),
    );
    let told = register.done(&["locate", &points, "--zones", &zones]);
    let expected = "name,lon,lat,zones,answer,error\n\
        \"a, \"\"b\"\"\",0.5,0.5,west;all,inside,\n\
        \"two\nlines\",1,0.5,\"west;east, half;all\",inside,\n\
        甲,9,9,,outside,\n\
        bad,x,0,,,\"lon: expected a number, found `x`\"\n";
    assert!(told.starts_with(expected), "{told}");
    assert!(told.lines().last().unwrap().contains("latitude"), "{told}");
    let each = register.done(&[
        "locate",
        &points,
        "--zones",
        &zones,
        "--keep",
        "lat,name",
        "--row-each",
        "--id",
        "n",
    ]);
    let expected = "lat,name,zone,answer,error\n\
        0.5,\"a, \"\"b\"\"\",1,inside,\n\
        0.5,\"a, \"\"b\"\"\",3,inside,\n\
        0.5,\"two\nlines\",1,boundary,\n\
        0.5,\"two\nlines\",2,boundary,\n\
        0.5,\"two\nlines\",3,inside,\n\
        9,甲,,outside,\n";
    assert!(each.starts_with(expected), "{each}");
    let read = run_with_input(
        &["locate", "-", "--zones", &zones, "--lon", "lat", "--lat", "lon"],
        "lat,lon\n0.5,0.25\n",
    );
    assert_eq!(
        String::from_utf8_lossy(&read.stdout),
        "lat,lon,zones,answer,error\n0.5,0.25,west;all,inside,\n"
    );
}

#[test]
fn many_rows_keep_their_order_and_a_row_that_cannot_be_read_ends_them_with_its_number() {
    let register = Register::new();
    let zones = register.file("zones.geojsonl", ZONES);
    let rows: Vec<String> = (0..60_000)
        .map(|n| format!("{n},{},0.5\n", f64::from(n % 4000) / 1000.0))
        .collect();
    let rows = rows.concat();
    let points = register.file("points.csv", format!("n,lon,lat\n{rows}"));
    let told = register.done(&["locate", &points, "--zones", &zones, "--keep", "n"]);
    assert_eq!(told.lines().count(), 60_001);
    for (nth, line) in told.lines().skip(1).enumerate() {
        let n = nth % 4000;
        let expected = match n {
            0 | 2000 => "boundary",
            _ if n > 2000 => "outside",
            _ => "inside",
        };
        assert!(
            line.starts_with(&format!("{nth},")) && line.ends_with(&format!(",{expected},")),
            "{line}"
        );
    }
    let short = register.file("short.csv", format!("n,lon,lat\n{rows}1,2\n{rows}"));
    let output = register.run(&["locate", &short, "--zones", &zones]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("row 60002: expected 3 cells, found 2"),
        "{}",
        stderr(&output)
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 60_001);
}

#[test]
fn a_table_is_located_in_the_register_as_lookup_does_it() {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    let rows = register.file("rows.csv", "name,lon,lat\n甲,121.473,31.2353\n乙,0,0\n");
    let located = register.done(&["locate", &rows]);
    assert_eq!(located, register.done(&["lookup", "--file", &rows]));
    assert!(located.contains(",inside,"));
}

#[test]
fn what_cannot_be_located_in_is_told_with_its_place() {
    let register = Register::new();
    let points = register.file("points.csv", POINTS);
    let refused = |zones: &str, content: &str, more: &[&str]| {
        let zones = register.file(zones, content);
        register.refused(&[&["locate", &points, "--zones", &zones], more].concat())
    };
    let point = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}}"#;
    let told = refused("a.geojsonl", &format!("{ZONES}{point}"), &[]);
    assert!(
        told.contains("a.geojsonl") && told.contains("line 5") && told.contains("`Point`"),
        "{told}"
    );
    assert!(refused("b.geojsonl", ZONES, &["--lon", "x"]).contains("expected a column `x`, found name, lon, lat"));
    assert!(refused("c.geojsonl", ZONES, &["--id", "code"]).contains("property `code`"));
    assert!(
        register
            .refused(&["locate", "some address", "--zones", &points])
            .contains("--zones: expected a CSV file")
    );
    assert!(register.refused(&["locate", "no-such.csv"]).contains("no-such.csv"));
}
