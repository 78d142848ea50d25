//! Laws: on any skewed grid the cell between four streets is traced, and drafted with the same four names.

use proptest::prelude::*;
use sizhi::abuttals::{DraftTolerance, Feature, FitTolerance, Limit, Wish, draft, fit_sides};
use sizhi::geometry::Side;

use super::streets::{block, road, traced};

/// A grid of three by three cells: middle lines of streets, skewed and turned; street `v0` is the westernmost, `h0` the southernmost.
#[derive(Debug, Clone)]
struct Grid {
    across: Vec<f64>,
    up: Vec<f64>,
    turn_deg: f64,
    skew: f64,
    /// How far the streets of the wanted cell stop short of its corners, in metres; they go on beyond where it is none.
    short_m: f64,
}

impl Grid {
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = (x + self.skew * y, y);
        let (sin, cos) = self.turn_deg.to_radians().sin_cos();
        (x * cos + y * sin, -x * sin + y * cos)
    }

    fn streets(&self) -> Vec<Feature> {
        let (left, right) = (self.across[0] - 100.0, self.across[3] + 100.0);
        let (low, high) = (self.up[0] - 100.0, self.up[3] + 100.0);
        let mut streets = Vec::new();
        for (nth, x) in self.across.iter().enumerate() {
            let ends = if self.short_m > 0.0 && (1..=2).contains(&nth) {
                (self.up[1] + self.short_m, self.up[2] - self.short_m)
            } else {
                (low, high)
            };
            streets.push(road(
                &format!("纵{nth}路"),
                &[self.place(*x, ends.0), self.place(*x, ends.1)],
            ));
        }
        for (nth, y) in self.up.iter().enumerate() {
            streets.push(road(
                &format!("横{nth}路"),
                &[self.place(left, *y), self.place(right, *y)],
            ));
        }
        streets
    }

    /// The area of the wanted cell: a parallelogram, turned.
    fn cell_m2(&self) -> f64 {
        (self.across[2] - self.across[1]) * (self.up[2] - self.up[1])
    }
}

fn grids() -> impl Strategy<Value = Grid> {
    let gaps = || prop::collection::vec(150.0..600.0_f64, 4);
    let sums = |gaps: Vec<f64>| {
        gaps.iter()
            .scan(0.0, |sum, gap| {
                *sum += gap;
                Some(*sum)
            })
            .collect::<Vec<f64>>()
    };
    (
        gaps(),
        gaps(),
        -30.0..30.0_f64,
        -0.3..0.3_f64,
        prop_oneof![Just(0.0), 2.0..30.0_f64],
    )
        .prop_map(move |(across, up, turn_deg, skew, short_m)| Grid {
            across: sums(across),
            up: sums(up),
            turn_deg,
            skew,
            short_m,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_cell_between_four_streets_is_traced_and_drafted_with_the_same_names(grid in grids()) {
        let streets = grid.streets();
        let names = ["纵2路", "横1路", "纵1路", "横2路"];
        let found = traced(&block(names[0], names[1], names[2], names[3]), &streets, Wish::default());
        prop_assert!(!found.candidates.is_empty(), "{:?}", found.obstacles);
        let best = &found.candidates[0];
        prop_assert!((best.area_m2 / grid.cell_m2() - 1.0).abs() < 0.01, "{} of {}", best.area_m2, grid.cell_m2());
        let features: Vec<&Feature> = streets.iter().collect();
        let drafted = draft(&best.shape, &features, &DraftTolerance::within(40.0)).unwrap();
        for (side, name) in drafted.parts[0].sides.iter().zip(names) {
            prop_assert_eq!(side.text.as_deref(), Some(name), "{:?}", side);
        }
        // And what is drafted fits.
        let limits = names.map(|name| vec![Limit {
            lines: streets.iter().filter(|street| street.name == name).map(|street| &*street.line).collect(),
            offset: None,
        }]);
        for (side, fit) in Side::ALL.iter().zip(fit_sides(&best.shape, &limits, FitTolerance { near_m: 40.0, beside_m: 60.0 })) {
            let fit = fit.unwrap();
            prop_assert!(fit.share > 0.999 && fit.greatest_m < 31.0, "{side}: {fit:?}");
        }
    }

    /// Nothing that is stated of any lines makes a trace, a draft or a measure panic.
    #[test]
    fn any_lines_are_taken(
        lines in prop::collection::vec((0..5_usize, prop::collection::vec((-900.0..900.0_f64, -900.0..900.0_f64), 0..6)), 0..14),
        area in prop::option::of(1.0..1e7_f64),
    ) {
        let names = ["东路", "南路", "西路", "北路", "中路"];
        let streets: Vec<Feature> = lines.iter().map(|(name, places)| road(names[*name], places)).collect();
        let features: Vec<&Feature> = streets.iter().collect();
        for text in [block("东路", "南路", "西路", "北路"), block("东路、中路", "东路", "", "北路")] {
            let found = traced(&text, &streets, Wish { declared_area_m2: area, near: None });
            for candidate in &found.candidates {
                prop_assert!(candidate.area_m2 > 0.0 && (0.0..=1.0 + 1e-9).contains(&candidate.fit));
                let drafted = draft(&candidate.shape, &features, &DraftTolerance::within(40.0)).unwrap();
                for side in &drafted.parts[0].sides {
                    let named: f64 = side.features.iter().map(|feature| feature.share).sum();
                    prop_assert!(side.length_m == 0.0 || (named + side.unnamed_share - 1.0).abs() < 1e-9);
                }
            }
        }
    }
}
