//! From the segments of a road, as a survey keeps them, to few long lines.
//!
//! Must not bridge gaps: lines are put together where they share an end.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use geo_types::Coord;

use crate::abuttals::metres::{azimuth_deg, distance, minus, turn_deg};

/// Ends this near to one another are one, in metres.
const SAME_M: f64 = 0.01;
/// Where three and more segments meet, those go on into one another that bend by less than this, in degrees.
const STRAIGHT_DEG: f64 = 50.0;
/// Where two segments meet, they go on into one another unless they turn back, in degrees.
const BACK_DEG: f64 = 150.0;
/// Where more segments meet than this, none goes on.
const MOST_AT_NODE: usize = 16;

/// The segments of one line as a graph.
#[derive(Default)]
struct Graph {
    places: Vec<Coord<f64>>,
    /// Ends of each edge, the lower number first.
    edges: Vec<(usize, usize)>,
    /// Edges at each node.
    at: Vec<Vec<usize>>,
}

/// Puts segments together; each stretch of ground is used once, however often it is drawn.
pub(super) fn chains(segments: &[Vec<Coord<f64>>]) -> Vec<Vec<Coord<f64>>> {
    let graph = Graph::of(segments);
    let next = graph.next();
    let mut used = vec![false; graph.edges.len()];
    let mut chains = Vec::new();
    // Chains are begun at their ends; what is left then are rings.
    for begins in [true, false] {
        for edge in 0..graph.edges.len() {
            let (a, b) = graph.edges[edge];
            let from = [a, b]
                .into_iter()
                .find(|node| !begins || !next.contains_key(&(*node, edge)));
            if let Some(from) = from
                && !used[edge]
            {
                chains.push(graph.walk(from, edge, &next, &mut used));
            }
        }
    }
    chains
}

impl Graph {
    fn of(segments: &[Vec<Coord<f64>>]) -> Self {
        let mut graph = Self::default();
        let mut numbers: HashMap<(i64, i64), usize> = HashMap::new();
        let mut known: BTreeSet<(usize, usize)> = BTreeSet::new();
        for segment in segments {
            let mut last = None;
            for place in segment {
                let key = ((place.x / SAME_M).round() as i64, (place.y / SAME_M).round() as i64);
                let node = *numbers.entry(key).or_insert_with(|| {
                    graph.places.push(*place);
                    graph.at.push(Vec::new());
                    graph.places.len() - 1
                });
                if let Some(last) = last.filter(|last| *last != node) {
                    let edge = (node.min(last), node.max(last));
                    if known.insert(edge) {
                        graph.at[edge.0].push(graph.edges.len());
                        graph.at[edge.1].push(graph.edges.len());
                        graph.edges.push(edge);
                    }
                }
                last = Some(node);
            }
        }
        graph
    }

    fn other_end(&self, edge: usize, node: usize) -> usize {
        let (a, b) = self.edges[edge];
        if a == node { b } else { a }
    }

    /// Finds, for an edge at a node, the edge that goes on beyond it.
    fn next(&self) -> BTreeMap<(usize, usize), usize> {
        let mut next = BTreeMap::new();
        for (node, edges) in self
            .at
            .iter()
            .enumerate()
            .filter(|(_, edges)| edges.len() <= MOST_AT_NODE)
        {
            let away = |edge: usize| azimuth_deg(minus(self.places[self.other_end(edge, node)], self.places[node]));
            let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
            for (nth, &one) in edges.iter().enumerate() {
                pairs.extend(
                    edges[nth + 1..]
                        .iter()
                        .map(|&other| (180.0 - turn_deg(away(one), away(other)), one, other)),
                );
            }
            pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
            let most = if edges.len() == 2 { BACK_DEG } else { STRAIGHT_DEG };
            for (bend, one, other) in pairs {
                if bend < most && !next.contains_key(&(node, one)) && !next.contains_key(&(node, other)) {
                    next.insert((node, one), other);
                    next.insert((node, other), one);
                }
            }
        }
        next
    }

    fn walk(
        &self,
        from: usize,
        first: usize,
        next: &BTreeMap<(usize, usize), usize>,
        used: &mut [bool],
    ) -> Vec<Coord<f64>> {
        let (mut node, mut edge) = (from, first);
        let mut chain = vec![self.places[node]];
        loop {
            used[edge] = true;
            node = self.other_end(edge, node);
            chain.push(self.places[node]);
            match next.get(&(node, edge)) {
                Some(&on) if !used[on] => edge = on,
                _ => return chain,
            }
        }
    }
}

/// Cuts lines where they turn back within a short way: from one carriageway into the other.
pub(super) fn cut_hairpins(chains: Vec<Vec<Coord<f64>>>, within_m: f64) -> Vec<Vec<Coord<f64>>> {
    let mut cut = Vec::new();
    for chain in chains {
        let mut from = 0;
        let mut nth = 1;
        while nth + 1 < chain.len() {
            let before = azimuth_deg(minus(chain[nth], chain[nth - 1]));
            let (mut way_m, mut to) = (0.0, nth);
            let mut back = None;
            while to + 1 < chain.len() && way_m <= within_m {
                if turn_deg(before, azimuth_deg(minus(chain[to + 1], chain[to]))) > BACK_DEG {
                    back = Some(to);
                    break;
                }
                way_m += distance(chain[to], chain[to + 1]);
                to += 1;
            }
            if let Some(to) = back {
                cut.push(chain[from..=nth].to_vec());
                if to > nth {
                    cut.push(chain[nth..=to].to_vec());
                }
                from = to;
                nth = to;
            }
            nth += 1;
        }
        cut.push(chain[from..].to_vec());
    }
    cut.retain(|chain| chain.len() > 1);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abuttals::metres::length;

    fn line(places: &[(f64, f64)]) -> Vec<Coord<f64>> {
        places.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    #[test]
    fn segments_become_one_line_however_they_are_drawn() {
        let segments = [
            line(&[(100.0, 0.0), (50.0, 0.0)]),
            line(&[(0.0, 0.0), (50.0, 0.0), (0.0, 0.0)]),
            line(&[(100.0, 0.0), (150.0, 5.0)]),
        ];
        let found = chains(&segments);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((length(&found[0]) - 150.25).abs() < 0.01);
    }

    #[test]
    fn a_branch_is_a_line_of_its_own_and_the_straight_way_goes_on() {
        let segments = [
            line(&[(0.0, 0.0), (50.0, 0.0)]),
            line(&[(50.0, 0.0), (100.0, 0.0)]),
            line(&[(50.0, 0.0), (50.0, 80.0)]),
        ];
        let mut lengths: Vec<f64> = chains(&segments).iter().map(|chain| length(chain)).collect();
        lengths.sort_by(f64::total_cmp);
        assert_eq!(lengths, [80.0, 100.0]);
    }

    #[test]
    fn a_ring_is_one_line() {
        let ring = line(&[(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 50.0), (0.0, 0.0)]);
        let found = chains(&[ring]);
        assert_eq!((found.len(), found[0].len()), (1, 5));
    }

    #[test]
    fn carriageways_that_run_into_one_another_are_two_lines() {
        let chain = line(&[(0.0, 0.0), (500.0, 0.0), (510.0, 10.0), (500.0, 20.0), (0.0, 20.0)]);
        let cut = cut_hairpins(vec![chain], 60.0);
        assert_eq!(cut.len(), 3, "{cut:?}");
        assert_eq!(cut[0].len() + cut[2].len(), 4);
        // A corner is no hairpin.
        let corner = line(&[(0.0, 0.0), (500.0, 0.0), (500.0, 500.0), (0.0, 500.0)]);
        assert_eq!(cut_hairpins(vec![corner], 60.0).len(), 1);
    }
}
