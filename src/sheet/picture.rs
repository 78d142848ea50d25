//! The content of a sheet from a picture of the register: one delimitation of one zone, as of a day.
//!
//! Must not lay anything out. What is hidden from whoever asks is not in the picture that is handed in.

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::{
    Language,
    content::{AbuttalsContent, AreaContent, Content, ParkContent, Receipt},
    corners::corners_of,
    ground::ground_of,
};
use crate::{
    abuttals::Abuttals,
    atlas::{Atlas, DelimitationRecord, ZoneRecord},
    geometry::Side,
    rules::AreaAgreement,
    zone::{DateSpan, DeclaredArea, Park, StandingClass, Text},
};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Language of the sheet.
    pub language: Language,
    /// The day that "in force" is told for.
    pub on: Date,
    /// The moment whose knowledge is told; now where absent.
    pub known: Option<Timestamp>,
    /// Address of the service, such as `https://example.org`; none where it is not known.
    pub served_at: Option<String>,
}

/// Makes the content of the sheet of a delimitation.
pub fn content_of(atlas: &Atlas, record: &ZoneRecord, version: &DelimitationRecord, asked: &Asked) -> Content {
    let teller = Teller {
        atlas,
        record,
        version,
        asked,
    };
    let delimitation = &version.delimitation;
    let mut shapes: Vec<_> = delimitation
        .parks
        .iter()
        .zip(1..)
        .filter_map(|(park, number)| Some((number, park.shape.as_deref()?)))
        .collect();
    if shapes.is_empty() {
        shapes.extend(delimitation.outline.as_deref().map(|outline| (0, outline)));
    }
    let head = atlas.head();
    let zone = record.zone_of(delimitation.number);
    Content {
        language: asked.language,
        zone: zone.name.clone(),
        reference: format!("{}/{}", record.zone.code, delimitation.number),
        facts: teller.facts(),
        parks: delimitation.parks.iter().map(|park| teller.park(park)).collect(),
        abuttals: teller.abuttals(),
        areas: teller.areas(),
        corners: corners_of(&shapes, asked.language),
        ground: ground_of(atlas, record, version),
        link: asked
            .served_at
            .as_ref()
            .map(|base| format!("{}/?zone={}", base.trim_end_matches('/'), record.zone.code)),
        receipt: Receipt {
            revision: head.revision,
            hash: head.hash.to_string(),
            digest: version.digest.to_string(),
        },
        remarks: zone.remark.iter().cloned().collect(),
    }
}

struct Teller<'a> {
    atlas: &'a Atlas,
    record: &'a ZoneRecord,
    version: &'a DelimitationRecord,
    asked: &'a Asked,
}

impl Teller<'_> {
    fn say(&self, zh: &str, en: &str) -> String {
        self.asked.language.say(zh, en).to_owned()
    }

    fn text(&self, text: &Text) -> String {
        self.say(&text.zh, &text.en)
    }

    fn facts(&self) -> Vec<(String, String)> {
        let (delimitation, asked) = (&self.version.delimitation, self.asked);
        let zone = self.record.zone_of(delimitation.number);
        let programme = self.atlas.programme();
        let kind = programme.kind(&zone.kind);
        let division = zone.division.map(|division| {
            let name = self.atlas.division_name(division).unwrap_or_default();
            format!("{name} {division}").trim().to_owned()
        });
        let state = self.version.standing(asked.known).map(|record| {
            let state = programme.lifecycle.state(&record.standing.state);
            let state = state.map_or_else(|| record.standing.state.clone(), |state| self.text(&state.name));
            let class = self.class(record.standing.class);
            // Many states bear the name of their class.
            if state.to_lowercase() == class {
                state
            } else {
                format!("{state}{}{class}{}", self.say("（", " ("), self.say("）", ")"))
            }
        });
        let span = self.record.span(delimitation.number, asked.known);
        let title = self.record.title(programme, asked.on, asked.known);
        let is_titled = kind.is_some_and(|kind| kind.titled);
        let stated = |zh: &str, en: &str, value: Option<String>| {
            Some((self.say(zh, en), value.filter(|text| !text.is_empty())?))
        };
        let facts = [
            stated("项目", "Programme", Some(self.text(&programme.name))),
            stated("代码", "Code", Some(zone.code.to_string())),
            stated(
                "类别",
                "Kind",
                Some(kind.map_or_else(|| zone.kind.clone(), |kind| self.text(&kind.name))),
            ),
            stated("承载区域", "Host", zone.host.clone()),
            stated("申报主体区划", "Applicant's division", division),
            stated(
                "集聚区状态",
                "Zone",
                self.record.class(asked.on, asked.known).map(|class| {
                    let class = self.class(class);
                    asked.language.say(
                        format!("{class}（截至 {}）", asked.on),
                        format!("{class} (on {})", asked.on),
                    )
                }),
            ),
            stated(
                "划定",
                "Delimitation",
                Some(asked.language.say(
                    format!("第 {} 次", delimitation.number),
                    format!("No. {}", delimitation.number),
                )),
            ),
            stated("划定状态", "Its standing", state),
            stated("生效期间", "In force", span.map(|span| self.span(span))),
            stated(
                "称号期间",
                "Title",
                Some(title.span).filter(|_| is_titled).map(|span| self.span(span)),
            ),
            stated("登记时间", "Recorded", Some(self.moment(self.version.recorded.at))),
            stated("依据文件", "Document", delimitation.document.clone()),
            stated("判定规则", "Judged by", Some(delimitation.rule_set.clone())),
        ];
        facts.into_iter().flatten().collect()
    }

    fn class(&self, class: StandingClass) -> String {
        match class {
            StandingClass::InForce => self.say("有效", "in force"),
            StandingClass::Pending => self.say("审理中", "pending"),
            StandingClass::Returned => self.say("已退回", "returned"),
            StandingClass::Ended => self.say("已终止", "ended"),
        }
    }

    fn span(&self, span: DateSpan) -> String {
        let day = |day: Option<Date>| day.map_or_else(|| self.say("未载明", "not stated"), |day| day.to_string());
        match span.until {
            None if span.from.is_none() => self.say("起止日未载明", "days not stated"),
            None => self
                .asked
                .language
                .say(format!("{}起", day(span.from)), format!("from {}", day(span.from))),
            Some(until) => {
                // What is kept is the first day no longer in force; people name the last one.
                let last = until.yesterday().unwrap_or(until);
                self.asked.language.say(
                    format!("{} 至 {last}", day(span.from)),
                    format!("{} to {last}", day(span.from)),
                )
            }
        }
    }

    /// Writes a moment on the programme's clock.
    fn moment(&self, at: Timestamp) -> String {
        let hours = self.atlas.programme().utc_offset_hours;
        let zone = Offset::from_hours(hours).map_or(TimeZone::UTC, TimeZone::fixed);
        let local = at.to_zoned(zone);
        format!("{} (UTC{hours:+})", local.strftime("%Y-%m-%d %H:%M:%S"))
    }

    fn park(&self, park: &Park) -> ParkContent {
        let programme = self.atlas.programme();
        let named = |code: &String| {
            let function = programme.function(code);
            function.map_or_else(|| code.clone(), |function| self.text(&function.name))
        };
        let functions: Vec<String> = park.functions.iter().map(named).collect();
        ParkContent {
            name: park.name.clone(),
            host: park.host.clone().unwrap_or_default(),
            functions: functions.join(self.asked.language.say("、", ", ")),
            role: if park.closing {
                self.say("平铺", "tiles")
            } else {
                self.say("叠加", "overlay")
            },
        }
    }

    fn abuttals(&self) -> Vec<AbuttalsContent> {
        let delimitation = &self.version.delimitation;
        let told = |of: String, abuttals: &Abuttals| AbuttalsContent {
            of,
            sides: Side::ALL
                .into_iter()
                .map(|side| (side, abuttals.side(side).join("、")))
                .collect(),
            sentence: abuttals.sentence.clone().filter(|sentence| !sentence.trim().is_empty()),
        };
        let whole = delimitation
            .abuttals
            .iter()
            .map(|abuttals| told(self.whole(), abuttals));
        let parks = delimitation.parks.iter();
        let of_parks = parks.filter_map(|park| Some(told(park.name.clone(), park.abuttals.as_ref()?)));
        whole.chain(of_parks).collect()
    }

    fn areas(&self) -> Vec<AreaContent> {
        let delimitation = &self.version.delimitation;
        let is_whole = delimitation.parks.iter().all(|park| park.shape.is_some());
        let total = self.area(
            self.whole(),
            delimitation.declared_area.as_ref(),
            self.version.area_m2,
            ("area-total", is_whole),
        );
        let parks = delimitation.parks.iter().zip(&self.version.park_area_m2);
        let parks = parks.map(|(park, measured_m2)| {
            self.area(
                park.name.clone(),
                park.declared_area.as_ref(),
                *measured_m2,
                ("area-park", true),
            )
        });
        parks.chain(std::iter::once(total)).collect()
    }

    /// Holds an area against its declaration, by the tolerance of a rule.
    fn area(
        &self,
        of: String,
        declared: Option<&DeclaredArea>,
        measured_m2: Option<f64>,
        (rule, is_comparable): (&str, bool),
    ) -> AreaContent {
        let projection_ppm = self.atlas.programme().rule_set.tolerance(rule, "projection_ppm").ok();
        let both = declared.zip(measured_m2).zip(projection_ppm).filter(|_| is_comparable);
        let agreement = both.map(|((declared, measured_m2), ppm)| AreaAgreement::of(declared, measured_m2, ppm));
        AreaContent {
            of,
            printed: declared.map(|declared| declared.printed().to_owned()),
            declared_m2: declared.map(DeclaredArea::m2),
            measured_m2,
            allowed_m2: agreement.map(|agreement| agreement.allowed_m2),
        }
    }

    fn whole(&self) -> String {
        self.say("全区", "Whole zone")
    }
}
