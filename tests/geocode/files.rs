//! Asks the address book for every row of the real address file and of the demonstration.
//! Must not know how the book finds them.

use super::found;
use sizhi::geocode::{AddressBook, AddressEntry, Candidate, GOOD_SCORE, Verdict};
use sizhi::geometry::LonLat;
use std::path::{Path, PathBuf};

/// Reads an address file with the columns of the OpenStreetMap extracts.
fn read(path: &Path) -> Vec<AddressEntry> {
    let mut reader = csv::Reader::from_path(path).expect("the address file opens");
    let header = reader.headers().expect("the address file has a header").clone();
    let column = |name: &str| header.iter().position(|h| h == name).expect("the column exists");
    let columns: Vec<usize> = [
        "osm_id",
        "lon",
        "lat",
        "name",
        "province",
        "city",
        "district",
        "street",
        "housenumber",
        "full",
        "kind",
        "extract",
    ]
    .into_iter()
    .map(column)
    .collect();
    let rows = reader.records().map(|row| row.expect("the row reads"));
    rows.map(|row| {
        let get = |i: usize| row[columns[i]].to_owned();
        AddressEntry {
            id: get(0),
            point: LonLat::new(
                get(1).parse().expect("a longitude"),
                get(2).parse().expect("a latitude"),
            )
            .expect("a place"),
            name: get(3),
            province: get(4),
            city: get(5),
            district: get(6),
            street: get(7),
            housenumber: get(8),
            full: Some(get(9)).filter(|full| !full.is_empty()),
            kind: get(10),
            dataset: get(11),
        }
    })
    .collect()
}

/// Asks a book for each of its rows with street and number and for each name of some length; gives the queries that miss their row.
fn misses(entries: &[AddressEntry]) -> Vec<String> {
    let book = AddressBook::build(entries.to_vec());
    let mut missed = Vec::new();
    for row in entries
        .iter()
        .filter(|row| !row.street.is_empty() && !row.housenumber.is_empty())
    {
        for query in [
            format!("{}{}{}{}", row.city, row.district, row.street, row.housenumber),
            row.text(),
        ] {
            let top = book.search(&query, 8);
            let same = |c: &Candidate| {
                let other = entries.iter().find(|other| other.id == c.id && other.point == c.point);
                other.is_some_and(|other| {
                    (&other.street, &other.housenumber) == (&row.street, &row.housenumber) || other.id == row.id
                })
            };
            let first = top
                .first()
                .is_some_and(|first| top.iter().take_while(|c| c.score == first.score).any(same));
            if !first || top[0].score < GOOD_SCORE {
                missed.push(format!("{query} -> {:?}", top.first()));
            }
        }
    }
    missed
}

#[test]
fn every_real_address_finds_itself() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/addresses/osm_addresses_pois_wgs84.csv");
    if !path.exists() {
        crate::skip::skip(&format!("skipped: {} is not on this machine", path.display()));
        return;
    }
    let entries = read(&path);
    assert_eq!(entries.len(), 1_243);
    assert_eq!(misses(&entries), Vec::<String>::new());
    let book = AddressBook::build(entries.clone());
    // Bus stops named after a road are left out: a road name alone is no answer.
    let like_road = |name: &str| {
        name.split('（')
            .next()
            .is_some_and(|n| n.ends_with(['路', '道']) || n.ends_with("胡同"))
    };
    let named = entries
        .iter()
        .filter(|row| row.name.chars().count() >= 4 && !like_road(&row.name));
    let lost: Vec<&str> = named
        .map(|row| row.name.as_str())
        .filter(|name| matches!(book.best(name), Verdict::None(_)))
        .collect();
    assert_eq!(
        lost,
        Vec::<&str>::new(),
        "a name of four characters or more is found or asked back"
    );
}

#[test]
fn every_address_of_the_demonstration_finds_itself() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let entries = read(&root.join("data/demo/addresses.csv"));
    assert!(entries.len() >= 300, "{}", entries.len());
    assert_eq!(misses(&entries), Vec::<String>::new());
    let book = AddressBook::build(entries);
    let mut agencies = csv::Reader::from_path(root.join("data/demo/agencies.csv")).expect("the agency file opens");
    let mut count = 0;
    for row in agencies.records() {
        let address = row.expect("the row reads")[3].to_owned();
        assert!(
            found(&book.best(&address)).is_some(),
            "`{address}` has no good match: {:?}",
            book.search(&address, 3)
        );
        count += 1;
    }
    assert!(count >= 40, "{count}");
}
