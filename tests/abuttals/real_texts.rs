//! The 62 real texts beside the project, whose sides were split by eye.

use std::{fmt::Write as _, path::Path};

use sizhi::{abuttals::parse, geometry::Side};

use super::skip::skip;

#[test]
fn all_62_real_texts_are_read_with_every_side_area_function_and_heading() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/abuttals/abuttals.csv");
    if !path.exists() {
        let name = "all_62_real_texts_are_read_with_every_side_area_function_and_heading";
        skip(&format!("skipped: {name}: {} is not here", path.display()));
        return;
    }
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let (mut texts, mut right, mut told) = (0, 0, String::new());
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |name: &str| {
            row.get(headers.iter().position(|header| header == name).unwrap())
                .unwrap()
        };
        let differences = differences(&cell);
        texts += 1;
        right += usize::from(differences.is_empty());
        told += &differences;
    }
    assert_eq!((right, texts), (62, 62), "\n{told}");
}

/// Tells where what was read differs from a row of the table.
fn differences<'r>(cell: &impl Fn(&str) -> &'r str) -> String {
    let text = cell("text");
    let statement = parse(text);
    let [block] = statement.blocks.as_slice() else {
        return format!("{text}: {} blocks\n", statement.blocks.len());
    };
    let mut told = String::new();
    let mut compare = |what: &str, expected: &str, found: Option<&str>| {
        if expected != found.unwrap_or_default() {
            let _written = writeln!(told, "{text}: {what}: expected `{expected}`, found {found:?}");
        }
    };
    for side in Side::ALL {
        let stated = block.side(side).map(|stated| stated.text.as_str());
        compare(side.as_str(), cell(side.as_str()), stated);
    }
    compare("function", cell("function"), block.function.as_deref());
    let m2 = |text: &str| text.parse::<f64>().ok().map(|m2| format!("{m2:.3}"));
    let area = block.area.as_ref();
    let read = area.map(|area| format!("{:.3}", area.m2));
    compare("area", &m2(cell("area_m2")).unwrap_or_default(), read.as_deref());
    if let Some(area) = area {
        let printed: String = area.text.chars().filter(|c| !c.is_whitespace() && *c != '约').collect();
        let expected = format!("{}{}", cell("area"), cell("area_unit"));
        compare("printed area", &expected, Some(&printed));
    }
    // Where the table names a block, the text's heading ends with that name, or is its end (A区 of 福州保税港区A区). Two names of
    // blocks come from the title of the document and do not occur in the text.
    let (heading, name) = (block.heading.as_deref().unwrap_or_default(), cell("block"));
    let named = heading.ends_with(name) || (name.ends_with(heading) && !heading.is_empty());
    let elsewhere = !text.contains(name) && heading.is_empty();
    compare("heading", name, Some(if named || elsewhere { name } else { heading }));
    told
}
