//! Shared limits, simplified once: laws over random coverages.

use geo::{Area, BooleanOps, MapCoords};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use proptest::prelude::*;
use sizhi::tile::{Levels, TileAddress, TileBuilder, Value};

use super::shapes::{decode, polygons};

/// A coverage of cells whose shared limits wander, each with vertices of its own where nothing parts.
#[derive(Debug, Clone)]
struct Coverage {
    columns: usize,
    rows: usize,
    /// Vertices along each side of a cell.
    steps: usize,
    /// Numbers from which the places are drawn.
    seed: u64,
}

fn noise(seed: u64, a: usize, b: usize) -> f64 {
    let mut state =
        seed ^ (a as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (b as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    state = (state ^ (state >> 31)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    state ^= state >> 32;
    (state % 10_000) as f64 / 10_000.0 - 0.5
}

impl Coverage {
    /// The place at a step of a grid line: all cells beside it have the very same.
    fn place(&self, x: usize, y: usize) -> Coord<f64> {
        let step = 0.1 / self.steps as f64;
        Coord {
            x: 120.0 + step * (x as f64 + 0.8 * noise(self.seed, x, y)),
            y: 31.0 + step * (y as f64 + 0.8 * noise(!self.seed, x, y)),
        }
    }

    fn cell(&self, column: usize, row: usize) -> MultiPolygon<f64> {
        let (west, south, n) = (column * self.steps, row * self.steps, self.steps);
        let mut ring: Vec<Coord<f64>> = (0..n).map(|i| self.place(west + i, south)).collect();
        ring.extend((0..n).map(|i| self.place(west + n, south + i)));
        ring.extend((0..n).map(|i| self.place(west + n - i, south + n)));
        ring.extend((0..n).map(|i| self.place(west, south + n - i)));
        // Each cell begins its ring elsewhere, and every other one is drawn the other way round.
        let start = (column * 7 + row * 3) % ring.len();
        ring.rotate_left(start);
        if (column + row) % 2 == 1 {
            ring.reverse();
        }
        ring.push(ring[0]);
        MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
    }

    fn cells(&self) -> Vec<MultiPolygon<f64>> {
        (0..self.rows)
            .flat_map(|row| (0..self.columns).map(move |column| (column, row)))
            .map(|(column, row)| self.cell(column, row))
            .collect()
    }
}

fn coverages() -> impl Strategy<Value = Coverage> {
    (1..4_usize, 1..4_usize, 1..12_usize, any::<u64>()).prop_map(|(columns, rows, steps, seed)| Coverage {
        columns,
        rows,
        steps,
        seed,
    })
}

fn others(cells: &[MultiPolygon<f64>], own: usize) -> impl Iterator<Item = &MultiPolygon<f64>> {
    cells
        .iter()
        .enumerate()
        .filter(move |(nth, _)| *nth != own)
        .map(|(_, cell)| cell)
}

/// Edges without their direction, sorted.
fn edges(shape: &MultiPolygon<f64>) -> Vec<[(u64, u64); 2]> {
    let bits = |c: Coord<f64>| (c.x.to_bits(), c.y.to_bits());
    let rings = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let mut edges: Vec<_> = rings
        .flat_map(|ring| ring.0.windows(2))
        .map(|w| {
            let (a, b) = (bits(w[0]), bits(w[1]));
            if a <= b { [a, b] } else { [b, a] }
        })
        .collect();
    edges.sort_unstable();
    edges
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_edge_within_a_coverage_has_two_owners_at_every_zoom(coverage in coverages()) {
        let cells = coverage.cells();
        let levels: Vec<Levels> = cells.iter().enumerate().map(|(nth, cell)| Levels::among(cell, others(&cells, nth))).collect();
        let outer = |edges: Vec<Vec<[(u64, u64); 2]>>| {
            let mut all: Vec<_> = edges.into_iter().flatten().collect();
            all.sort_unstable();
            all.chunk_by(|a, b| a == b).filter(|same| same.len() != 2).map(<[_]>::len).collect::<Vec<_>>()
        };
        for zoom in 0..=16 {
            let forms: Vec<_> = cells.iter().zip(&levels).map(|(cell, levels)| edges(&levels.form(cell, zoom))).collect();
            // An edge of one owner lies on the outside of the coverage: it has no other side, so the sides' ends bound their number.
            let single = outer(forms.clone());
            prop_assert!(single.iter().all(|owners| *owners == 1), "zoom {}: {:?}", zoom, single);
            let rim: usize = 2 * (coverage.columns + coverage.rows);
            let drawn = forms.iter().filter(|edges| !edges.is_empty()).count();
            if drawn == cells.len() {
                prop_assert!(single.len() <= rim * coverage.steps, "zoom {}: {} edges outside", zoom, single.len());
                prop_assert!(single.len() >= 2, "zoom {}", zoom);
            }
        }
    }

    #[test]
    fn neighbours_share_no_ground_and_leave_none_between_them(coverage in coverages(), zoom in 8_u8..16) {
        let cells = coverage.cells();
        let forms: Vec<_> = cells
            .iter()
            .enumerate()
            .map(|(nth, cell)| Levels::among(cell, others(&cells, nth)).form(cell, zoom))
            .collect();
        // A tile unit of that zoom, in degrees: what is drawn may cross itself below it.
        let unit = 360.0 / 4096.0 / f64::from(1_u32 << zoom);
        let slack = unit * 0.1 * 8.0;
        let mut whole = MultiPolygon(vec![]);
        let mut sum = 0.0;
        for form in &forms {
            sum += form.unsigned_area();
            whole = whole.union(form);
        }
        prop_assert!((whole.unsigned_area() - sum).abs() <= slack * forms.len() as f64, "{} against {}", whole.unsigned_area(), sum);
    }

    #[test]
    fn decoded_tiles_of_neighbours_overlay_without_sliver_or_gap(coverage in coverages(), zoom in 6_u32..14) {
        let cells = coverage.cells();
        let middle = coverage.place(coverage.columns * coverage.steps / 2, coverage.rows * coverage.steps / 2);
        let tile = TileAddress::of(zoom, middle.x, middle.y).unwrap();
        let mut builder = TileBuilder::new(tile, "cells").unwrap();
        for (nth, cell) in cells.iter().enumerate() {
            let levels = Levels::among(cell, others(&cells, nth));
            builder.thinned(cell, &levels, &[("nth", Value::Integer(nth as i64))]).unwrap();
        }
        if builder.is_empty() {
            return Ok(());
        }
        let drawn: Vec<MultiPolygon<f64>> = decode(&builder.finish().unwrap(), "cells")
            .iter()
            .map(|feature| MultiPolygon(polygons(feature)).map_coords(|c| Coord { x: f64::from(c.x), y: f64::from(c.y) }))
            .collect();
        let sum: f64 = drawn.iter().map(Area::unsigned_area).sum();
        let whole = drawn.iter().fold(MultiPolygon(vec![]), |whole, cell| whole.union(cell));
        let vertices: usize = drawn.iter().flatten().map(|part| part.exterior().0.len()).sum();
        // Rounding to whole units may turn a corner inside out, by less than a unit along an edge.
        let slack = 2.0 * vertices as f64;
        prop_assert!((sum - whole.unsigned_area()).abs() <= slack, "{} drawn, {} covered", sum, whole.unsigned_area());
        let holes: f64 = whole.iter().flat_map(Polygon::interiors).map(|hole| Polygon::new(hole.clone(), vec![]).unsigned_area()).sum();
        if drawn.len() == cells.len() {
            prop_assert!(holes <= slack, "{} units² of gaps", holes);
        }
    }

    #[test]
    fn the_order_of_neighbours_and_those_far_away_change_nothing(coverage in coverages()) {
        let cells = coverage.cells();
        let far = MultiPolygon(vec![Polygon::new(LineString::from(vec![(10.0, 10.0), (11.0, 10.0), (10.0, 11.0), (10.0, 10.0)]), vec![])]);
        let mut around: Vec<&MultiPolygon<f64>> = others(&cells, 0).collect();
        let plain = Levels::among(&cells[0], around.iter().copied());
        around.reverse();
        around.push(&far);
        prop_assert_eq!(plain, Levels::among(&cells[0], around.into_iter()));
    }

    #[test]
    fn nothing_is_drawn_further_off_than_a_tile_unit(coverage in coverages(), zoom in 4_u8..18) {
        let cells = coverage.cells();
        let form = Levels::among(&cells[0], others(&cells, 0)).form(&cells[0], zoom);
        let unit = 360.0 / 4096.0 / f64::from(1_u32 << zoom);
        let kept: Vec<Coord<f64>> = form.iter().flat_map(|part| part.exterior().0.clone()).collect();
        if kept.is_empty() {
            return Ok(());
        }
        for part in &cells[0] {
            for c in part.exterior() {
                let near = kept.windows(2).map(|w| distance(*c, w[0], w[1])).fold(f64::INFINITY, f64::min);
                prop_assert!(near <= unit * 1.001, "{:?} is {} units off", c, near / unit);
            }
        }
    }
}

fn distance(place: Coord<f64>, from: Coord<f64>, to: Coord<f64>) -> f64 {
    let (edge, way) = (to - from, place - from);
    let length2 = edge.x * edge.x + edge.y * edge.y;
    let share = if length2 > 0.0 {
        ((way.x * edge.x + way.y * edge.y) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (way.x - edge.x * share).hypot(way.y - edge.y * share)
}

#[test]
fn a_ring_of_its_own_is_thinned_and_comes_back_whole_near_by() {
    let ring: Vec<Coord<f64>> = (0..=1_000)
        .map(|nth| {
            let angle = f64::from(nth % 1_000) / 1_000.0 * std::f64::consts::TAU;
            Coord {
                x: 120.0 + 0.1 * angle.cos(),
                y: 31.0 + 0.1 * angle.sin(),
            }
        })
        .collect();
    let shape = MultiPolygon(vec![Polygon::new(LineString(ring), vec![])]);
    let levels = Levels::among(&shape, std::iter::empty());
    let counts: Vec<usize> = [4, 8, 12, 22]
        .map(|zoom| {
            levels
                .form(&shape, zoom)
                .iter()
                .map(|part| part.exterior().0.len())
                .sum()
        })
        .to_vec();
    assert!(counts.windows(2).all(|pair| pair[0] < pair[1]), "{counts:?}");
    assert_eq!(counts[3], 1_001);
}
