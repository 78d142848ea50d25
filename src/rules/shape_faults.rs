//! Rules `ring` and `simple`: faults of the shapes themselves.
//!
//! Must not find them: `geometry::faults` does; this gives them words and weight.

use geo_types::Point;

use super::{Case, Finding, Rule, Spot};
use crate::{
    geometry::{Fault, FaultKind},
    zone::Severity,
};

/// Rule `ring` or `simple`.
pub struct ShapeFaults {
    id: &'static str,
    of_ring: bool,
}

impl ShapeFaults {
    /// Makes the rule for faults of single rings.
    pub fn ring() -> Self {
        Self { id: "ring", of_ring: true }
    }

    /// Makes the rule for faults between edges and rings.
    pub fn simple() -> Self {
        Self { id: "simple", of_ring: false }
    }

    fn add(&self, who: Option<&str>, faults: &[Fault], findings: &mut Vec<Finding>) {
        for fault in faults.iter().filter(|fault| is_of_ring(fault.kind) == self.of_ring) {
            let (what_zh, what_en) = words(fault.kind);
            let (who_zh, who_en) = match who {
                Some(name) => (format!("园区“{name}”"), format!("park “{name}”")),
                None => ("集聚区外界线".to_owned(), "the zone's outline".to_owned()),
            };
            let (where_zh, where_en) = place_words(fault);
            let finding = Finding::new(
                Severity::Error,
                format!("{who_zh}：{what_zh}（{where_zh}）"),
                format!("{who_en}: {what_en} ({where_en})"),
            )
            .at(Spot { part: Some(fault.part), ring: Some(fault.ring), vertex: fault.vertex });
            let finding = match fault.at {
                Some(at) if at.x.is_finite() && at.y.is_finite() => finding.place(Point(at)),
                _ => finding,
            };
            findings.push(match who {
                Some(name) => finding.park(name),
                None => finding,
            });
        }
    }
}

impl Rule for ShapeFaults {
    fn id(&self) -> &'static str {
        self.id
    }

    fn check(&self, case: &Case<'_>, findings: &mut Vec<Finding>) {
        self.add(None, &case.outline_faults, findings);
        for park in &case.parks {
            self.add(Some(&park.draft.name), &park.faults, findings);
        }
    }
}

fn place_words(fault: &Fault) -> (String, String) {
    let ring_zh = if fault.ring == 0 { "外环".to_owned() } else { format!("第 {} 个内环", fault.ring) };
    let ring_en = if fault.ring == 0 { "exterior ring".to_owned() } else { format!("interior ring {}", fault.ring) };
    let (vertex_zh, vertex_en) = fault
        .vertex
        .map(|vertex| (format!("，第 {} 点", vertex + 1), format!(", vertex {}", vertex + 1)))
        .unwrap_or_default();
    let part = fault.part + 1;
    (format!("第 {part} 部分，{ring_zh}{vertex_zh}"), format!("part {part}, {ring_en}{vertex_en}"))
}
