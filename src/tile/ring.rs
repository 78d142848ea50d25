//! Plain arithmetic on one ring, in degrees and in whole tile units: its area, what it holds, its fewest vertices.
//!
//! Must not know parts, holes and tiles.

use geo_types::Coord;

/// Gives twice the signed area of an open ring in the square of its units, positive when it turns from x to y.
pub(super) fn twice_area(ring: &[Coord<f64>]) -> f64 {
    let Some((origin, rest)) = ring.split_first() else {
        return 0.0;
    };
    rest.windows(2)
        .map(|w| (w[0].x - origin.x) * (w[1].y - origin.y) - (w[1].x - origin.x) * (w[0].y - origin.y))
        .sum()
}

/// Gives twice the signed area of an open ring of whole units, exact.
pub(super) fn twice_area_units2(ring: &[Coord<i32>]) -> i64 {
    let Some((&origin, rest)) = ring.split_first() else {
        return 0;
    };
    rest.windows(2).map(|w| cross(origin, w[0], w[1])).sum()
}

/// Tells whether an open ring holds a place; `None` where the place lies on the ring.
pub(super) fn contains(ring: &[Coord<f64>], place: Coord<f64>) -> Option<bool> {
    let mut inside = false;
    let mut from = *ring.last()?;
    for &to in ring {
        let spans = (from.y > place.y) != (to.y > place.y);
        let turn = (to.x - from.x) * (place.y - from.y) - (place.x - from.x) * (to.y - from.y);
        let between = |a: f64, b: f64, value: f64| (a.min(b)..=a.max(b)).contains(&value);
        if turn == 0.0 && between(from.x, to.x, place.x) && between(from.y, to.y, place.y) {
            return None;
        }
        if spans && (turn > 0.0) == (to.y > from.y) {
            inside = !inside;
        }
        from = to;
    }
    Some(inside)
}

/// Gives the open ring with the fewest vertices that bounds the same area: no repeats, no vertex on a straight line, no
/// spikes; empty where no area is left.
///
/// What goes lies exactly on what stays, so two rings that share a run of vertices still share it afterwards.
pub(super) fn fewest_of_ring(coords: impl Iterator<Item = Coord<i32>>) -> Vec<Coord<i32>> {
    let mut ring: Vec<Coord<i32>> = Vec::new();
    for c in coords {
        push(&mut ring, c);
    }
    // The seam: the last vertices against the first, until both ends stand.
    let mut start = 0;
    while ring.len() - start > 2 {
        let (first, second) = (ring[start], ring[start + 1]);
        let (last, before) = (ring[ring.len() - 1], ring[ring.len() - 2]);
        if last == first || cross(before, last, first) == 0 {
            ring.pop();
        } else if cross(last, first, second) == 0 {
            start += 1;
        } else {
            break;
        }
    }
    ring.drain(..start);
    if ring.len() < 3 {
        ring.clear();
    }
    ring
}

fn push(ring: &mut Vec<Coord<i32>>, c: Coord<i32>) {
    while let [.., before, last] = ring[..] {
        if last != c && cross(before, last, c) != 0 {
            break;
        }
        ring.pop();
    }
    if ring.last() != Some(&c) {
        ring.push(c);
    }
}

/// Gives the line with the fewest vertices that runs the same way: no repeats, no vertex on a straight stretch.
pub(super) fn fewest_of_line(coords: impl Iterator<Item = Coord<i32>>) -> Vec<Coord<i32>> {
    let mut line: Vec<Coord<i32>> = Vec::new();
    for c in coords {
        if line.last() == Some(&c) {
            continue;
        }
        if let [.., before, last] = line[..]
            && cross(before, last, c) == 0
            && runs_on(before, last, c)
        {
            line.pop();
        }
        line.push(c);
    }
    line
}

/// Gives twice the signed area of a triangle.
fn cross(a: Coord<i32>, b: Coord<i32>, c: Coord<i32>) -> i64 {
    let wide = |from: i32, to: i32| i64::from(to) - i64::from(from);
    wide(a.x, b.x) * wide(a.y, c.y) - wide(a.x, c.x) * wide(a.y, b.y)
}

fn runs_on(a: Coord<i32>, b: Coord<i32>, c: Coord<i32>) -> bool {
    let wide = |from: i32, to: i32| i64::from(to) - i64::from(from);
    wide(a.x, b.x) * wide(b.x, c.x) + wide(a.y, b.y) * wide(b.y, c.y) > 0
}
