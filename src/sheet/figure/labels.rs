//! Where names go in a figure: none over another, none beyond the frame.
//!
//! Must not know what is named.

use super::super::mark::Place;

/// Left, top, right, bottom.
pub type Spot = [f32; 4];

/// What is taken in a frame.
#[derive(Debug, Clone)]
pub struct Occupied {
    frame: Spot,
    spots: Vec<Spot>,
}

impl Occupied {
    /// Begins with a frame in which nothing is taken.
    pub fn of(frame: Spot) -> Self {
        Self {
            frame,
            spots: Vec::new(),
        }
    }

    /// Takes spots, all or none: none where one is taken or beyond the frame.
    pub fn take(&mut self, spots: &[Spot]) -> bool {
        let [left, top, right, bottom] = self.frame;
        let is_inside = |spot: &Spot| spot[0] >= left && spot[1] >= top && spot[2] <= right && spot[3] <= bottom;
        let is_free = |spot: &Spot| !self.spots.iter().any(|taken| meets(taken, spot));
        let can = spots.iter().all(|spot| is_inside(spot) && is_free(spot));
        if can {
            self.spots.extend_from_slice(spots);
        }
        can
    }

    /// Takes a spot, whatever is there.
    pub fn block(&mut self, spot: Spot) {
        self.spots.push(spot);
    }
}

fn meets(a: &Spot, b: &Spot) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Returns the spots of a name written along a direction from a place, as squares in a row.
pub fn along(from: Place, way: [f32; 2], length: f32, height: f32) -> Vec<Spot> {
    let count = (length / height).ceil().max(1.0);
    let half = height / 2.0;
    let nth = |n: f32| {
        let at = (n + 0.5) * length / count;
        let (x, y) = (from[0] + way[0] * at, from[1] + way[1] * at);
        [x - half, y - half, x + half, y + half]
    };
    (0..count as u32).map(|n| nth(n as f32)).collect()
}

/// Returns the middle of the widest level piece of a surface, and its width; none for a surface of no extent.
pub fn middle(rings: &[Vec<Place>]) -> Option<(Place, f32)> {
    let ys = rings.iter().flatten().map(|place| place[1]);
    let (top, bottom) = ys.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), y| {
        (low.min(y), high.max(y))
    });
    let mut best: Option<(Place, f32)> = None;
    // The middle first: another level must be clearly wider to be taken.
    for share in [0.5, 0.42, 0.58, 0.33, 0.67, 0.25, 0.75, 0.12, 0.88] {
        let y = top + (bottom - top) * share;
        let mut crossings: Vec<f32> = rings.iter().flat_map(|ring| crossings(ring, y)).collect();
        crossings.sort_by(f32::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let width = pair[1] - pair[0];
            if best.is_none_or(|(_, known)| width > known * 1.25) && width > 0.0 {
                best = Some(([f32::midpoint(pair[0], pair[1]), y], width));
            }
        }
    }
    best
}

/// Returns where a ring crosses a level.
fn crossings(ring: &[Place], y: f32) -> Vec<f32> {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs
        .filter(|(a, b)| (a[1] > y) != (b[1] > y))
        .map(|(a, b)| a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_not_given_again() {
        let mut occupied = Occupied::of([0.0, 0.0, 100.0, 100.0]);
        assert!(occupied.take(&[[10.0, 10.0, 30.0, 20.0]]));
        assert!(!occupied.take(&[[25.0, 15.0, 40.0, 25.0]]));
        assert!(occupied.take(&[[30.0, 10.0, 40.0, 20.0]]));
        assert!(!occupied.take(&[[95.0, 50.0, 105.0, 60.0]]), "beyond the frame");
    }

    #[test]
    fn the_middle_of_a_ring_with_a_hole_lies_in_neither_hole_nor_outside() {
        let square = |low: f32, high: f32| vec![[low, low], [high, low], [high, high], [low, high]];
        let (at, width) = middle(&[square(0.0, 100.0), square(30.0, 70.0)]).unwrap();
        assert!(
            width >= 30.0 && !(30.0..=70.0).contains(&at[0]) || !(30.0..=70.0).contains(&at[1]),
            "{at:?}"
        );
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&[vec![[1.0, 1.0]; 4]]), None);
    }
}
