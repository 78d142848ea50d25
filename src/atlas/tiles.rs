//! What the map's layers show in a tile.
//!
//! Must not show anything that is not in force today, nor be used for answers: tiles are rounded to their grid.

use super::{Atlas, ZoneShape};
use crate::{
    geometry::Bbox,
    tile::{Projection, TileAddress, TileBuilder, TileError, TileJson, Value, VectorLayer, unseen_layer},
    zone::{Park, StandingClass},
};

/// A layer of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TileLayer {
    /// Extents of zones.
    Zones,
    /// Parks.
    Parks,
    /// Agencies.
    Agencies,
    /// Features.
    Features,
    /// Districts.
    Districts,
}

/// Zoom below which features are too dense to show.
const FEATURES_FROM_ZOOM: u8 = 9;
/// Greatest zoom at which tiles are made for maps; nearer ones are drawn from these.
const MAP_ZOOM: u8 = 16;

impl TileLayer {
    /// All layers.
    pub const ALL: [Self; 5] = [
        Self::Zones,
        Self::Parks,
        Self::Agencies,
        Self::Features,
        Self::Districts,
    ];

    /// Returns the name of the layer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zones => "zones",
            Self::Parks => "parks",
            Self::Agencies => "agencies",
            Self::Features => "features",
            Self::Districts => "districts",
        }
    }

    /// Tells whether what the layer shows depends on who sees it.
    pub fn depends_on_viewer(self) -> bool {
        match self {
            Self::Zones | Self::Parks | Self::Agencies => true,
            Self::Features | Self::Districts => false,
        }
    }

    /// Returns the layer of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.as_str() == name)
    }

    /// Returns the fields of the layer's features with what they hold.
    fn fields(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Zones => &[
                ("code", "String"),
                ("name", "String"),
                ("kind", "String"),
                ("status", "String"),
            ],
            Self::Parks => &[
                ("zone", "String"),
                ("park", "String"),
                ("function", "String"),
                ("functions", "String"),
            ],
            Self::Agencies => &[
                ("id", "String"),
                ("name", "String"),
                ("zone", "String"),
                ("services", "String"),
            ],
            Self::Features => &[("name", "String"), ("class", "String")],
            Self::Districts => &[("code", "String"), ("name", "String")],
        }
    }
}

impl Atlas {
    /// Returns the revision at which a layer last changed.
    pub fn layer_revision(&self, layer: TileLayer) -> u64 {
        match layer {
            TileLayer::Zones | TileLayer::Parks => self.layers.zones,
            TileLayer::Agencies => self.layers.agencies,
            TileLayer::Features => self.layers.features,
            TileLayer::Districts => self.layers.districts,
        }
    }

    /// Describes a layer's tiles under the address `origin`.
    pub fn tile_json(&self, layer: TileLayer, origin: &str) -> TileJson {
        let name = layer.as_str();
        let mut described = TileJson::new(
            &format!("{origin}/tiles/{name}/{{z}}/{{x}}/{{y}}"),
            self.programme.extent,
        );
        described.name = Some(name.to_owned());
        described.maxzoom = MAP_ZOOM;
        let fields = layer
            .fields()
            .iter()
            .map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned()))
            .collect();
        described.vector_layers = vec![VectorLayer {
            id: name.to_owned(),
            fields,
            ..VectorLayer::default()
        }];
        if matches!(layer, TileLayer::Zones | TileLayer::Parks | TileLayer::Districts) {
            described.vector_layers.push(VectorLayer {
                id: unseen_layer(name),
                description: Some("How many are too small to be drawn at this zoom, where they lie".to_owned()),
                fields: [("count".to_owned(), "Number".to_owned())].into(),
            });
        }
        described
    }

    /// Tells whether anything of a layer may lie in a tile or in one below it.
    pub fn may_show(&self, layer: TileLayer, address: TileAddress) -> bool {
        let bounds = Projection::of(address).bounds();
        match layer {
            TileLayer::Zones | TileLayer::Parks => self
                .shapes_in(&bounds)
                .any(|shape| shape.class == StandingClass::InForce),
            TileLayer::Agencies => self.agencies.values().any(|record| {
                let place = record.agency.point.filter(|place| bounds.contains(*place));
                place.is_some() && record.admission(self.today).is_some()
            }),
            TileLayer::Features => self.features_in(&bounds).next().is_some(),
            TileLayer::Districts => self.districts_in(&bounds).next().is_some(),
        }
    }

    /// Makes a tile of a layer; empty where nothing lies in it.
    ///
    /// # Errors
    /// Returns what the encoder refused.
    pub fn tile(&self, layer: TileLayer, address: TileAddress) -> Result<Vec<u8>, TileError> {
        let mut tile = TileBuilder::new(address, layer.as_str())?;
        let bounds = tile.bounds();
        match layer {
            TileLayer::Zones => self.add_zones(&mut tile, &bounds)?,
            TileLayer::Parks => self.add_parks(&mut tile, &bounds)?,
            TileLayer::Agencies => self.add_agencies(&mut tile, &bounds)?,
            TileLayer::Features if address.z() < FEATURES_FROM_ZOOM => {}
            TileLayer::Features => {
                for feature in self.features_in(&bounds) {
                    let class = feature.class.as_str();
                    tile.line(
                        &feature.line,
                        &[("name", Value::Text(&feature.name)), ("class", Value::Text(class))],
                    )?;
                }
            }
            TileLayer::Districts => {
                for (district, levels) in self.districts.drawn(&bounds) {
                    let code = district.division.to_string();
                    tile.thinned(
                        &district.shape,
                        levels,
                        &[("code", Value::Text(&code)), ("name", Value::Text(&district.name))],
                    )?;
                }
            }
        }
        tile.finish()
    }

    /// Returns the zones in force that a tile has to show, by code; of one that is a speck, what it holds for the layer is counted at once.
    fn zones_to_draw(
        &self,
        tile: &mut TileBuilder,
        bounds: &Bbox,
        holds: impl Fn(&ZoneShape) -> usize,
    ) -> Vec<&ZoneShape> {
        let mut shown = Vec::new();
        for (area, shape) in self.current.boxed(bounds) {
            if shape.class != StandingClass::InForce {
                continue;
            }
            if tile.is_speck(&area) {
                tile.count(&area, holds(shape));
            } else {
                shown.push(shape);
            }
        }
        shown.sort_unstable_by_key(|shape| &shape.zone);
        shown
    }

    /// Returns the parks of a shape's delimitation.
    pub(super) fn parks_of(&self, shape: &ZoneShape) -> &[Park] {
        let version = self.delimitation(&shape.zone, shape.delimitation);
        version.map_or(&[], |(_, version)| &version.delimitation.parks)
    }

    fn add_zones(&self, tile: &mut TileBuilder, bounds: &Bbox) -> Result<(), TileError> {
        for shape in self.zones_to_draw(tile, bounds, |_| 1) {
            let kind = self
                .zones
                .get(&shape.zone)
                .map_or("", |record| record.zone.kind.as_str());
            tile.thinned(
                &shape.extent,
                &self.drawn(shape).extent,
                &[
                    ("code", Value::Text(shape.zone.as_str())),
                    ("name", Value::Text(&shape.name)),
                    ("kind", Value::Text(kind)),
                    ("status", Value::Text(shape.class.as_str())),
                ],
            )?;
        }
        Ok(())
    }

    fn add_parks(&self, tile: &mut TileBuilder, bounds: &Bbox) -> Result<(), TileError> {
        let holds = |shape: &ZoneShape| self.parks_of(shape).iter().filter(|park| park.shape.is_some()).count();
        for shape in self.zones_to_draw(tile, bounds, holds) {
            for (park, levels) in self.parks_of(shape).iter().zip(&self.drawn(shape).parks) {
                let Some((area, levels)) = park.shape.as_ref().zip(levels.as_ref()) else {
                    continue;
                };
                let functions = park.functions.join(",");
                tile.thinned(
                    area,
                    levels,
                    &[
                        ("zone", Value::Text(shape.zone.as_str())),
                        ("park", Value::Text(&park.name)),
                        (
                            "function",
                            Value::Text(park.functions.first().map_or("", String::as_str)),
                        ),
                        ("functions", Value::Text(&functions)),
                    ],
                )?;
            }
        }
        Ok(())
    }

    fn add_agencies(&self, tile: &mut TileBuilder, bounds: &Bbox) -> Result<(), TileError> {
        for record in self.agencies.values() {
            let Some(place) = record.agency.point.filter(|place| bounds.contains(*place)) else {
                continue;
            };
            let Some(admission) = record.admission(self.today) else {
                continue;
            };
            let services = record.agency.services.join(",");
            tile.point(
                place,
                &[
                    ("id", Value::Text(record.agency.id.as_str())),
                    ("name", Value::Text(&record.agency.name)),
                    ("zone", Value::Text(admission.zone.as_str())),
                    ("services", Value::Text(&services)),
                ],
            )?;
        }
        Ok(())
    }
}
