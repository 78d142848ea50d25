//! Holds a house number taken apart: lane, first and last number, part.
//! Must not know roads.

/// Holds a house number in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseNumber {
    /// Number of the lane (弄) that the house stands in, where there is one.
    pub lane: Option<u32>,
    /// The number, or the first one of a run; none where only a lane is given.
    pub first: Option<u32>,
    /// The last number of a run such as `98-114`.
    pub last: Option<u32>,
    /// A part of the number: `甲` of `15甲`, `3` of `12-3`, `c` of `1602c`.
    pub part: String,
}

impl HouseNumber {
    /// Reads a house number at the start of a text in normal form and gives it with its length in characters.
    ///
    /// The length counts the ending 号 too. `11号楼`, `3楼` and `501室` are no house numbers: they name something inside the house.
    pub fn at_start(chars: &[char]) -> Option<(Self, usize)> {
        let mut number = Self::default();
        let mut at = 0;
        if let Some((lane, end)) = digits(chars, 0)
            && chars.get(end) == Some(&'弄')
        {
            number.lane = Some(lane);
            at = end + 1;
        }
        match Self::house(chars, at, &mut number) {
            Some(end) => Some((number, end)),
            None => number.lane.is_some().then_some((number, at)),
        }
    }

    fn house(chars: &[char], start: usize, number: &mut Self) -> Option<usize> {
        let before = chars.get(start).filter(|c| is_stem(**c)).copied();
        let (first, mut at) = digits(chars, start + usize::from(before.is_some()))?;
        let mut part: String = before.into_iter().collect();
        let mut last = None;
        if chars.get(at) == Some(&'-') {
            if let Some((second, end)) = digits(chars, at + 1) {
                // 98-114 is a run of houses, 12-3 the third part of house 12.
                if second > first {
                    last = Some(second);
                } else {
                    part.push_str(&second.to_string());
                }
                at = end;
            } else if let Some(end) = letters(chars, at + 1) {
                part.extend(&chars[at + 1..end]);
                at = end;
            }
        } else if let Some(end) = letters(chars, at).filter(|&end| end == at + 1) {
            part.extend(&chars[at..end]);
            at = end;
        } else if chars.get(at).is_some_and(|c| is_stem(*c)) {
            part.push(chars[at]);
            at += 1;
        }
        let ended = chars.get(at) == Some(&'号');
        let next = chars.get(at + usize::from(ended)).copied();
        let inside = matches!(next, Some('楼' | '栋' | '幢' | '座' | '层' | '室' | '房'))
            || (next == Some('单') && chars.get(at + usize::from(ended) + 1) == Some(&'元'));
        // 12号楼 is a building; 12号 with a floor after it (12号3楼) is a house.
        if inside {
            return None;
        }
        number.first = Some(first);
        number.last = last;
        number.part = part;
        Some(at + usize::from(ended))
    }

    /// Tells whether the run of this number holds the other one; a single number holds itself.
    pub fn holds(&self, other: u32) -> bool {
        match (self.first, self.last) {
            (Some(first), Some(last)) => (first..=last).contains(&other),
            (Some(first), None) => first == other,
            (None, _) => false,
        }
    }
}

/// Tells the heavenly stems that mark houses added later: 甲15号, 15甲.
fn is_stem(c: char) -> bool {
    matches!(c, '甲' | '乙' | '丙' | '丁')
}

fn digits(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let rest = chars.get(at..)?;
    let length = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    // Six digits hold every house number in use; longer runs are telephone numbers and postcodes with something behind them.
    if length == 0 || length > 6 {
        return None;
    }
    let value = rest[..length]
        .iter()
        .fold(0_u32, |sum, c| sum * 10 + c.to_digit(10).unwrap_or(0));
    Some((value, at + length))
}

fn letters(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..)?;
    let begins = rest.first().is_some_and(char::is_ascii_lowercase);
    begins.then(|| {
        at + rest
            .iter()
            .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            .count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(HouseNumber, usize)> {
        HouseNumber::at_start(&text.chars().collect::<Vec<_>>())
    }

    fn house(lane: Option<u32>, first: Option<u32>, last: Option<u32>, part: &str) -> HouseNumber {
        HouseNumber {
            lane,
            first,
            last,
            part: part.into(),
        }
    }

    #[test]
    fn numbers_are_taken_apart() {
        assert_eq!(read("12号"), Some((house(None, Some(12), None, ""), 3)));
        assert_eq!(read("98-114"), Some((house(None, Some(98), Some(114), ""), 6)));
        assert_eq!(read("12-8"), Some((house(None, Some(12), None, "8"), 4)));
        assert_eq!(read("15甲"), Some((house(None, Some(15), None, "甲"), 3)));
        assert_eq!(read("甲15号"), Some((house(None, Some(15), None, "甲"), 4)));
        assert_eq!(read("1602c"), Some((house(None, Some(1602), None, "c"), 5)));
        assert_eq!(read("628弄4-7号"), Some((house(Some(628), Some(4), Some(7), ""), 8)));
        assert_eq!(read("126弄"), Some((house(Some(126), None, None, ""), 4)));
    }

    #[test]
    fn what_lies_inside_a_house_is_no_house_number() {
        for text in ["11号楼", "3楼", "501室", "2单元", "楼", "", "13800001111"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_run_holds_the_numbers_between_its_ends() {
        let chars: Vec<char> = "98-114".chars().collect();
        let (run, _) = HouseNumber::at_start(&chars).unwrap();
        assert!(run.holds(98) && run.holds(100) && run.holds(114));
        assert!(!run.holds(97) && !run.holds(115));
    }
}
