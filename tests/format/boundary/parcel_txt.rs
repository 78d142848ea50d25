//! 界址点 TXT: every dialect in which offices write it, and contradictions refused with both values and lines.

use sizhi::{
    format::{BoundaryFormat, ReadOptions, Reading, read_boundary},
    geometry::{CoordinateSystem, Datum, area_m2},
};

use super::beside;

/// The head of a sheet in the 3-degree zone 40.
pub(super) const HEAD: &str = "[属性描述]\n格式版本号=1.01版本\n数据产生单位=某测绘院\n数据产生日期=2026-11-20\n坐标系=2000国家大地坐标系\n几度分带=3\n\
                    投影类型=高斯克吕格\n计量单位=米\n带号=40\n精度=0.001\n转换参数=0,0,0,0,0,0,0\n[地块坐标]\n";

/// A square of 100 m, open, as lines of a ring.
fn square(ring: u32, north_m: f64, east_m: f64, closed: bool) -> String {
    let corners = [(100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)];
    let line = |(nth, (n, e)): (usize, &(f64, f64))| {
        format!(
            "J{},{ring},{:.3},{:.3}\n",
            nth + 1,
            3_353_000.0 + north_m + n,
            east_m + e
        )
    };
    let mut lines: String = corners.iter().enumerate().map(line).collect();
    if closed {
        lines.push_str(&line((0, &corners[0])));
    }
    lines
}

/// A sheet of one square.
pub(super) fn sheet(head: &str, parcel: &str, east_m: f64) -> String {
    format!("{head}{parcel}\n{}", square(1, 0.0, east_m, true))
}

pub(super) const EAST: f64 = 40_520_500.0;
pub(super) const PARCEL: &str = "5,1.0000,1,甲地块,面,,,,@";

fn read_with(text: &str, system: Option<&str>) -> Result<Reading, String> {
    let options = ReadOptions {
        system: system.map(|system| system.parse().unwrap()),
        ..ReadOptions::default()
    };
    read_boundary(text.as_bytes(), Some("a.txt"), &options).map_err(|refused| refused.to_string())
}

pub(super) fn read(text: &str) -> Reading {
    read_with(text, None).unwrap_or_else(|told| panic!("{told}\n{text}"))
}

pub(super) fn refused(text: &str) -> String {
    read_with(text, None).unwrap_err()
}

fn rings(reading: &Reading, park: usize) -> Vec<usize> {
    let shape = reading.draft.parks[park].shape.as_ref().unwrap();
    shape.iter().map(|part| part.interiors().len()).collect()
}

pub(super) fn assert_is_the_square(reading: &Reading) {
    let shape = reading.draft.parks[0].shape.as_ref().unwrap();
    assert_eq!(shape.0[0].exterior().0.len(), 5);
    assert!((area_m2(shape) - 10_000.0).abs() < 1.0, "{}", area_m2(shape));
    let corner = shape.0[0].exterior().0[0];
    // The place by PROJ: EPSG:4528, 3353100 N, 40520500 E.
    assert!(
        (corner.x - 120.213_2).abs() < 0.001 && (corner.y - 30.297_8).abs() < 0.001,
        "{corner:?}"
    );
}

#[test]
fn the_real_parcel_is_read_in_both_encodings_with_its_65_corners_and_declared_area() {
    for (file, encoding) in [("pengbu_BR14.gbk.txt", "GB18030"), ("pengbu_BR14.utf8.txt", "UTF-8")] {
        let Some(path) = beside(&format!("parcel/{file}")) else {
            return;
        };
        let bytes = std::fs::read(path).unwrap();
        let reading = read_boundary(&bytes, Some(file), &ReadOptions::default()).unwrap();
        assert_eq!(reading.format, BoundaryFormat::ParcelTxt);
        assert_eq!(reading.system.to_string(), "EPSG:4528");
        let park = &reading.draft.parks[0];
        let shape = park.shape.as_ref().unwrap();
        assert_eq!(shape.0[0].exterior().0.len(), 66, "65 corners and the first again");
        assert_eq!(
            (park.name.as_str(), rings(&reading, 0)),
            ("彭埠单元B/R-14地块", vec![0])
        );
        assert_eq!(park.declared_area.as_ref().unwrap().printed(), "5.7089公顷");
        assert!((area_m2(shape) - 57_088.889).abs() < 0.01, "{}", area_m2(shape));
        let notes = reading.notes.join("\n");
        assert!(
            notes.contains(encoding) && notes.contains("浙江华东建设工程有限公司"),
            "{notes}"
        );
        assert!(!notes.contains("declares"), "declared and computed area agree: {notes}");
    }
}

#[test]
fn all_ways_to_say_the_zone_come_to_the_same_place() {
    assert_is_the_square(&read(&sheet(HEAD, PARCEL, EAST)));
    // Eastings without prefix, the zone in the header alone.
    let plain = read(&sheet(HEAD, PARCEL, 520_500.0));
    assert_is_the_square(&plain);
    assert_eq!(plain.system.to_string(), "EPSG:4549");
    // Keys in another order, some missing, full-width signs, CRLF, a section of another kind before.
    let other = "［扩展信息］\r\n项目名称＝某项目\r\n【属性描述】\r\n带号＝\r\n坐标系＝CGCS2000\r\n［地块坐标］\r\n5，1.0000，1，甲地块，面，，，，@\r\n";
    let text = format!(
        "{other}{}",
        square(1, 0.0, EAST, true).replace('\n', "\r\n").replace(',', "，")
    );
    let reading = read(&text);
    assert_is_the_square(&reading);
    assert_eq!(reading.draft.name, "某项目");
    for head in [
        "坐标系=2000国家大地坐标系\n中央子午线=120\n几度分带=3\n",
        "坐标系=2000国家大地坐标系\n分带=3度带\n带号=40带\n",
        "坐标系=CGCS2000_3_Degree_GK_Zone_40\n",
        "坐标系=EPSG:4549\n",
    ] {
        assert_is_the_square(&read(&sheet(
            &format!("[属性描述]\n{head}[地块坐标]\n"),
            PARCEL,
            520_500.0,
        )));
    }
    // A 6-degree zone, told by its prefix.
    let six = read(&sheet("坐标系=2000国家大地坐标系\n[地块坐标]\n", PARCEL, 21_230_500.0));
    assert_eq!(six.system.to_string(), "EPSG:4499");
}

#[test]
fn a_contradiction_is_refused_with_both_values_and_both_lines() {
    // The public sample that says 38 and prints 39438683.652.
    let sample = "[属性描述]\n格式版本号=1.01\n数据产生单位=XX市自然资源局\n数据产生日期=2025-6-15\n坐标系=2000国家大地坐标系\n几度分带=3\n\
                  投影类型=高斯克吕格\n计量单位=米\n带号=38\n精度=3\n[地块坐标]\n4,6.5,1,某某区块一,面,,,,@\n1,1,3751508.512,39438683.652\n\
                  2,1,3751508.512,39438690.152\n3,1,3751502.100,39438690.150\n1,1,3751508.512,39438683.652\n";
    assert_eq!(
        refused(sample),
        "a.txt: line 9: expected what agrees with the easting `39438683.652` (zone 39) on line 13, found 带号 `38`; \
         hint: one of the two is wrong: correct it in the file"
    );
    let with = |from: &str, to: &str| refused(&sheet(&HEAD.replace(from, to), PARCEL, EAST));
    let told = with("几度分带=3", "几度分带=6");
    assert!(
        told.contains("line 6: ") && told.contains("几度分带 `6`") && told.contains("zone 40"),
        "{told}"
    );
    let told = with("带号=40", "带号=40\n中央子午线=117");
    assert!(told.contains("中央子午线 `117`") && told.contains("line 15"), "{told}");
    let told = with("计量单位=米", "计量单位=度");
    assert!(told.contains("计量单位 `度`") && told.contains("line 14"), "{told}");
    // Zones that differ between corners, and a prefix on some of them only.
    for odd in ["39520600.000", "520600.000"] {
        let text = sheet(HEAD, PARCEL, EAST).replacen("40520600.000", odd, 1);
        let told = refused(&text);
        assert!(
            told.contains("line 15: ") && told.contains("on line 14") && told.contains("`40520500`"),
            "{told}"
        );
    }
    // What the sender states is held against the file as well.
    let told = read_with(&sheet(HEAD, PARCEL, EAST), Some("EPSG:4526")).unwrap_err();
    assert!(told.contains("`EPSG:4526`") && told.contains("`EPSG:4528`"), "{told}");
}

#[test]
fn a_datum_or_zone_that_is_not_stated_is_asked_for_and_can_be_stated() {
    let bare = "[地块坐标]\n";
    let told = refused(&sheet(bare, PARCEL, EAST));
    assert!(told.contains("坐标系") && told.contains("EPSG:4528"), "{told}");
    assert_is_the_square(&read_with(&sheet(bare, PARCEL, EAST), Some("EPSG:4528")).unwrap());
    let no_zone = "坐标系=2000国家大地坐标系\n[地块坐标]\n";
    let told = refused(&sheet(no_zone, PARCEL, 520_500.0));
    assert!(told.contains("带号") && told.contains("EPSG:4491 to 4554"), "{told}");
    assert_is_the_square(&read_with(&sheet(no_zone, PARCEL, 520_500.0), Some("EPSG:4549")).unwrap());
    for other in ["1980西安坐标系", "1954北京坐标系", "某市独立坐标系"] {
        let told = refused(&sheet(&HEAD.replace("2000国家大地坐标系", other), PARCEL, EAST));
        assert!(told.contains("line 5: ") && told.contains(other), "{told}");
    }
}

#[test]
fn degrees_are_read_in_either_order_and_in_the_datum_stated() {
    let degrees = |datum: &str, first: &[&str; 4], second: &[&str; 4]| {
        let corners = first
            .iter()
            .zip(second)
            .zip(1..)
            .map(|((a, b), nth)| format!("J{nth},1,{a},{b}\n"))
            .collect::<Vec<_>>()
            .concat();
        format!("[属性描述]\n坐标系={datum}\n投影类型=\n计量单位=度\n[地块坐标]\n4,,1,甲地块,面,,,,@\n{corners}")
    };
    let (lat, lon) = (
        ["31.21", "31.21", "31.20", "31.20"],
        ["121.40", "121.41", "121.41", "121.40"],
    );
    let lat_first = read(&degrees("2000国家大地坐标系", &lat, &lon));
    let lon_first = read(&degrees("CGCS2000", &lon, &lat));
    assert_eq!(lat_first.draft.parks[0].shape, lon_first.draft.parks[0].shape);
    assert_eq!(
        lat_first.draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0].x,
        121.40
    );
    let sixty = ["31°12′36″", "31°12'36\"", "31°12′", "31°12′0″"];
    let sexagesimal = read(&degrees("CGCS2000", &sixty, &lon));
    let corner = sexagesimal.draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    assert!((corner.y - 31.21).abs() < 1e-12, "{corner:?}");
    let shifted = read(&degrees("GCJ-02", &lat, &lon));
    assert_eq!(
        (shifted.draft.datum, shifted.system),
        (Datum::Gcj02, CoordinateSystem::Datum(Datum::Gcj02))
    );
    assert_ne!(shifted.draft.parks[0].shape, lat_first.draft.parks[0].shape);
    let told = refused(&degrees("CGCS2000\n投影类型=高斯克吕格", &lat, &lon));
    assert!(
        told.contains("投影类型 `高斯克吕格`") && told.contains("31.21"),
        "{told}"
    );
}

#[test]
fn rings_are_holes_parts_and_new_rings_as_their_numbers_and_places_say() {
    let text = |rings: &[(u32, f64, f64, bool)]| {
        let corners = rings
            .iter()
            .map(|&(ring, n, e, closed)| square(ring, n, EAST + e, closed))
            .collect::<Vec<_>>()
            .concat();
        let count = corners.lines().count();
        format!("{HEAD}{count},1.0,1,甲地块,面,,,,@\n{corners}")
    };
    let big = |closed: bool| {
        let line = |nth: usize, n: f64, e: f64| {
            format!(
                "J{nth},1,{:.3},{:.3}
",
                3_353_000.0 + n,
                EAST + e
            )
        };
        let corners = [
            line(1, 900.0, 0.0),
            line(2, 900.0, 900.0),
            line(3, 0.0, 900.0),
            line(4, 0.0, 0.0),
        ];
        let again = if closed { corners[0].clone() } else { String::new() };
        corners.concat() + &again
    };
    for closed in [true, false] {
        let holes = format!(
            "{HEAD}0,81,1,甲地块,面,,,,@\n{}{}{}",
            big(closed),
            square(2, 200.0, EAST + 200.0, closed),
            square(3, 600.0, EAST + 600.0, closed)
        );
        assert_eq!(rings(&read(&holes), 0), [2], "{closed}");
        let parts = text(&[
            (1, 0.0, 0.0, closed),
            (101, 0.0, 200.0, closed),
            (201, 0.0, 400.0, closed),
        ]);
        assert_eq!(rings(&read(&parts), 0), [0, 0, 0], "{closed}");
        let again = text(&[(1, 0.0, 0.0, closed), (1, 0.0, 200.0, closed)]);
        let reading = read(&again);
        assert_eq!(rings(&reading, 0), [0, 0], "{closed}");
        assert!(reading.notes.join("\n").contains("begins again"), "{:?}", reading.notes);
        let hole_again = format!(
            "{HEAD}0,81,1,甲地块,面,,,,@\n{}{}",
            big(closed),
            square(1, 200.0, EAST + 200.0, closed)
        );
        assert_eq!(rings(&read(&hole_again), 0), [1], "{closed}");
    }
}

#[test]
fn counts_fields_and_names_come_in_many_ways() {
    for parcel in [
        "5,1.0000,1,甲地块,面,,,,@",
        "4,1.0000,1,甲地块,面,,,,@",
        "5,1.0000,1,甲地块,面,,住宅用地,0701,330104,某村,@",
        "5,1.0000,,甲地块,面,,,@",
        "1.0公顷,,甲地块,面,,,,@",
        "5,1.0000,1,甲地块,面",
        "0,,1,甲地块,面,,,,@",
        "5 , 1.0000 , 1 , 甲地块 , 面 ,,,, @",
    ] {
        for closed in [true, false] {
            let text = format!("{HEAD}{parcel}\n{}", square(1, 0.0, EAST, closed));
            let reading = read(&text);
            assert_is_the_square(&reading);
            assert_eq!(reading.draft.parks[0].name, "甲地块", "{parcel}");
        }
    }
    let told = refused(&sheet(HEAD, "9,1.0000,1,甲地块,面,,,,@", EAST));
    assert!(
        told.contains("line 13: expected 9 corners") && told.contains("found 5 below it"),
        "{told}"
    );
    // No line begins the parcel: the corners are one.
    let reading = read(&format!("{HEAD}{}", square(1, 0.0, EAST, true)));
    assert_is_the_square(&reading);
    // Corners without ring number, and without a name.
    let bare = square(1, 0.0, EAST, true).replace(",1,3", ",3");
    assert_is_the_square(&read(&format!("{HEAD}{PARCEL}\n{bare}")));
    let unnamed = bare
        .lines()
        .map(|line| format!("{}\n", line.split_once(',').unwrap().1))
        .collect::<Vec<_>>()
        .concat();
    assert_is_the_square(&read(&format!("{HEAD}{PARCEL}\n{unnamed}")));
}

#[test]
fn x_and_y_are_told_by_magnitude() {
    let swapped = square(1, 0.0, EAST, true)
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            format!("{},{},{},{}\n", fields[0], fields[1], fields[3], fields[2])
        })
        .collect::<Vec<_>>()
        .concat();
    let reading = read(&format!("{HEAD}{PARCEL}\n{swapped}"));
    assert_is_the_square(&reading);
    assert!(
        reading.notes.join("\n").contains("Y (east) stands before X (north)"),
        "{:?}",
        reading.notes
    );
    // One line the other way round than the rest.
    let mixed = sheet(HEAD, PARCEL, EAST).replacen("3353100.000,40520600.000", "40520600.000,3353100.000", 1);
    let told = refused(&mixed);
    assert!(told.contains("line 15: expected X before Y, as on line 14"), "{told}");
}

#[test]
fn areas_are_understood_in_their_units_and_told_where_they_differ() {
    let declared = |head: &str, area: &str| {
        let reading = read(&sheet(head, &format!("5,{area},1,甲地块,面,,,,@"), EAST));
        let area = reading.draft.parks[0]
            .declared_area
            .as_ref()
            .map(|area| area.printed().to_owned());
        (area.unwrap_or_default(), reading.notes.join("\n"))
    };
    assert_eq!(declared(HEAD, "1.0000").0, "1.0000公顷");
    assert_eq!(declared(HEAD, "1.0公顷").0, "1.0公顷");
    assert_eq!(declared(HEAD, "10000㎡").0, "10000㎡");
    let (area, notes) = declared(HEAD, "10000.0");
    assert!(area == "10000.0平方米" && notes.contains("平方米"), "{area} {notes}");
    assert_eq!(
        declared(&HEAD.replace("计量单位=米", "计量单位=平方米"), "10000").0,
        "10000平方米"
    );
    let (area, notes) = declared(HEAD, "1.2");
    assert_eq!(area, "1.2公顷");
    assert!(
        notes.contains(
            "`甲地块` declares 1.2公顷 (12000.000 m²), its corners enclose 10000.000 m² (planar): +2000.000 m²"
        ),
        "{notes}"
    );
}

#[test]
fn every_line_that_cannot_be_read_is_told_at_once() {
    let text = format!(
        "{HEAD}{PARCEL}\nJ1,1,3353100.000,x\nJ2,one,3353100.000,40520600.000\n...\nJ4,1,3353000.000,40520500.000\n"
    );
    let refused = read_boundary(text.as_bytes(), Some("a.txt"), &ReadOptions::default()).unwrap_err();
    let told: Vec<String> = refused.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        &told[..3],
        [
            "a.txt: line 14: expected a coordinate, found `x`",
            "a.txt: line 15: expected a ring number (圈号), such as 1, found `one`",
            "a.txt: line 16: expected a corner: 点号,圈号,X,Y, found `...`",
        ]
    );
    let open = format!(
        "{HEAD}{PARCEL}\n{}J1,1,3353100.000,40520500.040\n",
        square(1, 0.0, EAST, false)
    );
    let told = read_with(&open, None).unwrap_err();
    assert!(
        told.contains("line 18: expected corner `J1` where line 14 has it, found a place 0.040000 m away"),
        "{told}"
    );
}
