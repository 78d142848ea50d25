//! Boundary files on the command line: convert, check, import, export.

use std::process::{Command, Stdio};

use super::program::{Register, shared, stderr};

/// A sheet of one parcel of 100 m, in the 3-degree zone 40.
const SHEET: &str = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n[地块坐标]\n5,1.0000,1,甲地块,面,,,,@\n\
                     J1,1,3353100.000,40520500.000\nJ2,1,3353100.000,40520600.000\nJ3,1,3353000.000,40520600.000\n\
                     J4,1,3353000.000,40520500.000\nJ1,1,3353100.000,40520500.000\n";

fn text(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_sheet_goes_through_every_format_and_comes_back_to_the_millimetre() {
    let register = Register::new();
    let sheet = register.file("a.txt", SHEET);
    let path = |name: &str| register.folder.path().join(name).display().to_string();
    for ending in ["geojson", "csv", "zip", "kml", "kmz", "gpkg"] {
        let (there, back) = (path(&format!("there.{ending}")), path(&format!("{ending}.txt")));
        register.done(&["convert", &sheet, &there]);
        register.done(&["convert", &there, &back]);
        let corners = |text: &str| -> Vec<String> {
            let corners = text.lines().filter(|line| line.starts_with('J'));
            corners.map(|line| line.trim().to_owned()).collect()
        };
        assert_eq!(corners(&text(&back)), corners(SHEET), "{ending}");
        assert!(text(&back).contains("5,1.0000,1,甲地块,面,,,,@"), "{ending}");
    }
    for ending in ["parquet", "fgb"] {
        let there = path(&format!("there.{ending}"));
        register.done(&["convert", &sheet, &there]);
        assert!(
            register
                .refused(&["convert", &there, "-", "--to", "txt"])
                .contains("which is only written")
        );
    }
}

#[test]
fn systems_and_encodings_are_stated_for_either_side() {
    let register = Register::new();
    let bare = register.file(
        "bare.csv",
        "north,east\n3353100,520500\n3353100,520600\n3353000,520600\n",
    );
    let told = register.refused(&["convert", &bare, "-", "--to", "geojson"]);
    assert!(
        told.contains("expected a coordinate system") && told.contains("`--from-crs`"),
        "{told}"
    );
    let out = register.folder.path().join("out.txt").display().to_string();
    register.done(&[
        "convert",
        &bare,
        &out,
        "--from-crs",
        "EPSG:4549",
        "--to-crs",
        "4499",
        "--encoding",
        "gbk",
    ]);
    let bytes = std::fs::read(&out).unwrap();
    let (sheet, _, had_errors) = encoding_rs::GBK.decode(&bytes);
    assert!(
        !had_errors && sheet.contains("带号=21") && sheet.contains("几度分带=6"),
        "{sheet}"
    );
    let told = register.refused(&["convert", &out, "-", "--to", "csv", "--from-crs", "EPSG:4549"]);
    assert!(
        told.contains("`EPSG:4549`") && told.contains("`EPSG:4499`, as the file states"),
        "{told}"
    );
    assert!(
        register
            .refused(&["convert", &bare, &out, "--from-crs", "2436"])
            .contains("not a known coordinate system")
    );
    let csv = register.done(&[
        "convert",
        &out,
        "-",
        "--to",
        "csv",
        "--to-crs",
        "gcj02",
        "--from-encoding",
        "gb18030",
    ]);
    assert!(
        csv.starts_with("park,part,ring,point,lon,lat,crs") && csv.contains(",gcj02,"),
        "{csv}"
    );
}

#[test]
fn standard_streams_stand_for_files() {
    let register = Register::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sizhi"))
        .args(["convert", "-", "-", "--to", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), SHEET.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(table.lines().count(), 5, "{table}");
    let told = register.refused(&["convert", &register.file("a.txt", SHEET), "-"]);
    assert!(
        told.contains("found standard output") && told.contains("--to"),
        "{told}"
    );
}

#[test]
fn nothing_half_written_is_left_and_a_refused_file_leaves_what_was_there() {
    let register = Register::new();
    let bad = register.file("bad.txt", SHEET.replace("带号=40", "带号=38"));
    let out = register.file("out.geojson", "what was there");
    let told = register.refused(&["convert", &bad, &out]);
    assert!(told.contains("带号 `38`") && told.contains("`40520500`"), "{told}");
    assert_eq!(text(&out), "what was there");
    let good = register.file("good.txt", SHEET);
    register.done(&["convert", &good, &out]);
    assert!(text(&out).contains("FeatureCollection"));
    assert!(
        register
            .refused(&["convert", &good, "/no/such/folder/a.csv"])
            .contains("/no/such/folder/a.csv: ")
    );
    assert!(
        register
            .refused(&["convert", &good, &format!("{out}.shp")])
            .contains("`.zip`")
    );
    let mut names: Vec<String> = std::fs::read_dir(register.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["bad.txt", "good.txt", "out.geojson"],
        "no register was opened, nothing is left beside"
    );
}

#[test]
fn check_and_import_take_any_format_with_words_for_what_it_cannot_state() {
    let register = Register::new();
    let sheet = register.file(
        "a.txt",
        SHEET.replace("[地块坐标]", "地块1.功能定位=综合服务\n[地块坐标]"),
    );
    let words = ["--name", "试验区甲", "--kind", "pilot", "--division", "330104"];
    let output = register.run(&[&["check", "--language", "en", &sheet], &words[..]].concat());
    let found = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(0), "{found}{}", stderr(&output));
    assert!(
        !found.contains("function-missing"),
        "the programme's own word is understood: {found}"
    );
    let told = register.done(&[&["import", "zones", "--as", "recorded", &sheet], &words[..]].concat());
    assert!(told.contains("taken up as cn-330104-001 delimitation 1"), "{told}");
    let exported = register.done(&["export", "cn-330104-001", "--format", "txt", "--crs", "4549"]);
    assert!(
        exported.contains("集聚区名称=试验区甲\r\n") && exported.contains("J1,1,3353100.000,520500.000\r\n"),
        "{exported}"
    );
    let kml = register.folder.path().join("z.kml").display().to_string();
    register.done(&["export", "cn-330104-001", "-o", &kml]);
    let again = register.done(&["import", "zones", "--as", "recorded", &kml]);
    assert!(again.contains("cn-330104-001 delimitation"), "{again}");
    let told = register.refused(&["check", &kml, "--name", "另一个"]);
    assert!(
        told.contains("--name `另一个`") && told.contains("`试验区甲`"),
        "{told}"
    );
    assert!(
        register
            .refused(&["export", "cn-330104-001", "--format", "dxf"])
            .contains("which is only read")
    );
    assert!(
        register
            .refused(&["export", "cn-330104-001", "--format", "pdf"])
            .contains("`pdf` is not a format")
    );
}

#[test]
fn an_exported_zone_of_the_demonstration_is_the_same_in_every_format_that_keeps_its_grid() {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    for ending in ["geojson", "csv", "gpkg", "zip"] {
        let file = register.folder.path().join(format!("z.{ending}")).display().to_string();
        register.done(&["export", "demo-310101-renmin", "-o", &file]);
        let told = register.done(&["import", "zones", "--as", "recorded", &file]);
        assert!(
            told.contains("held already as demo-310101-renmin delimitation 1"),
            "{ending}: {told}"
        );
    }
}

#[test]
fn gdal_finds_the_real_parcel_where_the_sheet_has_it() {
    let name = "gdal_finds_the_real_parcel_where_the_sheet_has_it";
    let Some(sheet) = shared("parcel/pengbu_BR14.gbk.txt", name) else {
        return;
    };
    if Command::new("ogrinfo").arg("--version").output().is_err() {
        crate::skip::skip(&format!("skipped: {name} (no `ogrinfo`: install gdal-bin)"));
        return;
    }
    let register = Register::new();
    let file = register.folder.path().join("a.gpkg").display().to_string();
    register.done(&["convert", &sheet, &file, "--to-crs", "EPSG:4528"]);
    let output = Command::new("ogrinfo").args(["-ro", "-al", &file]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    for wanted in [
        "Feature Count: 1",
        "彭埠单元B/R-14地块",
        "5.7089公顷",
        "40520986.477",
        "3353189.181",
        "EPSG\",4528",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
}

#[test]
fn help_names_the_formats() {
    let help = Register::new().done(&["convert", "--help"]);
    for word in ["界址点 TXT", "Shapefile", "--from-crs", "--to-crs", "--encoding"] {
        assert!(help.contains(word), "{word}\n{help}");
    }
}
