//! CSV of corner points: heads of offices and programs, systems stated in three ways, errors by row and column.

use sizhi::format::{BoundaryFormat, ReadOptions, Reading, WriteOptions, read_boundary, write_boundary};

fn read_with(text: &str, system: Option<&str>) -> Result<Reading, String> {
    let options = ReadOptions {
        system: system.map(|system| system.parse().unwrap()),
        ..ReadOptions::default()
    };
    read_boundary(text.as_bytes(), Some("a.csv"), &options).map_err(|refused| refused.to_string())
}

fn read(text: &str) -> Reading {
    read_with(text, None).unwrap_or_else(|told| panic!("{told}\n{text}"))
}

fn corner(reading: &Reading) -> (f64, f64) {
    let c = reading.draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    (c.x, c.y)
}

/// Asserts that the first corner is EPSG:4528 3353100 N, 40520500 E.
fn assert_is_the_place(reading: &Reading) {
    let (lon, lat) = corner(reading);
    assert!(
        (lon - 120.213_2).abs() < 0.001 && (lat - 30.297_8).abs() < 0.001,
        "{lon} {lat}"
    );
    assert_eq!(
        reading.draft.parks[0].shape.as_ref().unwrap().0[0].exterior().0.len(),
        5
    );
}

const METRES: &str = "3353100,40520500\n3353100,40520600\n3353000,40520600\n3353000,40520500\n";

#[test]
fn the_system_is_stated_by_a_column_by_a_remark_or_by_the_sender() {
    assert_is_the_place(&read_with(&format!("north,east\n{METRES}"), Some("EPSG:4528")).unwrap());
    assert_is_the_place(&read(&format!(
        "# crs: EPSG:4528\n# 集聚区名称：某区\n\nX坐标(m),Y坐标(m)\n{METRES}"
    )));
    let with_column = METRES
        .lines()
        .map(|line| format!("{line},4528\n"))
        .collect::<Vec<_>>()
        .concat();
    assert_is_the_place(&read(&format!("北坐标,东坐标,坐标系\n{with_column}")));
    let told = read_with(&format!("north,east\n{METRES}"), None).unwrap_err();
    assert!(
        told.contains("expected a coordinate system") && told.contains("--from-crs"),
        "{told}"
    );
    let told = read_with(&format!("# crs: EPSG:4528\nx,y\n{METRES}"), Some("EPSG:4549")).unwrap_err();
    assert!(
        told.contains("`EPSG:4549`") && told.contains("`EPSG:4528`, as the file states"),
        "{told}"
    );
    let mixed = with_column.replacen("4528", "4549", 1);
    let told = read_with(&format!("x,y,crs\n{mixed}"), None).unwrap_err();
    assert!(
        told.contains("a.csv: row 3, column `crs`: expected the coordinate system of row 2, `EPSG:4549`"),
        "{told}"
    );
}

#[test]
fn x_and_y_mean_what_their_magnitude_says() {
    let turned = METRES
        .lines()
        .map(|line| line.split_once(',').map(|(a, b)| format!("{b},{a}\n")).unwrap())
        .collect::<Vec<_>>()
        .concat();
    assert_is_the_place(&read_with(&format!("x,y\n{METRES}"), Some("4528")).unwrap());
    assert_is_the_place(&read_with(&format!("x,y\n{turned}"), Some("4528")).unwrap());
    let misnamed = read_with(&format!("north,east\n{turned}"), Some("4528")).unwrap();
    assert_is_the_place(&misnamed);
    assert!(
        misnamed.notes.join("\n").contains("the wrong way round"),
        "{:?}",
        misnamed.notes
    );
    let degrees = "121.40,31.21\n121.41,31.21\n121.41,31.20\n121.40,31.20\n";
    for head in ["x,y", "lon,lat", "lat,lon", "经度,纬度", "纬度;经度"] {
        let rows = if head.contains(';') {
            degrees.replace(',', ";")
        } else {
            degrees.to_owned()
        };
        assert_eq!(
            corner(&read_with(&format!("{head}\n{rows}"), Some("cgcs2000")).unwrap()),
            (121.40, 31.21),
            "{head}"
        );
    }
    // Far in the south both numbers may be either: a mere x does not tell.
    let south = "443000,520000\n443100,520000\n443100,520100\n";
    let told = read_with(&format!("x,y\n{south}"), Some("EPSG:4549")).unwrap_err();
    assert!(told.contains("north and east"), "{told}");
    assert!(read_with(&format!("north,east\n{south}"), Some("EPSG:4549")).is_ok());
}

#[test]
fn eastings_that_contradict_the_stated_zone_are_refused_with_a_way_out() {
    let told = read_with(&format!("north,east\n{METRES}"), Some("EPSG:4549")).unwrap_err();
    assert!(
        told.contains("eastings without a zone number, as EPSG:4549 has them")
            && told.contains("`40520500`")
            && told.contains("EPSG:4528"),
        "{told}"
    );
    let degrees = "31.2,121.4\n31.2,121.5\n31.3,121.5\n";
    let told = read_with(&format!("north,east\n{degrees}"), Some("EPSG:4549")).unwrap_err();
    assert!(told.contains("these look like degrees"), "{told}");
}

#[test]
fn parks_parts_rings_and_attributes_are_gathered_from_rows() {
    let ring = |head: &str, n: f64, side: f64| -> String {
        [(side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
            .iter()
            .zip(1..)
            .map(|((dn, de), nth)| {
                format!(
                    "{head},{nth},{},{}\n",
                    31.20 + (n + dn) * 1e-3,
                    121.40 + (n + de) * 1e-3
                )
            })
            .collect::<Vec<_>>()
            .concat()
    };
    let text = format!(
        "园区,部分,圈号,点号,纬度,经度\n{}{}{}{}",
        ring("甲,1,1", 0.0, 9.0),
        ring("甲,1,2", 2.0, 2.0),
        ring("甲,2,1", 20.0, 5.0),
        ring("乙,1,1", 40.0, 5.0)
    );
    let reading = read_with(&text, Some("4490")).unwrap();
    let parks: Vec<_> = reading
        .draft
        .parks
        .iter()
        .map(|park| (park.name.as_str(), park.shape.as_ref().unwrap()))
        .collect();
    assert_eq!((parks[0].0, parks[1].0), ("甲", "乙"));
    let holes: Vec<usize> = parks[0].1.iter().map(|part| part.interiors().len()).collect();
    assert_eq!(holes, [1, 0]);
    let attributes = "park,lat,lon,功能定位,申报面积(公顷),四至,批复文号,颜色\n\
                      甲,31.2,121.4,代理、法律,12.5,东至A，南至B，西至C，北至D,某字〔2024〕1号,红\n甲,31.2,121.5,,,,,\n甲,31.3,121.5,,,,,\n";
    let reading = read_with(attributes, Some("4490")).unwrap();
    let park = &reading.draft.parks[0];
    assert_eq!(park.functions, ["代理", "法律"]);
    assert_eq!(park.declared_area.as_ref().unwrap().printed(), "12.5公顷");
    assert_eq!(park.abuttals.as_ref().unwrap().north, ["D"]);
    assert_eq!(reading.draft.document.as_deref(), Some("某字〔2024〕1号"));
    let notes = reading.notes.join("\n");
    assert!(
        notes.contains("attribute `颜色` is not carried: `红`") && notes.contains("name, kind, division"),
        "{notes}"
    );
}

#[test]
fn names_of_the_programme_become_codes() {
    let programme =
        sizhi::zone::Programme::parse(include_str!("../../../data/programmes/national-ip-cluster.toml")).unwrap();
    let text = "园区,lat,lon,功能定位,集聚区类型\n甲,31.2,121.4,代理服务；legal；什么,示范区\n甲,31.2,121.5,,\n甲,31.3,121.5,,\n";
    let options = ReadOptions {
        system: Some("4490".parse().unwrap()),
        programme: Some(&programme),
        ..ReadOptions::default()
    };
    let draft = read_boundary(text.as_bytes(), Some("a.csv"), &options).unwrap().draft;
    assert_eq!(draft.parks[0].functions, ["agency", "legal", "什么"]);
    assert_eq!(draft.kind, "demonstration");
}

#[test]
fn every_fault_is_told_with_row_and_column() {
    let text = "# crs: nonsense\npark,ring,x,y,area\n甲,1,3353100,40520500,1\n\n甲,a,3353100,x,2\n甲,1,,40520500,\n乙,1,1,2,3,4\n";
    let refused = read_boundary(text.as_bytes(), Some("a.csv"), &ReadOptions::default()).unwrap_err();
    let told: Vec<String> = refused.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "a.csv: row 1, column `crs`: expected a coordinate system: an EPSG code, `gcj02` or `bd09`, found `nonsense`",
            "a.csv: row 5, column `area`: expected `1`, as another row of the park has it, found `2`",
            "a.csv: row 5, column `ring`: expected a whole number, such as 1, found `a`",
            "a.csv: row 5, column `y`: expected a coordinate, found `x`",
            "a.csv: row 6, column `x`: expected a coordinate, found nothing",
            "a.csv: row 7: expected 5 cells, found 6",
        ]
    );
    for (text, found) in [
        ("", "found nothing"),
        ("a,b\n1,2\n", "found `a,b`"),
        ("x,y\n", "at least one corner"),
    ] {
        let told = read_with(text, Some("4490")).unwrap_err();
        assert!(told.contains(found), "{told}");
    }
}

#[test]
fn a_table_is_written_with_the_system_in_every_row_and_each_attribute_once() {
    let text = "园区,lat,lon,功能定位\n甲,31.2,121.4,agency\n甲,31.2,121.5,\n甲,31.3,121.5,\n";
    let draft = read_with(text, Some("4490")).unwrap().draft;
    let written = |system: Option<&str>| {
        let options = WriteOptions {
            system: system.map(|system| system.parse().unwrap()),
            ..WriteOptions::default()
        };
        let written = write_boundary(&draft, BoundaryFormat::CornerCsv, &options).unwrap();
        String::from_utf8(written.bytes).unwrap()
    };
    assert_eq!(
        written(None),
        "park,part,ring,point,lon,lat,crs,functions,closing\n甲,1,1,1,121.400000000,31.200000000,EPSG:4490,agency,true\n\
         甲,1,1,2,121.500000000,31.200000000,EPSG:4490,,\n甲,1,1,3,121.500000000,31.300000000,EPSG:4490,,\n"
    );
    let metres = written(Some("EPSG:4549"));
    assert!(metres.starts_with("park,part,ring,point,north,east,crs,"), "{metres}");
    let again = read(&metres).draft;
    let (a, b) = (
        again.parks[0].shape.as_ref().unwrap(),
        draft.parks[0].shape.as_ref().unwrap(),
    );
    for (a, b) in a.0[0].exterior().0.iter().zip(&b.0[0].exterior().0) {
        assert!((a.x - b.x).abs() < 2e-9 && (a.y - b.y).abs() < 2e-9, "{a:?} {b:?}");
    }
}
