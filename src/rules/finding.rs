//! A finding: what a rule says of a draft, with figures and the place.
//!
//! Must not know which rule says it beyond the id it carries.

use geo_types::{Geometry, MultiPolygon};
use serde::Serialize;

use super::wording;
use crate::{
    geometry::{Datum, OverlayError, Side},
    zone::{Severity, StandingClass, Text, ZoneCode},
};

/// Unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Square metres on the ellipsoid.
    #[serde(rename = "m2")]
    SquareMetre,
    /// Metres.
    #[serde(rename = "m")]
    Metre,
    /// A share, 0 to 1.
    #[serde(rename = "share")]
    Share,
    /// A count.
    #[serde(rename = "count")]
    Count,
}

/// A number that a finding rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Name, such as `shared_area`.
    pub name: &'static str,
    /// Value in `unit`.
    pub value: f64,
    /// Unit.
    pub unit: Unit,
}

/// A place within a park's shape, each step as far as it is known. All counts begin at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct Spot {
    /// Part of the multi-polygon.
    pub part: Option<usize>,
    /// Ring of the part: 0 is the exterior, 1 and on its interiors.
    pub ring: Option<usize>,
    /// Vertex of the ring.
    pub vertex: Option<usize>,
}

/// The other side of a finding between two zones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// Code of the zone.
    pub zone: ZoneCode,
    /// Its name.
    pub name: String,
    /// The park of it, where it is one.
    pub park: Option<String>,
    /// Whether it is in force or pending.
    pub status: StandingClass,
}

/// The new shape that a fix gives to a park.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedPark {
    /// Name of the park.
    pub park: String,
    /// Its number in the draft, from 0.
    pub nth: usize,
    /// Its shape after the fix.
    pub shape: MultiPolygon<f64>,
}

/// A way to mend what a finding says: putting the shapes in place of the old ones clears the finding and brings no other of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What is done, such as `fill-gap`.
    pub kind: &'static str,
    /// The sentence on the button, in Chinese and English.
    pub label: Text,
    /// The datum that the coordinates are read in anew, where that is what the fix does: then every shape of the draft moves, and
    /// the converted coordinates are in CGCS2000.
    pub datum: Option<Datum>,
    /// Every park that changes.
    pub parks: Vec<FixedPark>,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// Version of the rule.
    pub version: u32,
    /// How much it weighs.
    pub severity: Severity,
    /// The sentence, in Chinese and English.
    pub message: Text,
    /// The numbers it rests on.
    pub figures: Vec<Figure>,
    /// Name of the park it is about.
    pub park: Option<String>,
    /// The side that it is about.
    pub side: Option<Side>,
    /// Where in the park's shape.
    pub at: Option<Spot>,
    /// The other zone, where there is one.
    pub with: Option<Other>,
    /// The place in lon/lat.
    pub place: Option<Geometry<f64>>,
    /// Ways to mend it, the least change first.
    pub fixes: Vec<Fix>,
    /// The applicant's word of reason, where the draft has one.
    pub answer: Option<String>,
    /// Whether the rule could not decide: such a finding is an error whatever the rule's severity.
    pub undecided: bool,
}

impl Finding {
    /// Makes a finding that says `message` of the whole draft; the rule that has it adds its id and weight.
    pub fn new(severity: Severity, zh: String, en: String) -> Self {
        Self {
            rule: "",
            version: 0,
            severity,
            message: Text { zh, en },
            figures: Vec::new(),
            park: None,
            side: None,
            at: None,
            with: None,
            place: None,
            fixes: Vec::new(),
            answer: None,
            undecided: false,
        }
    }

    /// Returns the key under which a draft answers the finding: rule and version, park, side, and the other zone with its park, such
    /// as `overlap-pending@1/东片区//zone-b`. It stays the same while the boundary is redrawn; findings of one rule on one
    /// park share it. `~` and `/` within a name are written `~0` and `~1`, empty members at the end are left out.
    pub fn key(&self) -> String {
        self.key_with(self.with.as_ref())
    }

    /// Returns the key that leaves the other zone out: whoever does not see that zone answers under it.
    pub fn bare_key(&self) -> String {
        self.key_with(None)
    }

    fn key_with(&self, other: Option<&Other>) -> String {
        let part = |text: Option<&str>| text.unwrap_or_default().replace('~', "~0").replace('/', "~1");
        let parts = [
            part(self.park.as_deref()),
            part(self.side.map(Side::as_str)),
            part(other.map(|other| other.zone.as_str())),
            part(other.and_then(|other| other.park.as_deref())),
        ];
        let key = format!("{}@{}/{}", self.rule, self.version, parts.join("/"));
        key.trim_end_matches('/').to_owned()
    }

    /// Tells whether it is a warning to which no word of reason is given.
    pub fn waits_for_answer(&self) -> bool {
        let answered = self.answer.as_ref().is_some_and(|answer| !answer.trim().is_empty());
        self.severity == Severity::Warning && !answered
    }

    /// Makes the finding that a question could not be decided; it blocks, however light the rule.
    pub fn undecided(error: &OverlayError) -> Self {
        Self {
            undecided: true,
            ..Self::new(
                Severity::Error,
                format!("无法判定：图形叠加的面积不守恒或计算失败（{error}）"),
                format!("could not be decided: {error}"),
            )
        }
    }

    /// Takes away all that tells which other zone it is about; what is shared, and where, stays.
    pub(super) fn hide_other(&mut self) {
        self.with = None;
        self.fixes.clear();
        self.figures.retain(|figure| figure.name != "share_of_other");
        let shared_m2 = self.figures.iter().find(|figure| figure.name == "shared_area");
        let shared_m2 = shared_m2.map(|figure| figure.value);
        let (park_zh, park_en) = match &self.park {
            Some(park) => (format!("园区“{park}”"), format!("park “{park}”")),
            None => ("本区".to_owned(), "this zone".to_owned()),
        };
        self.message = match shared_m2 {
            Some(m2) => Text {
                zh: format!("{park_zh}与一个未公开的待审申请有重叠：{}", wording::area_zh(m2)),
                en: format!(
                    "{park_en} and a pending application that is not public share {}",
                    wording::area(m2)
                ),
            },
            None => Text {
                zh: format!("{park_zh}与一个未公开的待审申请是否重叠，无法判定"),
                en: format!(
                    "whether {park_en} and a pending application that is not public overlap could not be decided"
                ),
            },
        };
    }

    /// Says which park it is about.
    #[must_use]
    pub fn park(mut self, name: &str) -> Self {
        self.park = Some(name.to_owned());
        self
    }

    /// Says which side it is about.
    #[must_use]
    pub fn side(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }

    /// Says where in the park's shape it is.
    #[must_use]
    pub fn at(mut self, spot: Spot) -> Self {
        self.at = Some(spot);
        self
    }

    /// Says which other zone it is about.
    #[must_use]
    pub fn with(mut self, other: Other) -> Self {
        self.with = Some(other);
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn figure(mut self, name: &'static str, value: f64, unit: Unit) -> Self {
        self.figures.push(Figure { name, value, unit });
        self
    }

    /// Adds the place.
    #[must_use]
    pub fn place(mut self, place: impl Into<Geometry<f64>>) -> Self {
        self.place = Some(place.into());
        self
    }
}
