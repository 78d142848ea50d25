//! Which tags make an element a feature, and of which class.
//!
//! Must not know lines and positions.

use crate::abuttals::FeatureClass;

/// Values of `highway` that are places, not ways.
const NO_ROADS: [&str; 6] = [
    "bus_stop",
    "elevator",
    "platform",
    "rest_area",
    "services",
    "street_lamp",
];

/// Values of `railway` that are places, not tracks.
const NO_TRACKS: [&str; 11] = [
    "container_terminal",
    "depot",
    "halt",
    "platform",
    "platform_edge",
    "roundhouse",
    "signal_box",
    "station",
    "stop",
    "traverser",
    "workshop",
];

/// The tags of an element that matter here.
#[derive(Debug, Default)]
pub(super) struct Tags {
    name: Option<String>,
    class: Option<(u8, FeatureClass)>,
    is_area: bool,
    is_for_walking: bool,
    kind: Option<String>,
}

impl Tags {
    /// Takes one tag.
    pub(super) fn push(&mut self, key: &str, value: &str) {
        let class = match (key, value) {
            ("name", _) => {
                self.name = Some(value.trim().to_owned()).filter(|name| !name.is_empty());
                None
            }
            ("area", "yes") => {
                self.is_area = true;
                None
            }
            ("type", _) => {
                self.kind = Some(value.to_owned());
                None
            }
            ("highway", _) if !NO_ROADS.contains(&value) => {
                self.is_for_walking = matches!(value, "pedestrian" | "footway");
                Some((0, FeatureClass::Road))
            }
            ("railway", _) if !NO_TRACKS.contains(&value) => Some((1, FeatureClass::Railway)),
            ("waterway", "river" | "canal" | "stream" | "ditch" | "drain") => Some((2, FeatureClass::River)),
            ("waterway", "riverbank") | ("natural", "coastline" | "water") => Some((3, FeatureClass::Shore)),
            ("boundary", "administrative") => Some((4, FeatureClass::Boundary)),
            _ => None,
        };
        // A road that is also a boundary is a road: the class that is seen on the ground comes first.
        self.class = match (self.class, class) {
            (Some(known), Some(new)) => Some(if new.0 < known.0 { new } else { known }),
            (known, new) => known.or(new),
        };
    }

    /// Gives class and name of a way that is a feature.
    pub(super) fn of_way(self) -> Option<(FeatureClass, String)> {
        let (_, class) = self.class?;
        // A square is an area to walk on: its outline runs along no road. Other roads drawn as areas are roads.
        let is_square = self.is_area && self.is_for_walking && class == FeatureClass::Road;
        Some((class, self.name?)).filter(|_| !is_square)
    }

    /// Gives class and name of a relation that is a feature by its members' lines: a boundary, or water by its shore.
    pub(super) fn of_relation(self) -> Option<(FeatureClass, String)> {
        let (_, class) = self.class?;
        let is_outline = matches!(self.kind.as_deref(), Some("multipolygon" | "boundary"));
        let by_outline = matches!(class, FeatureClass::Shore | FeatureClass::Boundary);
        Some((class, self.name?)).filter(|_| is_outline && by_outline)
    }
}
