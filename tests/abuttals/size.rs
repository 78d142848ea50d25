//! Hostile texts: whatever is repeated, a text that is four times as long takes about four times as long.

use std::{fs, time::Duration};

use sizhi::abuttals::read;

/// What is repeated: openers without text, marks, brackets that never close, lists, numbers, headings.
const UNITS: [&str; 44] = [
    "东至",
    "东至a，",
    "东至a、",
    "东至a(",
    "(",
    "东(",
    "5公顷",
    "，5公顷",
    "东至（5公顷）",
    "区块一",
    "区块一，",
    "区块一：a，",
    "、",
    "\n",
    " ",
    "东 ",
    "以",
    "北以a",
    "东与",
    "东与a",
    "东、",
    "东侧，",
    "东西",
    "东至路南至路西至路北至路",
    "甲路（东）、",
    "甲路以东、",
    "为东界",
    "和",
    "东至a和",
    "路和路",
    "不含",
    "东至路不含",
    "一二三",
    "规划面积",
    "四至",
    "功能定位为",
    "1.",
    "（一）",
    "东至路至",
    "东至路—",
    "东至a以东",
    "东至1米",
    "东至a\n",
    "东至a、东至b、",
];

/// Returns the processor time of this thread.
fn spent() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[test]
fn the_time_grows_with_the_length_and_not_with_its_square() {
    if spent().is_none() {
        super::skip::skip(
            "skipped: the_time_grows_with_the_length_and_not_with_its_square: the system does not tell processor time",
        );
        return;
    }
    for unit in UNITS {
        for lead in ["", "北至江（"] {
            let time = |bytes: usize| {
                let text = format!("{lead}{}", unit.repeat(bytes / unit.len()));
                let before = spent().unwrap();
                let reading = read(&text);
                let after = spent().unwrap();
                assert!(reading.spans.len() <= text.chars().count());
                after.saturating_sub(before)
            };
            let (short, long) = (time(2_000), time(16_000));
            // Eight times the text; the square would take 64 times as long. The system counts in ticks of some milliseconds.
            let most = short.max(Duration::from_millis(20)) * 30;
            assert!(long < most, "`{lead}` and `{unit}` repeated: {short:?}, then {long:?}");
        }
    }
}
