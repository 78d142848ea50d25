//! The tables of a sheet: limits in words, areas, parks, corner points.
//!
//! Must not know how a table is laid out; a table without rows is none.

use super::{
    content::{AreaContent, Content, ParkContent, RingContent},
    table::{Column, Row, Table},
};
use crate::geometry::Side;

/// Makes the table of limits in words.
pub fn abuttals(content: &Content) -> Option<Table> {
    let language = content.language;
    let mut rows = Vec::new();
    for abuttals in &content.abuttals {
        rows.push(Row::Group(abuttals.of.clone()));
        for (side, text) in &abuttals.sides {
            let side = match side {
                Side::East => language.say("东至", "East"),
                Side::South => language.say("南至", "South"),
                Side::West => language.say("西至", "West"),
                Side::North => language.say("北至", "North"),
            };
            let text = if text.trim().is_empty() {
                language.say("（未载明）", "(not stated)").to_owned()
            } else {
                text.clone()
            };
            rows.push(Row::Cells(vec![side.to_owned(), text]));
        }
        if let Some(sentence) = &abuttals.sentence {
            rows.push(Row::Cells(vec![
                language.say("原文", "Source").to_owned(),
                sentence.clone(),
            ]));
        }
    }
    let columns = vec![
        Column::texts(language.say("方位", "Side"), 10.0),
        Column::texts(language.say("四至", "Limited by"), 90.0),
    ];
    table(content, columns, rows, (8.5, 1.6))
}

/// Makes the table of areas.
pub fn areas(content: &Content) -> Option<Table> {
    let language = content.language;
    let figure = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |value| grouped(value, 1));
    let cells = |area: &AreaContent| {
        let difference = area
            .declared_m2
            .zip(area.measured_m2)
            .map(|(declared, measured)| declared - measured);
        let verdict = difference.zip(area.allowed_m2).map(|(difference, allowed)| {
            if difference.abs() <= allowed {
                language.say("相符", "agrees")
            } else {
                language.say("不符", "differs")
            }
        });
        Row::Cells(vec![
            area.of.clone(),
            area.printed.clone().unwrap_or_else(|| "—".to_owned()),
            figure(area.declared_m2),
            figure(area.measured_m2),
            figure(difference.filter(|_| area.allowed_m2.is_some())),
            figure(area.allowed_m2),
            verdict.unwrap_or("—").to_owned(),
        ])
    };
    let columns = vec![
        Column::texts(language.say("对象", "Of"), 24.0),
        Column::figures(language.say("申报（原文）", "Declared, as printed"), 17.0),
        Column::figures(language.say("申报 m²", "Declared m²"), 14.0),
        Column::figures(language.say("实测 m²", "Measured m²"), 15.0),
        Column::figures(language.say("差 m²", "Difference m²"), 12.0),
        Column::figures(language.say("允许差 m²", "Allowed m²"), 11.0),
        Column::texts(language.say("结论", "Verdict"), 9.0),
    ];
    table(content, columns, content.areas.iter().map(cells).collect(), (8.0, 1.6))
}

/// Makes the table of parks.
pub fn parks(content: &Content) -> Option<Table> {
    let language = content.language;
    let cells = |(park, number): (&ParkContent, usize)| {
        let of_park = |ring: &&RingContent| ring.park == number;
        let corners: usize = content
            .corners
            .rings
            .iter()
            .filter(of_park)
            .map(|ring| ring.corners.len())
            .sum();
        Row::Cells(vec![
            number.to_string(),
            park.name.clone(),
            park.functions.clone(),
            park.host.clone(),
            park.role.clone(),
            corners.to_string(),
        ])
    };
    let columns = vec![
        Column::figures(language.say("序号", "No."), 7.0),
        Column::texts(language.say("园区", "Park"), 28.0),
        Column::texts(language.say("功能定位", "Functions"), 28.0),
        Column::texts(language.say("承载区域", "Host"), 19.0),
        Column::texts(language.say("关系", "Role"), 9.0),
        Column::figures(language.say("界址点", "Corners"), 10.0),
    ];
    table(
        content,
        columns,
        content.parks.iter().zip(1..).map(cells).collect(),
        (8.0, 1.6),
    )
}

/// Makes the table of corner points.
pub fn corners(content: &Content) -> Option<Table> {
    let language = content.language;
    let mut rows = Vec::new();
    for ring in &content.corners.rings {
        let park = ring.park.checked_sub(1).and_then(|nth| content.parks.get(nth));
        let of = park.map_or_else(
            || language.say("集聚区界线", "Limit of the zone").to_owned(),
            |park| format!("{} {}", ring.park, park.name),
        );
        let (number, count) = (ring.number, ring.corners.len());
        rows.push(Row::Group(language.say(
            format!("{of}　环 {number}：{count} 点"),
            format!("{of}, ring {number}: {count} points"),
        )));
        for (corner, nth) in ring.corners.iter().zip(1..) {
            let metres = |value: fn(geo_types::Coord<f64>) -> f64| {
                corner
                    .metres
                    .map_or_else(|| "—".to_owned(), |metres| format!("{:.3}", value(metres)))
            };
            rows.push(Row::Cells(vec![
                format!("J{nth}"),
                metres(|metres| metres.y),
                metres(|metres| metres.x),
                format!("{:.9}", corner.lon_lat.x),
                format!("{:.9}", corner.lon_lat.y),
                format!("{:.2}", corner.to_next_m),
            ]));
        }
    }
    let columns = vec![
        Column::texts(language.say("点号", "Point"), 10.0),
        Column::figures(language.say("X（北）m", "X (north) m"), 19.0),
        Column::figures(language.say("Y（东）m", "Y (east) m"), 20.0),
        Column::figures(language.say("经度 °", "Longitude °"), 19.0),
        Column::figures(language.say("纬度 °", "Latitude °"), 19.0),
        Column::figures(language.say("至下点 m", "To next m"), 13.0),
    ];
    table(content, columns, rows, (7.0, 0.5))
}

fn table(content: &Content, columns: Vec<Column>, rows: Vec<Row>, (size, pad): (f32, f32)) -> Option<Table> {
    (!rows.is_empty()).then(|| Table {
        columns,
        rows,
        size,
        pad,
        continued: content.language.say("（续）", " (continued)"),
    })
}

/// Writes a figure with so many decimals, its whole part in groups of three.
pub fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text = format!("{text}.{fraction}");
    }
    // What rounds to nothing has no sign.
    let is_nothing = text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','));
    if value < 0.0 && !is_nothing {
        format!("-{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_groups_of_three_and_nothing_has_no_sign() {
        for (value, decimals, expected) in [
            (1_234_567.89, 1, "1,234,567.9"),
            (-36.27, 1, "-36.3"),
            (-0.04, 1, "0.0"),
            (999.96, 1, "1,000.0"),
            (23_900.0, 0, "23,900"),
        ] {
            assert_eq!(grouped(value, decimals), expected);
        }
    }
}
