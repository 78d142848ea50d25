//! Provinces by name, as approvals write them.
//!
//! Must not know anything below a province.

use super::Division;

/// GB/T 2260 code and short name of each province-level division (GB/T 2260-2007, table 1).
const PROVINCES: [(u32, &str); 34] = [
    (110_000, "北京"),
    (120_000, "天津"),
    (130_000, "河北"),
    (140_000, "山西"),
    (150_000, "内蒙古"),
    (210_000, "辽宁"),
    (220_000, "吉林"),
    (230_000, "黑龙江"),
    (310_000, "上海"),
    (320_000, "江苏"),
    (330_000, "浙江"),
    (340_000, "安徽"),
    (350_000, "福建"),
    (360_000, "江西"),
    (370_000, "山东"),
    (410_000, "河南"),
    (420_000, "湖北"),
    (430_000, "湖南"),
    (440_000, "广东"),
    (450_000, "广西"),
    (460_000, "海南"),
    (500_000, "重庆"),
    (510_000, "四川"),
    (520_000, "贵州"),
    (530_000, "云南"),
    (540_000, "西藏"),
    (610_000, "陕西"),
    (620_000, "甘肃"),
    (630_000, "青海"),
    (640_000, "宁夏"),
    (650_000, "新疆"),
    (710_000, "台湾"),
    (810_000, "香港"),
    (820_000, "澳门"),
];

impl Division {
    /// Tells whether two digits begin the codes of a province-level division.
    pub fn is_province_prefix(digits: &str) -> bool {
        let prefix: Option<u32> = digits.parse().ok();
        digits.len() == 2 && PROVINCES.iter().any(|(code, _)| Some(code / 10_000) == prefix)
    }

    /// Returns the province that a name begins with: 山东, 山东省, 广西壮族自治区 …
    pub fn of_province(name: &str) -> Option<Self> {
        let (code, _) = PROVINCES.iter().find(|(_, short)| name.trim().starts_with(short))?;
        code.to_string().parse().ok()
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
}
