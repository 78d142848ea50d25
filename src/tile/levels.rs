//! From which zoom each vertex of a shape is drawn, so that neighbours that share a limit are simplified alike.
//!
//! Must not know tiles. Limits are taken apart where they part from one another (junctions); each stretch between two junctions is
//! simplified once, in one direction, whosever ring it stands in, so that no sliver and no gap comes between neighbours at any zoom.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::{
    address::{MAX_ZOOM, mercator},
    clip::clip_rings,
    project::EXTENT,
};
use crate::geometry::Bbox;

/// How far a limit may be drawn from where it runs, tile units: an eighth of a pixel at 512 pixels a tile.
const TOLERANCE_UNITS: f64 = 1.0;

/// The level of vertices that no zoom draws.
const NEVER: u8 = MAX_ZOOM + 1;

/// What is worked out of a shape before its tiles are made.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// For each vertex, in the order of the rings and without the closing ones, the least zoom at which it is drawn.
    vertices: Box<[u8]>,
    /// The bounds of each part; none for a part without ground.
    parts: Box<[Option<Bbox>]>,
    /// The bounds of all.
    whole: Option<Bbox>,
}

/// A vertex by its very coordinates, ordered.
type Key = (u64, u64);

/// A vertex and the two that stand beside it in a ring, the lesser first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    at: Key,
    beside: [Key; 2],
}

fn key(c: Coord<f64>) -> Key {
    // Orders as the numbers do, and makes one zero of two.
    let ordered = |value: f64| {
        let bits = (value + 0.0).to_bits();
        if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
    };
    (ordered(c.x), ordered(c.y))
}

fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

/// Gives the vertices of a ring without the closing one.
fn open(ring: &LineString<f64>) -> &[Coord<f64>] {
    match ring.0.as_slice() {
        [first, rest @ .., last] if !rest.is_empty() && first == last => &ring.0[..=rest.len()],
        other => other,
    }
}

fn links(ring: &[Coord<f64>]) -> impl Iterator<Item = (Coord<f64>, Link)> {
    (0..ring.len()).map(|nth| {
        let beside = |step: usize| key(ring[(nth + step) % ring.len()]);
        let (before, after) = (beside(ring.len() - 1), beside(1));
        let link = Link {
            at: key(ring[nth]),
            beside: [before.min(after), before.max(after)],
        };
        (ring[nth], link)
    })
}

impl Levels {
    /// Works out the levels of a shape among its neighbours: every shape that may share a vertex with it, others being of no effect.
    pub fn among<'a>(shape: &MultiPolygon<f64>, neighbours: impl Iterator<Item = &'a MultiPolygon<f64>>) -> Self {
        let junctions = junctions(shape, neighbours);
        let mut vertices = Vec::new();
        let mut importance = Vec::new();
        for ring in rings(shape) {
            let open = open(ring);
            importance.clear();
            importance.resize(open.len(), f64::INFINITY);
            weigh(open, &junctions, &mut importance);
            vertices.extend(importance.iter().map(|&world| level(world)));
        }
        let bounds = |part: &Polygon<f64>| Bbox::of_coords(part.exterior().0.iter().copied());
        let parts: Box<[Option<Bbox>]> = shape.iter().map(bounds).collect();
        Self {
            vertices: vertices.into_boxed_slice(),
            whole: parts.iter().flatten().copied().reduce(|whole, part| whole.union(&part)),
            parts,
        }
    }

    /// Gives the shape as a zoom draws it; parts and holes of which fewer than three vertices are left are left out.
    pub fn form(&self, shape: &MultiPolygon<f64>, zoom: u8) -> MultiPolygon<f64> {
        let everywhere = |_: &Bbox| true;
        let parts = self.parts_where(shape, zoom, everywhere).filter_map(|rings| {
            let mut rings = rings.into_iter().map(|ring| ring.map(LineString));
            let exterior = rings.next()??;
            Some(Polygon::new(exterior, rings.flatten().collect()))
        });
        MultiPolygon(parts.collect())
    }

    /// Gives the bounds of the shape; none for one without ground.
    pub(super) fn bounds(&self) -> Option<Bbox> {
        self.whole
    }

    /// Gives the parts that lie within some bounds, each as its open rings, the exterior first; rings of which fewer than three vertices
    /// are left are none.
    fn parts_where<'s>(
        &'s self,
        shape: &'s MultiPolygon<f64>,
        zoom: u8,
        wanted: impl Fn(&Bbox) -> bool + 's,
    ) -> impl Iterator<Item = Vec<Option<Vec<Coord<f64>>>>> + 's {
        let mut levels = self.vertices.iter();
        shape.iter().zip(&self.parts).filter_map(move |(part, bounds)| {
            let is_wanted = bounds.as_ref().is_some_and(&wanted);
            let rings = std::iter::once(part.exterior()).chain(part.interiors());
            let thinned: Vec<Option<Vec<Coord<f64>>>> = rings
                .map(|ring| {
                    let open = open(ring);
                    let own = levels.as_slice().get(..open.len()).unwrap_or_default();
                    levels = levels.as_slice().get(open.len()..).unwrap_or_default().iter();
                    let drawn = open.iter().zip(own).filter(|&(_, &level)| is_wanted && level <= zoom);
                    let kept: Vec<Coord<f64>> = drawn.map(|(&c, _)| c).collect();
                    (kept.len() >= 3).then_some(kept)
                })
                .collect();
            is_wanted.then_some(thinned)
        })
    }

    /// Gives the pieces of the shape that lie in a box, as a zoom draws them, and whether a part in the box has none because it is too small.
    pub(super) fn clip(&self, shape: &MultiPolygon<f64>, zoom: u8, bounds: &Bbox) -> (Vec<Polygon<f64>>, bool) {
        let (mut pieces, mut is_lost) = (Vec::new(), false);
        for rings in self.parts_where(shape, zoom, |part| part.intersects(bounds)) {
            if matches!(rings.first(), Some(Some(_))) {
                pieces.extend(clip_rings(rings.into_iter().flatten(), bounds));
            } else {
                is_lost = true;
            }
        }
        (pieces, is_lost)
    }
}

/// Finds the vertices of a shape at which limits part: those that do not stand between the same two in every ring.
fn junctions<'a>(shape: &MultiPolygon<f64>, neighbours: impl Iterator<Item = &'a MultiPolygon<f64>>) -> Vec<Key> {
    let mut all: Vec<Link> = rings(shape)
        .flat_map(|ring| links(open(ring)))
        .map(|(_, link)| link)
        .collect();
    let Some(bbox) = Bbox::of_coords(rings(shape).flat_map(|ring| ring.0.iter().copied())) else {
        return Vec::new();
    };
    let holds =
        |c: Coord<f64>| (bbox.west()..=bbox.east()).contains(&c.x) && (bbox.south()..=bbox.north()).contains(&c.y);
    for ring in neighbours.flat_map(rings) {
        all.extend(links(open(ring)).filter(|&(c, _)| holds(c)).map(|(_, link)| link));
    }
    all.sort_unstable();
    all.chunk_by(|a, b| a.at == b.at)
        .filter(|same| same.iter().any(|link| link.beside != same[0].beside) || same[0].beside[0] == same[0].beside[1])
        .map(|same| same[0].at)
        .collect()
}

/// Weighs the vertices of a ring, stretch by stretch.
fn weigh(ring: &[Coord<f64>], junctions: &[Key], importance: &mut [f64]) {
    let mut ends: Vec<usize> = (0..ring.len())
        .filter(|&nth| junctions.binary_search(&key(ring[nth])).is_ok())
        .collect();
    if ends.is_empty() {
        // A limit of its own begins at its least vertex, whoever draws it.
        ends.extend((0..ring.len()).min_by_key(|&nth| key(ring[nth])));
    }
    for (nth, &from) in ends.iter().enumerate() {
        let to = ends.get(nth + 1).copied().unwrap_or(ends[0] + ring.len());
        let mut stretch: Vec<usize> = (from..=to).map(|nth| nth % ring.len()).collect();
        let [first, .., last] = stretch[..] else { continue };
        // Both who share the stretch walk it the same way.
        let (one, other) = if first == last {
            (stretch[1], stretch[stretch.len() - 2])
        } else {
            (first, last)
        };
        if key(ring[other]) < key(ring[one]) {
            stretch.reverse();
        }
        weigh_stretch(ring, &stretch, importance);
    }
}

/// Weighs the vertices of one stretch: how far, in widths of the world, the limit moves where a vertex and all that weigh less are left
/// out (Douglas and Peucker 1973). Its ends always stay.
fn weigh_stretch(ring: &[Coord<f64>], stretch: &[usize], importance: &mut [f64]) {
    let places: Vec<Coord<f64>> = stretch
        .iter()
        .map(|&nth| {
            let (x, y) = mercator(ring[nth].x, ring[nth].y);
            Coord { x, y }
        })
        .collect();
    let mut open = vec![(0, places.len() - 1, f64::INFINITY)];
    while let Some((from, to, most)) = open.pop() {
        let mut furthest = (0, -1.0);
        for nth in from + 1..to {
            let distance = distance2(places[nth], places[from], places[to]);
            if distance > furthest.1 {
                furthest = (nth, distance);
            }
        }
        let (nth, distance) = furthest;
        if nth > 0 {
            let weight = distance.sqrt().min(most);
            importance[stretch[nth]] = weight;
            open.push((from, nth, weight));
            open.push((nth, to, weight));
        }
    }
}

/// Gives the square of the distance from a place to a straight edge.
fn distance2(place: Coord<f64>, from: Coord<f64>, to: Coord<f64>) -> f64 {
    let (edge, way) = (to - from, place - from);
    let length2 = edge.x * edge.x + edge.y * edge.y;
    let share = if length2 > 0.0 {
        ((way.x * edge.x + way.y * edge.y) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (dx, dy) = (way.x - edge.x * share, way.y - edge.y * share);
    dx * dx + dy * dy
}

/// Gives the least zoom at which so much of the world's width is more than the tolerance.
fn level(world: f64) -> u8 {
    let zoom = (TOLERANCE_UNITS / (world * f64::from(EXTENT))).log2().ceil();
    zoom.clamp(0.0, f64::from(NEVER)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_their_keys_stand_in_the_same_order() {
        let values = [-180.0, -1.5, -0.0, 0.0, 1e-300, 2.0, 180.0];
        for pair in values.windows(2) {
            let key_of = |x: f64| key(Coord { x, y: 0.0 });
            assert!(key_of(pair[0]) <= key_of(pair[1]), "{pair:?}");
        }
        assert_eq!(key(Coord { x: -0.0, y: 0.0 }), key(Coord { x: 0.0, y: -0.0 }));
    }

    #[test]
    fn a_level_is_the_first_zoom_at_which_a_move_shows() {
        assert_eq!(level(f64::INFINITY), 0);
        assert_eq!(level(1.0 / 4096.0), 0);
        assert_eq!(level(0.9 / 4096.0), 1);
        assert_eq!(level(1.0 / 4096.0 / 1024.0), 10);
        assert_eq!(level(0.0), NEVER);
    }
}
