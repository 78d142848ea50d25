//! Provinces: their names, as approvals write them, and about where they lie.
//!
//! Must not know anything below a province.

use std::fmt;

use super::Division;

/// GB/T 2260 code and short name of each province-level division (GB/T 2260-2007, table 1), and the degrees between which it lies: west,
/// south, east, north, rounded outward to whole ones, islands included.
const PROVINCES: [(u32, &str, [i16; 4]); 34] = [
    (110_000, "北京", [115, 39, 118, 42]),
    (120_000, "天津", [116, 38, 119, 41]),
    (130_000, "河北", [113, 36, 120, 43]),
    (140_000, "山西", [110, 34, 115, 41]),
    (150_000, "内蒙古", [97, 37, 127, 54]),
    (210_000, "辽宁", [118, 38, 126, 44]),
    (220_000, "吉林", [121, 40, 132, 47]),
    (230_000, "黑龙江", [121, 43, 136, 54]),
    (310_000, "上海", [120, 30, 123, 32]),
    (320_000, "江苏", [116, 30, 122, 36]),
    (330_000, "浙江", [118, 27, 123, 32]),
    (340_000, "安徽", [114, 29, 120, 35]),
    (350_000, "福建", [115, 23, 121, 29]),
    (360_000, "江西", [113, 24, 119, 31]),
    (370_000, "山东", [114, 34, 123, 39]),
    (410_000, "河南", [110, 31, 117, 37]),
    (420_000, "湖北", [108, 29, 117, 34]),
    (430_000, "湖南", [108, 24, 115, 31]),
    (440_000, "广东", [109, 20, 118, 26]),
    (450_000, "广西", [104, 20, 113, 27]),
    (460_000, "海南", [108, 3, 118, 21]),
    (500_000, "重庆", [105, 28, 111, 33]),
    (510_000, "四川", [97, 26, 109, 35]),
    (520_000, "贵州", [103, 24, 110, 30]),
    (530_000, "云南", [97, 21, 107, 30]),
    (540_000, "西藏", [78, 26, 100, 37]),
    (610_000, "陕西", [105, 31, 112, 40]),
    (620_000, "甘肃", [92, 32, 109, 43]),
    (630_000, "青海", [89, 31, 104, 40]),
    (640_000, "宁夏", [104, 35, 108, 40]),
    (650_000, "新疆", [73, 34, 97, 50]),
    (710_000, "台湾", [116, 20, 125, 27]),
    (810_000, "香港", [113, 22, 115, 23]),
    (820_000, "澳门", [113, 22, 114, 23]),
];

impl Division {
    /// Tells whether two digits begin the codes of a province-level division.
    pub fn is_province_prefix(digits: &str) -> bool {
        let prefix: Option<u32> = digits.parse().ok();
        digits.len() == 2 && PROVINCES.iter().any(|(code, ..)| Some(code / 10_000) == prefix)
    }

    /// Returns the province that a name begins with: 山东, 山东省, 广西壮族自治区 …
    pub fn of_province(name: &str) -> Option<Self> {
        let (code, ..) = PROVINCES.iter().find(|(_, short, _)| name.trim().starts_with(short))?;
        code.to_string().parse().ok()
    }

    /// Returns the province in which a division lies.
    pub fn province(self) -> Option<Province> {
        let own = String::from(self);
        let row = PROVINCES
            .iter()
            .find(|(code, ..)| own.starts_with(&code.to_string()[..2]));
        row.map(|&(_, name, degrees)| Province { name, degrees })
    }
}

/// A province-level division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    /// Its short name: 山东.
    pub name: &'static str,
    degrees: [i16; 4],
}

impl Province {
    /// Tells whether a longitude and latitude may lie in it: between whole degrees, so that its neighbours may, too.
    pub fn may_hold(self, lon: f64, lat: f64) -> bool {
        let [west, south, east, north] = self.degrees.map(f64::from);
        (west..=east).contains(&lon) && (south..=north).contains(&lat)
    }
}

impl fmt::Display for Province {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [west, south, east, north] = self.degrees;
        write!(f, "{} ({west} to {east}° E, {south} to {north}° N)", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_is_known_by_its_short_and_its_full_name() {
        for (name, code) in [
            ("山东", "370000"),
            ("广西壮族自治区", "450000"),
            ("内蒙古自治区", "150000"),
        ] {
            assert_eq!(Division::of_province(name).unwrap().to_string(), code);
        }
        assert_eq!(Division::of_province("某地"), None);
    }

    #[test]
    fn a_division_lies_within_the_degrees_of_its_province() {
        let province = "330104".parse::<Division>().unwrap().province().unwrap();
        assert_eq!(province.to_string(), "浙江 (118 to 123° E, 27 to 32° N)");
        assert!(province.may_hold(120.2, 30.3) && !province.may_hold(117.2, 30.3));
        assert_eq!("990000".parse::<Division>().unwrap().province(), None);
    }
}
