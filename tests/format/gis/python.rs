//! pyarrow and shapely as judges of GeoParquet, which Debian's GDAL does not read; pyproj as judge of its PROJJSON where it is there.
//!
//! Skipped by name where `python3` does not have them.

use std::process::Command;

use sizhi::format::boundary::geoparquet;

use super::sample::parks;
use crate::skip::skip;

/// Prints names of columns, number of rows, area of each shape, and the code that PROJ finds for the system.
const SCRIPT: &str = "
import json, sys
import pyarrow.parquet as pq, shapely
table = pq.read_table(sys.argv[1])
geo = json.loads(table.schema.metadata[b'geo'])
shapes = shapely.from_wkb(table['geometry'].to_pylist())
boxes = table['bbox'].to_pylist()
assert all(tuple(b[k] for k in ('xmin', 'ymin', 'xmax', 'ymax')) == s.bounds for b, s in zip(boxes, shapes))
try:
    import pyproj
    code = pyproj.CRS.from_user_input(json.dumps(geo['columns']['geometry']['crs'])).to_authority(min_confidence=100)
except ImportError:
    code = None
print(json.dumps({'columns': table.column_names, 'parks': table['park'].to_pylist(), 'areas': [s.area for s in shapes],
                  'valid': [bool(s.is_valid) for s in shapes], 'code': code}))
";

#[test]
fn pyarrow_and_shapely_read_the_geoparquet() {
    let has_them = Command::new("python3")
        .args(["-c", "import pyarrow.parquet, shapely"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !has_them {
        skip("skipped: pyarrow_and_shapely_read_the_geoparquet (python3 without pyarrow and shapely)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for code in ["EPSG:4490", "EPSG:4326", "EPSG:4528", "EPSG:4549", "EPSG:4509"] {
        let rows = parks(code);
        let path = folder.path().join("a.parquet");
        std::fs::write(&path, geoparquet::write(&rows).unwrap()).unwrap();
        let output = Command::new("python3")
            .args(["-c", SCRIPT])
            .arg(&path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            found["columns"],
            serde_json::json!([
                "park",
                "functions",
                "declared_area",
                "abuttals",
                "declared_area_remark",
                "code",
                "geometry",
                "bbox"
            ])
        );
        assert_eq!(found["parks"], serde_json::json!(["高新区 & 科技城", "<狮山>"]));
        assert_eq!(found["valid"], serde_json::json!([true, true]));
        if !rows.system.unwrap().is_geographic() {
            let area_m2 = found["areas"][0].as_f64().unwrap();
            assert!(
                (area_m2 - (1_000.0 * 800.0 - 200.0 * 300.0 + 400.0 * 300.0)).abs() < 1e-3,
                "{area_m2}"
            );
        }
        if let Some(authority) = found["code"].as_array() {
            let expected = if code == "EPSG:4326" {
                ["OGC", "CRS84"]
            } else {
                ["EPSG", &code[5..]]
            };
            assert_eq!(*authority, expected.map(|word| serde_json::json!(word)));
        }
    }
}
