//! The description of a tile set (TileJSON 3.0.0).
//!
//! Must not know the register's layers nor the address the server is reached by: both are given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::address::{MAX_ZOOM, TileAddress};
use crate::geometry::Bbox;

/// A TileJSON document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TileJson {
    /// Version of the format, `3.0.0`.
    pub tilejson: String,
    /// Name of the tile set.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// What it shows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<String>,
    /// To whom the data is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attribution: Option<String>,
    /// Addresses with `{z}`, `{x}` and `{y}`.
    pub tiles: Vec<String>,
    /// Layers in each tile.
    pub vector_layers: Vec<VectorLayer>,
    /// Least zoom with tiles.
    pub minzoom: u8,
    /// Greatest zoom with tiles; clients enlarge these beyond.
    pub maxzoom: u8,
    /// Bounds of the data, degrees.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bounds: Option<Bbox>,
    /// Longitude, latitude and zoom of a good first view.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub center: Option<[f64; 3]>,
}

/// One layer of a tile set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VectorLayer {
    /// Name of the layer in the tiles.
    pub id: String,
    /// What it shows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<String>,
    /// Properties and what each holds.
    pub fields: BTreeMap<String, String>,
}

impl TileJson {
    /// Describes a tile set without layers and names yet: its address with `{z}`, `{x}` and `{y}`, zooms 0 to [`MAX_ZOOM`],
    /// the data's bounds, and a first view that shows them whole.
    pub fn new(url: &str, bounds: Bbox) -> Self {
        let middle = bounds.centre();
        let corner = |z: u32, lon, lat| TileAddress::of(z, lon, lat).map(|tile| (tile.x(), tile.y()));
        // Bounds that span at most two tiles each way are whole on any screen.
        let fits = |z: &u32| {
            let corners = (
                corner(*z, bounds.west(), bounds.north()),
                corner(*z, bounds.east(), bounds.south()),
            );
            matches!(corners, (Ok(a), Ok(b)) if b.0 - a.0 < 2 && b.1 - a.1 < 2)
        };
        let zoom = (0..=u32::from(MAX_ZOOM)).take_while(fits).last().unwrap_or(0);
        Self {
            tilejson: "3.0.0".to_owned(),
            name: None,
            description: None,
            attribution: None,
            tiles: vec![url.to_owned()],
            vector_layers: Vec::new(),
            minzoom: 0,
            maxzoom: MAX_ZOOM,
            bounds: Some(bounds),
            center: Some([middle.x, middle.y, f64::from(zoom)]),
        }
    }
}
