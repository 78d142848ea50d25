//! Numbers as survey sheets print them: full-width digits, blanks, thousands, degrees with minutes and seconds.
//!
//! Must not know what a number stands for.

use unicode_normalization::UnicodeNormalization;

/// Reads a coordinate: a decimal number, or degrees with minutes and seconds under their signs. Degrees run together with minutes
/// (`120.2602`) cannot be told from decimal ones and are read as these.
pub(super) fn coordinate(text: &str) -> Option<f64> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let value = if folded.contains(['°', '度', '′', '\'', '分']) {
        sexagesimal(&folded)?
    } else {
        decimal(&folded)?
    };
    value.is_finite().then_some(value)
}

/// Reads a whole number.
pub(super) fn whole(text: &str) -> Option<u32> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let is_whole = !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| folded.parse().ok())?
}

/// Finds the first whole number in a text, such as 40 in `第40带`.
pub(super) fn first_whole(text: &str) -> Option<u32> {
    let folded: String = text.nfkc().collect();
    let digits: String = folded
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

fn decimal(text: &str) -> Option<f64> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    text.chars().all(plain).then(|| text.parse().ok())?
}

fn sexagesimal(text: &str) -> Option<f64> {
    let bare = text.trim_start_matches(['东', '北', '经', '纬', 'E', 'N', ':']);
    let bare = bare.trim_end_matches(['E', 'N', 'e', 'n']);
    let (degrees, rest) = bare.split_once(['°', '度'])?;
    let (minutes, rest) = rest.split_once(['′', '\'', '分']).unwrap_or(("0", rest));
    let seconds = rest.trim_end_matches(['″', '"', '秒', '\'', '′', '”']);
    let part = |text: &str| if text.is_empty() { Some(0.0) } else { decimal(text) };
    let (degrees, minutes, seconds) = (decimal(degrees)?, part(minutes)?, part(seconds)?);
    let in_range = |value: f64| (0.0..60.0).contains(&value);
    (degrees >= 0.0 && in_range(minutes) && in_range(seconds)).then(|| degrees + minutes / 60.0 + seconds / 3600.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_read_and_others_are_none() {
        for (text, value) in [
            ("3353189.181", 3_353_189.181),
            (" ４０５２０９８６．４７７ ", 40_520_986.477),
            ("120°26′02.76″", 120.0 + 26.0 / 60.0 + 2.76 / 3600.0),
            ("北纬31°20'31.5\"", 31.0 + 20.0 / 60.0 + 31.5 / 3600.0),
            ("120度26分", 120.0 + 26.0 / 60.0),
        ] {
            assert!((coordinate(text).unwrap() - value).abs() < 1e-12, "{text}");
        }
        for text in ["", "J1", "nan", "inf", "1e999", "1,2", "120°61′", "…", "°"] {
            assert_eq!(coordinate(text), None, "{text}");
        }
        assert_eq!(
            (whole("０1"), whole("1.0"), first_whole("第40带")),
            (Some(1), None, Some(40))
        );
    }
}
