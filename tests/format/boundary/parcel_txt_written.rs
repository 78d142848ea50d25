//! 界址点 TXT sheets as they are written.

use sizhi::format::{BoundaryFormat, Encoding, WriteOptions, write_boundary};

use super::parcel_txt::{EAST, HEAD, PARCEL, read, sheet};

#[test]
fn a_sheet_is_written_clockwise_from_the_north_west_with_a_full_header() {
    let reading = read(&sheet(HEAD, PARCEL, EAST));
    let options = WriteOptions {
        encoding: Encoding::Gb18030,
        date: Some(jiff::civil::date(2026, 11, 22)),
        ..WriteOptions::default()
    };
    let written = write_boundary(&reading.draft, BoundaryFormat::ParcelTxt, &options).unwrap();
    let (text, _, had_errors) = encoding_rs::GBK.decode(&written.bytes);
    assert!(!had_errors);
    assert_eq!(
        text.replace("\r\n", "\n"),
        "[属性描述]\n格式版本号=1.01版本\n数据产生单位=\n数据产生日期=2026-11-22\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n\
         计量单位=米\n带号=40\n精度=0.001\n转换参数=0,0,0,0,0,0,0\n[地块坐标]\n5,1.0000,1,甲地块,面,,,,@\n\
         J1,1,3353100.000,40520500.000\nJ2,1,3353100.000,40520600.000\nJ3,1,3353000.000,40520600.000\nJ4,1,3353000.000,40520500.000\n\
         J1,1,3353100.000,40520500.000\n"
    );
    let plain = WriteOptions {
        system: Some("EPSG:4549".parse().unwrap()),
        ..WriteOptions::default()
    };
    let written = write_boundary(&reading.draft, BoundaryFormat::ParcelTxt, &plain).unwrap();
    let text = String::from_utf8(written.bytes).unwrap();
    assert!(
        text.contains("带号=40\r\n") && text.contains("J1,1,3353100.000,520500.000\r\n"),
        "{text}"
    );
}
