//! `sizhi tiles pack`: an archive that others read.

use fast_mvt::MvtReaderRef;
use pmtiles::{AsyncPmTilesReader, TileCoord};

use super::program::Register;

/// Names of the layers of a tile of an archive, with their numbers of features; none for a tile that is not in it.
async fn layers(archive: &str, zoom: u8, x: u32, y: u32) -> Vec<(String, usize)> {
    let archive = AsyncPmTilesReader::new_with_path(archive).await.unwrap();
    let place = TileCoord::new(zoom, x, y).unwrap();
    let Some(tile) = archive.get_tile_decompressed(place).await.unwrap() else {
        return Vec::new();
    };
    let tile = MvtReaderRef::new(&tile).unwrap().to_tile().unwrap();
    tile.layers
        .iter()
        .map(|layer| (layer.name.as_str().to_owned(), layer.features.len()))
        .collect()
}

#[test]
fn the_tiles_of_a_register_are_packed_into_an_archive_that_others_read() {
    let register = Register::new();
    register.done(&["import", "demonstration"]);
    let file = register.folder.path().join("zones.pmtiles").display().to_string();
    let output = register.run(&[
        "tiles",
        "pack",
        "--pmtiles",
        &file,
        "--max-zoom",
        "12",
        "--layers",
        "parks,zones",
    ]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("tiles, "), "{told}");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let archive = AsyncPmTilesReader::new_with_path(&file).await.unwrap();
        let header = archive.get_header();
        assert_eq!((header.min_zoom, header.max_zoom), (0, 12));
        let metadata: serde_json::Value = serde_json::from_str(&archive.get_metadata().await.unwrap()).unwrap();
        let names: Vec<&str> = metadata["vector_layers"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|layer| layer["id"].as_str())
            .collect();
        assert_eq!(names, ["zones", "zones_unseen", "parks", "parks_unseen"]);
        // The whole world: every zone is too small to be seen, and is counted. A tile has one layer of a name (MVT 2.1, 4.1).
        let world = layers(&file, 0, 0, 0).await;
        let counted: Vec<&str> = world.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(counted, ["zones_unseen", "parks_unseen"]);
        // Lujiazui and the Bund, zoom 12.
        let near = layers(&file, 12, 3430, 1673).await;
        assert!(
            near.iter().any(|(name, features)| name == "zones" && *features > 0),
            "{near:?}"
        );
        assert!(layers(&file, 12, 0, 0).await.is_empty());
    });
}

#[test]
fn what_cannot_be_packed_is_told_and_leaves_no_file() {
    let register = Register::new();
    let file = register.folder.path().join("none.pmtiles");
    let name = file.display().to_string();
    let told = register.refused(&[
        "tiles",
        "pack",
        "--pmtiles",
        &name,
        "--min-zoom",
        "9",
        "--max-zoom",
        "4",
    ]);
    assert!(told.contains("--min-zoom `9` is above --max-zoom `4`"), "{told}");
    assert!(!file.exists());
    let told = register.refused(&["tiles", "pack", "--pmtiles", "/no/such/folder/a.pmtiles"]);
    assert!(told.contains("/no/such/folder/a.pmtiles"), "{told}");
}
