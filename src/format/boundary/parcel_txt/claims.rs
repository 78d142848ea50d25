//! What a sheet says of its zone, in several places, and whether it says the same everywhere.
//!
//! Must not prefer one statement: two that contradict each other are a fault that names both, with their lines.

use super::lines::{Entry, Header};
use crate::{
    format::{
        boundary::{
            attributes::folded,
            number::{coordinate, first_whole},
        },
        error::{Fault, Faults, Place},
    },
    geometry::ZoneWidth,
};

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    /// What it says, such as `带号 38`.
    pub(super) words: String,
    /// Where it says so; absent for what the sender states.
    pub(super) line: Option<u64>,
    pub(super) width: Option<ZoneWidth>,
    pub(super) zone: Option<u32>,
    /// Central meridian in degrees.
    pub(super) meridian: Option<f64>,
}

/// What all statements come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) width: ZoneWidth,
    pub(super) number: u32,
}

impl Claim {
    pub(super) fn of_zone(words: String, line: Option<u64>, zone: u32) -> Self {
        Self {
            words,
            line,
            width: ZoneWidth::of_zone(zone),
            zone: Some(zone),
            meridian: None,
        }
    }

    fn contradicts(&self, other: &Self) -> bool {
        let differ = |one: Option<u32>, other: Option<u32>| one.zip(other).is_some_and(|(one, other)| one != other);
        let degrees = |claim: &Self| claim.width.map(ZoneWidth::degrees);
        let meridian = |one: &Self, other: &Self| {
            let Some(meridian) = one.meridian else { return false };
            let of_zone = other.zone.and_then(meridian_of);
            of_zone.is_some_and(|of_zone| (of_zone - meridian).abs() > 1e-6)
                || other.width.is_some_and(|width| zone_at(width, meridian).is_none())
        };
        differ(self.zone, other.zone)
            || differ(degrees(self), degrees(other))
            || meridian(self, other)
            || meridian(other, self)
    }

    fn place(&self) -> Place {
        self.line
            .map_or(Place::Whole, |line| Place::Line { line, column: None })
    }

    fn told(&self) -> String {
        match self.line {
            Some(line) => format!("{} on line {line}", self.words),
            None => self.words.clone(),
        }
    }
}

/// Gives the central meridian of a zone.
fn meridian_of(zone: u32) -> Option<f64> {
    match ZoneWidth::of_zone(zone)? {
        ZoneWidth::Three => Some(f64::from(zone) * 3.0),
        ZoneWidth::Six => Some(f64::from(zone) * 6.0 - 3.0),
    }
}

/// Gives the zone of a width around a central meridian.
fn zone_at(width: ZoneWidth, meridian: f64) -> Option<u32> {
    let number = match width {
        ZoneWidth::Three => meridian / 3.0,
        ZoneWidth::Six => (meridian + 3.0) / 6.0,
    };
    let rounded = number.round();
    let exists = ZoneWidth::of_zone(rounded.clamp(0.0, 100.0) as u32) == Some(width);
    ((number - rounded).abs() < 1e-6 && exists).then_some(rounded as u32)
}

/// Reads what the header says of the zone. A value that says nothing is a fault.
pub(super) fn of_header(header: &Header, faults: &mut Faults) -> Vec<Claim> {
    let mut claims = Vec::new();
    if let Some(entry) = header.entry(&["带号", "投影带号", "分带号"]) {
        claims.extend(zone_number(entry, faults));
    }
    if let Some(entry) = header.entry(&["几度分带", "分带", "度带", "分带方式"]) {
        claims.extend(zone_width(entry, faults));
    }
    if let Some(entry) = header.entry(&["中央子午线", "中央经线", "中央子午线经度"]) {
        claims.extend(central_meridian(entry, faults));
    }
    claims
}

fn zone_number(entry: &Entry, faults: &mut Faults) -> Option<Claim> {
    let number = first_whole(&entry.value).filter(|number| ZoneWidth::of_zone(*number).is_some());
    if number.is_none() {
        let expected = "带号: 25 to 45 for 3-degree zones, 13 to 23 for 6-degree zones";
        faults.push(fault_at(entry, expected));
    }
    Some(Claim::of_zone(
        format!("{} `{}`", entry.key, entry.value),
        Some(entry.line),
        number?,
    ))
}

fn zone_width(entry: &Entry, faults: &mut Faults) -> Option<Claim> {
    let has_fraction = entry.value.contains('.') && !entry.value.ends_with(".0");
    let width = match first_whole(&entry.value) {
        _ if has_fraction => None,
        Some(3) => Some(ZoneWidth::Three),
        Some(6) => Some(ZoneWidth::Six),
        _ if entry.value.contains('三') => Some(ZoneWidth::Three),
        _ if entry.value.contains('六') => Some(ZoneWidth::Six),
        _ => None,
    };
    if width.is_none() {
        faults.push(fault_at(entry, "几度分带: 3 or 6"));
    }
    Some(Claim {
        words: format!("{} `{}`", entry.key, entry.value),
        line: Some(entry.line),
        width: Some(width?),
        zone: None,
        meridian: None,
    })
}

fn central_meridian(entry: &Entry, faults: &mut Faults) -> Option<Claim> {
    let meridian = coordinate(entry.value.trim_end_matches(['E', 'e', '度', '°'])).filter(|m| {
        [ZoneWidth::Three, ZoneWidth::Six]
            .iter()
            .any(|width| zone_at(*width, *m).is_some())
    });
    if meridian.is_none() {
        faults.push(fault_at(entry, "the central meridian of a national zone: 75, 78 … 135"));
    }
    Some(Claim {
        words: format!("{} `{}`", entry.key, entry.value),
        line: Some(entry.line),
        width: None,
        zone: None,
        meridian: Some(meridian?),
    })
}

/// Reads what the name of a coordinate system says of the zone, as map programs write it: `CGCS2000_3_Degree_GK_Zone_40`,
/// `CGCS2000 / 3-degree Gauss-Kruger CM 120E`.
pub(super) fn of_system_name(entry: &Entry) -> Option<Claim> {
    let name = folded(&entry.value).replace(['_', '-', '/'], "");
    let after = |mark: &str| name.split_once(mark).and_then(|(_, rest)| first_at_start(rest));
    let zone = after("zone").filter(|zone| ZoneWidth::of_zone(*zone).is_some());
    let meridian = after("cm").map(f64::from);
    let width = match () {
        () if name.contains("3degree") => Some(ZoneWidth::Three),
        () if name.contains("6degree") => Some(ZoneWidth::Six),
        () => None,
    };
    (zone.is_some() || meridian.is_some() || width.is_some()).then(|| Claim {
        words: format!("{} `{}`", entry.key, entry.value),
        line: Some(entry.line),
        width: width.or_else(|| zone.and_then(ZoneWidth::of_zone)),
        zone,
        meridian,
    })
}

fn first_at_start(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn fault_at(entry: &Entry, expected: &str) -> Fault {
    let place = Place::Line {
        line: entry.line,
        column: None,
    };
    Fault::new(place, expected, format!("`{}`", entry.value))
}

/// Tells every pair that contradicts itself, each statement held against the first that it contradicts.
pub(super) fn tell_contradictions(claims: &[Claim], faults: &mut Faults) -> bool {
    let mut agree = true;
    for (nth, claim) in claims.iter().enumerate() {
        let Some(other) = claims[..nth].iter().find(|other| claim.contradicts(other)) else {
            continue;
        };
        agree = false;
        let expected = format!("what agrees with {}", other.told());
        let fault = Fault::new(claim.place(), expected, claim.words.clone());
        faults.push(fault.hint("one of the two is wrong: correct it in the file"));
    }
    agree
}

/// Gives the zone that all statements come to; `None` where they do not say enough.
pub(super) fn settled(claims: &[Claim]) -> Option<Zone> {
    let by_number = claims.iter().find_map(|claim| claim.zone);
    let width = claims.iter().find_map(|claim| claim.width);
    let meridian = claims.iter().find_map(|claim| claim.meridian);
    let number = by_number.or_else(|| {
        let meridian = meridian?;
        match (
            width,
            zone_at(ZoneWidth::Three, meridian),
            zone_at(ZoneWidth::Six, meridian),
        ) {
            (Some(width), ..) => zone_at(width, meridian),
            // 120° is a meridian of 3-degree zones only; 117° may be of either.
            (None, Some(three), None) => Some(three),
            _ => None,
        }
    })?;
    let width = ZoneWidth::of_zone(number)?;
    Some(Zone { width, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(entries: &[(&str, &str)]) -> Header {
        let entry = |(nth, (key, value)): (usize, &(&str, &str))| Entry {
            line: nth as u64 + 1,
            key: (*key).to_owned(),
            value: (*value).to_owned(),
        };
        Header {
            entries: entries.iter().enumerate().map(entry).collect(),
        }
    }

    /// Gives the zone, or what was told.
    fn come_to(entries: &[(&str, &str)]) -> Result<Option<(u32, u32)>, String> {
        let mut faults = Faults::of(None);
        let claims = of_header(&header(entries), &mut faults);
        tell_contradictions(&claims, &mut faults);
        let zone = settled(&claims).map(|zone| (zone.width.degrees(), zone.number));
        faults.or(zone).map_err(|refused| refused.to_string())
    }

    #[test]
    fn statements_add_up_to_a_zone() {
        assert_eq!(come_to(&[("带号", "40"), ("几度分带", "3")]), Ok(Some((3, 40))));
        assert_eq!(come_to(&[("带号", "21带")]), Ok(Some((6, 21))));
        assert_eq!(come_to(&[("分带", "3度带"), ("中央经线", "117")]), Ok(Some((3, 39))));
        assert_eq!(
            come_to(&[("几度分带", "六度"), ("中央子午线", "117°")]),
            Ok(Some((6, 20)))
        );
        assert_eq!(come_to(&[("中央子午线", "120")]), Ok(Some((3, 40))));
        assert_eq!(come_to(&[("中央子午线", "117")]), Ok(None), "of either width");
        assert_eq!(come_to(&[("带号", ""), ("几度分带", "3")]), Ok(None));
    }

    #[test]
    fn contradictions_name_both_statements_and_both_lines() {
        let told = come_to(&[("带号", "40"), ("几度分带", "6")]).unwrap_err();
        assert_eq!(
            told,
            "line 2: expected what agrees with 带号 `40` on line 1, found 几度分带 `6`; hint: one of the two is wrong: correct it in the file"
        );
        assert!(come_to(&[("带号", "40"), ("中央子午线", "117")]).is_err());
        assert!(come_to(&[("几度分带", "6"), ("中央子午线", "120")]).is_err());
        assert!(come_to(&[("带号", "24")]).unwrap_err().contains("25 to 45"));
        assert!(come_to(&[("几度分带", "1.5")]).unwrap_err().contains("3 or 6"));
    }

    #[test]
    fn names_of_map_programs_are_understood() {
        let read =
            |name: &str| of_system_name(&header(&[("坐标系", name)]).entries[0]).and_then(|claim| settled(&[claim]));
        let zone = |width, number| Some(Zone { width, number });
        assert_eq!(read("CGCS2000_3_Degree_GK_Zone_40"), zone(ZoneWidth::Three, 40));
        assert_eq!(
            read("CGCS2000 / 3-degree Gauss-Kruger CM 120E"),
            zone(ZoneWidth::Three, 40)
        );
        assert_eq!(read("CGCS2000 / Gauss-Kruger zone 21"), zone(ZoneWidth::Six, 21));
        assert_eq!(read("2000国家大地坐标系"), None);
    }
}
