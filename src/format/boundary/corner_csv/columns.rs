//! The head of a table of corners: which column says what.
//!
//! Must not read rows.

use crate::format::boundary::attributes::{Says, folded, understood};

/// What a column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// Name of the park.
    Park,
    /// Part of the park.
    Part,
    /// Ring of the part.
    Ring,
    /// Name of the corner.
    Corner,
    /// A coordinate.
    Number(Number),
    /// Coordinate system.
    System,
    /// An attribute of the park or the zone.
    Attribute(String),
}

/// What a column of coordinates is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// X, which is the northing of surveyors and the easting of map programs.
    X,
    /// Y.
    Y,
    /// Northing.
    North,
    /// Easting.
    East,
    /// Longitude.
    Lon,
    /// Latitude.
    Lat,
}

/// The names of columns that are no attributes.
const NAMES: [(&[&str], Column); 10] = [
    (&["part", "部分", "部件", "分块", "块号"], Column::Part),
    (&["ring", "环", "环号", "圈号", "地块圈号"], Column::Ring),
    (
        &[
            "point",
            "corner",
            "vertex",
            "点号",
            "界址点号",
            "界址点",
            "拐点",
            "拐点号",
            "点名",
            "序号",
        ],
        Column::Corner,
    ),
    (&["crs", "srs", "epsg", "坐标系", "坐标系统", "datum"], Column::System),
    (&["x", "x坐标", "坐标x", "纵横x", "x值"], Column::Number(Number::X)),
    (&["y", "y坐标", "坐标y", "纵横y", "y值"], Column::Number(Number::Y)),
    (
        &[
            "north",
            "northing",
            "n",
            "北",
            "北坐标",
            "纵坐标",
            "x(北)",
            "x(north)",
            "x坐标(北)",
            "北向",
        ],
        Column::Number(Number::North),
    ),
    (
        &[
            "east",
            "easting",
            "e",
            "东",
            "东坐标",
            "横坐标",
            "y(东)",
            "y(east)",
            "y坐标(东)",
            "东向",
        ],
        Column::Number(Number::East),
    ),
    (
        &["lon", "lng", "long", "longitude", "经度", "东经"],
        Column::Number(Number::Lon),
    ),
    (&["lat", "latitude", "纬度", "北纬"], Column::Number(Number::Lat)),
];

/// Names of the column of parks that are no attributes elsewhere.
const PARK: [&str; 4] = ["parcel", "宗地", "宗地号", "地块号"];

/// Reads a head.
pub(super) fn columns(head: &[&str]) -> Vec<Column> {
    head.iter().map(|name| column(name)).collect()
}

fn column(name: &str) -> Column {
    let folded = folded(name);
    let bare = folded
        .split(['(', '[', '/'])
        .next()
        .unwrap_or_default()
        .trim_end_matches(['_', ':']);
    let named = |name: &str| {
        NAMES
            .iter()
            .find(|(own, _)| own.contains(&name))
            .map(|(_, column)| column.clone())
    };
    if let Some(column) = named(&folded).or_else(|| named(bare)) {
        return column;
    }
    if PARK.contains(&bare) || understood(name).is_some_and(|found| found.says == Says::Park) {
        return Column::Park;
    }
    Column::Attribute(name.to_owned())
}

/// Finds the two columns of coordinates: the one that is called the northing first. The name says only that they belong together.
pub(super) fn numbers(columns: &[Column]) -> Option<(usize, usize, [Number; 2])> {
    let at = |number: Number| columns.iter().position(|column| *column == Column::Number(number));
    [
        [Number::North, Number::East],
        [Number::Lat, Number::Lon],
        [Number::X, Number::Y],
    ]
    .into_iter()
    .find_map(|pair| Some((at(pair[0])?, at(pair[1])?, pair)))
}

/// Finds what separates the columns of a head.
pub(super) fn separator(head: &str) -> u8 {
    let count = |separator: char| head.matches(separator).count();
    [(',', b','), ('\t', b'\t'), (';', b';')]
        .into_iter()
        .max_by_key(|(separator, byte)| (count(*separator), *byte == b','))
        .map_or(b',', |(_, byte)| byte)
}

/// Tells whether a text looks like a table of corners: after lines of remarks, a head with two columns of coordinates.
pub(in crate::format::boundary) fn is_corner_csv(text: &str) -> bool {
    let Some(head) = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
    else {
        return false;
    };
    let separator = char::from(separator(head));
    let cells: Vec<&str> = head
        .split(separator)
        .map(|cell| cell.trim().trim_matches('"'))
        .collect();
    numbers(&columns(&cells)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_offices_and_programs_are_understood() {
        for head in [
            "park,part,ring,point,lon,lat",
            "园区名称\t圈号\t点号\tX坐标(m)\tY坐标(m)",
            "\"地块名称\";\"界址点号\";\"北坐标\";\"东坐标\"",
            "# crs: EPSG:4528\n\n点号,X(北),Y(东)",
            "名称,经度,纬度",
        ] {
            assert!(is_corner_csv(head), "{head}");
        }
        for head in ["", "id,name,lon", "{\"type\":1}", "J1,1,3353189.181,40520986.477"] {
            assert!(!is_corner_csv(head), "{head}");
        }
        let read = columns(&["X坐标(m)", "Y(东)", "DKMC", "用途"]);
        assert_eq!(read[0], Column::Number(Number::X));
        assert_eq!(read[1], Column::Number(Number::East));
        assert_eq!(read[2], Column::Park);
        assert_eq!(read[3], Column::Attribute("用途".to_owned()));
    }
}
