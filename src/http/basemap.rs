//! The basemap that an operator may lay under the map: raster tiles by address, as WMTS in KVP or REST form gives them.
//!
//! Must not ask anything of it: the browser does, and only where it is configured.

use serde::Serialize;

/// A basemap of raster tiles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Basemap {
    /// Always `raster`.
    pub kind: String,
    /// Addresses with `{z}`, `{x}`, `{y}`.
    pub tiles: Vec<String>,
    /// Side of a tile in pixels.
    pub tile_size: u16,
    /// Whom to name on the map.
    pub attribution: String,
    /// Greatest zoom it has.
    pub max_zoom: u8,
}

/// An address that is no basemap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("basemap `{url}`: expected an http or https address with {{z}}, {{x}} and {{y}}, {found}")]
pub struct BasemapError {
    url: String,
    found: String,
}

impl Basemap {
    /// Makes a basemap of one address, such as a WMTS GetTile address with `TILEMATRIX={z}&TILECOL={x}&TILEROW={y}`.
    ///
    /// # Errors
    /// Says which placeholder or scheme is missing.
    pub fn new(url: &str, attribution: &str) -> Result<Self, BasemapError> {
        let wrong = |found: String| BasemapError {
            url: url.to_owned(),
            found,
        };
        if let Some(missing) = ["{z}", "{x}", "{y}"].into_iter().find(|part| !url.contains(part)) {
            return Err(wrong(format!("found no {missing}")));
        }
        let basemap = Self {
            kind: "raster".to_owned(),
            tiles: vec![url.to_owned()],
            tile_size: 256,
            attribution: attribution.to_owned(),
            max_zoom: 18,
        };
        basemap
            .origin()
            .map(|_| basemap)
            .ok_or_else(|| wrong("found another scheme".to_owned()))
    }

    /// Returns scheme and authority of its address, for the content security policy.
    pub fn origin(&self) -> Option<String> {
        let url = self.tiles.first()?;
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest
            .split(['/', '?', '#'])
            .next()
            .filter(|authority| !authority.is_empty())?;
        let plain = authority
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        (plain && ["http", "https"].contains(&scheme)).then(|| format!("{scheme}://{authority}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_its_placeholders_is_a_basemap_and_its_origin_is_known() {
        let url = "https://maps.example:8443/wmts?TILEMATRIX={z}&TILECOL={x}&TILEROW={y}&tk=key";
        assert_eq!(
            Basemap::new(url, "©").unwrap().origin().unwrap(),
            "https://maps.example:8443"
        );
        assert!(
            Basemap::new("https://maps.example/{z}/{x}", "")
                .unwrap_err()
                .to_string()
                .contains("{y}")
        );
        assert!(Basemap::new("ftp://maps.example/{z}/{x}/{y}", "").is_err());
        assert!(Basemap::new("https://a b;/{z}/{x}/{y}", "").is_err());
    }
}
