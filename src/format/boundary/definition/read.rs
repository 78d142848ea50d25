//! Which coordinate system a well-known text describes, decided by its figures: datum, ellipsoid, projection, unit.
//!
//! Must not guess: a text whose figures fit no known system is unknown, and one whose code and figures disagree is refused.

use super::{TransverseMercator, ZONE_STEP_M, syntax::Node, transverse_mercator};
use crate::geometry::{CoordinateSystem, Crs, ZoneWidth};

/// How far an angle in degrees may lie from the stated one: the digits that programs print.
const ANGLE_TOLERANCE_DEG: f64 = 1e-9;

/// How far a length may lie from the stated one.
const LENGTH_TOLERANCE_M: f64 = 1e-6;

/// One degree in radians, as a file's unit.
const DEGREE_RAD: f64 = std::f64::consts::PI / 180.0;

/// What became of a text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::format::boundary) enum Recognised {
    /// A system that is known here.
    Known(CoordinateSystem),
    /// Another system, by its name.
    Unknown(String),
    /// A text that names one system by its code, and another by its figures.
    Contradiction {
        /// The system by its code.
        code: String,
        /// The system by its figures.
        figures: String,
    },
    /// No well-known text.
    Malformed,
}

/// The grounds that are known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    Cgcs2000,
    Wgs84,
}

/// Finds the system that a text describes.
pub(in crate::format::boundary) fn system_of_wkt(text: &str) -> Recognised {
    let Some(root) = Node::parse(text) else {
        return Recognised::Malformed;
    };
    // A compound system is its horizontal one; heights are left out anyway.
    let horizontal = [
        "PROJCS",
        "PROJCRS",
        "PROJECTEDCRS",
        "GEOGCS",
        "GEOGCRS",
        "GEODCRS",
        "GEODETICCRS",
        "GEOGRAPHICCRS",
    ];
    let Some(node) = root.find(&horizontal) else {
        return Recognised::Unknown(root.name().to_owned());
    };
    let by_figures = by_figures(node);
    let by_code = code(node);
    match (by_figures, by_code) {
        (Some(figures), Some(code)) if figures != code && !same_plane(figures, code) => Recognised::Contradiction {
            code: code.to_string(),
            figures: figures.to_string(),
        },
        (Some(_), Some(code)) => Recognised::Known(CoordinateSystem::Epsg(code)),
        (Some(figures), None) => Recognised::Known(CoordinateSystem::Epsg(figures)),
        (None, _) => Recognised::Unknown(node.name().to_owned()),
    }
}

/// Gives the system by the code that the text bears, if it is a known one.
fn code(node: &Node) -> Option<Crs> {
    let authority = node.child(&["AUTHORITY", "ID"])?;
    if !authority.name().eq_ignore_ascii_case("EPSG") {
        return None;
    }
    let text = authority.texts.get(1).and_then(|code| code.parse::<u32>().ok());
    let code = text.or_else(|| authority.numbers.first().map(|number| *number as u32))?;
    Crs::from_epsg(code).ok()
}

/// Tells whether two systems have the same figures: a zone of 3 degrees and one of 6 around the same meridian.
fn same_plane(one: Crs, other: Crs) -> bool {
    match (transverse_mercator(one), transverse_mercator(other)) {
        (Some(one), Some(other)) => {
            one.meridian_deg == other.meridian_deg && one.false_easting_m == other.false_easting_m
        }
        _ => false,
    }
}

fn by_figures(node: &Node) -> Option<Crs> {
    let ground = ground(node)?;
    if node.keyword.starts_with("GEOG") || node.keyword.starts_with("GEOD") {
        let unit = node
            .child(&["UNIT", "ANGLEUNIT"])
            .or_else(|| node.child(&["CS"])?.child(&["ANGLEUNIT"]));
        let unit = unit.or_else(|| node.find(&["ANGLEUNIT"]));
        let in_degrees =
            unit.is_none_or(|unit| unit.numbers.first().is_none_or(|rad| (rad - DEGREE_RAD).abs() < 1e-12));
        return in_degrees.then_some(match ground {
            Ground::Cgcs2000 => Crs::CGCS2000,
            Ground::Wgs84 => Crs::WGS84,
        });
    }
    let unit = node
        .child(&["UNIT", "LENGTHUNIT"])
        .or_else(|| node.find(&["LENGTHUNIT"]));
    let in_metres = unit.is_none_or(|unit| unit.numbers.first().is_none_or(|metres| (metres - 1.0).abs() < 1e-12));
    if !in_metres {
        return None;
    }
    let method = plain(node.find(&["PROJECTION", "METHOD"])?.name());
    match (ground, method.as_str()) {
        (Ground::Cgcs2000, "transversemercator" | "gausskruger") => gauss_kruger(node),
        (Ground::Wgs84, _) if is_web_mercator(node, &method) => Crs::from_epsg(3857).ok(),
        _ => None,
    }
}

fn ground(node: &Node) -> Option<Ground> {
    let datum = node.find(&["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"])?;
    let ellipsoid = node.find(&["SPHEROID", "ELLIPSOID"])?;
    let [axis_m, flattening, ..] = ellipsoid.numbers[..] else {
        return None;
    };
    let greenwich = node
        .find(&["PRIMEM", "PRIMEMERIDIAN"])
        .is_none_or(|meridian| meridian.numbers.first() == Some(&0.0));
    if !greenwich || (axis_m - 6_378_137.0).abs() > LENGTH_TOLERANCE_M {
        return None;
    }
    let name = plain(datum.name());
    // Reciprocal flattenings of CGCS2000 (GRS 1980) and of WGS 84; their difference is 1.5e-6.
    let is = |of: f64| (flattening - of).abs() < 1e-7;
    let bears = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    if is(298.257_222_101) && bears(&["china2000", "cgcs2000", "chinageodeticcoordinatesystem2000"]) {
        Some(Ground::Cgcs2000)
    } else if is(298.257_223_563) && bears(&["wgs1984", "wgs84", "worldgeodeticsystem1984"]) {
        Some(Ground::Wgs84)
    } else {
        None
    }
}

fn gauss_kruger(node: &Node) -> Option<Crs> {
    let meridian_deg = parameter(
        node,
        &["centralmeridian", "longitudeofnaturalorigin", "longitudeoforigin"],
    )?;
    let easting_m = parameter(node, &["falseeasting"])?;
    let near = |names: &[&str], value: f64, tolerance: f64| {
        parameter(node, names).is_none_or(|found| (found - value).abs() <= tolerance)
    };
    let usual = near(&["falsenorthing"], 0.0, LENGTH_TOLERANCE_M)
        && near(&["scalefactor", "scalefactoratnaturalorigin"], 1.0, 1e-12)
        && near(
            &["latitudeoforigin", "latitudeofnaturalorigin"],
            0.0,
            ANGLE_TOLERANCE_DEG,
        );
    if !usual {
        return None;
    }
    let fits = |crs: &Crs| {
        transverse_mercator(*crs).is_some_and(
            |TransverseMercator {
                 meridian_deg: own_deg,
                 false_easting_m,
             }| {
                (own_deg - meridian_deg).abs() < ANGLE_TOLERANCE_DEG
                    && (false_easting_m - easting_m).abs() < LENGTH_TOLERANCE_M
            },
        )
    };
    // Without zone prefix a zone of 3 degrees and one of 6 around one meridian have the same figures; the name tells them apart.
    let name = plain(node.name());
    let of_three = name.contains("3degree") || easting_m > 24.0 * ZONE_STEP_M;
    let six_first = !of_three && name.contains("gk");
    let candidates: Vec<Crs> = (4491..=4554)
        .filter_map(|code| Crs::from_epsg(code).ok())
        .filter(fits)
        .collect();
    let wanted = if six_first { ZoneWidth::Six } else { ZoneWidth::Three };
    let by_width = candidates
        .iter()
        .find(|crs| crs.zone().is_some_and(|zone| zone.width == wanted));
    by_width.or(candidates.first()).copied()
}

fn is_web_mercator(node: &Node, method: &str) -> bool {
    let zero = |names: &[&str]| parameter(node, names).is_none_or(|value| value == 0.0);
    let at_origin =
        zero(&["centralmeridian", "longitudeofnaturalorigin"]) && zero(&["falseeasting"]) && zero(&["falsenorthing"]);
    let sphere = match method {
        "mercatorauxiliarysphere" | "popularvisualisationpseudomercator" => true,
        // WKT 1 of OGC has no word for it; the sphere stands in an extension.
        "mercator1sp" => node
            .all("EXTENSION")
            .iter()
            .any(|node| node.texts.iter().any(|text| text.contains("+b=6378137"))),
        _ => false,
    };
    at_origin && sphere
}

fn parameter(node: &Node, names: &[&str]) -> Option<f64> {
    let parameters = node.all("PARAMETER");
    let found = parameters
        .iter()
        .find(|parameter| names.contains(&plain(parameter.name()).as_str()))?;
    found.numbers.first().copied()
}

/// Gives a name as letters and digits only, in lower case: programs spell the same name with blanks, bars and hyphens.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::write::{esri_wkt, ogc_wkt},
        *,
    };

    fn every_system() -> impl Iterator<Item = Crs> {
        [4326, 3857]
            .into_iter()
            .chain(4490..=4554)
            .filter_map(|code| Crs::from_epsg(code).ok())
    }

    #[test]
    fn what_is_written_is_recognised() {
        for crs in every_system() {
            for text in [esri_wkt(crs), ogc_wkt(crs)] {
                assert_eq!(
                    system_of_wkt(&text),
                    Recognised::Known(CoordinateSystem::Epsg(crs)),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn a_code_that_contradicts_its_figures_is_told() {
        let text = ogc_wkt(Crs::from_epsg(4528).unwrap()).replace("\"4528\"", "\"4527\"");
        let told = Recognised::Contradiction {
            code: "EPSG:4527".to_owned(),
            figures: "EPSG:4528".to_owned(),
        };
        assert_eq!(system_of_wkt(&text), told);
    }

    #[test]
    fn other_grounds_are_unknown_by_their_name() {
        let beijing = r#"GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
        assert_eq!(
            system_of_wkt(beijing),
            Recognised::Unknown("GCS_Beijing_1954".to_owned())
        );
        // The ellipsoid alone is no ground: NAD83 has that of CGCS2000.
        let nad = r#"GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
        assert_eq!(
            system_of_wkt(nad),
            Recognised::Unknown("GCS_North_American_1983".to_owned())
        );
        assert_eq!(system_of_wkt("EPSG:4490"), Recognised::Malformed);
    }

    #[test]
    fn another_scale_unit_or_meridian_is_another_system() {
        let good = esri_wkt(Crs::from_epsg(4549).unwrap());
        for (from, to) in [
            ("\"Scale_Factor\",1.0", "\"Scale_Factor\",0.9996"),
            ("UNIT[\"Meter\",1.0]", "UNIT[\"Foot\",0.3048]"),
            ("120.0", "120.5"),
        ] {
            let text = good.replace(from, to);
            assert_ne!(text, good);
            assert!(matches!(system_of_wkt(&text), Recognised::Unknown(_)), "{text}");
        }
    }

    #[test]
    fn the_newer_text_of_iso_19162_is_read_too() {
        let text = r#"PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 40",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger zone 40",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",120,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",40500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",4528]]"#;
        assert_eq!(system_of_wkt(text), Recognised::Known("EPSG:4528".parse().unwrap()));
    }
}
