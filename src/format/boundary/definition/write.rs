//! Writes a coordinate system as WKT 1 of OGC (01-009), as WKT 1 in Esri's spelling, and as PROJJSON 0.7.
//!
//! Must not know which file the text goes into.

use serde_json::{Value, json};

use super::transverse_mercator;
use crate::geometry::{Crs, ZoneWidth};

const CGCS2000_OGC: &str = r#"GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]"#;
const WGS84_OGC: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#;
const CGCS2000_ESRI: &str = r#"GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
const WGS84_ESRI: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
/// The sphere of web maps, for which WKT 1 of OGC has no word.
const WEB_MERCATOR_EXTENSION: &str = r#"EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"]"#;

/// Gives the name of a system in the EPSG registry.
pub(in crate::format::boundary) fn name_of(crs: Crs) -> String {
    match (crs.zone(), transverse_mercator(crs)) {
        (Some(zone), Some(figures)) => {
            let width = match zone.width {
                ZoneWidth::Three => "3-degree ",
                ZoneWidth::Six => "",
            };
            if zone.prefixed {
                format!("CGCS2000 / {width}Gauss-Kruger zone {}", zone.zone)
            } else {
                format!("CGCS2000 / {width}Gauss-Kruger CM {}E", figures.meridian_deg)
            }
        }
        _ if crs == Crs::CGCS2000 => "China Geodetic Coordinate System 2000".to_owned(),
        _ if crs == Crs::WGS84 => "WGS 84".to_owned(),
        _ => "WGS 84 / Pseudo-Mercator".to_owned(),
    }
}

/// Writes WKT 1 of OGC, with codes.
pub(in crate::format::boundary) fn ogc_wkt(crs: Crs) -> String {
    let code = crs.epsg();
    let name = name_of(crs);
    match transverse_mercator(crs) {
        Some(figures) => format!(
            r#"PROJCS["{name}",{CGCS2000_OGC},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",{}],PARAMETER["scale_factor",1],PARAMETER["false_easting",{}],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Northing",NORTH],AXIS["Easting",EAST],AUTHORITY["EPSG","{code}"]]"#,
            figures.meridian_deg, figures.false_easting_m
        ),
        None if crs == Crs::CGCS2000 => CGCS2000_OGC.to_owned(),
        None if crs == Crs::WGS84 => WGS84_OGC.to_owned(),
        None => format!(
            r#"PROJCS["{name}",{WGS84_OGC},PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],{WEB_MERCATOR_EXTENSION},AUTHORITY["EPSG","{code}"]]"#
        ),
    }
}

/// Writes WKT 1 in Esri's spelling, which the `.prj` of a Shapefile bears.
pub(in crate::format::boundary) fn esri_wkt(crs: Crs) -> String {
    match (crs.zone(), transverse_mercator(crs)) {
        (Some(zone), Some(figures)) => {
            let width = match zone.width {
                ZoneWidth::Three => "3_Degree_",
                ZoneWidth::Six => "",
            };
            let part = if zone.prefixed {
                format!("Zone_{}", zone.zone)
            } else {
                format!("CM_{}E", figures.meridian_deg)
            };
            format!(
                r#"PROJCS["CGCS2000_{width}GK_{part}",{CGCS2000_ESRI},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",{:.1}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{:.1}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#,
                figures.false_easting_m, figures.meridian_deg
            )
        }
        _ if crs == Crs::CGCS2000 => CGCS2000_ESRI.to_owned(),
        _ if crs == Crs::WGS84 => WGS84_ESRI.to_owned(),
        _ => format!(
            r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",{WGS84_ESRI},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#
        ),
    }
}

/// Writes PROJJSON. Longitude and latitude in WGS 84 is `OGC:CRS84`, whose axes come in that order.
pub(in crate::format::boundary) fn projjson(crs: Crs) -> Value {
    if crs == Crs::WGS84 {
        return json!({
            "$schema": "https://proj.org/schemas/v0.7/projjson.schema.json",
            "type": "GeographicCRS", "name": "WGS 84 (CRS84)", "datum": wgs84_datum(),
            "coordinate_system": {"subtype": "ellipsoidal", "axis": [longitude(), latitude()]},
            "id": {"authority": "OGC", "code": "CRS84"},
        });
    }
    if crs == Crs::CGCS2000 {
        let mut own = base("China Geodetic Coordinate System 2000", &cgcs2000_datum(), 4490);
        own["$schema"] = json!("https://proj.org/schemas/v0.7/projjson.schema.json");
        return own;
    }
    let parameter = |name: &str, code: u32, value: f64, unit: &str| json!({"name": name, "value": value, "unit": unit, "id": {"authority": "EPSG", "code": code}});
    let axis = |name: &str, abbreviation: &str, direction: &str| json!({"name": name, "abbreviation": abbreviation, "direction": direction, "unit": "metre"});
    let name = name_of(crs);
    let (base, method, parameters, axes) = match transverse_mercator(crs) {
        Some(figures) => (
            base("China Geodetic Coordinate System 2000", &cgcs2000_datum(), 4490),
            json!({"name": "Transverse Mercator", "id": {"authority": "EPSG", "code": 9807}}),
            vec![
                parameter("Latitude of natural origin", 8801, 0.0, "degree"),
                parameter("Longitude of natural origin", 8802, figures.meridian_deg, "degree"),
                parameter("Scale factor at natural origin", 8805, 1.0, "unity"),
                parameter("False easting", 8806, figures.false_easting_m, "metre"),
                parameter("False northing", 8807, 0.0, "metre"),
            ],
            [axis("Northing", "X", "north"), axis("Easting", "Y", "east")],
        ),
        None => (
            base("WGS 84", &wgs84_datum(), 4326),
            json!({"name": "Popular Visualisation Pseudo Mercator", "id": {"authority": "EPSG", "code": 1024}}),
            vec![
                parameter("Latitude of natural origin", 8801, 0.0, "degree"),
                parameter("Longitude of natural origin", 8802, 0.0, "degree"),
                parameter("False easting", 8806, 0.0, "metre"),
                parameter("False northing", 8807, 0.0, "metre"),
            ],
            [axis("Easting", "X", "east"), axis("Northing", "Y", "north")],
        ),
    };
    json!({
        "$schema": "https://proj.org/schemas/v0.7/projjson.schema.json",
        "type": "ProjectedCRS", "name": name, "base_crs": base,
        "conversion": {"name": name, "method": method, "parameters": parameters},
        "coordinate_system": {"subtype": "Cartesian", "axis": axes},
        "id": {"authority": "EPSG", "code": crs.epsg()},
    })
}

fn base(name: &str, datum: &Value, code: u32) -> Value {
    json!({
        "type": "GeographicCRS", "name": name, "datum": datum,
        "coordinate_system": {"subtype": "ellipsoidal", "axis": [latitude(), longitude()]},
        "id": {"authority": "EPSG", "code": code},
    })
}

fn cgcs2000_datum() -> Value {
    json!({"type": "GeodeticReferenceFrame", "name": "China 2000",
        "ellipsoid": {"name": "CGCS2000", "semi_major_axis": 6_378_137, "inverse_flattening": 298.257_222_101}})
}

fn wgs84_datum() -> Value {
    json!({"type": "GeodeticReferenceFrame", "name": "World Geodetic System 1984",
        "ellipsoid": {"name": "WGS 84", "semi_major_axis": 6_378_137, "inverse_flattening": 298.257_223_563}})
}

fn longitude() -> Value {
    json!({"name": "Geodetic longitude", "abbreviation": "Lon", "direction": "east", "unit": "degree"})
}

fn latitude() -> Value {
    json!({"name": "Geodetic latitude", "abbreviation": "Lat", "direction": "north", "unit": "degree"})
}
