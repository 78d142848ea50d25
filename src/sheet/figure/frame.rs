//! The frame of a map figure: which ground it shows, and where on the page each place lies.
//!
//! Must not know what is drawn. North is up everywhere: a degree of longitude and one of latitude have the lengths they have in the middle.

use geo_types::{Coord, LineString, MultiPolygon};

use super::super::mark::Place;
use crate::geometry::{Bbox, metres_per_degree_lat, metres_per_degree_lon};

/// Share of the frame that stays free around the zone, on each side.
const FREE: f64 = 0.1;
/// The least ground that a frame shows, so that a point has a frame as well.
const LEAST_M: f64 = 20.0;
/// Metres of paper in a point.
const POINT_M: f64 = 0.0254 / 72.0;
/// Corners nearer to one another than this (points) are one on paper: 0.02 mm.
const ONE_PLACE: f64 = 0.06;

/// A frame on the page with the ground it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left, top, right, bottom on the page.
    pub sides: [f32; 4],
    middle: Coord<f64>,
    east_m: f64,
    north_m: f64,
    points_per_m: f64,
}

impl Frame {
    /// Lays a box of the ground into sides on the page.
    pub fn around(ground: &Bbox, sides: [f32; 4]) -> Self {
        let middle = ground.centre();
        let lat = middle.y.clamp(-89.0, 89.0);
        let (east_m, north_m) = (metres_per_degree_lon(lat), metres_per_degree_lat(lat));
        let width_m = ((ground.east() - ground.west()) * east_m).max(LEAST_M);
        let height_m = ((ground.north() - ground.south()) * north_m).max(LEAST_M);
        let room = |from: f32, to: f32| f64::from(to - from).max(1.0) * (1.0 - 2.0 * FREE);
        let points_per_m = (room(sides[0], sides[2]) / width_m).min(room(sides[1], sides[3]) / height_m);
        Self {
            sides,
            middle,
            east_m,
            north_m,
            points_per_m,
        }
    }

    /// Returns where a place lies on the page, within the frame or not.
    pub fn place(&self, c: Coord<f64>) -> [f64; 2] {
        let [left, top, right, bottom] = self.sides.map(f64::from);
        let x = (c.x - self.middle.x) * self.east_m * self.points_per_m;
        let y = (c.y - self.middle.y) * self.north_m * self.points_per_m;
        [f64::midpoint(left, right) + x, f64::midpoint(top, bottom) - y]
    }

    /// Returns west, south, east and north of the ground shown.
    pub fn limits(&self) -> [f64; 4] {
        let [left, top, right, bottom] = self.sides.map(f64::from);
        let half_lon = (right - left) / 2.0 / self.points_per_m / self.east_m;
        let half_lat = (bottom - top) / 2.0 / self.points_per_m / self.north_m;
        let Coord { x, y } = self.middle;
        [x - half_lon, y - half_lat, x + half_lon, y + half_lat]
    }

    /// Returns how many points a metre is long.
    pub fn points_per_m(&self) -> f64 {
        self.points_per_m
    }

    /// Returns how many metres on the ground are one metre on paper.
    pub fn scale(&self) -> f64 {
        1.0 / (self.points_per_m * POINT_M)
    }

    /// Returns the rings of a shape that lies within the frame.
    pub fn rings(&self, shape: &MultiPolygon<f64>) -> Vec<Vec<Place>> {
        let lines = shape
            .iter()
            .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        lines
            .map(|line| self.ring(line))
            .filter(|ring| ring.len() > 2)
            .collect()
    }

    fn ring(&self, line: &LineString<f64>) -> Vec<Place> {
        let mut ring: Vec<Place> = Vec::with_capacity(line.0.len());
        let mut last = [f64::INFINITY; 2];
        for c in &line.0 {
            let [x, y] = self.place(*c);
            if (x - last[0]).abs().max((y - last[1]).abs()) > ONE_PLACE {
                last = [x, y];
                ring.push(self.within([x, y]));
            }
        }
        ring
    }

    /// Returns the pieces of a line that lie within the frame.
    pub fn pieces(&self, line: &LineString<f64>) -> Vec<Vec<Place>> {
        let mut pieces: Vec<Vec<Place>> = Vec::new();
        let mut open = false;
        for pair in line.0.windows(2) {
            let (from, to) = (self.place(pair[0]), self.place(pair[1]));
            let Some((begin, end)) = clipped(from, to, self.sides.map(f64::from)) else {
                open = false;
                continue;
            };
            let (a, b) = (self.within(begin), self.within(end));
            match pieces.last_mut().filter(|_| open) {
                Some(piece) if piece.last() == Some(&a) => piece.push(b),
                _ => pieces.push(vec![a, b]),
            }
            open = end == to;
        }
        pieces
    }

    /// Rounds to the page, not beyond the frame.
    fn within(&self, [x, y]: [f64; 2]) -> Place {
        let [left, top, right, bottom] = self.sides;
        [(x as f32).clamp(left, right), (y as f32).clamp(top, bottom)]
    }
}

/// Returns the piece of a straight line within a box (left, top, right, bottom); none where it passes by (Liang and Barsky 1984).
pub fn clipped(from: [f64; 2], to: [f64; 2], sides: [f64; 4]) -> Option<([f64; 2], [f64; 2])> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let way = to[axis] - from[axis];
        let (low, high) = (sides[axis] - from[axis], sides[axis + 2] - from[axis]);
        if way == 0.0 {
            if low > 0.0 || high < 0.0 {
                return None;
            }
            continue;
        }
        let (near, far) = if way > 0.0 {
            (low / way, high / way)
        } else {
            (high / way, low / way)
        };
        enters = enters.max(near);
        leaves = leaves.min(far);
    }
    if !(enters <= leaves && from.iter().chain(&to).all(|n| n.is_finite())) {
        return None;
    }
    let at = |t: f64, end: [f64; 2]| {
        // The ends themselves are kept to the last digit, so that pieces join.
        if t == 0.0 {
            from
        } else if t == 1.0 {
            end
        } else {
            [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]
        }
    };
    Some((at(enters, to), at(leaves, to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_sides_of_a_box() {
        let sides = [0.0, 0.0, 10.0, 10.0];
        assert_eq!(
            clipped([-5.0, 5.0], [15.0, 5.0], sides),
            Some(([0.0, 5.0], [10.0, 5.0]))
        );
        assert_eq!(clipped([2.0, 2.0], [3.0, 4.0], sides), Some(([2.0, 2.0], [3.0, 4.0])));
        assert_eq!(clipped([-5.0, 0.0], [0.0, 20.0], sides), None);
        assert_eq!(clipped([f64::NAN, 0.0], [0.0, 20.0], sides), None);
        assert_eq!(clipped([11.0, 0.0], [11.0, 10.0], sides), None);
    }

    #[test]
    fn a_frame_holds_its_ground_with_north_up() {
        let ground = Bbox::new(121.0, 31.0, 121.02, 31.01).unwrap();
        let frame = Frame::around(&ground, [50.0, 100.0, 450.0, 400.0]);
        let [x, y] = frame.place(Coord { x: 121.0, y: 31.01 });
        assert!((50.0..250.0).contains(&x) && (100.0..250.0).contains(&y), "{x} {y}");
        let [west, south, east, north] = frame.limits();
        assert!(west < 121.0 && south < 31.0 && east > 121.02 && north > 31.01);
        // 1909 m of ground lie on 320 points, 112.9 mm, of paper.
        assert!((frame.scale() - 1909.3 / 0.112_889).abs() < 30.0, "{}", frame.scale());
    }
}
