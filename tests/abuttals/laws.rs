//! Laws that hold for any text.

use proptest::prelude::*;
use sizhi::{
    abuttals::{Reading, Role, parse, read, split_sentence},
    geometry::Side,
};

/// Pieces of which texts of 四至 are made, and what is like them.
fn piece() -> impl Strategy<Value = String> {
    let words = "东 南 西 北 至 到 起 临 距 以 与 为界 相邻 、 ， 。 ； ： （ ） ( ) , . : ; — - \n 　 区块一 区块 二 片区 主区 A区 核心区 四至 \
                 四至范围为 规划面积 面积 5 12.5 1,234 平方公里 公顷 亩 万亩 约 功能定位为 昌九高速 路 河 江岸 村 西路 路北 200米 以东550米 \
                 东侧 北段 (北段) 不含 含 的区域 围合 两侧 三面 环山 均 分别 其中 （一） 一、 1. 总面积 由 调整为 同意设立 开发区 位于 和 及 “ ” \
                 东至 南至 西至 北至 东、西 南北 东至县 四周 园区边界 规划路 国道G106 交界处 第一区块 之 长 a Z 9 ② 【 】 东南 济 湖 / 東 \u{feff} 🀄";
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    prop_oneof![9 => prop::sample::select(words), 1 => "\\PC{0,3}"]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Asserts that spans lie inside the text, one behind the other, and cover every letter and digit.
fn covers(text: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    let mut covered = 0;
    for span in &reading.spans {
        let characters = &span.characters;
        prop_assert!(
            characters.start >= covered && characters.start < characters.end,
            "{span:?}"
        );
        prop_assert!(characters.end <= chars.len(), "{span:?}");
        let lost: String = chars[covered..characters.start]
            .iter()
            .filter(|c| c.is_alphanumeric())
            .collect();
        prop_assert!(lost.is_empty(), "lost `{lost}` before {span:?}");
        covered = characters.end;
    }
    let lost: String = chars[covered..].iter().filter(|c| c.is_alphanumeric()).collect();
    prop_assert!(lost.is_empty(), "lost `{lost}` at the end");
    let told: Vec<(usize, usize)> = reading
        .statement
        .unread
        .iter()
        .map(|unread| (unread.start, unread.end))
        .collect();
    let unread = reading.spans.iter().filter(|span| span.role == Role::Unread);
    let spans: Vec<(usize, usize)> = unread
        .map(|span| (span.characters.start, span.characters.end))
        .collect();
    prop_assert_eq!(told, spans);
    for unread in &reading.statement.unread {
        prop_assert_eq!(
            &unread.text,
            &chars[unread.start..unread.end].iter().collect::<String>()
        );
    }
    Ok(())
}

/// Texts of sides as approvals write them.
fn side() -> impl Strategy<Value = String> {
    let stem = "[甲乙丙丁戊己庚辛][昌兴盛隆祥瑞]";
    let line = (
        stem,
        prop::sample::select(vec!["路", "大道", "河", "高速", "村", "铁路", "公司", "渠", "街"]),
    )
        .prop_map(|(stem, end)| format!("{stem}{end}"));
    let way = prop::sample::select(vec![
        "",
        "以东550米",
        "东侧",
        "北段",
        "(北段)",
        "不含",
        "中心线",
        "西围墙",
        "以北1.5公里处",
        "（原老路）",
    ]);
    let feature = (line, way).prop_map(|(line, way)| format!("{line}{way}"));
    let mark = prop::sample::select(vec!["、", "—", "和"]);
    prop::collection::vec((feature, mark), 1..4).prop_map(|parts| {
        let last = parts.len() - 1;
        let written = parts.iter().enumerate().map(|(nth, (feature, mark))| {
            let mark = if nth < last { mark } else { "" };
            format!("{feature}{mark}")
        });
        written.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_no_letter_is_lost(text in text()) {
        let reading = read(&text);
        covers(&text, &reading)?;
        for block in &reading.statement.blocks {
            for side in Side::ALL {
                if let Some(stated) = block.side(side) {
                    prop_assert!(text.contains(&stated.text));
                    prop_assert!(!stated.features.is_empty() && stated.features.iter().all(|feature| !feature.name.is_empty()));
                }
            }
        }
        let abuttals = split_sentence(&text);
        prop_assert_eq!(abuttals.sentence, Some(text));
    }

    #[test]
    fn sides_written_in_any_order_are_read_back(
        sides in prop::array::uniform4(side()),
        order in Just(Side::ALL.to_vec()).prop_shuffle(),
        verb in prop::sample::select(vec!["至", "到", "起", "侧至", "面：", "：", "以为界", "至为止"]),
        mark in prop::sample::select(vec!["，", "、", "；", ",", " ", "\n"]),
    ) {
        let word = |side: Side| match side { Side::East => "东", Side::South => "南", Side::West => "西", Side::North => "北" };
        let written: Vec<String> = order.iter().map(|&side| {
            let text = &sides[side as usize];
            match verb {
                "以为界" => format!("{}以{text}为界", word(side)),
                "至为止" => format!("{}至{text}为止", word(side)),
                verb => format!("{}{verb}{text}", word(side)),
            }
        }).collect();
        let text = format!("四至范围：{}。", written.join(mark));
        let statement = parse(&text);
        prop_assert_eq!(statement.blocks.len(), 1, "{}", text);
        for side in Side::ALL {
            let stated = statement.blocks[0].side(side).map(|stated| stated.text.clone());
            prop_assert_eq!(stated, Some(sides[side as usize].clone()), "{} in {}", side, text);
        }
        prop_assert!(statement.unread.is_empty(), "{:?}", statement.unread);
    }

    #[test]
    fn width_of_punctuation_does_not_matter(sides in prop::array::uniform4(side())) {
        let [east, south, west, north] = &sides;
        let wide = format!("区块一：主区，面积５公顷，四至范围：东至{east}，南至{south}；西至{west}，北至{north}。");
        let narrow = format!("区块一:主区,面积5公顷,四至范围:东至{east},南至{south};西至{west},北至{north}.");
        let (wide, narrow) = (parse(&wide), parse(&narrow));
        for side in Side::ALL {
            prop_assert_eq!(wide.blocks[0].side(side), narrow.blocks[0].side(side));
        }
        prop_assert_eq!(&wide.blocks[0].function, &narrow.blocks[0].function);
        prop_assert_eq!(wide.blocks[0].area.as_ref().map(|area| area.m2), narrow.blocks[0].area.as_ref().map(|area| area.m2));
    }
}
