//! Cuts oriented rings at one straight line and keeps one side, exactly: as many rings as there are pieces, no bridges.
//!
//! Must not know parts and holes, nor why it cuts: a ring here has its inside on its left, and that is all.

use geo_types::Coord;

/// A ring without its closing vertex, its inside on the left.
pub(super) type Ring = Vec<Coord<f64>>;

/// The side of a line that is kept, by the line's degrees; what lies on the line is kept too.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keep {
    East(f64),
    West(f64),
    North(f64),
    South(f64),
}

/// A run of vertices on the kept side, from where it comes in to where it goes out; both ends lie on the line.
struct Chain {
    coords: Ring,
    comes_in_at: f64,
    goes_out_at: f64,
}

impl Keep {
    /// Gives how far inside a place lies, degrees; negative outside.
    #[inline]
    fn depth(self, c: Coord<f64>) -> f64 {
        match self {
            Self::East(at) => c.x - at,
            Self::West(at) => at - c.x,
            Self::North(at) => c.y - at,
            Self::South(at) => at - c.y,
        }
    }

    /// Gives the place along the line, in the direction in which the inside begins where a ring comes in and ends where
    /// it goes out.
    fn along(self, c: Coord<f64>) -> f64 {
        match self {
            Self::East(_) => c.y,
            Self::West(_) => -c.y,
            Self::North(_) => -c.x,
            Self::South(_) => c.x,
        }
    }

    /// Gives where the edge crosses the line. Both directions of an edge give the same place, so that neighbours that
    /// share the edge are cut alike.
    fn crossing(self, a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
        let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
        let (depth_a, depth_b) = (self.depth(a), self.depth(b));
        let share = depth_a / (depth_a - depth_b);
        match self {
            Self::East(at) | Self::West(at) => Coord {
                x: at,
                y: a.y + (b.y - a.y) * share,
            },
            Self::North(at) | Self::South(at) => Coord {
                x: a.x + (b.x - a.x) * share,
                y: at,
            },
        }
    }
}

/// Cuts all rings of one polygon, exterior and interiors together: an interior that crosses the line becomes a bay.
pub(super) fn cut(rings: Vec<Ring>, keep: Keep) -> Vec<Ring> {
    let mut whole = Vec::with_capacity(rings.len());
    let mut chains = Vec::new();
    for ring in rings {
        match keep.first_break(&ring) {
            Some(start) => Walk::round(&ring, start, keep, &mut chains),
            None => whole.push(ring),
        }
    }
    join(chains, &mut whole);
    whole
}

impl Keep {
    /// Finds a vertex outside, or one on the line where the kept part of the ring breaks off.
    fn first_break(self, ring: &[Coord<f64>]) -> Option<usize> {
        if ring.iter().all(|&c| self.depth(c) > 0.0) {
            return None;
        }
        let next = |nth: usize| ring[(nth + 1) % ring.len()];
        let before = |nth: usize| ring[(nth + ring.len() - 1) % ring.len()];
        (0..ring.len()).find(|&nth| {
            self.depth(ring[nth]) < 0.0
                || self.turns_away(ring[nth], next(nth))
                || self.is_tip(before(nth), ring[nth], next(nth))
        })
    }

    /// Tells whether an edge on the line has the inside beyond it: such an edge bounds nothing that is kept.
    fn turns_away(self, a: Coord<f64>, b: Coord<f64>) -> bool {
        self.depth(a) == 0.0 && self.depth(b) == 0.0 && self.along(b) > self.along(a)
    }

    /// Tells whether a ring comes to the line from the kept side and goes back with the inside beyond the line: the tip
    /// of a bay, at which what is kept falls apart.
    fn is_tip(self, before: Coord<f64>, at: Coord<f64>, after: Coord<f64>) -> bool {
        let turn = (at.x - before.x) * (after.y - at.y) - (at.y - before.y) * (after.x - at.x);
        self.depth(at) == 0.0 && self.depth(before) > 0.0 && self.depth(after) > 0.0 && turn < 0.0
    }
}

/// The run being followed while a ring is walked round.
struct Walk<'c> {
    keep: Keep,
    open: Ring,
    has_depth: bool,
    chains: &'c mut Vec<Chain>,
}

impl<'c> Walk<'c> {
    /// Walks round a ring from a vertex at which no run goes through.
    fn round(ring: &[Coord<f64>], start: usize, keep: Keep, chains: &'c mut Vec<Chain>) {
        let mut walk = Self {
            keep,
            open: Vec::new(),
            has_depth: false,
            chains,
        };
        if keep.depth(ring[start]) >= 0.0 {
            walk.open.push(ring[start]);
        }
        let mut a = ring[start];
        let mut depth_a = keep.depth(a);
        for nth in start + 1..=start + ring.len() {
            let b = ring[nth % ring.len()];
            let depth_b = keep.depth(b);
            if depth_b >= 0.0 {
                if depth_a < 0.0 && depth_b > 0.0 {
                    walk.open.push(keep.crossing(a, b));
                } else if keep.turns_away(a, b) {
                    walk.close();
                }
                walk.open.push(b);
                walk.has_depth |= depth_b > 0.0;
                if depth_b == 0.0 && keep.is_tip(a, b, ring[(nth + 1) % ring.len()]) {
                    walk.close();
                    walk.open.push(b);
                }
            } else if depth_a >= 0.0 {
                if depth_a > 0.0 {
                    walk.open.push(keep.crossing(a, b));
                }
                walk.close();
            }
            (a, depth_a) = (b, depth_b);
        }
        walk.close();
    }

    fn close(&mut self) {
        let coords = std::mem::take(&mut self.open);
        // A run that only touches the line bounds no area on the kept side.
        if let (true, Some(&first), Some(&last)) = (self.has_depth, coords.first(), coords.last()) {
            let (comes_in_at, goes_out_at) = (self.keep.along(first), self.keep.along(last));
            self.chains.push(Chain {
                coords,
                comes_in_at,
                goes_out_at,
            });
        }
        self.has_depth = false;
    }
}

/// Joins each end to the beginning that bounds the same stretch of the line, as brackets are matched; where one stretch
/// ends and another begins at the same place, the first is closed first.
fn join(mut chains: Vec<Chain>, rings: &mut Vec<Ring>) {
    let mut ends: Vec<(f64, bool, usize)> = Vec::with_capacity(chains.len() * 2);
    for (nth, chain) in chains.iter().enumerate() {
        ends.push((chain.goes_out_at, false, nth));
        ends.push((chain.comes_in_at, true, nth));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut next = vec![usize::MAX; chains.len()];
    let (mut beginnings, mut early) = (Vec::new(), Vec::new());
    for (_, comes_in, nth) in ends {
        // Rings that cross themselves may go out before any came in: the next to come in is theirs then.
        match (comes_in, if comes_in { early.pop() } else { beginnings.pop() }) {
            (false, Some(beginning)) => next[nth] = beginning,
            (false, None) => early.push(nth),
            (true, Some(end)) => next[end] = nth,
            (true, None) => beginnings.push(nth),
        }
    }
    for start in 0..chains.len() {
        let mut ring = std::mem::take(&mut chains[start].coords);
        let mut at = next[start];
        while at != start && at < chains.len() && !chains[at].coords.is_empty() {
            ring.append(&mut chains[at].coords);
            at = next[at];
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
}
