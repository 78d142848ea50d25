//! The law of boundary files: what is written is read back the same.

use proptest::prelude::*;
use sizhi::{
    format::boundary::{Rows, geopackage, kml, shapefile},
    geometry::CoordinateSystem,
};

use super::sample::{any_rows, geographic_rows, parks, sorted, sound_rows};

/// Asserts that rows came back: shapes bit for bit, attributes whatever their order.
fn assert_same(read: &Rows, written: &Rows, system: Option<CoordinateSystem>) -> Result<(), TestCaseError> {
    prop_assert_eq!(read.system, system);
    prop_assert_eq!(read.rows.len(), written.rows.len());
    for (read, written) in read.rows.iter().zip(&written.rows) {
        prop_assert_eq!(&read.shape, &written.shape);
        prop_assert_eq!(sorted(read.attributes.clone()), sorted(written.attributes.clone()));
        prop_assert!(read.unclosed.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_shapefile_holds_what_was_put_in(rows in sound_rows()) {
        // A table must have a field: where no row bears an attribute, its number is written.
        prop_assume!(rows.rows.iter().any(|row| !row.attributes.is_empty()));
        let bytes = shapefile::write(&rows, "园区").unwrap();
        let read = shapefile::read(&bytes, None, None).unwrap();
        assert_same(&read, &rows, rows.system)?;
        prop_assert_eq!(shapefile::write(&rows, "园区").unwrap(), bytes, "the same rows give the same bytes");
    }

    #[test]
    fn a_geopackage_holds_what_was_put_in(rows in any_rows()) {
        let bytes = geopackage::write(&rows, "园区").unwrap();
        let read = geopackage::read(&bytes, None, None).unwrap();
        assert_same(&read, &rows, rows.system)?;
    }

    #[test]
    fn a_kml_holds_what_was_put_in(rows in geographic_rows()) {
        let mut named = rows.clone();
        for row in &mut named.rows {
            // The park's name is shown as the placemark's, and comes back as such besides.
            if let Some(park) = row.attribute(&["park"]).map(str::to_owned) {
                row.attributes.push(("name".to_owned(), park));
            }
        }
        for bytes in [kml::write(&rows, "园区").unwrap(), kml::write_kmz(&rows, "园区").unwrap()] {
            let read = kml::read(&bytes, None).unwrap();
            assert_same(&read, &named, Some("EPSG:4326".parse().unwrap()))?;
        }
    }
}

#[test]
fn every_system_that_is_written_is_read_back() {
    for code in (4490..=4554).chain([4326, 3857]) {
        let Ok(system) = format!("EPSG:{code}").parse::<CoordinateSystem>() else {
            continue;
        };
        let mut rows = parks("EPSG:4549");
        rows.system = Some(system);
        let shape = shapefile::read(&shapefile::write(&rows, "a").unwrap(), None, None).unwrap();
        let package = geopackage::read(&geopackage::write(&rows, "a").unwrap(), None, None).unwrap();
        assert_eq!((shape.system, package.system), (Some(system), Some(system)));
    }
}

#[test]
fn shifted_coordinates_are_not_written_under_a_false_name() {
    let mut rows = parks("EPSG:4490");
    rows.system = Some("gcj02".parse().unwrap());
    for error in [
        shapefile::write(&rows, "a").unwrap_err(),
        geopackage::write(&rows, "a").unwrap_err(),
        kml::write(&rows, "a").unwrap_err(),
    ] {
        assert!(error.to_string().contains("convert to"), "{error}");
    }
}
