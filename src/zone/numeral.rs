//! Numbers spelt in Chinese numerals: 三百, 一千二百, 三万五千, 三十二点五.
//!
//! Must not know what is counted.

/// A number with the value of its last printed digit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpeltNumber {
    /// The number.
    pub value: f64,
    /// Digits after 点.
    pub decimals: usize,
}

/// Tells whether a letter is one of which whole numbers are spelt.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || matches!(c, '万' | '亿' | '廿' | '卅')
}

/// Reads a number by place value (一百零八, 三万五千, 一百二 for 120) or digit by digit (一〇六), with 点 before its decimals.
pub fn spelt_number(text: &str) -> Option<SpeltNumber> {
    let (whole, decimals) = match text.split_once('点') {
        Some((whole, decimals)) => (whole, by_digits(decimals)?),
        None => (text, String::new()),
    };
    let whole = match by_digits(whole) {
        Some(digits) => digits.parse().ok()?,
        None => by_place(whole)?,
    };
    Some(SpeltNumber {
        value: format!("{whole}.{decimals}0").parse().ok()?,
        decimals: decimals.len(),
    })
}

/// Reads 一〇六; more than fifteen digits are no number that binary fractions keep.
fn by_digits(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .map(|c| digit(c).map(|d| d.to_string()))
        .collect::<Option<_>>()?;
    (1..=15).contains(&digits.len()).then_some(digits)
}

/// Reads 三万五千: sections of thousands, each before 万 or 亿. Units fall from left to right.
fn by_place(text: &str) -> Option<u64> {
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None::<u64>);
    let (mut last_unit, mut last_section) = (u64::MAX, u64::MAX);
    let mut after_zero = false;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            // 零 only fills a place; two digits side by side are no place value.
            if pending.is_some_and(|before| before > 0) {
                return None;
            }
            after_zero = digit == 0 || pending == Some(0);
            pending = Some(digit);
            continue;
        }
        if let Some(unit) = unit(c) {
            if unit >= last_unit {
                return None;
            }
            section += pending.filter(|&digit| digit > 0).unwrap_or(1) * unit;
            last_unit = unit;
        } else if matches!(c, '廿' | '卅') {
            if last_unit <= 10 || pending.is_some_and(|digit| digit > 0) {
                return None;
            }
            section += if c == '廿' { 20 } else { 30 };
            last_unit = 10;
        } else {
            let size = match c {
                '万' => 10_000,
                '亿' => 100_000_000,
                _ => return None,
            };
            section += pending.unwrap_or(0);
            if section == 0 || size >= last_section {
                return None;
            }
            total += section * size;
            (section, last_unit, last_section) = (0, size, size);
        }
        pending = None;
    }
    // 一百二 is 120: a digit straight after a unit above ten counts tenths of that unit.
    let tenths = (11..u64::MAX).contains(&last_unit) && !after_zero;
    let rest = pending.unwrap_or(0) * if tenths { last_unit / 10 } else { 1 };
    (!text.is_empty()).then_some(total + section + rest)
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_spelt() {
        for (text, value, decimals) in [
            ("三百", 300.0, 0),
            ("十", 10.0, 0),
            ("十二", 12.0, 0),
            ("一百零八", 108.0, 0),
            ("两千", 2_000.0, 0),
            ("一〇六", 106.0, 0),
            ("三万五千", 35_000.0, 0),
            ("三万五", 35_000.0, 0),
            ("一百二", 120.0, 0),
            ("一万零一", 10_001.0, 0),
            ("廿三", 23.0, 0),
            ("叁佰贰拾", 320.0, 0),
            ("一亿零二十万三百", 100_200_300.0, 0),
            ("三十二点五", 32.5, 1),
            ("零点七二六", 0.726, 3),
        ] {
            assert_eq!(spelt_number(text), Some(SpeltNumber { value, decimals }), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "点", "三点", "十百", "万", "三四百", "五路", "三万万", "一千二千"] {
            assert_eq!(spelt_number(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_written_by_place_are_read_back() {
        for number in (1..100_000_u64).step_by(37) {
            assert_eq!(by_place(&written(number)), Some(number), "{}", written(number));
        }
    }

    /// Writes a number below 10⁸ by place value.
    fn written(number: u64) -> String {
        let section = |number: u64| {
            let (mut out, mut gap) = (String::new(), false);
            for (size, unit) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = number / size % 10;
                if digit == 0 {
                    gap = !out.is_empty();
                    continue;
                }
                if gap {
                    out.push('零');
                    gap = false;
                }
                out.extend("零一二三四五六七八九".chars().nth(digit as usize));
                out.push_str(unit);
            }
            out
        };
        let (high, low) = (number / 10_000, number % 10_000);
        let mut out = String::new();
        if high > 0 {
            out = format!("{}万", section(high));
            if (1..1_000).contains(&low) {
                out.push('零');
            }
        }
        out + &section(low)
    }
}
