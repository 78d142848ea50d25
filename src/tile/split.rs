//! Cuts oriented rings at one straight line and keeps one side, exactly: as many rings as there are pieces, no bridges.
//!
//! Must not know parts and holes, nor why it cuts: a ring here has its inside on its left, and that is all.

use geo_types::Coord;

/// A ring without its closing vertex, its inside on the left.
pub(super) type Ring = Vec<Coord<f64>>;

/// The side of a line that is kept; what lies on the line is kept too. Degrees.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keep {
    EastOf(f64),
    WestOf(f64),
    NorthOf(f64),
    SouthOf(f64),
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
            Self::EastOf(at) => c.x - at,
            Self::WestOf(at) => at - c.x,
            Self::NorthOf(at) => c.y - at,
            Self::SouthOf(at) => at - c.y,
        }
    }

    /// Gives the place along the line, in the direction in which the inside begins where a ring comes in and ends where
    /// it goes out.
    fn along(self, c: Coord<f64>) -> f64 {
        match self {
            Self::EastOf(_) => c.y,
            Self::WestOf(_) => -c.y,
            Self::NorthOf(_) => -c.x,
            Self::SouthOf(_) => c.x,
        }
    }

    /// Gives where the edge crosses the line. Both directions of an edge give the same place, so that neighbours that
    /// share the edge are cut alike.
    fn crossing(self, a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
        let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
        let (depth_a, depth_b) = (self.depth(a), self.depth(b));
        let share = depth_a / (depth_a - depth_b);
        match self {
            Self::EastOf(at) | Self::WestOf(at) => Coord {
                x: at,
                y: a.y + (b.y - a.y) * share,
            },
            Self::NorthOf(at) | Self::SouthOf(at) => Coord {
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
        let Some(first_out) = ring.iter().position(|&c| keep.depth(c) < 0.0) else {
            whole.push(ring);
            continue;
        };
        collect_chains(&ring, first_out, keep, &mut chains);
    }
    join(chains, &mut whole);
    whole
}

fn collect_chains(ring: &[Coord<f64>], first_out: usize, keep: Keep, chains: &mut Vec<Chain>) {
    let mut open: Ring = Vec::new();
    let mut has_depth = false;
    let mut before = ring[first_out];
    let mut before_depth = keep.depth(before);
    // Starting after a vertex outside, and ending on it, leaves no run cut in two by the ring's seam.
    for &c in ring[first_out + 1..].iter().chain(&ring[..=first_out]) {
        let depth = keep.depth(c);
        if depth >= 0.0 {
            if before_depth < 0.0 && depth > 0.0 {
                open.push(keep.crossing(before, c));
            }
            open.push(c);
            has_depth |= depth > 0.0;
        } else if before_depth >= 0.0 {
            if before_depth > 0.0 {
                open.push(keep.crossing(before, c));
            }
            let coords = std::mem::take(&mut open);
            // A run that only touches the line bounds no area on the kept side.
            if let (true, Some(&first), Some(&last)) = (has_depth, coords.first(), coords.last()) {
                chains.push(Chain {
                    comes_in_at: keep.along(first),
                    goes_out_at: keep.along(last),
                    coords,
                });
            }
            has_depth = false;
        }
        (before, before_depth) = (c, depth);
    }
}

/// Joins each end to the beginning that bounds the same stretch of the line, as brackets are matched.
fn join(mut chains: Vec<Chain>, rings: &mut Vec<Ring>) {
    let mut ends: Vec<(f64, bool, usize)> = Vec::with_capacity(chains.len() * 2);
    for (nth, chain) in chains.iter().enumerate() {
        ends.push((chain.comes_in_at, false, nth));
        ends.push((chain.goes_out_at, true, nth));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut next = vec![usize::MAX; chains.len()];
    let (mut beginnings, mut early) = (Vec::new(), Vec::new());
    for (_, goes_out, nth) in ends {
        // Rings that cross themselves may go out before any came in: the next to come in is theirs then.
        match (goes_out, if goes_out { beginnings.pop() } else { early.pop() }) {
            (true, Some(beginning)) => next[nth] = beginning,
            (true, None) => early.push(nth),
            (false, Some(end)) => next[end] = nth,
            (false, None) => beginnings.push(nth),
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
