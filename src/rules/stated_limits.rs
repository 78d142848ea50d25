//! What a draft states of its sides, and the words for whose sides they are.
//!
//! Must not judge: the three rules on abuttals do.

use std::sync::{Arc, OnceLock};

use geo_types::MultiPolygon;

use super::{Case, Finding};
use crate::{abuttals::Block, geometry::Side};

/// Most names of a side that are looked up; the longest published list has three.
const MOST_NAMES: usize = 100;

/// Limits in words of a park or of the whole zone.
pub struct Stated {
    /// Name of the park; absent for the zone.
    pub park: Option<String>,
    /// What is stated.
    pub block: Block,
    /// The shape that it is stated of, where it is sound.
    pub shape: Option<Arc<MultiPolygon<f64>>>,
}

/// What is stated of a case, worked out once for the three rules.
#[derive(Default)]
pub struct StatedLimits(OnceLock<Vec<Stated>>);

impl Case<'_> {
    /// Returns what is stated of the zone and of its parks, in this order; what has no abuttals is not listed.
    pub(super) fn stated(&self) -> &[Stated] {
        self.stated_limits.0.get_or_init(|| {
            let zone = self.draft.abuttals.as_ref().map(|abuttals| Stated {
                park: None,
                block: bounded(abuttals.stated(None)),
                shape: self.extent.clone(),
            });
            let parks = self.parks.iter().filter_map(|park| {
                Some(Stated {
                    park: Some(park.draft.name.clone()),
                    block: bounded(park.draft.abuttals.as_ref()?.stated(Some(&park.draft.name))),
                    shape: park.sound.clone(),
                })
            });
            zone.into_iter().chain(parks).collect()
        })
    }
}

/// Leaves out names beyond the most that are looked up.
fn bounded(mut block: Block) -> Block {
    for side in Side::ALL {
        if let Some(stated) = block.side_mut(side) {
            stated.features.truncate(MOST_NAMES);
        }
    }
    block
}

impl Stated {
    /// Returns who is spoken of, Chinese and English.
    pub fn who(&self) -> (String, String) {
        match &self.park {
            Some(name) => (format!("园区“{name}”"), format!("park “{name}”")),
            None => ("集聚区".to_owned(), "the zone".to_owned()),
        }
    }

    /// Says which park a finding is about.
    pub fn of(&self, finding: Finding) -> Finding {
        match &self.park {
            Some(name) => finding.park(name),
            None => finding,
        }
    }
}

/// Returns the word for a side, Chinese and English.
pub fn side_words(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::East => ("东", "east"),
        Side::South => ("南", "south"),
        Side::West => ("西", "west"),
        Side::North => ("北", "north"),
    }
}
