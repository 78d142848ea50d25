//! Writes a register in which each polygon of a file is a zone in force, for benches that need a large one: nothing is judged.
//! Must not be taken for an import. Run with `cargo bench --bench register_of -- ZONES DATABASE [COUNT]`.
//!
//! ZONES holds a GeoJSON Feature a line, with a whole number as property `id`; the zone of number 7 is `bench-7`. DATABASE is a file that is
//! not there yet. COUNT takes the first so many.

#![expect(clippy::print_stdout, reason = "the figures are asked for on standard output")]

#[path = "made_zones.rs"]
mod made_zones;
#[path = "peer_zones.rs"]
mod peer_zones;

use jiff::Timestamp;
use made_zones::zone;
use peer_zones::zones;
use sizhi::{
    atlas::{Entry, Head},
    store::Store,
};
use std::{error::Error, path::Path, time::Instant};

/// Zones of one transaction.
const BATCH: usize = 10_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let (path, database, count) = match words.as_slice() {
        [path, database] => (path, database, usize::MAX),
        [path, database, count] => (path, database, count.parse()?),
        _ => {
            println!("skipped: register_of is given no ZONES DATABASE");
            return Ok(());
        }
    };
    if Path::new(database).exists() {
        return Err(format!("{database} is there already").into());
    }
    let start = Instant::now();
    let store = Store::open(&format!("sqlite://{database}")).await?;
    let moment: Timestamp = "2026-01-01T00:00:00Z".parse()?;
    let (mut head, mut acts, mut written) = (Head::EMPTY, Vec::new(), 0);
    for (number, shape) in zones(path)?.into_iter().take(count) {
        for change in zone(number, shape)? {
            let entry = Entry::follow(head, moment, "bench", &change)?;
            head = entry.head();
            acts.push((entry, change));
        }
        written += 1;
        if acts.len() >= 3 * BATCH {
            store.append(&acts).await?;
            acts.clear();
        }
    }
    store.append(&acts).await?;
    store.close().await;
    println!(
        r#"{{"zones":{written},"seconds":{:.2}}}"#,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
