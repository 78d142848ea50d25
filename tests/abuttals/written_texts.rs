//! Texts written for the tests, in the style of approvals of many provinces.

use std::fmt::Write as _;

use sizhi::abuttals::parse;

use super::expected::Texts;

const FILES: [(&str, &str); 4] = [
    ("sides", include_str!("../fixtures/abuttals/sides.toml")),
    ("features", include_str!("../fixtures/abuttals/features.toml")),
    ("blocks", include_str!("../fixtures/abuttals/blocks.toml")),
    ("further", include_str!("../fixtures/abuttals/further.toml")),
];

#[test]
fn every_written_text_is_read_as_it_was_meant() {
    let (mut count, mut told) = (0, String::new());
    for (name, file) in FILES {
        let texts: Texts = toml::from_str(file).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
        for expected in &texts.text {
            let differences = expected.differences(&parse(&expected.text));
            if !differences.is_empty() {
                let _written = writeln!(told, "{name}.toml: {}\n{differences}", expected.text);
            }
            count += 1;
        }
    }
    assert!(told.is_empty(), "{told}");
    assert!(count >= 100, "{count} texts");
}

#[test]
fn the_json_is_the_form_that_is_published() {
    let statement = parse("区块一规划面积0.726平方公里,四至范围:东至昌九高速,南至鸭鸭集团,北至北纬五路,附件略");
    let json = serde_json::to_string(&statement).unwrap();
    assert_eq!(
        json,
        r#"{"blocks":[{"heading":"区块一","function":null,"area":{"text":"0.726平方公里","m2":726000,"digits":3},"#
            .to_owned()
            + r#""east":{"text":"昌九高速","features":[{"name":"昌九高速","kind":"road","offset":null,"part":null,"inclusive":true}]},"#
            + r#""south":{"text":"鸭鸭集团","features":[{"name":"鸭鸭集团","kind":"organisation","offset":null,"part":null,"inclusive":true}]},"#
            + r#""west":null,"#
            + r#""north":{"text":"北纬五路","features":[{"name":"北纬五路","kind":"road","offset":null,"part":null,"inclusive":true}]}}],"#
            + r#""unread":[{"text":"附件略","start":43,"end":46}]}"#
    );
    let statement = parse("东至甲路（原乙路）以东550米(北段)不含");
    let east = serde_json::to_value(&statement.blocks[0].east).unwrap();
    assert_eq!(
        east["features"][0],
        serde_json::json!({ "name": "甲路", "kind": "road", "offset": { "direction": "east", "distance_m": 550 },
            "part": "北段", "inclusive": false, "former": ["乙路"] })
    );
}
