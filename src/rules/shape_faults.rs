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
        Self {
            id: "ring",
            of_ring: true,
        }
    }

    /// Makes the rule for faults between edges and rings.
    pub fn simple() -> Self {
        Self {
            id: "simple",
            of_ring: false,
        }
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
            .at(Spot {
                part: Some(fault.part),
                ring: Some(fault.ring),
                vertex: fault.vertex,
            });
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
        // The parks are sound each on its own, and yet what they cover together could not be decided.
        if let Some(error) = case.undecided.as_ref().filter(|_| !self.of_ring) {
            findings.push(Finding::undecided(error));
        }
    }
}

fn place_words(fault: &Fault) -> (String, String) {
    let ring_zh = if fault.ring == 0 {
        "外环".to_owned()
    } else {
        format!("第 {} 个内环", fault.ring)
    };
    let ring_en = if fault.ring == 0 {
        "exterior ring".to_owned()
    } else {
        format!("interior ring {}", fault.ring)
    };
    let (vertex_zh, vertex_en) = fault
        .vertex
        .map(|vertex| (format!("，第 {} 点", vertex + 1), format!(", vertex {}", vertex + 1)))
        .unwrap_or_default();
    let part = fault.part + 1;
    (
        format!("第 {part} 部分，{ring_zh}{vertex_zh}"),
        format!("part {part}, {ring_en}{vertex_en}"),
    )
}

/// Tells whether a fault is of a single ring's points, not of what its edges do to one another.
fn is_of_ring(kind: FaultKind) -> bool {
    use FaultKind as Kind;
    matches!(
        kind,
        Kind::NotFinite | Kind::TooFewPoints | Kind::NotClosed | Kind::RepeatedPoint | Kind::Spike | Kind::SharpAngle
    )
}

/// Returns the words for a fault, Chinese and English.
fn words(kind: FaultKind) -> (&'static str, &'static str) {
    match kind {
        FaultKind::NotFinite => ("坐标不是有限数", "a coordinate is not a finite number"),
        FaultKind::TooFewPoints => ("环的不同点少于三个", "a ring has fewer than three distinct points"),
        FaultKind::NotClosed => (
            "环未闭合：末点应与首点相同",
            "a ring is not closed: its last point should be its first",
        ),
        FaultKind::RepeatedPoint => ("相邻点重复", "a point is repeated"),
        FaultKind::Spike => ("有尖刺：边界原路折回", "a spike: the limit runs out and back on itself"),
        FaultKind::SharpAngle => ("夹角过小", "the limit turns back at too sharp an angle"),
        FaultKind::SelfIntersection => ("边界自相交", "the limit crosses itself"),
        FaultKind::SelfTouch => ("边界在一点与自身相接", "the limit touches itself at a point"),
        FaultKind::RingsCross => ("两环相交", "two rings cross"),
        FaultKind::RingsShareEdge => ("两环共边", "two rings run along each other"),
        FaultKind::HoleOutsideShell => ("内环在外环之外", "a hole lies outside its exterior ring"),
        FaultKind::NestedHoles => ("内环套内环", "a hole lies inside another hole"),
        FaultKind::PartsOverlap => ("两部分互相重叠", "two parts share interior"),
        FaultKind::PartsShareEdge => (
            "两部分共边，应合为一",
            "two parts lie side by side along an edge and should be one",
        ),
        FaultKind::DisconnectedInterior => ("内部不连通", "the interior is cut in pieces"),
    }
}
