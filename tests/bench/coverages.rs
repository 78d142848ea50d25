//! Measures the rules on whole countries: all pairs of districts, and one new park against all communes; run with `cargo bench --bench coverages`.
//! Must not need a file: what is not kept beside the project is told by its name and left out.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures on the terminal")]

use criterion::{Criterion, criterion_group, criterion_main};
use flate2::read::GzDecoder;
use geo::Translate;
use geo_types::{Geometry, MultiPolygon};
use geojson::GeoJson;
use jiff::{Timestamp, civil::date};
use sizhi::{
    atlas::{Atlas, Entry},
    geometry::{Bbox, Datum, repair},
    rules::{Rules, audit},
    zone::{Draft, DraftPark, Programme},
};
use std::{error::Error, fs::File, hint::black_box, io::Read, path::PathBuf, sync::Arc, time::Duration};

#[path = "made_zones.rs"]
mod made_zones;

use made_zones::zone;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Reads the polygons of a collection kept beside the project, invalid ones repaired.
fn coverage(file: &str) -> Option<Vec<MultiPolygon<f64>>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/data").join(file))
        .find(|path| path.exists())?;
    let mut text = String::new();
    GzDecoder::new(File::open(path).ok()?).read_to_string(&mut text).ok()?;
    let GeoJson::FeatureCollection(all) = text.parse().ok()? else {
        return None;
    };
    let shapes =
        all.features
            .into_iter()
            .filter_map(|feature| match Geometry::<f64>::try_from(feature.geometry?).ok()? {
                Geometry::Polygon(part) => Some(MultiPolygon(vec![part])),
                Geometry::MultiPolygon(shape) => Some(shape),
                _ => None,
            });
    Some(
        shapes
            .filter_map(|shape| repair(&shape))
            .map(|(sound, _)| sound)
            .collect(),
    )
}

/// Makes a register in which each shape is a zone in force.
fn register(shapes: Vec<MultiPolygon<f64>>) -> Fallible<Atlas> {
    let programme = include_str!("../../data/programmes/national-ip-cluster.toml");
    // The communes lie outside the programme's own extent, and nothing else would be looked at.
    let programme = programme.replace(
        "extent = [73.0, 3.0, 136.0, 54.0]",
        "extent = [-180.0, -90.0, 180.0, 90.0]",
    );
    let empty = Atlas::empty(Arc::new(Programme::parse(&programme)?), date(2026, 1, 1));
    let mut head = empty.head();
    let moment: Timestamp = "2026-01-01T00:00:00Z".parse()?;
    let mut steps = Vec::with_capacity(shapes.len() * 3);
    for (number, shape) in shapes.into_iter().enumerate() {
        for change in zone(number as i64, shape)? {
            let entry = Entry::follow(head, moment, "bench", &change)?;
            head = entry.head();
            steps.push((entry, Some(change)));
        }
    }
    Ok(empty.advance(date(2026, 1, 1), steps))
}

fn draft(shape: MultiPolygon<f64>) -> Draft {
    Draft {
        code: None,
        name: "new".to_owned(),
        kind: "pilot".to_owned(),
        host: None,
        division: None,
        declared_area: None,
        abuttals: None,
        datum: Datum::Wgs84,
        outline: None,
        unclosed_outline: Vec::new(),
        parks: vec![DraftPark {
            name: "one".to_owned(),
            host: None,
            functions: vec!["general".to_owned()],
            closing: true,
            declared_area: None,
            abuttals: None,
            shape: Some(shape),
            unclosed: Vec::new(),
        }],
        document: None,
        valid_from: None,
        remark: None,
        answers: std::collections::BTreeMap::new(),
    }
}

fn all_pairs(criterion: &mut Criterion) -> Fallible<()> {
    let file = "admin/districts_2019_gcj02.geojson.gz";
    let Some(shapes) = coverage(file) else {
        println!("skipped: audit of all pairs of districts (no ../shared/data/{file})");
        return Ok(());
    };
    let count = shapes.len();
    let atlas = register(shapes)?;
    let pairs = audit(&atlas)?;
    println!("{count} districts, {} pairs that share ground", pairs.len());
    let mut group = criterion.benchmark_group("districts");
    group.sample_size(10).measurement_time(Duration::from_secs(30));
    group.bench_function("audit of all pairs", |b| b.iter(|| audit(black_box(&atlas))));
    group.finish();
    Ok(())
}

fn one_against_all(criterion: &mut Criterion) -> Fallible<()> {
    let file = "polygons/fr_communes_2018.geojson.gz";
    let Some(shapes) = coverage(file) else {
        println!("skipped: one park against all communes (no ../shared/data/{file})");
        return Ok(());
    };
    let count = shapes.len();
    // A commune moved by a tenth of its width runs into its neighbours and its former self.
    let mut park = shapes[count / 2].clone();
    let width = Bbox::of(&park).map_or(0.0, |bbox| bbox.east() - bbox.west());
    park.translate_mut(width / 10.0, 0.0);
    let atlas = register(shapes)?;
    let rules = Rules::of(atlas.programme())?;
    let draft = draft(park);
    let found = rules.check(&draft, &atlas).findings.len();
    println!("{count} communes, {found} findings on the new park");
    criterion.bench_function("check of one park against 35,357 communes", |b| {
        b.iter(|| rules.check(black_box(&draft), &atlas));
    });
    Ok(())
}

fn coverages(criterion: &mut Criterion) {
    for measured in [all_pairs, one_against_all] {
        if let Err(error) = measured(criterion) {
            println!("not measured: {error}");
        }
    }
}

criterion_group!(benches, coverages);
criterion_main!(benches);
