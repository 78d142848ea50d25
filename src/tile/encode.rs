//! Shapes and their properties into the bytes of one tile with one layer (MVT 2.1).
//!
//! Must not know what the layer means, nor how the bytes are compressed or sent.

use fast_mvt::{MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtValueRef};
use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

use super::{
    address::TileAddress,
    clip::{clip_line, clip_polygon},
    levels::Levels,
    project::Projection,
    ring::{fewest_of_line, fewest_of_ring, twice_area_units2},
    unseen::{Unseen, unseen_layer},
};
use crate::geometry::{Bbox, LonLat};

/// The zoom from which even the smallest part is drawn: clients enlarge deep tiles, and a speck there may fill the screen.
const ALL_PARTS_FROM_ZOOM: u8 = 14;

/// Least area of a part or hole below that zoom, tile units²: a sixteenth of a pixel, 8 units wide at 512 pixels a tile.
const LEAST_AREA_UNITS2: i64 = 8 * 8 / 16;

/// A property's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Bool(bool),
}

/// Tells why a tile could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// The encoder refused a layer name, a value or a count.
    #[error("tile {tile}: {source}")]
    Encode {
        /// The tile.
        tile: TileAddress,
        /// What the encoder said.
        source: fast_mvt::MvtError,
    },
    /// A feature was added after another had failed.
    #[error("tile {0}: an earlier feature could not be written")]
    Broken(TileAddress),
}

/// A tile in the making: features are cut to the tile with its buffer, brought to whole units, and written.
///
/// Each call tells whether anything of the shape was left to write. Shapes keep their order.
#[derive(Debug)]
pub struct TileBuilder {
    tile: TileAddress,
    projection: Projection,
    layer: Option<MvtLayerBuilder>,
    features: usize,
    unseen: Unseen,
    name: String,
}

/// What became of a polygon in a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// It was written.
    Yes,
    /// Nothing of it lies in the tile.
    Outside,
    /// What lies of it in the tile is smaller than can be seen.
    TooSmall,
}

impl TileBuilder {
    /// Begins a tile with one layer.
    ///
    /// # Errors
    /// [`TileError::Encode`] when the layer's name is empty.
    pub fn new(tile: TileAddress, layer: &str) -> Result<Self, TileError> {
        let builder = MvtLayerBuilder::new(layer).map_err(|source| TileError::Encode { tile, source })?;
        Ok(Self {
            tile,
            projection: Projection::of(tile),
            layer: Some(builder),
            features: 0,
            unseen: Unseen::default(),
            name: layer.to_owned(),
        })
    }

    /// Gives the tile's bounds with its buffer, degrees: what lies outside need not be offered.
    pub fn bounds(&self) -> Bbox {
        self.projection.bounds()
    }

    /// Adds a polygon of any number of parts, degrees, with every vertex that the tile's units tell apart.
    ///
    /// # Errors
    /// [`TileError`] when the encoder refuses a value or a count; the tile is lost then.
    pub fn polygon(&mut self, shape: &MultiPolygon<f64>, properties: &[(&str, Value)]) -> Result<bool, TileError> {
        let bounds = self.projection.bounds();
        let pieces = shape.iter().flat_map(|part| clip_polygon(part, &bounds)).collect();
        Ok(self.pieces(pieces, properties)? == Drawn::Yes)
    }

    /// Adds a polygon of any number of parts, degrees, as its neighbours and the zoom let it be drawn. One that is too small to be drawn is
    /// counted, in the tile in which the middle of its box lies.
    ///
    /// # Errors
    /// As for [`Self::polygon`].
    pub fn thinned(
        &mut self,
        shape: &MultiPolygon<f64>,
        levels: &Levels,
        properties: &[(&str, Value)],
    ) -> Result<bool, TileError> {
        let (pieces, is_lost) = levels.clip(shape, self.tile.z(), &self.projection.bounds());
        let drawn = self.pieces(pieces, properties)?;
        let is_too_small = drawn == Drawn::TooSmall || drawn == Drawn::Outside && is_lost;
        if let Some(area) = levels.bounds().filter(|_| is_too_small) {
            self.count(&area, 1);
        }
        Ok(drawn == Drawn::Yes)
    }

    /// Tells whether a box is so small that nothing in it can be drawn.
    pub fn is_speck(&self, area: &Bbox) -> bool {
        let corner = |x: f64, y: f64| self.projection.project(Coord { x, y });
        let (low, high) = (corner(area.west(), area.north()), corner(area.east(), area.south()));
        self.tile.z() < ALL_PARTS_FROM_ZOOM && (high.x - low.x) * (high.y - low.y) < LEAST_AREA_UNITS2 as f64
    }

    /// Counts so many things in a box that are too small to be drawn, in the tile in which its middle lies.
    pub fn count(&mut self, area: &Bbox, many: usize) {
        self.unseen.add(self.projection.snap(area.centre()), many);
    }

    /// Adds what lies in the tile of a polygon.
    fn pieces(&mut self, pieces: Vec<Polygon<f64>>, properties: &[(&str, Value)]) -> Result<Drawn, TileError> {
        let is_outside = pieces.is_empty();
        let least = if self.tile.z() < ALL_PARTS_FROM_ZOOM {
            LEAST_AREA_UNITS2
        } else {
            0
        };
        let mut rings: Vec<(Vec<Coord<i32>>, bool)> = Vec::new();
        for piece in pieces {
            // Units count southwards, so a counter-clockwise exterior comes out with a negative area here.
            let exterior = self.ring(piece.exterior());
            if -twice_area_units2(&exterior) <= 2 * least {
                continue;
            }
            rings.push((exterior, true));
            for interior in piece.interiors() {
                let interior = self.ring(interior);
                if twice_area_units2(&interior) > 2 * least {
                    rings.push((interior, false));
                }
            }
        }
        let is_drawn = self.write(MvtGeomType::Polygon, properties, rings.is_empty(), |feature| {
            rings
                .into_iter()
                .try_for_each(|(ring, exterior)| feature.ring(ring, exterior).map(drop))
        })?;
        Ok(match (is_drawn, is_outside) {
            (true, _) => Drawn::Yes,
            (false, true) => Drawn::Outside,
            (false, false) => Drawn::TooSmall,
        })
    }

    /// Adds a line of any number of parts, degrees.
    ///
    /// # Errors
    /// As for [`Self::polygon`].
    pub fn line(&mut self, shape: &MultiLineString<f64>, properties: &[(&str, Value)]) -> Result<bool, TileError> {
        let bounds = self.projection.bounds();
        let projection = self.projection;
        let lines: Vec<Vec<Coord<i32>>> = shape
            .iter()
            .flat_map(|part| clip_line(part, &bounds))
            .map(|stretch| fewest_of_line(stretch.0.iter().map(|&c| projection.snap(c))))
            .filter(|line| line.len() > 1)
            .collect();
        self.write(MvtGeomType::LineString, properties, lines.is_empty(), |feature| {
            lines.into_iter().try_for_each(|line| feature.line(line).map(drop))
        })
    }

    /// Adds a point.
    ///
    /// # Errors
    /// As for [`Self::polygon`].
    pub fn point(&mut self, place: LonLat, properties: &[(&str, Value)]) -> Result<bool, TileError> {
        let outside = !self.projection.bounds().contains(place);
        let at = self.projection.snap(place.coord());
        self.write(MvtGeomType::Point, properties, outside, |feature| {
            feature.points([at]).map(drop)
        })
    }

    /// Tells how many features the tile holds.
    pub fn len(&self) -> usize {
        self.features
    }

    /// Tells whether the tile holds no feature.
    pub fn is_empty(&self) -> bool {
        self.features == 0
    }

    /// Gives the tile's bytes, not compressed; none for a tile without features.
    ///
    /// What was too small is counted in a layer of its own, named by [`unseen_layer`].
    ///
    /// # Errors
    /// As for [`Self::polygon`].
    pub fn finish(self) -> Result<Vec<u8>, TileError> {
        let tile = self.tile;
        let mut bytes = if self.features == 0 {
            Vec::new()
        } else {
            self.layer.map(MvtLayerBuilder::encode).unwrap_or_default()
        };
        // A tile is a list of layers, and lists that follow one another are one list.
        let unseen = self
            .unseen
            .encode(&unseen_layer(&self.name))
            .map_err(|source| TileError::Encode { tile, source })?;
        bytes.extend(unseen);
        Ok(bytes)
    }

    fn ring(&self, ring: &LineString<f64>) -> Vec<Coord<i32>> {
        fewest_of_ring(ring.0.iter().map(|&c| self.projection.snap(c)))
    }

    fn write(
        &mut self,
        shape: MvtGeomType,
        properties: &[(&str, Value)],
        nothing: bool,
        geometry: impl FnOnce(&mut MvtFeatureBuilder) -> fast_mvt::MvtResult<()>,
    ) -> Result<bool, TileError> {
        if nothing {
            return Ok(false);
        }
        let tile = self.tile;
        let mut feature = self.layer.take().ok_or(TileError::Broken(tile))?.feature_of(shape);
        let refused = |source| TileError::Encode { tile, source };
        geometry(&mut feature).map_err(refused)?;
        for (key, value) in properties {
            feature.tag_ref(key, (*value).into()).map_err(refused)?;
        }
        self.layer = Some(feature.end());
        self.features += 1;
        Ok(true)
    }
}

impl<'a> From<Value<'a>> for MvtValueRef<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Text(text) => Self::String(text),
            Value::Number(number) => Self::Double(number),
            Value::Integer(number) => Self::SInt(number),
            Value::Bool(yes) => Self::Bool(yes),
        }
    }
}
