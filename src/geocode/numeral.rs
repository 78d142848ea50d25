//! Holds the reading of Chinese numerals such as 一百二十 or 二〇三.
//! Must not know addresses: which runs of numerals are numbers is decided by the caller.

/// Tells whether a character can be part of a Chinese numeral.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || matches!(c, '廿' | '卅')
}

/// Reads a run of Chinese numerals, by place value (`一百二十`) or digit by digit (`一二〇`).
///
/// Gives `None` where the run is no number or is above 99 999, which no house number reaches.
pub(super) fn value(run: &str) -> Option<u32> {
    let chars: Vec<char> = run.chars().collect();
    if chars.is_empty() || chars.len() > 9 {
        return None;
    }
    if chars.iter().all(|&c| digit(c).is_some()) {
        return (chars.len() <= 5).then(|| chars.iter().fold(0, |sum, &c| sum * 10 + digit(c).unwrap_or(0)));
    }
    by_place(&chars).filter(|&n| n > 0 && n <= 99_999)
}

fn by_place(chars: &[char]) -> Option<u32> {
    let (mut total, mut section, mut pending, mut last_unit) = (0_u32, 0_u32, None::<u32>, 1_u32);
    for &c in chars {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p > 0) {
                return None;
            }
            pending = Some(d);
            last_unit = if d == 0 { 1 } else { last_unit };
        } else if matches!(c, '廿' | '卅') {
            section += if c == '廿' { 20 } else { 30 };
            pending = None;
            last_unit = 10;
        } else {
            let u = unit(c)?;
            if u == 10_000 {
                total += (section + pending.unwrap_or(0)).max(1) * u;
                section = 0;
            } else {
                section += pending.filter(|&p| p > 0).unwrap_or(1) * u;
            }
            pending = None;
            last_unit = u;
        }
    }
    // 一百二 is 120: a digit straight after a unit above ten counts tenths of that unit.
    let rest = pending.unwrap_or(0) * if last_unit > 10 { last_unit / 10 } else { 1 };
    Some(total + section + rest)
}

fn digit(c: char) -> Option<u32> {
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

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numerals_are_read_by_place_value_and_digit_by_digit() {
        for (run, number) in [
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百二十", 120),
            ("一百零八", 108),
            ("一百二", 120),
            ("三千五百", 3_500),
            ("一万零一", 10_001),
            ("二〇三", 203),
            ("廿三", 23),
            ("五", 5),
        ] {
            assert_eq!(value(run), Some(number), "{run}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for run in ["", "一二十", "九十九万", "一二三四五六"] {
            assert_eq!(value(run), None, "{run}");
        }
    }
}
