//! Measures the address book on 100,000 made-up addresses: building it and asking it in the ways people ask.
//! Must not read files: the data is made here, the same each time.

#![expect(clippy::expect_used, reason = "a bench that cannot make its data has failed")]

use criterion::{Criterion, criterion_group, criterion_main};
use sizhi::geocode::{AddressBook, AddressEntry, Verdict};
use sizhi::geometry::LonLat;
use std::hint::black_box;

const ADDRESSES: usize = 100_000;
const HOUSES_PER_ROAD: usize = 25;
const WORDS: [&str; 24] = [
    "江陵", "滨盛", "文一", "天府", "科技", "人民", "中山", "解放", "建设", "和平", "长江", "黄河", "狮山", "金沙",
    "云栖", "海曙", "望江", "花城", "锦城", "汉口", "福州", "成府", "学院", "双清",
];
const SIDES: [&str; 12] = ["", "东", "西", "南", "北", "中", "一", "二", "三", "新", "老", "大"];
const CITIES: [(&str, &str, &str, f64, f64); 5] = [
    ("浙江省", "杭州市", "滨江区", 120.2, 30.2),
    ("江苏省", "苏州市", "虎丘区", 120.55, 31.3),
    ("湖北省", "武汉市", "洪山区", 114.4, 30.5),
    ("四川省", "成都市", "武侯区", 104.06, 30.55),
    ("上海市", "上海市", "黄浦区", 121.48, 31.23),
];

/// Makes the addresses: roads of a city side by side, houses every 20 m, one in three with the name of a building.
fn addresses() -> Vec<AddressEntry> {
    (0..ADDRESSES)
        .map(|i| {
            let (road, house) = (i / HOUSES_PER_ROAD, i % HOUSES_PER_ROAD);
            let (province, city, district, lon, lat) = CITIES[road % CITIES.len()];
            let word = WORDS[road / CITIES.len() % WORDS.len()];
            let side = SIDES[road / CITIES.len() / WORDS.len() % SIDES.len()];
            let turn = road / CITIES.len() / WORDS.len() / SIDES.len();
            let extra = ["", "支", "横"][turn % 3];
            let number = house * 4 + 1;
            let point =
                LonLat::new(lon + house as f64 * 2e-4, lat + (road % 500) as f64 * 1e-4).expect("a place in China");
            AddressEntry {
                name: if i % 3 == 0 {
                    format!("{word}{side}第{}大厦", i / 3)
                } else {
                    String::new()
                },
                province: province.into(),
                city: city.into(),
                district: district.into(),
                street: format!("{word}{side}{extra}路"),
                housenumber: number.to_string(),
                ..AddressEntry::new(format!("made/{i}"), point)
            }
        })
        .collect()
}

fn bench(criterion: &mut Criterion) {
    let entries = addresses();
    let book = AddressBook::build(entries.clone());
    assert!(matches!(book.best("浙江省杭州市滨江区江陵路9号"), Verdict::Found(_)));
    let mut building = criterion.benchmark_group("geocode");
    building.sample_size(10);
    building.bench_function("build 100k", |b| {
        b.iter(|| AddressBook::build(black_box(entries.clone())));
    });
    building.finish();
    for (name, query) in [
        ("exact", "浙江省杭州市滨江区江陵东路9号"),
        ("left out and full-width", "苏州虎丘狮山南路　１３ 号3楼305室"),
        ("between numbers", "四川省成都市天府三路11号"),
        ("slip in the road", "武汉市洪山区解放东各路9号"),
        ("building name", "文一西第20001大厦"),
        ("slip in the name", "锦城新第3000l大夏"),
        ("no match", "不存在的地方一百号"),
    ] {
        criterion.bench_function(&format!("geocode/{name}"), |b| b.iter(|| book.best(black_box(query))));
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
