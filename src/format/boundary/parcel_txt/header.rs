//! What the header of a sheet says beside its coordinate system: of the zone, and of single parcels.
//!
//! Must not know coordinates.

use super::lines::Header;
use crate::format::{
    boundary::{attributes::folded, notes::Notes},
    error::shown,
};

/// Keys that say what the sheet itself is; a draft does not carry them.
const OF_THE_SHEET: [&str; 5] = ["格式版本号", "数据产生单位", "数据产生日期", "精度", "投影类型"];

/// Keys that were read for the coordinate system.
const OF_THE_SYSTEM: [&str; 14] = [
    "坐标系",
    "坐标系统",
    "坐标系名称",
    "空间参考",
    "几度分带",
    "分带",
    "度带",
    "分带方式",
    "投影",
    "计量单位",
    "单位",
    "面积单位",
    "带号",
    "投影带号",
];
const OF_THE_MERIDIAN: [&str; 4] = ["分带号", "中央子午线", "中央经线", "中央子午线经度"];
const TRANSFORMATION: &str = "转换参数";

/// What a key begins with that speaks of the parcel of a number: `地块2.功能定位`.
pub(super) const OF_A_PARCEL: &str = "地块";

/// Gives what the header says of the zone, and of the parcel of a number, as attributes.
pub(super) fn attributes_of(header: &Header, number: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    for entry in header.entries.iter().filter(|entry| !entry.value.is_empty()) {
        match of_parcel(&entry.key) {
            Some((of, name)) if of == number => attributes.push((name.to_owned(), entry.value.clone())),
            None if !is_of_the_sheet(&entry.key) => attributes.push((entry.key.clone(), entry.value.clone())),
            Some(_) | None => {}
        }
    }
    attributes
}

/// Splits `地块2.功能定位` into the number and the name.
fn of_parcel(key: &str) -> Option<(&str, &str)> {
    let (number, name) = key.strip_prefix(OF_A_PARCEL)?.split_once('.')?;
    (!number.is_empty()).then_some((number, name))
}

fn is_of_the_sheet(key: &str) -> bool {
    let key = folded(key);
    let key = key.as_str();
    OF_THE_SHEET.contains(&key)
        || OF_THE_SYSTEM.contains(&key)
        || OF_THE_MERIDIAN.contains(&key)
        || key == TRANSFORMATION
}

/// Tells what of the header is not carried.
pub(super) fn tell(header: &Header, notes: &mut Notes) {
    let stated = header.entries.iter().filter(|entry| !entry.value.is_empty());
    let left: Vec<String> = stated
        .filter(|entry| OF_THE_SHEET.contains(&folded(&entry.key).as_str()) && entry.key != "投影类型")
        .map(|entry| format!("{} {}", entry.key, shown(&entry.value)))
        .collect();
    if !left.is_empty() {
        notes.say(format!("of the header, these are not carried: {}", left.join(", ")));
    }
    if let Some(entry) = header.entry(&[TRANSFORMATION]) {
        let is_something = |part: &str| {
            part.trim()
                .parse::<f64>()
                .map_or(!part.trim().is_empty(), |value| value != 0.0)
        };
        if entry.value.split([',', '，']).any(is_something) {
            notes.say(format!(
                "line {}: 转换参数 {} is not applied: the coordinates are taken as they stand",
                entry.line,
                shown(&entry.value)
            ));
        }
    }
}
