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
                    2 => rings.push(LineString(std::mem::take(&mut ring))),
                    3 => {
                        let mut all = std::mem::take(&mut rings).into_iter();
                        let exterior = all.next().unwrap_or_else(|| LineString(Vec::new()));
                        parts.push(Polygon::new(exterior, all.collect()));
                    }
                    _ => {}
                }
            }
            b'-' | b'0'..=b'9' if level == depth => {
                let rest = &bytes[at..];
                let is_number = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                let len = rest.iter().position(|byte| !is_number(byte)).unwrap_or(rest.len());
                if let Some(number) = place.get_mut(numbers) {
                    *number = text[at..at + len].parse().map_err(|_| error(at, "no number"))?;
                }
                numbers += 1;
                at += len;
                continue;
            }
            b',' | b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => return Err(error(at, "something else than lists of places")),
        }
        at += 1;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
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
            assert_eq!(read[0].exterior().0[0].x, number.parse::<f64>().unwrap());
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
