//! How numbers stand in messages.
//!
//! Must not know any rule.

/// Writes an area as people read it: m² below a hectare, hectares below a km², km² above.
pub fn area(m2: f64) -> String {
    if m2 < 10_000.0 {
        format!("{} m²", rounded(m2))
    } else if m2 < 1_000_000.0 {
        format!("{} ha", rounded(m2 / 10_000.0))
    } else {
        format!("{} km²", rounded(m2 / 1_000_000.0))
    }
}

/// Writes a length: mm below 10 cm, m below a km, km above.
pub fn length(m: f64) -> String {
    if m < 0.1 {
        format!("{} mm", rounded(m * 1_000.0))
    } else if m < 1_000.0 {
        format!("{} m", rounded(m))
    } else {
        format!("{} km", rounded(m / 1_000.0))
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
        assert_eq!(length(0.000_4), "0.4 mm");
        assert_eq!(length(132.44), "132.4 m");
        assert_eq!(length(15_360.0), "15.36 km");
        assert_eq!(share(0.953), "95.3 %");
    }
}
