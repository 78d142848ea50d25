//! Holds the splitting of an address into its rungs: province, city, district, town, road, number, place, tail.
//! Must not know entries or scores.

use super::gazetteer::{Gazetteer, Level, is_municipality, stem};
use super::house_number::HouseNumber;
use super::normalise::normalise;

/// Holds the rungs of an address that are stated; all text is in normal form, divisions in their short form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ladder {
    /// Province, for example `江苏`.
    pub province: Option<String>,
    /// City of prefecture level, for example `苏州`; a municipality is named here too.
    pub city: Option<String>,
    /// County-level division, for example `虎丘`.
    pub district: Option<String>,
    /// Sub-district, town or township, with its ending.
    pub town: Option<String>,
    /// Road, street or lane, with its ending.
    pub road: Option<String>,
    /// House number on that road.
    pub number: Option<HouseNumber>,
    /// Name of a place or building.
    pub place: Option<String>,
    /// What lies inside the house: building, floor, room.
    pub tail: Option<String>,
    /// What stood in brackets: former names and remarks.
    pub aside: Option<String>,
}

/// Words that end like a division and are none.
const ESTATES: &[&str] = &[
    "小区", "社区", "园区", "校区", "厂区", "景区", "片区", "库区", "街区", "矿区", "院区",
];

/// Words of development zones, which lie in county-level divisions and are none themselves: 苏州高新区 is no contradiction to 虎丘区.
const DEVELOPMENT: &[&str] = &[
    "高新", "开发", "经开", "经济", "工业", "保税", "自贸", "科技", "示范", "合作",
];

impl Ladder {
    /// Splits an address, as people write it, by the names that the gazetteer knows and by the endings of names.
    ///
    /// Never fails: what is not understood becomes the place.
    pub fn split(text: &str, gazetteer: &Gazetteer) -> Self {
        let (kept, aside) = without_brackets(&normalise(text));
        let mut ladder = Self {
            aside,
            ..Self::default()
        };
        let mut rest = ladder.divisions(&kept, gazetteer);
        rest = ladder.take_town(rest, gazetteer);
        ladder.road_and_number(rest, gazetteer);
        ladder
    }

    /// Takes the divisions off the front and gives what is left.
    pub(super) fn divisions<'a>(&mut self, chars: &'a [char], gazetteer: &Gazetteer) -> &'a [char] {
        let mut rest = chars;
        if rest.starts_with(&['中', '国']) && gazetteer.division_at_start(&rest[2..]).is_some() {
            rest = &rest[2..];
        }
        while let Some((level, short, length, written)) = gazetteer.division_at_start(rest) {
            let after = &rest[length..];
            // 北京东路 and 福州路 are roads, not addresses in Beijing or Fuzhou.
            if (!written && begins_like_a_road(after)) || !self.climb(level, short) {
                break;
            }
            rest = after;
        }
        while let Some((level, length)) = division_by_ending(rest, gazetteer) {
            let name: String = rest[..length].iter().collect();
            if begins_like_a_road(&rest[length..]) {
                break;
            }
            if DEVELOPMENT.iter().any(|word| name.contains(word)) {
                self.town = Some(name);
            } else if !self.climb(level, stem(level, &name).to_owned()) {
                break;
            }
            rest = &rest[length..];
        }
        rest
    }

    /// Sets a rung; false where it or a lower one is set already, save the city of a municipality (上海市上海市).
    fn climb(&mut self, level: Level, short: String) -> bool {
        let below = self.district.is_some() || (level < Level::District && self.city.is_some());
        match level {
            Level::Province
                if self.province.as_ref() == Some(&short) && is_municipality(&short) && self.district.is_none() =>
            {
                self.city = Some(short);
            }
            Level::Province if self.province.is_none() && !below => self.province = Some(short),
            Level::City if !below => self.city = Some(short),
            Level::District if !below => self.district = Some(short),
            _ => return false,
        }
        true
    }

    fn take_town<'a>(&mut self, rest: &'a [char], gazetteer: &Gazetteer) -> &'a [char] {
        if gazetteer.road_at_start(rest).is_some() {
            return rest;
        }
        let end = (2..rest.len().min(9)).find_map(|at| match rest[at] {
            '街' if rest.get(at + 1) == Some(&'道') => Some(at + 2),
            '镇' | '乡' => Some(at + 1),
            c if c.is_ascii_digit() || c == '路' => Some(0),
            _ => None,
        });
        match end {
            Some(end) if end > 0 && end < rest.len() && !begins_like_a_road(&rest[end..]) => {
                self.town = Some(rest[..end].iter().collect());
                &rest[end..]
            }
            _ => rest,
        }
    }

    fn road_and_number(&mut self, rest: &[char], gazetteer: &Gazetteer) {
        let Some((start, end)) = find_road(rest, gazetteer) else {
            let (place, tail) = place_and_tail(rest);
            // 27号楼 alone is the name of a building, not the inside of one.
            (self.place, self.tail) = if place.is_some() { (place, tail) } else { (tail, None) };
            return;
        };
        self.road = Some(rest[start..end].iter().collect());
        let mut after = &rest[end..];
        if let Some((number, length)) = HouseNumber::at_start(after) {
            self.number = Some(number);
            after = &after[length..];
        }
        let (place, tail) = place_and_tail(after);
        let before: String = rest[..start].iter().filter(|c| **c != ',').collect();
        self.place = match (before.is_empty(), place) {
            (true, place) => place,
            (false, None) => Some(before),
            (false, Some(place)) => Some(before + &place),
        };
        self.tail = tail;
    }
}

/// Cuts what stands in brackets out of a text in normal form.
pub(super) fn without_brackets(text: &str) -> (Vec<char>, Option<String>) {
    let (mut kept, mut aside, mut depth) = (Vec::new(), String::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => aside.push(c),
        }
    }
    // A text that is all bracket is a name that happens to stand in brackets.
    if kept.is_empty() {
        (aside.chars().collect(), None)
    } else {
        (kept, (!aside.is_empty()).then_some(aside))
    }
}

/// Tells whether a text begins with the end of a road name: 路…, 东路…, 大道….
fn begins_like_a_road(chars: &[char]) -> bool {
    let skipped = chars
        .iter()
        .take(2)
        .take_while(|c| matches!(c, '东' | '西' | '南' | '北' | '中' | '大' | '环' | '一' | '二' | '三'))
        .count();
    matches!(chars.get(skipped), Some('路' | '街' | '道' | '巷' | '弄' | '桥' | '里'))
}

/// Finds a division by its ending alone, within the first characters, and gives its level and length.
fn division_by_ending(chars: &[char], gazetteer: &Gazetteer) -> Option<(Level, usize)> {
    if gazetteer.road_at_start(chars).is_some() {
        return None;
    }
    for at in 1..chars.len().min(7) {
        let level = match chars[at] {
            '省' => Level::Province,
            '市' => Level::City,
            '区' | '县' | '旗' => Level::District,
            c if c.is_ascii_alphanumeric() || matches!(c, '路' | '街' | '道' | '号') => return None,
            _ => continue,
        };
        let last: String = chars[at - 1..=at].iter().collect();
        let rest = &chars[at + 1..];
        // 城市广场, 市场, 小区: the character is not an ending there.
        let inner = matches!(rest.first(), Some('场' | '民' | '政' | '府')) || (at == 1 && last == "城市");
        if ESTATES.contains(&last.as_str()) || inner || rest.is_empty() {
            return None;
        }
        return Some((level, at + 1));
    }
    None
}

/// Finds where the road stands: start and end in characters.
fn find_road(chars: &[char], gazetteer: &Gazetteer) -> Option<(usize, usize)> {
    let known = gazetteer.road_at_start(chars);
    if let Some(end) = known
        && (end == chars.len() || HouseNumber::at_start(&chars[end..]).is_some())
    {
        return Some((0, end));
    }
    let ends: Vec<usize> = (1..chars.len())
        .filter(|&at| ends_road(chars, at))
        .map(|at| at + 1)
        .collect();
    let numbered = ends
        .iter()
        .copied()
        .find(|&end| HouseNumber::at_start(&chars[end..]).is_some());
    if numbered.is_none()
        && let Some(end) = known
    {
        return Some((0, end));
    }
    let end = numbered.or_else(|| ends.first().copied())?;
    // 某大厦汉口路151号: the road may follow the name of the place.
    let start = (0..end - 1)
        .find(|&start| gazetteer.has_road(&chars[start..end].iter().collect::<String>()))
        .unwrap_or(0);
    (end - start >= 2).then_some((start, end))
}

/// Tells whether a road name may end with the character at this place.
fn ends_road(chars: &[char], at: usize) -> bool {
    let next = chars.get(at + 1).copied();
    match chars[at] {
        '路' => !matches!(next, Some('口' | '桥' | '站')),
        '街' => !matches!(next, Some('道' | '区' | '坊' | '心')),
        '道' => !matches!(next, Some('路')),
        '巷' | '条' => next.is_none_or(|c| c.is_ascii_digit() || matches!(c, '甲' | '乙' | '丙' | '丁')),
        '同' => chars[at - 1] == '胡',
        'd' => latin_road(&chars[..=at], "road") || latin_road(&chars[..=at], "rd"),
        't' => latin_road(&chars[..=at], "street"),
        'e' => latin_road(&chars[..=at], "avenue"),
        _ => false,
    }
}

fn latin_road(chars: &[char], ending: &str) -> bool {
    chars.len() > ending.len() && ending.chars().rev().eq(chars.iter().rev().take(ending.len()).copied())
}

/// Splits what follows the number into the name of a place and what lies inside it.
fn place_and_tail(chars: &[char]) -> (Option<String>, Option<String>) {
    let trimmed: Vec<char> = chars.iter().copied().skip_while(|c| matches!(c, ',' | '-')).collect();
    let start = (0..trimmed.len())
        .find(|&at| inside_at(&trimmed, at))
        .unwrap_or(trimmed.len());
    let text = |part: &[char]| {
        let text: String = part.iter().collect();
        let text = text.trim_matches(',').trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    (text(&trimmed[..start]), text(&trimmed[start..]))
}

/// Tells whether a building, floor or room begins here: digits or letters, then 楼 层 室 and the like.
fn inside_at(chars: &[char], at: usize) -> bool {
    let label = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '甲' | '乙' | '丙' | '丁' | ' ');
    if !label(&chars[at]) || (at > 0 && label(&chars[at - 1])) {
        return false;
    }
    let length = chars[at..].iter().take_while(|c| label(c)).count();
    let mut next = at + length;
    if chars.get(next) == Some(&'号') {
        next += 1;
    }
    match chars.get(next) {
        Some('楼' | '层' | '室' | '座' | '栋' | '幢' | '房') => true,
        Some('单') => chars.get(next + 1) == Some(&'元'),
        None => chars[next - 1] == 'f' || chars[at..next].ends_with(&['f', 'l', 'o', 'o', 'r']),
        _ => false,
    }
}
