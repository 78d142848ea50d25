//! Holds the judgement by JTS's cases: validity, relations and overlays of polygons, every case told as agreed, disagreed or not applicable.
//! Must not hold the cases: `.ci/judges` fetches them into var/jts.

mod cases;
mod overlays;
mod relations;

use crate::{judge, skip::skip};
use cases::{Case, Op, Operand};
use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

/// What came of one operation of one case.
pub enum Outcome {
    Agreed,
    /// What was expected and what was found.
    Disagreed(String),
    /// Why the case does not speak of what this library answers.
    NotApplicable(&'static str),
}

/// Cases at odds with us for a reason that was looked into: file, words of the description, and why.
const KNOWN: [(&str, &str, &str); 7] = [
    ("general-TestValid", "non-empty shell and empty hole", EMPTY_RING),
    ("general-TestValid2", "Test 752", EMPTY_RING),
    ("general-TestValid2", "Test 753", EMPTY_RING),
    ("validate-TestRelateAA", "A/A-6-13", NARROW),
    ("validate-TestRelateAA", "A/A-6-25", NARROW),
    ("validate-TestRelateAA-big", "A/A-6-18", NARROW),
    ("validate-TestRelateAA-big", "A/A-6-24", NARROW),
];

const EMPTY_RING: &str = "an empty ring in a drawing is told as too few points; JTS passes over it";
const NARROW: &str =
    "one polygon is narrower than the grid of 1e-9 degree, on which it has no area, so nothing is shared";

#[derive(Default)]
struct Tally {
    agreed: usize,
    disagreed: usize,
    not_applicable: BTreeMap<&'static str, usize>,
}

#[test]
fn jts_cases_of_polygons_agree() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("var/jts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "xml"));
    files.sort();
    if files.is_empty() {
        skip("skipped: jts_cases_of_polygons_agree (no var/jts; .ci/judges fetches it)");
        return;
    }
    let mut by_op: BTreeMap<String, Tally> = BTreeMap::new();
    let mut disagreements: Vec<String> = Vec::new();
    let mut told = String::new();
    for path in &files {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in cases::read(path) {
            for op in &case.ops {
                let name = op.name.to_lowercase();
                let tally = by_op.entry(name.clone()).or_default();
                let title = format!("{file}: {}: {name}", case.title);
                match judged(&case, op) {
                    Outcome::Agreed => tally.agreed += 1,
                    Outcome::NotApplicable(why) => {
                        *tally.not_applicable.entry(why).or_default() += 1;
                        writeln!(told, "not applicable ({why}): {title}").unwrap();
                    }
                    Outcome::Disagreed(how) => {
                        let known = KNOWN
                            .iter()
                            .find(|(of, words, _)| *of == file && case.title.contains(words));
                        tally.disagreed += 1;
                        writeln!(told, "disagreed: {title}: {how}").unwrap();
                        match known {
                            Some((_, _, why)) => writeln!(told, "  known: {why}").unwrap(),
                            None => disagreements.push(format!("{title}: {how}")),
                        }
                    }
                }
            }
        }
    }
    // Every case that was not judged is named here.
    std::fs::write(folder.join("told.txt"), &told).unwrap();
    println!("{}", table(&by_op));
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

fn judged(case: &Case, op: &Op) -> Outcome {
    match op.name.to_lowercase().as_str() {
        "isvalid" => validity(case, op),
        "relate" | "intersects" | "disjoint" | "touches" | "overlaps" | "contains" | "covers" | "within"
        | "coveredby" | "crosses" | "equalstopo" => relations::judged(case, op),
        "intersection" | "union" | "difference" | "symdifference" | "intersectionng" | "unionng" | "differenceng"
        | "symdifferenceng" | "overlayareatest" | "areatest" => overlays::judged(case, op),
        _ => Outcome::NotApplicable("an operation this library does not have"),
    }
}

/// Compares the verdict on a polygon.
fn validity(case: &Case, op: &Op) -> Outcome {
    let Some(expected) = op.truth() else {
        return Outcome::NotApplicable("no truth value is expected");
    };
    match case.operand(&op.first) {
        Operand::Area(shape) => {
            let found = judge::is_valid(shape);
            if found == expected {
                Outcome::Agreed
            } else {
                Outcome::Disagreed(format!("expected {expected}, found {found}"))
            }
        }
        Operand::Other => Outcome::NotApplicable("not a polygon"),
        Operand::Unread => Outcome::NotApplicable("GEOS cannot read the operand"),
        Operand::Missing => Outcome::NotApplicable("no operand"),
    }
}

fn table(by_op: &BTreeMap<String, Tally>) -> String {
    let mut text = String::from("operation            agreed  disagreed  not applicable\n");
    let mut sum = (0, 0, 0);
    for (name, tally) in by_op {
        let reasons: Vec<String> = tally
            .not_applicable
            .iter()
            .map(|(why, count)| format!("{count} {why}"))
            .collect();
        writeln!(
            text,
            "{name:<20} {:>6} {:>10}  {}",
            tally.agreed,
            tally.disagreed,
            reasons.join("; ")
        )
        .unwrap();
        sum.0 += tally.agreed;
        sum.1 += tally.disagreed;
        sum.2 += tally.not_applicable.values().sum::<usize>();
    }
    writeln!(text, "{:<20} {:>6} {:>10}  {}", "all", sum.0, sum.1, sum.2).unwrap();
    text
}
