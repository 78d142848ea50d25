//! Holds the test whether two short texts differ by one slip of the pen, and by which characters.
//! Must not know addresses.

/// Describes one slip: the characters on either side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slip {
    /// Character that the first text has there, none where it was left out.
    pub(super) first: Option<char>,
    /// Character that the second text has there, none where it was left out.
    pub(super) second: Option<char>,
}

/// Finds the one character by which two texts differ (replaced, left out, added) or the first of two neighbours swapped.
///
/// Gives `None` where they are equal or differ by more.
pub(super) fn one_slip(first: &[char], second: &[char]) -> Option<Slip> {
    let head = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let (a, b) = (&first[head..], &second[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    match (a, b) {
        ([x], [y]) => Some(Slip {
            first: Some(*x),
            second: Some(*y),
        }),
        ([x], []) => Some(Slip {
            first: Some(*x),
            second: None,
        }),
        ([], [y]) => Some(Slip {
            first: None,
            second: Some(*y),
        }),
        ([x, y], [v, w]) if x == w && y == v => Some(Slip {
            first: Some(*x),
            second: Some(*y),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(a: &str, b: &str) -> Option<Slip> {
        one_slip(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn one_slip_is_told_with_its_characters() {
        assert_eq!(
            slip("汉口路", "汉扣路"),
            Some(Slip {
                first: Some('口'),
                second: Some('扣')
            })
        );
        assert_eq!(
            slip("中山东一路", "中山东路"),
            Some(Slip {
                first: Some('一'),
                second: None
            })
        );
        assert_eq!(
            slip("陆家环路", "陆家嘴环路"),
            Some(Slip {
                first: None,
                second: Some('嘴')
            })
        );
        assert_eq!(
            slip("江陵路", "陵江路"),
            Some(Slip {
                first: Some('江'),
                second: Some('陵')
            })
        );
    }

    #[test]
    fn equal_and_far_texts_have_no_one_slip() {
        assert_eq!(slip("汉口路", "汉口路"), None);
        assert_eq!(slip("汉口路", "福州路"), None);
        assert_eq!(slip("路", "汉口路"), None);
    }
}
