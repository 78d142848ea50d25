//! Digests of what the register holds.
//!
//! Must not know what is digested beyond its serde form; the form must never depend on map order or locale.

use std::{fmt, str::FromStr};

use geo_types::{LineString, MultiPolygon};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::geometry::to_grid;

/// A SHA-256, printed as `sha256:` and 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// A text that is no digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("digest `{0}` is not `sha256:` and 64 hex digits")]
pub struct DigestError(String);

impl Digest {
    /// The digest that stands before the first entry of a chain.
    pub const ZERO: Self = Self([0; 32]);

    /// Digests bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Digests the compact JSON form of a value. Fields count in the order in which they are declared.
    ///
    /// # Errors
    /// Returns the serializer's error where the value has no JSON form.
    pub fn of<T: Serialize>(value: &T) -> Result<Self, serde_json::Error> {
        Ok(Self::of_bytes(&serde_json::to_vec(value)?))
    }

    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let wrong = || DigestError(text.to_owned());
        let digits = text.strip_prefix("sha256:").ok_or_else(wrong)?;
        let mut bytes = [0; 32];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| wrong())?;
        Ok(Self(bytes))
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// Returns the rings of a shape as grid integers (1e-9 degree), the form in which shapes are digested.
pub fn canonical_rings(shape: &MultiPolygon<f64>) -> Vec<Vec<Vec<[i64; 2]>>> {
    let ring = |ring: &LineString<f64>| ring.0.iter().map(|c| [to_grid(c.x), to_grid(c.y)]).collect::<Vec<_>>();
    shape
        .0
        .iter()
        .map(|part| {
            std::iter::once(part.exterior())
                .chain(part.interiors())
                .map(ring)
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_printing() {
        let digest = Digest::of_bytes(b"abc");
        // FIPS 180-4, example B.1.
        assert_eq!(
            digest.to_string(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(digest.to_string().parse::<Digest>().unwrap(), digest);
        assert!("sha256:00".parse::<Digest>().is_err());
    }
}
