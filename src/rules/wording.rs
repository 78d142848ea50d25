//! How numbers stand in messages.
//!
//! Must not know any rule.

use crate::geometry::Datum;

/// Writes an area as people read it: m² below a hectare, hectares below a km², km² above.
pub fn area(m2: f64) -> String {
    quantity(m2, &AREA_UNITS, |unit| unit.1)
}

/// Writes an area in Chinese.
pub fn area_zh(m2: f64) -> String {
    quantity(m2, &AREA_UNITS, |unit| unit.2)
}

/// Writes a length: mm below 10 cm, m below a km, km above.
pub fn length(m: f64) -> String {
    quantity(m, &LENGTH_UNITS, |unit| unit.1)
}

/// Writes a length in Chinese.
pub fn length_zh(m: f64) -> String {
    quantity(m, &LENGTH_UNITS, |unit| unit.2)
}

/// Size of a unit, its English and its Chinese sign, and the quantity from which it is used.
type Unit = (f64, &'static str, &'static str, f64);

const AREA_UNITS: [Unit; 3] = [
    (1e6, "km²", "平方公里", 1e6),
    (1e4, "ha", "公顷", 1e4),
    (1.0, "m²", "平方米", f64::NEG_INFINITY),
];
const LENGTH_UNITS: [Unit; 3] = [
    (1e3, "km", "公里", 1e3),
    (1.0, "m", "米", 0.1),
    (1e-3, "mm", "毫米", f64::NEG_INFINITY),
];

fn quantity(value: f64, units: &[Unit; 3], sign: impl Fn(&Unit) -> &'static str) -> String {
    let unit = units.iter().find(|unit| value >= unit.3).unwrap_or(&units[2]);
    format!("{} {}", rounded(value / unit.0), sign(unit))
}

/// Writes a datum by the name that its publisher gives it.
pub fn datum(datum: Datum) -> &'static str {
    match datum {
        Datum::Cgcs2000 => "CGCS2000",
        Datum::Wgs84 => "WGS 84",
        Datum::Gcj02 => "GCJ-02",
        Datum::Bd09 => "BD-09",
    }
}

/// Writes a share as a percentage.
pub fn share(share: f64) -> String {
    format!("{} %", rounded(share * 100.0))
}

/// Writes a number with four significant digits at most, without trailing zeros.
fn rounded(value: f64) -> String {
    let decimals = if value.abs() >= 1_000.0 {
        0
    } else if value.abs() >= 100.0 {
        1
    } else if value.abs() >= 10.0 {
        2
    } else if value.abs() >= 0.01 {
        3
    } else {
        6
    };
    let text = format!("{value:.decimals$}");
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_unit_people_would_use() {
        assert_eq!(area(57_088.889), "5.709 ha");
        assert_eq!(area(11_410_000.0), "11.41 km²");
        assert_eq!(area(12.0), "12 m²");
        assert_eq!(
            (area_zh(57_088.889), length_zh(0.05)),
            ("5.709 公顷".to_owned(), "50 毫米".to_owned())
        );
        assert_eq!(length(0.000_4), "0.4 mm");
        assert_eq!(length(132.44), "132.4 m");
        assert_eq!(length(15_360.0), "15.36 km");
        assert_eq!(share(0.953), "95.3 %");
    }
}
