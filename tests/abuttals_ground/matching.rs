//! Names as texts write them, and the features that bear them.

use std::time::Instant;

use sizhi::{
    abuttals::{Feature, FeatureClass, Match, NameIndex, Near, Sought, StatedKind},
    geometry::Bbox,
};

use super::streets::{at, feature, road};

fn find(features: &[Feature], name: &str, kind: StatedKind) -> Match {
    NameIndex::build(features).find(&Sought {
        name,
        kind,
        former: &[],
        near: None,
    })
}

/// Finds the name of the one road that is meant, or nothing.
fn found(names: &[&str], sought: &str) -> Option<String> {
    let features: Vec<Feature> = names
        .iter()
        .map(|name| road(name, &[(0.0, 0.0), (100.0, 0.0)]))
        .collect();
    match find(&features, sought, StatedKind::Road) {
        Match::Found(candidate) => Some(candidate.name),
        Match::Unsure(_) | Match::Nothing => None,
    }
}

#[test]
fn a_road_is_found_however_its_name_is_written() {
    for (sought, borne) in [
        ("天马大道", "天马大道"),
        ("天马大道", "天马路"),
        ("天马街", "天马大街"),
        ("天马路", "天马公路"),
        ("１号路", "一号路"),
        ("1号路", "一号路"),
        ("经十路", "经10路"),
        ("国道G106", "G106"),
        ("G106", "G106国道"),
        ("国道106", "国道G106"),
        ("106国道", "G106(京广线)"),
        ("省道S222", "S222"),
        ("222省道", "S222省道"),
        ("001乡道", "Y001"),
        ("昌九高速", "昌九高速公路"),
        ("G60高速", "G60沪昆高速"),
        ("沪昆高速公路", "G60沪昆高速"),
        ("东外环", "外环东路"),
        ("外环路东段", "外环东路"),
        ("外环路东段", "外环路"),
        ("天府大道北段", "天府大道"),
        ("原西环路", "西环路"),
        ("西环路", "东外环(原西环路)"),
        ("茶店镇天马大道", "天马大道"),
        ("高新区科学大道", "科学大道"),
        ("规划科学大道", "科学大道"),
        (" 科学 大道 ", "科学大道"),
        ("“科学大道”", "科学大道"),
    ] {
        assert_eq!(
            found(&[borne, "人民路", "新华街"], sought).as_deref(),
            Some(borne),
            "{sought}"
        );
    }
}

#[test]
fn the_very_name_goes_before_what_is_like_it() {
    assert_eq!(found(&["人民路", "人民大道"], "人民大道").as_deref(), Some("人民大道"));
    assert_eq!(
        found(&["外环路", "外环东路", "外环西路"], "东外环路").as_deref(),
        Some("外环东路")
    );
    assert_eq!(
        found(&["南京东路", "南京西路", "南京路"], "南京路").as_deref(),
        Some("南京路")
    );
    assert_eq!(found(&["G106", "S106", "X106"], "省道106").as_deref(), Some("S106"));
}

#[test]
fn other_roads_are_not_taken_for_one_another() {
    for (sought, borne) in [
        ("南京东路", "南京西路"),
        ("东海路", "西海路"),
        ("京沪高速", "京沪铁路"),
        ("一号路", "二号路"),
        ("天马大道", "天鸟大道"),
        ("规划路", "规划大道"),
        ("市民大道", "民大道"),
        ("国道G106", "国道G107"),
    ] {
        assert_eq!(found(&[borne], sought), None, "{sought} is not {borne}");
    }
}

#[test]
fn what_comes_near_is_told_where_nothing_is_sure() {
    let names = ["南京东路", "南京西路", "北京东路"];
    let features: Vec<Feature> = names
        .iter()
        .map(|name| road(name, &[(0.0, 0.0), (100.0, 0.0)]))
        .collect();
    let Match::Unsure(candidates) = find(&features, "南京路", StatedKind::Road) else {
        panic!("南京路 is two roads")
    };
    assert_eq!(candidates[0].score, candidates[1].score);
    let told: Vec<&str> = candidates
        .iter()
        .map(|candidate| candidate.name.as_str())
        .take(2)
        .collect();
    assert_eq!(told, ["南京东路", "南京西路"]);
    let Match::Unsure(candidates) = find(&features, "南亰西路", StatedKind::Road) else {
        panic!("a slip of the pen comes near")
    };
    assert_eq!(candidates[0].name, "南京西路");
    assert!(candidates[0].score < 0.8, "{candidates:?}");
    assert_eq!(find(&features, "滨海大道", StatedKind::Road), Match::Nothing);
}

#[test]
fn segments_and_carriageways_of_one_road_are_one_candidate() {
    let features = [
        road("一号路", &[(0.0, 0.0), (100.0, 0.0)]),
        road("二号路", &[(0.0, 50.0), (100.0, 50.0)]),
        road("1号路", &[(100.0, 0.0), (200.0, 0.0)]),
        road("一号路", &[(0.0, 20.0), (100.0, 20.0)]),
    ];
    let Match::Found(candidate) = find(&features, "一号路", StatedKind::Road) else {
        panic!("one road")
    };
    assert_eq!(candidate.features, [0, 2, 3]);
}

#[test]
fn the_kind_a_name_says_it_is_chooses_between_classes() {
    let line = [(0.0, 0.0), (100.0, 0.0)];
    let features = [
        feature("黄浦江", FeatureClass::River, &line),
        feature("黄浦江", FeatureClass::Shore, &line),
        feature("黄浦江", FeatureClass::Road, &line),
        feature("琯头镇", FeatureClass::Boundary, &line),
    ];
    let Match::Found(river) = find(&features, "黄浦江", StatedKind::Bank) else {
        panic!("one river")
    };
    assert_eq!(river.features, [0, 1]);
    let Match::Found(town) = find(&features, "琯头镇", StatedKind::AdministrativeLine) else {
        panic!("one line")
    };
    assert_eq!(town.features, [3]);
    let Match::Found(town) = find(&features, "琯头镇界", StatedKind::AdministrativeLine) else {
        panic!("its line")
    };
    assert_eq!(town.features, [3]);
    // A company is no line, whatever road its name is like.
    assert_eq!(
        find(&[road("共青路", &line)], "共青", StatedKind::Organisation),
        Match::Nothing
    );
}

#[test]
fn the_distance_to_the_area_breaks_ties_and_rules_out_other_towns() {
    let street = [(0.0, 0.0), (400.0, 0.0)];
    let features = [
        road("解放东路", &street),
        road("解放西路", &[(3_000.0, 0.0), (3_400.0, 0.0)]),
        road("人民路", &[(90_000.0, 0.0), (90_400.0, 0.0)]),
        road("人民路", &street),
    ];
    let index = NameIndex::build(&features);
    let (low, high) = (at(-100.0, -100.0), at(100.0, 100.0));
    let here = Near {
        area: Bbox::new(low.x, low.y, high.x, high.y).unwrap(),
        reach_m: 5_000.0,
    };
    let near = Some(here);
    let Match::Found(nearest) = index.find(&Sought {
        name: "人民路",
        kind: StatedKind::Road,
        former: &[],
        near,
    }) else {
        panic!("one is here")
    };
    assert_eq!(
        (nearest.features.as_slice(), nearest.distance_m),
        (&[3_usize][..], Some(0.0))
    );
    // 解放路 may be either, and the nearer one by no more than it.
    assert!(matches!(
        index.find(&Sought {
            name: "解放路",
            kind: StatedKind::Road,
            former: &[],
            near
        }),
        Match::Unsure(_)
    ));
    let far = Some(Near {
        reach_m: 1_000.0,
        ..here
    });
    let only_far = NameIndex::build(&features[1..3]);
    let Match::Unsure(elsewhere) = only_far.find(&Sought {
        name: "人民路",
        kind: StatedKind::Road,
        former: &[],
        near: far,
    }) else {
        panic!("it is borne elsewhere only")
    };
    assert!(elsewhere[0].distance_m.unwrap() > 80_000.0);
}

#[test]
fn former_names_stated_in_brackets_are_sought_too() {
    let index = NameIndex::build(&[road("西环路", &[(0.0, 0.0), (100.0, 0.0)])]);
    let former = ["西环路".to_owned()];
    let sought = Sought {
        name: "东外环",
        kind: StatedKind::Road,
        former: &former,
        near: None,
    };
    assert!(matches!(index.find(&sought), Match::Found(found) if found.name == "西环路"));
}

#[test]
fn a_name_among_thousands_is_found_in_much_less_than_a_millisecond() {
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let stems = [
        "科学", "天马", "长江", "黄河", "学府", "滨湖", "文化", "建设", "创新", "工业",
    ];
    let mut features = Vec::new();
    for stem in stems {
        for one in numerals {
            for other in numerals {
                for suffix in ["路", "街", "大道", "东路", "西路"] {
                    let name = format!("{stem}{one}{other}{suffix}");
                    features.push(road(&name, &[(0.0, 0.0), (100.0, 0.0)]));
                }
            }
        }
    }
    let index = NameIndex::build(&features);
    let start = Instant::now();
    let rounds = 200;
    for nth in 0..rounds {
        let name = format!("天马{}{}大道", numerals[nth % 10], numerals[nth / 20]);
        assert!(matches!(
            index.find(&Sought {
                name: &name,
                kind: StatedKind::Road,
                former: &[],
                near: None
            }),
            Match::Found(_)
        ));
    }
    let each = start.elapsed() / rounds as u32;
    println!("{} features: {each:?} a name", features.len());
    // Without optimisation; the figure itself is printed.
    assert!(each.as_micros() < 5_000, "{each:?}");
}

#[test]
fn names_that_are_none_find_nothing_and_break_nothing() {
    let features = [
        road("", &[(0.0, 0.0), (1.0, 0.0)]),
        road("路", &[(0.0, 0.0), (1.0, 0.0)]),
        road("人民路", &[]),
    ];
    for name in [
        "",
        " ",
        "(",
        "()",
        "（原）",
        "、",
        "路",
        "东",
        "段",
        "𠀀",
        "G",
        "国道",
        "一",
    ] {
        let _any = find(&features, name, StatedKind::Road);
    }
    let long = "长".repeat(10_000);
    assert_eq!(find(&features, &long, StatedKind::Road), Match::Nothing);
}
