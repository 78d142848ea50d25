//! Boundary files of every format, through the one door by which they are read and written.

mod corner_csv;
mod geojson;
mod hostile;
mod parcel_txt;
mod parcel_txt_locality;
mod parcel_txt_written;
mod recognition;
mod round_trip;

use std::path::PathBuf;

/// The path of a file beside the project, or nothing, told, where it is not there.
pub fn beside(file: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(file);
    if !path.exists() {
        crate::skip::skip(&format!("skipped: {file}"));
        return None;
    }
    Some(path)
}
