//! The names by which boundary files call what a draft holds: ours, which are written, and those that offices and programs use.
//!
//! Must not know what becomes of a value.

use unicode_normalization::UnicodeNormalization;

/// What an attribute says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Says {
    /// Name of the park.
    Park,
    /// Functions of the park.
    Functions,
    /// Whether the park takes part in tiling the zone.
    Closing,
    /// Declared area of the park.
    Area,
    /// Limits of the park in words.
    Abuttals,
    /// Limits of the park on one side.
    East,
    /// As above.
    South,
    /// As above.
    West,
    /// As above.
    North,
    /// Host of the park.
    Host,
    /// Whether the row is a park or the zone's outline.
    Role,
    /// Name of the zone.
    ZoneName,
    /// Code of the zone.
    ZoneCode,
    /// Kind of the zone.
    ZoneKind,
    /// Host of the zone.
    ZoneHost,
    /// The applicant's division.
    Division,
    /// Declared total.
    ZoneArea,
    /// Limits of the zone in words.
    ZoneAbuttals,
    /// The document that states it.
    Document,
    /// First day of force.
    ValidFrom,
    /// Remark.
    Remark,
}

/// The value of `role` for the zone's outline; every other row is a park.
pub(super) const OUTLINE: &str = "outline";

/// How a name speaks.
struct Names {
    says: Says,
    /// Names that mean nothing else; the first is written. A value that cannot be read is a fault.
    sure: &'static [&'static str],
    /// Names that may mean something else; a value that cannot be read is told and left out.
    likely: &'static [&'static str],
}

/// All names, in the order in which they are written. Ours have at most ten letters, which is what a Shapefile keeps of a name.
static NAMES: &[Names] = &[
    Names {
        says: Says::Park,
        sure: &[
            "park",
            "park_name",
            "园区",
            "园区名称",
            "片区",
            "片区名称",
            "区块",
            "区块名称",
        ],
        likely: &[
            "地块名称",
            "dkmc",
            "name",
            "名称",
            "title",
            "标题",
            "地块",
            "宗地名称",
            "label",
            "text",
            "layer",
            "图层",
        ],
    },
    Names {
        says: Says::Functions,
        sure: &["functions", "功能定位"],
        likely: &["function", "功能", "主导功能", "园区功能"],
    },
    Names {
        says: Says::Closing,
        sure: &["closing", "参与拼合"],
        likely: &["拼合", "是否拼合"],
    },
    Names {
        says: Says::Area,
        sure: &["decl_area", "declared_area", "申报面积", "规划面积", "批复面积"],
        likely: &["地块面积", "dkmj", "面积", "area", "mj", "用地面积"],
    },
    Names {
        says: Says::Abuttals,
        sure: &["abuttals", "四至", "四至范围"],
        likely: &["四至描述", "四至说明"],
    },
    Names {
        says: Says::East,
        sure: &["东至"],
        likely: &["abut_east", "东"],
    },
    Names {
        says: Says::South,
        sure: &["南至"],
        likely: &["abut_south", "南"],
    },
    Names {
        says: Says::West,
        sure: &["西至"],
        likely: &["abut_west", "西"],
    },
    Names {
        says: Says::North,
        sure: &["北至"],
        likely: &["abut_north", "北"],
    },
    Names {
        says: Says::Host,
        sure: &["host", "承载园区", "承载主体"],
        likely: &["所在园区", "开发区", "所属开发区"],
    },
    Names {
        says: Says::Role,
        sure: &["role"],
        likely: &["角色"],
    },
    Names {
        says: Says::ZoneName,
        sure: &["zone_name", "集聚区名称", "集聚区"],
        likely: &["zone", "项目名称"],
    },
    Names {
        says: Says::ZoneCode,
        sure: &["zone_code", "集聚区代码"],
        likely: &["code"],
    },
    Names {
        says: Says::ZoneKind,
        sure: &["zone_kind", "集聚区类型"],
        likely: &["kind", "类型"],
    },
    Names {
        says: Says::ZoneHost,
        sure: &["zone_host", "集聚区承载园区"],
        likely: &[],
    },
    Names {
        says: Says::Division,
        sure: &["division", "行政区划代码", "申报主体代码"],
        likely: &[
            "行政区代码",
            "区划代码",
            "adcode",
            "xzqdm",
            "项目所在县区代码",
            "县区代码",
        ],
    },
    Names {
        says: Says::ZoneArea,
        sure: &["zone_area", "申报总面积", "规划总面积"],
        likely: &["总面积"],
    },
    Names {
        says: Says::ZoneAbuttals,
        sure: &["zone_limit", "集聚区四至"],
        likely: &["总四至"],
    },
    Names {
        says: Says::Document,
        sure: &["document", "批复文号"],
        likely: &["文号", "批准文号"],
    },
    Names {
        says: Says::ValidFrom,
        sure: &["valid_from", "生效日期"],
        likely: &["批复日期", "批准日期"],
    },
    Names {
        says: Says::Remark,
        sure: &["remark"],
        likely: &["备注", "说明"],
    },
];

impl Says {
    /// Returns the name under which it is written.
    pub(super) fn name(self) -> &'static str {
        let names = NAMES.iter().find(|names| names.says == self);
        names.and_then(|names| names.sure.first()).copied().unwrap_or_default()
    }

    /// Returns the name under which it stands in Chinese files.
    pub(super) fn chinese_name(self) -> &'static str {
        let names = NAMES.iter().find(|names| names.says == self);
        let chinese = names.and_then(|names| names.sure.iter().find(|name| !name.is_ascii()));
        chinese.copied().unwrap_or_else(|| self.name())
    }

    /// Tells whether it is said of the zone, so that every row says the same.
    pub(super) fn is_of_zone(self) -> bool {
        self >= Self::ZoneName
    }
}

/// A name understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Understood {
    pub(super) says: Says,
    /// 0 for the names that are sure; further ones are less and less so.
    pub(super) rank: usize,
    pub(super) is_sure: bool,
}

/// Finds what a name says.
pub(super) fn understood(name: &str) -> Option<Understood> {
    let folded = folded(name);
    let bare = without_unit(&folded).0;
    NAMES.iter().find_map(|names| {
        let place = |list: &[&str]| list.iter().position(|own| *own == folded || *own == bare);
        let sure = place(names.sure).map(|rank| (rank, true));
        let likely = || place(names.likely).map(|rank| (names.sure.len() + rank, false));
        let (rank, is_sure) = sure.or_else(likely)?;
        Some(Understood {
            says: names.says,
            rank,
            is_sure,
        })
    })
}

/// Gives the unit that a name ends in, such as `面积（公顷）` or `area_m2`.
pub(super) fn unit_in(name: &str) -> Option<String> {
    let folded = folded(name);
    without_unit(&folded).1.map(str::to_owned)
}

/// Gives a name in the form in which names are compared: full-width signs folded, lower case, without blanks.
pub(super) fn folded(name: &str) -> String {
    let plain = name.nfkc().filter(|c| !c.is_whitespace());
    plain.flat_map(char::to_lowercase).collect()
}

/// Splits `面积(公顷)` and `area_ha` into the bare name and the unit.
fn without_unit(folded: &str) -> (&str, Option<&str>) {
    if let Some((bare, rest)) = folded.split_once(['(', '[', '【', '〔']) {
        let unit = rest.trim_end_matches([')', ']', '】', '〕']);
        return (bare.trim_end_matches(['_', '/']), (!unit.is_empty()).then_some(unit));
    }
    match folded.rsplit_once(['_', '/']) {
        Some((bare, unit)) if is_unit(unit) => (bare, Some(unit)),
        _ => (folded, None),
    }
}

fn is_unit(text: &str) -> bool {
    [
        "公顷",
        "平方米",
        "平方公里",
        "平方千米",
        "亩",
        "m2",
        "ha",
        "km2",
        "hm2",
        "㎡",
    ]
    .contains(&text)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn says(name: &str) -> Option<Says> {
        understood(name).map(|understood| understood.says)
    }

    #[test]
    fn names_of_offices_and_of_programs_are_understood() {
        assert_eq!(says("PARK"), Some(Says::Park));
        assert_eq!(says("园区名称"), Some(Says::Park));
        assert_eq!(says("DKMC"), Some(Says::Park));
        assert_eq!(says("申报面积（公顷）"), Some(Says::Area));
        assert_eq!(unit_in("申报面积（公顷）").as_deref(), Some("公顷"));
        assert_eq!(
            (says("area_m2"), unit_in("area_m2").as_deref()),
            (Some(Says::Area), Some("m2"))
        );
        assert_eq!(says("decl_area"), Some(Says::Area));
        assert_eq!(says("OBJECTID"), None);
        assert!(!understood("name").unwrap().is_sure && understood("园区").unwrap().is_sure);
    }

    #[test]
    fn our_names_are_short_enough_for_every_format_and_no_name_means_two_things() {
        let mut seen = HashSet::new();
        for names in NAMES {
            let own = names.says.name();
            assert!(own.len() <= 10 || !own.is_ascii(), "{own}");
            for name in names.sure.iter().chain(names.likely) {
                assert_eq!(*name, folded(name));
                assert!(seen.insert(*name), "{name}");
            }
        }
    }
}
