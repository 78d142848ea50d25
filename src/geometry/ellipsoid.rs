//! Holds the figure of the earth and the lengths of a degree on it.
//! Must not know shapes.

/// The equatorial radius of WGS 84 and of GRS 80 (CGCS2000), metres.
pub const SEMI_MAJOR_M: f64 = 6_378_137.0;
/// The flattening of WGS 84 (NIMA TR8350.2); that of GRS 80 differs by 1.6e-11, which moves no area by more than 1e-10.
pub const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The first eccentricity squared, f (2 - f).
pub const ECCENTRICITY_SQUARED: f64 = FLATTENING * (2.0 - FLATTENING);

/// Gives the length of one degree of longitude at a latitude in degrees, metres.
pub fn metres_per_degree_lon(lat: f64) -> f64 {
    let (sin, cos) = lat.to_radians().sin_cos();
    SEMI_MAJOR_M / (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt() * cos * 1.0_f64.to_radians()
}

/// Gives the length of one degree of latitude at a latitude in degrees, metres.
pub fn metres_per_degree_lat(lat: f64) -> f64 {
    let sin = lat.to_radians().sin();
    let w2 = 1.0 - ECCENTRICITY_SQUARED * sin * sin;
    SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED) / (w2 * w2.sqrt()) * 1.0_f64.to_radians()
}

/// Gives the least length that a degree of latitude has anywhere: the one at the equator, metres.
pub fn least_metres_per_degree_lat() -> f64 {
    metres_per_degree_lat(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_has_the_known_lengths_at_the_equator_and_at_45_degrees() {
        // Geodetic tables: 110 574.3 m and 111 319.5 m at the equator; 111 131.8 m and 78 846.8 m at 45 degrees.
        assert!((metres_per_degree_lat(0.0) - 110_574.3).abs() < 0.1);
        assert!((metres_per_degree_lon(0.0) - 111_319.5).abs() < 0.1);
        assert!((metres_per_degree_lat(45.0) - 111_131.8).abs() < 0.1);
        assert!((metres_per_degree_lon(45.0) - 78_846.8).abs() < 0.1);
    }
}
