//! Rows into a sheet: the header in full, a line a parcel, corners clockwise from the north-west, to the millimetre.
//!
//! Must not convert coordinates: they are in the system that the rows state. What the norm has no field for stands in the header, where
//! other readers pass over it.

use std::fmt::Write as _;

use geo::{Area, CoordsIter};
use geo_types::MultiPolygon;
use jiff::civil::Date;

use super::{header::OF_A_PARCEL, numbering::numbered};
use crate::{
    format::{
        Encoding,
        boundary::{
            Row, Rows,
            area_unit::{StatedArea, stated_area},
            attributes::{Says, understood},
            encode::encode,
        },
        error::{Fault, Place, Refused, shown},
    },
    geometry::{CoordinateSystem, Datum, GaussKruger, area_m2},
    zone::DeclaredArea,
};

/// A line's end: sheets are opened with programs of Windows.
const LINE_END: &str = "\r\n";

/// Writes a sheet.
///
/// # Errors
/// [`Refused`] where the system is none of CGCS2000 or of degrees, or a part has more rings than there are numbers.
pub fn write(rows: &Rows, encoding: Encoding, date: Option<Date>, notes: &mut Vec<String>) -> Result<Vec<u8>, Refused> {
    let system = rows.system.unwrap_or(CoordinateSystem::CGCS2000);
    let mut sheet = Sheet {
        text: String::new(),
        is_degrees: system.is_geographic(),
        zone: match system {
            CoordinateSystem::Epsg(crs) => crs.zone(),
            CoordinateSystem::Datum(_) => None,
        },
        notes,
    };
    sheet.header(system, date)?;
    sheet.of_the_zone(rows);
    for (row, number) in rows.rows.iter().zip(1..) {
        sheet.of_a_parcel(row, number);
    }
    sheet.line("[地块坐标]");
    for (row, number) in rows.rows.iter().zip(1..) {
        sheet.parcel(row, number)?;
    }
    Ok(encode(&sheet.text, encoding, sheet.notes))
}

struct Sheet<'n> {
    text: String,
    is_degrees: bool,
    /// The zone that the corners are in; none for degrees.
    zone: Option<GaussKruger>,
    notes: &'n mut Vec<String>,
}

impl Sheet<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(LINE_END);
    }

    fn header(&mut self, system: CoordinateSystem, date: Option<Date>) -> Result<(), Refused> {
        let datum = match system.datum() {
            Datum::Cgcs2000 => "2000国家大地坐标系",
            Datum::Wgs84 => "WGS84",
            Datum::Gcj02 => "GCJ-02",
            Datum::Bd09 => "BD-09",
        };
        let zone = self.zone;
        if zone.is_none() && !system.is_geographic() {
            let expected = "CGCS2000 in a Gauss-Krüger zone (EPSG:4491 to 4554), or longitude and latitude";
            let fault = Fault::new(Place::Whole, expected, format!("`{system}`"));
            return Err(Refused::once(None, fault));
        }
        let width = zone.map_or_else(String::new, |zone| zone.width.degrees().to_string());
        let number = zone.map_or_else(String::new, |zone| zone.zone.to_string());
        let (projection, unit, precision) = if zone.is_some() {
            ("高斯克吕格", "米", "0.001")
        } else {
            ("", "度", "0.000000001")
        };
        self.line("[属性描述]");
        self.line("格式版本号=1.01版本");
        self.line("数据产生单位=");
        self.line(&format!(
            "数据产生日期={}",
            date.map_or_else(String::new, |date| date.to_string())
        ));
        self.line(&format!("坐标系={datum}"));
        self.line(&format!("几度分带={width}"));
        self.line(&format!("投影类型={projection}"));
        self.line(&format!("计量单位={unit}"));
        self.line(&format!("带号={number}"));
        self.line(&format!("精度={precision}"));
        self.line("转换参数=0,0,0,0,0,0,0");
        Ok(())
    }

    /// Writes what is said of the zone, once.
    fn of_the_zone(&mut self, rows: &Rows) {
        let Some(first) = rows.rows.first() else { return };
        let of_zone = |(name, _): &&(String, String)| understood(name).is_some_and(|found| found.says.is_of_zone());
        let entries: Vec<(String, String)> = first
            .attributes
            .iter()
            .filter(of_zone)
            .map(|(name, value)| (chinese(name), value.clone()))
            .collect();
        for (key, value) in entries {
            self.entry(&key, &value);
        }
    }

    /// Writes what a parcel's line has no field for.
    fn of_a_parcel(&mut self, row: &Row, number: usize) {
        let mut entries: Vec<(String, String)> = Vec::new();
        for (name, value) in &row.attributes {
            let says = understood(name).map(|found| found.says);
            let is_in_its_line = match says {
                Some(Says::Park) => is_plain(value),
                Some(Says::Area) => self.is_read_back(value, &row.shape),
                // What is the rule is not said.
                Some(Says::Closing) => value == "true",
                Some(says) => says.is_of_zone(),
                None => false,
            };
            if !is_in_its_line {
                entries.push((chinese(name), value.clone()));
            }
        }
        for (key, value) in entries {
            self.entry(&format!("{OF_A_PARCEL}{number}.{key}"), &value);
        }
    }

    fn entry(&mut self, key: &str, value: &str) {
        let plain = value.replace(['\r', '\n'], " ");
        if plain != value {
            self.notes
                .push(format!("line breaks in {} became blanks", shown(value)));
        }
        self.line(&format!("{key}={plain}"));
    }

    fn parcel(&mut self, row: &Row, number: usize) -> Result<(), Refused> {
        let park = row.attribute(&[Says::Park.name()]).unwrap_or_default();
        let name = if is_plain(park) {
            park.to_owned()
        } else {
            format!("{OF_A_PARCEL}{number}")
        };
        let rings = numbered(&row.shape).map_err(|part| {
            let found = format!("more of them in part {part} of {}", shown(park));
            Refused::once(
                None,
                Fault::new(Place::Whole, "at most 98 holes in a part, as rings are numbered", found),
            )
        })?;
        self.within_the_zone(row, park)?;
        let count: usize = rings.iter().map(|ring| ring.corners.len() + 1).sum();
        let area = self.area(row, &name);
        self.line(&format!("{count},{area},{number},{name},面,,,,@"));
        for ring in rings {
            let closing = ring.corners.first().copied();
            let named = ring
                .corners
                .iter()
                .copied()
                .zip(1..)
                .chain(closing.map(|first| (first, 1)));
            for (c, nth) in named {
                let (ring, decimals) = (ring.number, if self.is_degrees { 9 } else { 3 });
                // Writing into a text never fails.
                let _ = write!(
                    self.text,
                    "J{nth},{ring},{:.decimals$},{:.decimals$}{LINE_END}",
                    c.y, c.x
                );
            }
        }
        Ok(())
    }

    /// Refuses a shape so wide that an easting would read as one of another zone.
    fn within_the_zone(&self, row: &Row, park: &str) -> Result<(), Refused> {
        let Some(zone) = self.zone else { return Ok(()) };
        let least = if zone.prefixed { f64::from(zone.zone) * 1e6 } else { 0.0 };
        let eastings = row.shape.coords_iter().map(|c| c.x);
        let Some(stray) = eastings.into_iter().find(|x| !(least..least + 1e6).contains(x)) else {
            return Ok(());
        };
        let expected = format!(
            "eastings from {least:.0} up to 1 000 000 more, as zone {} has them",
            zone.zone
        );
        let found = format!(
            "{stray:.3} in {}; hint: choose another coordinate system, or degrees",
            shown(park)
        );
        Err(Refused::once(None, Fault::new(Place::Whole, expected, found)))
    }

    /// Gives the area in hectares: the declared one, else the one that the corners enclose.
    fn area(&mut self, row: &Row, name: &str) -> String {
        if let Some((hectares, _)) = row.attribute(&[Says::Area.name()]).and_then(hectares) {
            return hectares;
        }
        let measured_m2 = self.measured_m2(&row.shape);
        if measured_m2 == 0.0 {
            return String::new();
        }
        let how = if self.is_degrees { "geodesic" } else { "planar" };
        self.notes.push(format!(
            "parcel {} declares no area: its {how} area stands in the field",
            shown(name)
        ));
        format!("{:.4}", measured_m2 / 10_000.0)
    }

    /// Tells whether a declared area is read back from its field as it was printed: the field is in hectares, unless the ground fits another
    /// unit better.
    fn is_read_back(&self, printed: &str, shape: &MultiPolygon<f64>) -> bool {
        let is_misread = |text: &str| match stated_area(text, None, Some(self.measured_m2(shape))) {
            StatedArea::Fitted(_, sign) => sign != "公顷",
            _ => false,
        };
        hectares(printed).is_some_and(|(text, is_exact)| is_exact && !is_misread(&text))
    }

    fn measured_m2(&self, shape: &MultiPolygon<f64>) -> f64 {
        if self.is_degrees {
            area_m2(shape)
        } else {
            shape.unsigned_area()
        }
    }
}

/// Gives a declared area in hectares with as many digits as were declared, and whether it says the same.
fn hectares(printed: &str) -> Option<(String, bool)> {
    let area: DeclaredArea = printed.parse().ok()?;
    let last_digit_ha = 2.0 * area.tolerance_m2() / 10_000.0;
    let decimals = (-last_digit_ha.log10() - 1e-9).ceil().clamp(0.0, 12.0) as usize;
    let text = format!("{:.decimals$}", area.m2() / 10_000.0);
    let is_exact = format!("{text}公顷") == printed;
    Some((text, is_exact))
}

/// Tells whether a name can stand in a parcel's line and be read back.
fn is_plain(name: &str) -> bool {
    let has_mark = |c: char| c.is_control() || ",，@＠=＝".contains(c);
    !name.contains(has_mark) && name.trim() == name && !["面", "线", "点", ""].contains(&name)
}

/// Gives the Chinese name of what an attribute says.
fn chinese(name: &str) -> String {
    understood(name).map_or_else(|| name.to_owned(), |found| found.says.chinese_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Crs;

    #[test]
    fn declared_areas_stand_in_hectares_with_their_own_digits() {
        assert_eq!(hectares("5.7089公顷"), Some(("5.7089".to_owned(), true)));
        assert_eq!(hectares("11.41 平方公里"), Some(("1141".to_owned(), false)));
        assert_eq!(hectares("57089.469平方米"), Some(("5.7089469".to_owned(), false)));
        assert_eq!(hectares("85.6亩"), Some(("5.707".to_owned(), false)));
        assert_eq!(hectares("large"), None);
    }

    #[test]
    fn names_that_would_break_a_line_are_known() {
        for name in ["a,b", "面", "", " x", "a=b", "甲@"] {
            assert!(!is_plain(name), "{name}");
        }
        assert!(is_plain("彭埠单元B/R-14地块"));
    }

    #[test]
    fn a_shape_wider_than_its_zone_is_refused_with_the_easting() {
        let square = |west: f64, east: f64| {
            let corners = vec![(west, 3e6), (east, 3e6), (east, 4e6), (west, 4e6), (west, 3e6)];
            MultiPolygon(vec![geo_types::Polygon::new(corners.into(), Vec::new())])
        };
        let written = |epsg: &str, west: f64, east: f64| {
            let row = Row {
                place: Place::Whole,
                attributes: vec![("park".to_owned(), "甲".to_owned())],
                shape: square(west, east),
                unclosed: Vec::new(),
            };
            let rows = Rows {
                system: epsg.parse().ok(),
                rows: vec![row],
                ..Rows::default()
            };
            write(&rows, Encoding::Utf8, None, &mut Vec::new())
        };
        assert!(written("4528", 40_400_000.0, 40_600_000.0).is_ok());
        assert!(written("4549", 400_000.0, 600_000.0).is_ok());
        for (epsg, west, east) in [("4528", 39_977_015.0, 40_835_208.0), ("4549", -22_985.0, 835_208.0)] {
            let error = written(epsg, west, east).unwrap_err().to_string();
            assert!(
                error.contains(&format!("{west:.3}")) && error.contains("zone 40"),
                "{error}"
            );
        }
    }

    #[test]
    fn only_survey_systems_can_be_written() {
        let rows = Rows {
            system: Some(CoordinateSystem::Epsg(Crs::WEB_MERCATOR)),
            ..Rows::default()
        };
        let error = write(&rows, Encoding::Utf8, None, &mut Vec::new())
            .unwrap_err()
            .to_string();
        assert!(error.contains("EPSG:3857"), "{error}");
    }
}
