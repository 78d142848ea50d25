//! Holds the error of an overlay that cannot be trusted, which names both operands.
//! Must not know what the overlay was for.

use super::{
    bbox::Bbox,
    grid::{from_grid, to_grid},
    normalise::normalise,
};
use geo_types::MultiPolygon;
use sha2::{Digest, Sha256};
use std::fmt;
use thiserror::Error;

/// Tells that what two shapes share, cover together or leave of each other could not be decided.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum OverlayError {
    /// The areas that came out do not add up to those that went in.
    #[error(
        "the overlay of {a} and {b} breaks the law of areas: area(A) + area(B) and area(A∪B) + area(A∩B) differ by {amiss} square \
         grid steps, at most {allowed} were expected of rounding; hint: repair both shapes and try again"
    )]
    LawBroken {
        /// The first operand.
        a: Box<Operand>,
        /// The second operand.
        b: Box<Operand>,
        /// The difference, square steps of the grid.
        amiss: i128,
        /// What rounding to the grid explains, square steps of the grid.
        allowed: i128,
    },
    /// The overlay engine gave up.
    #[error("the overlay of {a} and {b} failed: {cause}; hint: repair both shapes and try again")]
    EngineFailed {
        /// The first operand.
        a: Box<Operand>,
        /// The second operand.
        b: Box<Operand>,
        /// What the engine said.
        cause: String,
    },
}

/// Names a shape by what tells it from others: its size, its box and a digest.
#[derive(Debug, Clone, PartialEq)]
pub struct Operand {
    /// The number of vertices of its one form.
    pub vertices: usize,
    /// Its box.
    pub bbox: Option<Bbox>,
    /// The first 16 hex digits of the SHA-256 digest of its one form in grid steps.
    pub digest: String,
}

impl Operand {
    /// Names a shape.
    pub fn of(shape: &MultiPolygon<f64>) -> Self {
        let normal = normalise(shape);
        let mut hash = Sha256::new();
        let mut vertices = 0;
        for ring in normal
            .iter()
            .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
        {
            hash.update(ring.0.len().to_le_bytes());
            for c in &ring.0 {
                hash.update(to_grid(c.x).to_le_bytes());
                hash.update(to_grid(c.y).to_le_bytes());
            }
            vertices += ring.0.len().saturating_sub(1);
        }
        Self {
            vertices,
            bbox: Bbox::of(&normal),
            digest: hex::encode(&hash.finalize()[..8]),
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "shape `{}` ({} vertices", self.digest, self.vertices)?;
        if let Some(bbox) = self.bbox {
            let [west, south, east, north] = bbox.to_array().map(|degrees| from_grid(to_grid(degrees)));
            write!(f, " in [{west}, {south}, {east}, {north}]")?;
        }
        f.write_str(")")
    }
}
