//! The coordinates of GeoJSON polygons, read straight from their text: most of a large file is nothing else.
//!
//! Must not judge the rings.

use geo_types::{Coord, LineString, Polygon};

/// Where reading ended, and what was found there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PartsError {
    pub byte: usize,
    pub found: String,
}

/// Reads the polygons of nested lists of numbers: of depth 3 for one polygon, 4 for several. The text is valid JSON.
///
/// Numbers are rounded to the nearest that can be held, as `str::parse` does. Numbers behind the second of a place are passed over.
pub(super) fn parts(text: &str, depth: usize) -> Result<Vec<Polygon<f64>>, PartsError> {
    let error = |byte: usize, found: &str| PartsError {
        byte,
        found: found.to_owned(),
    };
    let bytes = text.as_bytes();
    let (mut parts, mut rings, mut ring) = (Vec::new(), Vec::new(), Vec::new());
    let (mut level, mut numbers, mut place) = (0, 0, [0.0; 2]);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'[' if level < depth => {
                level += 1;
                numbers = 0;
            }
            b']' if level == depth => {
                if numbers < 2 {
                    return Err(error(at, "a place of less than two numbers"));
                }
                ring.push(Coord {
                    x: place[0],
                    y: place[1],
                });
                level -= 1;
            }
            b']' => {
                level = level.saturating_sub(1);
                match depth - level {
                    2 => {
                        rings.push(LineString(ring.clone()));
                        ring.clear();
                    }
                    3 => {
                        let mut all = std::mem::take(&mut rings).into_iter();
                        let exterior = all.next().unwrap_or_else(|| LineString(Vec::new()));
                        parts.push(Polygon::new(exterior, all.collect()));
                    }
                    _ => {}
                }
            }
            b'-' | b'0'..=b'9' if level == depth => {
                let (number, end) = number(text, at).ok_or_else(|| error(at, "no number"))?;
                if let Some(axis) = place.get_mut(numbers) {
                    *axis = number;
                }
                at = end;
                numbers += 1;
                continue;
            }
            b',' | b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => return Err(error(at, "something else than lists of places")),
        }
        at += 1;
    }
    Ok(parts)
}

/// Reads the number that begins at a byte; gives it with the byte behind it.
///
/// One of up to fifteen digits, less than twenty-three of them behind the point, is a quotient of two numbers that are held exactly, so that
/// dividing rounds it right; others are left to the language.
fn number(text: &str, begin: usize) -> Option<(f64, usize)> {
    const TENS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];
    let bytes = text.as_bytes();
    let is_negative = bytes[begin] == b'-';
    let first = begin + usize::from(is_negative);
    let (mut digits, mut whole, mut point, mut at) = (0_u64, 0, None, first);
    loop {
        match bytes.get(at) {
            Some(digit @ b'0'..=b'9') if whole < 15 => {
                digits = digits * 10 + u64::from(digit - b'0');
                // Zeros before the first digit count for nothing.
                whole += usize::from(digits > 0);
            }
            Some(b'.') if point.is_none() => point = Some(at + 1),
            Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-') => {
                let is_number = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                let len = bytes[begin..].iter().take_while(|byte| is_number(byte)).count();
                return Some((text[begin..begin + len].parse().ok()?, begin + len));
            }
            _ => break,
        }
        at += 1;
    }
    let behind = point.map_or(0, |point| at - point);
    let Some(tens) = TENS.get(behind) else {
        return Some((text[begin..at].parse().ok()?, at));
    };
    let number = digits as f64 / tens;
    (at > first).then_some((if is_negative { -number } else { number }, at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rings_holes_and_parts_are_read_as_they_are_nested() {
        let one = parts("[[[0,0],[4, -0.5,7],[4,4],[0,0]],[[1,1],[2,1],[2,2e0],[1,1]]]", 3).unwrap();
        assert_eq!((one.len(), one[0].interiors().len()), (1, 1));
        assert_eq!(one[0].exterior().0[1], Coord { x: 4.0, y: -0.5 });
        let several = parts("[ [[[0,0],[1,0],[1,1],[0,0]]] , [[[5,5],[6,5],[6,6],[5,5]]], [] ]", 4).unwrap();
        assert_eq!(several.len(), 3);
        assert!(several[2].exterior().0.is_empty());
        assert_eq!(parts("[]", 3).unwrap().len(), 1);
    }

    #[test]
    fn numbers_are_rounded_as_the_language_does() {
        for number in [
            "0.30000000000000004",
            "121.47370100000001",
            "-1.7976931348623157e2",
            "9007199254740993e-14",
        ] {
            let read = parts(&format!("[[[{number},1],[2,2],[3,3]]]"), 3).unwrap();
            assert_eq!(
                read[0].exterior().0[0].x.to_bits(),
                number.parse::<f64>().unwrap().to_bits()
            );
        }
    }

    proptest! {
        #[test]
        fn any_number_is_rounded_as_the_language_does(number in "-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?") {
            let (read, end) = super::number(&format!("{number},"), 0).unwrap();
            prop_assert_eq!((read.to_bits(), end), (number.parse::<f64>().unwrap().to_bits(), number.len()));
        }
    }

    #[test]
    fn what_is_nested_otherwise_is_refused() {
        for (text, depth) in [
            ("[[[[0,0],[1,1]]]]", 3),
            ("[[0,0],[1,1]]", 3),
            ("[[[0],[1,1]]]", 3),
            ("{}", 3),
            ("[[[\"a\",0]]]", 3),
            ("7", 3),
            ("[[[null,0]]]", 3),
        ] {
            assert!(parts(text, depth).is_err(), "{text}");
        }
    }
}
