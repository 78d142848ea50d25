//! Holds the names of divisions and roads that a book knows, with the short forms people use for them.
//! Must not know points or entries.

use std::collections::{HashMap, HashSet};

/// Names the rung that a division stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Province,
    City,
    District,
}

/// Lists the provinces of GB/T 2260 in their short form; municipalities are cities too.
const PROVINCES: &[&str] = &[
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "台湾",
    "香港",
    "澳门",
];

/// Lists the municipalities, which are province and city at once.
const MUNICIPALITIES: &[&str] = &["北京", "天津", "上海", "重庆"];

/// Lists the endings of division names, longest first.
const PROVINCE_ENDINGS: &[&str] = &[
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "省",
    "市",
];
const CITY_ENDINGS: &[&str] = &["自治州", "地区", "市", "盟"];
const DISTRICT_ENDINGS: &[&str] = &["自治县", "自治旗", "新区", "区", "县", "市", "旗"];

impl Level {
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Province => PROVINCE_ENDINGS,
            Self::City => CITY_ENDINGS,
            Self::District => DISTRICT_ENDINGS,
        }
    }
}

/// Gives the short form of a division name: 黄浦区 → 黄浦, 内蒙古自治区 → 内蒙古. A name whose rest would be one character stays whole.
pub(super) fn stem(level: Level, name: &str) -> &str {
    level
        .endings()
        .iter()
        .find_map(|ending| name.strip_suffix(ending).filter(|rest| rest.chars().count() >= 2))
        .unwrap_or(name)
}

/// Tells whether a short name is that of a municipality.
pub(super) fn is_municipality(stem: &str) -> bool {
    MUNICIPALITIES.contains(&stem)
}

/// Holds the names by which an address is split: divisions with their short forms, and roads.
///
/// The provinces are always known; cities, districts and roads are those that were added.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    divisions: HashMap<String, Level>,
    roads: HashSet<String>,
    longest_division: usize,
    longest_road: usize,
}

impl Default for Gazetteer {
    fn default() -> Self {
        let mut gazetteer = Self {
            divisions: HashMap::new(),
            roads: HashSet::new(),
            longest_division: 0,
            longest_road: 0,
        };
        for name in PROVINCES {
            gazetteer.add_division(Level::Province, name);
        }
        gazetteer
    }
}

impl Gazetteer {
    /// Adds a city of prefecture level by its name in normal form, whole or short.
    pub fn add_city(&mut self, name: &str) {
        self.add_division(Level::City, name);
    }

    /// Adds a county-level division by its name in normal form, whole or short.
    pub fn add_district(&mut self, name: &str) {
        self.add_division(Level::District, name);
    }

    /// Adds a road, street or estate by its name in normal form.
    pub fn add_road(&mut self, name: &str) {
        if !name.is_empty() && !self.roads.contains(name) {
            self.longest_road = self.longest_road.max(name.chars().count());
            self.roads.insert(name.to_owned());
        }
    }

    fn add_division(&mut self, level: Level, name: &str) {
        let short = stem(level, name);
        if short.chars().count() < 2 {
            return;
        }
        self.longest_division = self.longest_division.max(short.chars().count());
        // 上海 is a province first, so that a city of the same name does not hide it.
        self.divisions.entry(short.to_owned()).or_insert(level);
    }

    /// Tells whether a road of this name was added.
    pub(super) fn has_road(&self, name: &str) -> bool {
        self.roads.contains(name)
    }

    /// Finds the longest known road that the characters begin with and gives its length in characters.
    pub(super) fn road_at_start(&self, chars: &[char]) -> Option<usize> {
        let most = self.longest_road.min(chars.len());
        (1..=most)
            .rev()
            .find(|&length| self.roads.contains(&chars[..length].iter().collect::<String>()))
    }

    /// Finds the longest known division that the characters begin with: level, short name, length with its ending in characters, and whether
    /// an ending was written.
    pub(super) fn division_at_start(&self, chars: &[char]) -> Option<(Level, String, usize, bool)> {
        let most = self.longest_division.min(chars.len());
        (2..=most).rev().find_map(|length| {
            let short: String = chars[..length].iter().collect();
            let level = *self.divisions.get(&short)?;
            let rest: String = chars[length..].iter().take(6).collect();
            let ending = [level, Level::City, Level::District]
                .iter()
                .flat_map(|level| level.endings())
                .find(|ending| rest.starts_with(**ending));
            let written = ending.map_or(0, |ending| ending.chars().count());
            Some((level, short, length + written, written > 0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn short_forms_drop_the_ending_but_never_down_to_one_character() {
        assert_eq!(stem(Level::District, "黄浦区"), "黄浦");
        assert_eq!(stem(Level::District, "浦东新区"), "浦东");
        assert_eq!(stem(Level::Province, "广西壮族自治区"), "广西");
        assert_eq!(stem(Level::District, "南区"), "南区");
    }

    #[test]
    fn divisions_are_found_whole_and_short() {
        let mut gazetteer = Gazetteer::default();
        gazetteer.add_district("海淀区");
        assert_eq!(
            gazetteer.division_at_start(&chars("海淀成府路")),
            Some((Level::District, "海淀".into(), 2, false))
        );
        assert_eq!(
            gazetteer.division_at_start(&chars("海淀区成府路")),
            Some((Level::District, "海淀".into(), 3, true))
        );
        assert_eq!(
            gazetteer.division_at_start(&chars("内蒙古自治区")),
            Some((Level::Province, "内蒙古".into(), 6, true))
        );
        assert_eq!(gazetteer.division_at_start(&chars("成府路")), None);
    }
}
