//! The address of a tile, `z/x/y` of the web mercator quadtree.
//!
//! Must not know what is drawn in the tile.

use std::{f64::consts::PI, fmt, str::FromStr};

use crate::geometry::Bbox;

/// The deepest zoom that has an address; at 22 one tile unit is under three millimetres.
pub const MAX_ZOOM: u8 = 22;

/// The address of one tile: zoom, column from the west, row from the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileAddress {
    z: u8,
    x: u32,
    y: u32,
}

/// Tells why a text or three numbers are no tile address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileAddressError {
    /// The text has not three parts.
    #[error("tile `{0}`: expected `z/x/y`; hint: for example `10/857/418`")]
    Form(String),
    /// A part is no whole number.
    #[error("tile {part} `{found}` is not a whole number; hint: an address is for example `10/857/418`")]
    Number {
        /// Which part: `z`, `x` or `y`.
        part: &'static str,
        /// What stood there.
        found: String,
    },
    /// The zoom is too deep.
    #[error("tile zoom `{0}` is not in 0..={MAX_ZOOM}")]
    Zoom(u32),
    /// Column or row lies outside the zoom.
    #[error("tile {part} `{found}` is not in 0..={greatest} at zoom {z}")]
    Outside {
        /// Which part: `x` or `y`.
        part: &'static str,
        /// The number given.
        found: u32,
        /// The greatest number that the zoom has.
        greatest: u32,
        /// The zoom.
        z: u8,
    },
}

impl TileAddress {
    /// Makes an address from zoom, column and row.
    ///
    /// # Errors
    /// [`TileAddressError`] names the first number out of its range.
    pub fn new(z: u32, x: u32, y: u32) -> Result<Self, TileAddressError> {
        let zoom = u8::try_from(z)
            .ok()
            .filter(|&zoom| zoom <= MAX_ZOOM)
            .ok_or(TileAddressError::Zoom(z))?;
        let greatest = (1_u32 << zoom) - 1;
        for (part, found) in [("x", x), ("y", y)] {
            if found > greatest {
                return Err(TileAddressError::Outside {
                    part,
                    found,
                    greatest,
                    z: zoom,
                });
            }
        }
        Ok(Self { z: zoom, x, y })
    }

    /// Reads an address from the three texts of a path. The row may carry an ending such as `.mvt` or `.pbf`.
    ///
    /// # Errors
    /// [`TileAddressError`] names the part that is no number or out of its range.
    pub fn from_parts(z: &str, x: &str, y: &str) -> Result<Self, TileAddressError> {
        let y_bare = y.strip_suffix(".mvt").or_else(|| y.strip_suffix(".pbf")).unwrap_or(y);
        Self::new(number("z", z)?, number("x", x)?, number("y", y_bare)?)
    }

    /// Gives the tile of a zoom that holds a place; places beyond the map's edge go to the nearest tile.
    ///
    /// # Errors
    /// [`TileAddressError::Zoom`] when the zoom is too deep.
    pub fn of(z: u32, lon: f64, lat: f64) -> Result<Self, TileAddressError> {
        let root = Self::new(z, 0, 0)?;
        let (across, down) = mercator(lon, lat);
        let tiles = f64::from(1_u32 << root.z);
        let index = |share: f64| (share * tiles).floor().clamp(0.0, tiles - 1.0) as u32;
        Ok(Self {
            x: index(across),
            y: index(down),
            ..root
        })
    }

    /// Gives the zoom.
    pub fn z(self) -> u8 {
        self.z
    }

    /// Gives the column, counted from the west.
    pub fn x(self) -> u32 {
        self.x
    }

    /// Gives the row, counted from the north.
    pub fn y(self) -> u32 {
        self.y
    }

    /// Gives the four tiles of the next zoom that this one is made of, or none at [`MAX_ZOOM`].
    pub fn children(self) -> impl Iterator<Item = Self> {
        let Self { z, x, y } = self;
        let offsets: &[(u32, u32)] = if z < MAX_ZOOM {
            &[(0, 0), (1, 0), (0, 1), (1, 1)]
        } else {
            &[]
        };
        offsets.iter().map(move |(dx, dy)| Self {
            z: z + 1,
            x: 2 * x + dx,
            y: 2 * y + dy,
        })
    }

    /// Gives the tile's bounds in degrees.
    pub fn bbox(self) -> Bbox {
        self.bbox_with(0.0)
    }

    /// Gives the tile's bounds in degrees, grown on each side by a share of the tile's width; what reaches beyond the
    /// poles of the projection is kept, what would reach beyond ±90° of latitude cannot.
    pub(super) fn bbox_with(self, share: f64) -> Bbox {
        let tiles = f64::from(1_u32 << self.z);
        let lon = |column: f64| column / tiles * 360.0 - 180.0;
        let lat = |row: f64| (PI * (1.0 - 2.0 * row / tiles)).sinh().atan().to_degrees();
        let (x, y) = (f64::from(self.x), f64::from(self.y));
        let sides = [
            lon(x - share),
            lat(y + 1.0 + share),
            lon(x + 1.0 + share),
            lat(y - share),
        ];
        // The four are finite and in order by construction; the whole world stands in for the impossible.
        Bbox::try_from(sides).unwrap_or_else(|_| Self { z: 0, x: 0, y: 0 }.bbox())
    }
}

/// Gives the place's share of the way across (from 180° W) and down (from 85.05° N) the square world.
pub(super) fn mercator(lon: f64, lat: f64) -> (f64, f64) {
    let sin = lat.to_radians().sin();
    (lon / 360.0 + 0.5, 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * PI))
}

fn number(part: &'static str, text: &str) -> Result<u32, TileAddressError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let found = || TileAddressError::Number {
        part,
        found: text.to_owned(),
    };
    if digits {
        text.parse().map_err(|_| found())
    } else {
        Err(found())
    }
}

impl FromStr for TileAddress {
    type Err = TileAddressError;

    fn from_str(text: &str) -> Result<Self, TileAddressError> {
        let mut parts = text.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(z), Some(x), Some(y), None) => Self::from_parts(z, x, y),
            _ => Err(TileAddressError::Form(text.to_owned())),
        }
    }
}

impl fmt::Display for TileAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.z, self.x, self.y)
    }
}
