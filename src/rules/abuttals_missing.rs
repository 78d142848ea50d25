//! Rule `abuttals-missing`: a side of which nothing is stated.
//!
//! Must not know what bears the names: an unknown name is still a statement.

use geo_types::Geometry;

use super::{
    Case, Finding, Rule, Unit,
    stated_limits::{Stated, side_words},
};
use crate::{abuttals::side_line, geometry::Side, zone::Severity};

/// Rule `abuttals-missing`.
pub struct AbuttalsMissing;

impl Rule for AbuttalsMissing {
    fn id(&self) -> &'static str {
        "abuttals-missing"
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        if case.stated().is_empty() {
            findings.push(
                Finding::new(
                    Severity::Warning,
                    "集聚区和各园区都没有写明四至".to_owned(),
                    "neither the zone nor any of its parks states its limits on the four sides".to_owned(),
                )
                .figure("sides_missing", 4.0, Unit::Count),
            );
        }
        for stated in case.stated() {
            let missing: Vec<Side> = Side::ALL
                .into_iter()
                .filter(|side| stated.block.side(*side).is_none())
                .collect();
            let (who_zh, who_en) = stated.who();
            if missing.len() == Side::ALL.len() {
                findings.push(
                    stated.of(Finding::new(
                        Severity::Warning,
                        format!("{who_zh}的四至没有可读出的东、南、西、北"),
                        format!(
                            "{who_en}: no side can be read from its abuttals; hint: write 东至…，南至…，西至…，北至…"
                        ),
                    )
                    .figure("sides_missing", 4.0, Unit::Count)),
                );
                continue;
            }
            findings.extend(missing.iter().map(|side| side_missing(stated, *side, missing.len())));
        }
    }
}

fn side_missing(stated: &Stated, side: Side, missing: usize) -> Finding {
    let ((who_zh, who_en), (zh, en)) = (stated.who(), side_words(side));
    let finding = Finding::new(
        Severity::Warning,
        format!("{who_zh}没有写明{zh}至"),
        format!("{who_en} does not state its limit on the {en}"),
    );
    let finding = stated
        .of(finding)
        .side(side)
        .figure("sides_missing", missing as f64, Unit::Count);
    let line = stated.shape.as_ref().map(|shape| side_line(shape, side));
    match line.filter(|line| !line.0.is_empty()) {
        Some(line) => finding.place(Geometry::MultiLineString(line)),
        None => finding,
    }
}
