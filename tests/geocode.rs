//! Asks the address book the way people ask: left-out divisions, other ways of writing, slips, wrong numbers, other districts.
//! Must not know the database, the network or the clock.

#![expect(clippy::expect_used, reason = "a test that cannot read its data has failed")]

#[path = "shared/skip.rs"]
mod skip;

#[path = "geocode/files.rs"]
mod files;
#[path = "geocode/laws.rs"]
mod laws;

use sizhi::geocode::{
    AddressBook, AddressEntry, Candidate, EXACT_UNCERTAINTY_M, GOOD_SCORE, Gazetteer, INTERPOLATED_UNCERTAINTY_M,
    Ladder, Verdict,
};
use sizhi::geometry::LonLat;
use std::sync::LazyLock;

fn entry(id: &str, division: [&str; 3], street: &str, number: &str, name: &str, lon: f64, lat: f64) -> AddressEntry {
    AddressEntry {
        name: name.into(),
        province: division[0].into(),
        city: division[1].into(),
        district: division[2].into(),
        street: street.into(),
        housenumber: number.into(),
        ..AddressEntry::new(id, LonLat::new(lon, lat).expect("a place"))
    }
}

const HUANGPU: [&str; 3] = ["上海市", "上海市", "黄浦区"];
const HAIDIAN: [&str; 3] = ["北京市", "北京市", "海淀区"];
const GUSU: [&str; 3] = ["江苏省", "苏州市", "姑苏区"];

static BOOK: LazyLock<AddressBook> = LazyLock::new(|| {
    AddressBook::build(vec![
        entry(
            "hankou-110",
            HUANGPU,
            "汉口路",
            "110",
            "爱建金融大楼",
            121.48355,
            31.23864,
        ),
        entry("hankou-120", HUANGPU, "汉口路", "120号", "", 121.48330, 31.23858),
        entry(
            "hankou-151",
            HUANGPU,
            "汉口路",
            "151",
            "华东建筑设计研究院",
            121.48274,
            31.23796,
        ),
        entry("fuzhou-17", HUANGPU, "福州路", "17-19", "", 121.48548, 31.23724),
        entry(
            "fuzhou-185",
            HUANGPU,
            "福州路",
            "185",
            "上海市公安局",
            121.48233,
            31.23662,
        ),
        entry("east-17", HUANGPU, "中山东一路", "17", "友邦大厦", 121.48514, 31.24009),
        entry(
            "beijing-31",
            HUANGPU,
            "北京东路",
            "31-91",
            "益丰·外滩源",
            121.48445,
            31.24257,
        ),
        entry("lane", HUANGPU, "四川中路126弄", "5~21", "元芳弄", 121.48513, 31.23695),
        entry("wuyi-12", HUANGPU, "五一路", "120", "", 121.47000, 31.23000),
        entry("chengfu-61", HAIDIAN, "成府路", "61", "阳光丽影", 116.31969, 39.99156),
        entry("people-sh", HUANGPU, "人民路", "8", "", 121.48276, 31.23100),
        entry("people-sz", GUSU, "人民路", "8", "", 120.61950, 31.30890),
        entry("gate", HAIDIAN, "", "", "清华大学西门", 116.30924, 39.99628),
        entry("pku", HAIDIAN, "颐和园路", "5號", "北京大学", 116.30541, 39.99262),
    ])
});

fn book() -> &'static AddressBook {
    &BOOK
}

fn found(verdict: &Verdict) -> Option<&Candidate> {
    match verdict {
        Verdict::Found(candidate) => Some(candidate),
        Verdict::Ambiguous(_) | Verdict::None(_) => None,
    }
}

#[track_caller]
fn assert_finds(book: &AddressBook, query: &str, id: &str) {
    let verdict = book.best(query);
    assert_eq!(
        found(&verdict).map(|c| c.id.as_str()),
        Some(id),
        "`{query}` gave {verdict:?}"
    );
}

#[track_caller]
fn assert_no_answer(book: &AddressBook, query: &str) {
    let verdict = book.best(query);
    assert!(matches!(verdict, Verdict::None(_)), "`{query}` gave {verdict:?}");
}

#[test]
fn one_address_is_found_however_it_is_written() {
    let book = book();
    for query in [
        "上海市黄浦区汉口路151号",
        "上海市上海市黄浦区汉口路151号",
        "上海黄浦汉口路151",
        "黄浦区汉口路 151 号",
        "汉口路151號",
        "汉口路一百五十一号",
        "汉口路１５１号",
        "汉口路151号3楼305室",
        "汉口路151号（近江西中路）B座9层",
        "中国上海市黄浦区汉口路No.151",
        "上海市黄浦区外滩街道汉口路151号华东建筑设计研究院",
    ] {
        assert_finds(book, query, "hankou-151");
    }
    assert_finds(book, "上海五一路一百二十号", "wuyi-12");
    assert_finds(book, "北京海淀成府路61号", "chengfu-61");
    assert_finds(book, "中山东一路十七号", "east-17");
}

#[test]
fn a_road_that_bears_the_name_of_a_city_is_a_road() {
    let book = book();
    assert_finds(book, "北京东路31号", "beijing-31");
    assert_finds(book, "上海市北京东路57号", "beijing-31");
    assert_finds(book, "福州路185号", "fuzhou-185");
    assert_finds(book, "北京大学", "pku");
}

#[test]
fn an_exact_number_is_one_building_wide() {
    let verdict = book().best("汉口路151号");
    let candidate = found(&verdict).expect("the number is in the book");
    assert_eq!(candidate.uncertainty_m, EXACT_UNCERTAINTY_M);
    assert_eq!(candidate.matched, "上海市黄浦区汉口路151号 华东建筑设计研究院");
    assert!(candidate.score > 0.98, "{candidate:?}");
}

#[test]
fn a_number_between_two_neighbours_is_placed_with_an_honest_uncertainty() {
    let book = book();
    let verdict = book.best("汉口路130号");
    let candidate = found(&verdict).expect("120 and 151 are 75 m apart");
    assert!((121.48274..121.48330).contains(&candidate.point.lon()), "{candidate:?}");
    assert!(candidate.uncertainty_m >= INTERPOLATED_UNCERTAINTY_M);
    assert!(candidate.matched.contains("推算"), "{candidate:?}");
    let exact = book.best("汉口路120号");
    assert!(
        found(&exact).expect("120 is in the book").score > candidate.score + 0.15,
        "a guess stands clearly below the number itself"
    );
}

#[test]
fn what_says_too_little_is_no_answer() {
    let book = book();
    for query in [
        "汉口路",
        "上海市黄浦区",
        "黄浦区",
        "上海",
        "上海市黄浦区汉口路",
        "151号",
        "",
        "   ",
        "号",
        "汉口路2999号",
        "不存在的大道5号",
    ] {
        assert_no_answer(book, query);
    }
    let Verdict::None(near) = book.best("汉口路2999号") else {
        panic!("checked above")
    };
    assert!(
        near[0].score < GOOD_SCORE && near[0].uncertainty_m > 1_000.0,
        "{near:?}"
    );
}

#[test]
fn another_district_or_city_disqualifies() {
    let book = book();
    assert_no_answer(book, "上海市静安区汉口路151号");
    assert_no_answer(book, "北京市海淀区汉口路151号");
    assert_no_answer(book, "苏州市姑苏区福州路185号");
}

#[test]
fn a_development_zone_in_the_address_is_no_contradiction() {
    assert_finds(book(), "江苏省苏州市苏州高新区人民路8号", "people-sz");
}

#[test]
fn one_road_name_in_two_cities_is_asked_back() {
    let book = book();
    let Verdict::Ambiguous(both) = book.best("人民路8号") else {
        panic!("two cities have it")
    };
    let mut ids: Vec<&str> = both.iter().map(|c| c.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["people-sh", "people-sz"]);
    assert_finds(book, "苏州人民路8号", "people-sz");
    assert_finds(book, "上海人民路8号", "people-sh");
}

#[test]
fn lanes_and_runs_of_numbers_are_understood() {
    let book = book();
    assert_finds(book, "四川中路126弄7号", "lane");
    assert_finds(book, "四川中路126弄", "lane");
    assert_finds(book, "福州路19号", "fuzhou-17");
    assert_no_answer(book, "四川中路7号");
}

#[test]
fn one_slip_is_found_and_used_only_where_enough_is_left() {
    let book = book();
    assert_finds(book, "中山东一璐17号", "east-17");
    assert_finds(book, "上海中山东一17号", "east-17");
    assert_finds(book, "福州路185号上海市公安局", "fuzhou-185");
    assert_finds(book, "华东建筑没计研究院", "hankou-151");
    // 汉囗路 could as well be another road of two characters: shown first, but not used.
    let near = book.search("汉囗路151号", 3);
    assert_eq!(near[0].id, "hankou-151");
    assert_no_answer(book, "汉囗路151号");
    // 中山东二路 is a road of its own.
    assert_no_answer(book, "中山东二路17号");
}

#[test]
fn a_place_is_found_by_its_name() {
    let book = book();
    for query in ["清华大学西门", "北京市海淀区清华大学西门", "北京 清华大学 西门"] {
        assert_finds(book, query, "gate");
    }
    assert_no_answer(book, "清华大学南门");
    assert_finds(book, "益丰外滩源", "beijing-31");
}

#[test]
fn an_address_is_split_into_its_rungs() {
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_city("苏州市");
    let ladder = Ladder::split(
        "江苏省苏州市虎丘区狮山街道狮山路十二号之三金河大厦２幢501室（原28号）",
        &gazetteer,
    );
    assert_eq!(ladder.province.as_deref(), Some("江苏"));
    assert_eq!(ladder.city.as_deref(), Some("苏州"));
    assert_eq!(ladder.district.as_deref(), Some("虎丘"));
    assert_eq!(ladder.town.as_deref(), Some("狮山街道"));
    assert_eq!(ladder.road.as_deref(), Some("狮山路"));
    let number = ladder.number.expect("a number is stated");
    assert_eq!((number.first, number.part.as_str()), (Some(12), "3"));
    assert_eq!(ladder.place.as_deref(), Some("金河大厦"));
    assert_eq!(ladder.tail.as_deref(), Some("2幢501室"));
    assert_eq!(ladder.aside.as_deref(), Some("原28号"));
}

#[test]
fn an_empty_book_has_no_answer() {
    let book = AddressBook::build(Vec::new());
    assert!(book.is_empty());
    assert_eq!(book.best("汉口路151号"), Verdict::None(Vec::new()));
}
