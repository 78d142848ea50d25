//! `function-missing`, `function-repeated`, `chain`.

use sizhi::zone::Severity;

use super::ground::{assert_told, block, draft, figure, findings, park, programme};

fn with_functions(functions: [&[&str]; 2]) -> sizhi::zone::Draft {
    let mut draft = draft(vec![
        park("甲", "x", block(0.0, 0.0, 100.0, 100.0)),
        park("乙", "x", block(500.0, 0.0, 100.0, 100.0)),
    ]);
    for (park, functions) in draft.parks.iter_mut().zip(functions) {
        park.functions = functions.iter().map(|&code| code.to_owned()).collect();
    }
    draft
}

#[test]
fn a_park_without_function_or_with_an_unknown_one_is_named() {
    assert!(findings("function-missing", &with_functions([&["agency"], &["legal"]])).is_empty());
    let found = findings("function-missing", &with_functions([&["agency"], &[]]));
    assert_eq!(found.len(), 1);
    assert_told(&found[0], Severity::Error);
    assert_eq!(found[0].park.as_deref(), Some("乙"));
    let found = findings("function-missing", &with_functions([&["astrology"], &["legal"]]));
    assert!(
        found[0].message.en.contains("“astrology”") && found[0].message.en.contains("training"),
        "{found:?}"
    );
}

#[test]
fn a_function_stated_twice_is_told_once_with_its_parks() {
    assert!(findings("function-repeated", &with_functions([&["agency"], &["legal"]])).is_empty());
    let found = findings("function-repeated", &with_functions([&["agency", "legal"], &["legal"]]));
    assert_eq!(found.len(), 1);
    assert_told(&found[0], Severity::Warning);
    assert_eq!(figure(&found[0], "times"), 2.0);
}

#[test]
fn the_chain_is_whole_when_every_service_is_covered_somewhere() {
    let all: Vec<String> = programme()
        .functions
        .iter()
        .map(|function| function.code.clone())
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert!(findings("chain", &with_functions([&all, &[]])).is_empty());
    let found = findings("chain", &with_functions([&["agency"], &["legal"]]));
    assert_eq!(found.len(), 1);
    assert_eq!(figure(&found[0], "missing"), programme().services.len() as f64 - 2.0);
}
