//! `sizhi abuttals parse`: what is printed, and the exit code.

use super::program::{Register, run_with_input, shared, stderr};

const TEXT: &str = "滨河开发区总面积5公顷，共2个区块。区块一：主区，面积3公顷，东至甲路以东550米（北段）、乙河西岸，南至丙路（原丁路）不含，西至园区边界，北至规划路。\
                    区块二：面积30亩，东至戊县界，北距己铁路1.5公里";

#[test]
fn a_text_is_told_side_by_side_for_people() {
    let told = Register::new().done(&["abuttals", "parse", TEXT]);
    let expected = "\
whole: 滨河开发区, 5公顷 = 50000 m²
block: 区块一, 主区, 3公顷 = 30000 m²
  east: 甲路以东550米（北段）、乙河西岸
    road: 甲路, 550 m east of it, part 北段
    bank: 乙河, west of it
  south: 丙路（原丁路）不含
    road: 丙路, also 丁路, excluded
  west: 园区边界
    own limit: 园区边界
  north: 规划路
    planned: 规划路
block: 区块二, 30亩 = 20000 m²
  east: 戊县界
    administrative line: 戊县界
  north: 己铁路1.5公里
    railway: 己铁路, 1500 m south of it
not understood, 12 to 17: 共2个区块
";
    assert_eq!(told, expected);
}

#[test]
fn json_is_one_statement_a_text_in_the_published_form() {
    let register = Register::new();
    let told = register.done(&[
        "abuttals",
        "parse",
        "--json",
        "区块一规划面积0.726平方公里，东至昌九高速",
        "南至丙路",
    ]);
    let expected = concat!(
        r#"{"blocks":[{"heading":"区块一","function":null,"area":{"text":"0.726平方公里","m2":726000,"digits":3},"#,
        r#""east":{"text":"昌九高速","features":[{"name":"昌九高速","kind":"road","offset":null,"part":null,"inclusive":true}]},"#,
        r#""south":null,"west":null,"north":null}],"unread":[]}"#,
        "\n",
        r#"{"blocks":[{"heading":null,"function":null,"area":null,"east":null,"#,
        r#""south":{"text":"丙路","features":[{"name":"丙路","kind":"road","offset":null,"part":null,"inclusive":true}]},"#,
        r#""west":null,"north":null}],"unread":[]}"#,
        "\n",
    );
    assert_eq!(told, expected);
}

#[test]
fn standard_input_is_one_text_a_line_and_gives_one_line_each() {
    let input = "\u{feff}东至甲路，南至乙路\r\n\r\n此行无四至\r\n北至丁路";
    let output = run_with_input(&["abuttals", "parse", "--json", "-"], input);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4, "{told}");
    assert_eq!(lines[0]["blocks"][0]["south"]["text"], "乙路");
    assert_eq!(lines[1], serde_json::json!({ "blocks": [], "unread": [] }));
    assert_eq!(
        lines[2]["unread"][0],
        serde_json::json!({ "text": "此行无四至", "start": 0, "end": 5 })
    );
    assert_eq!(lines[3]["blocks"][0]["north"]["text"], "丁路");
}

#[test]
fn where_nothing_is_understood_the_input_is_at_fault() {
    let register = Register::new();
    let output = register.run(&["abuttals", "parse", "--json", "经研究，现批复如下"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        told,
        "{\"blocks\":[],\"unread\":[{\"text\":\"经研究，现批复如下\",\"start\":0,\"end\":9}]}\n"
    );
    let output = register.run(&["abuttals", "parse", "经研究，现批复如下"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "not understood, 0 to 9: 经研究，现批复如下\n"
    );
    assert_eq!(
        stderr(&output),
        "error: no side and no area was understood; hint: state them like `东至甲路，南至乙河，西至丙路，北至丁村`\n"
    );
    assert_eq!(run_with_input(&["abuttals", "parse", "-"], "").status.code(), Some(1));
    let gbk = run_with_input(&["abuttals", "parse", "-"], b"\xb6\xab\xd6\xc1\n");
    assert_eq!(gbk.status.code(), Some(1));
    assert!(stderr(&gbk).contains("line 1: expected UTF-8"), "{}", stderr(&gbk));
    assert!(register.refused(&["abuttals", "parse"]).contains("TEXT"));
}

#[test]
fn the_real_texts_all_go_through_standard_input() {
    let Some(file) = shared("abuttals/abuttals.csv", "the_real_texts_all_go_through_standard_input") else {
        return;
    };
    let mut reader = csv::Reader::from_path(file).unwrap();
    let texts: Vec<String> = reader.records().map(|row| row.unwrap()[4].to_owned()).collect();
    let output = run_with_input(&["abuttals", "parse", "--json", "-"], texts.join("\n"));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), texts.len());
}
