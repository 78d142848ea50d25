//! What is due in a programme, and when: data of its file.
//!
//! Must not know any zone, nor what day it is.

use std::str::FromStr;

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::Text;

/// One deadline: an act that is due some time after others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Code of the act that is due.
    pub act: String,
    /// Codes of the acts after which it is due; the newest of them counts.
    pub after: Vec<String>,
    /// When it is due.
    pub due: Due,
    /// Codes of the kinds of zone that it is for; empty for all.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Name.
    pub name: Text,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// So many months after.
    Months(u16),
    /// On a day of each year, as long as the title's term runs.
    EachYear(MonthDay),
    /// At the end of the title's term.
    TitleEnd,
}

/// A day of the year, `MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

/// A text that is no day of the year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day of the year; expected `MM-DD`, such as `01-31`")]
pub struct MonthDayError(String);

impl MonthDay {
    /// Returns the day in a year; 29 February is the 28th where the year has none.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
            .or_else(|_| Date::new(year, self.month, 28))
            .ok()
    }

    /// Returns the first such day after `day`.
    pub fn after(self, day: Date) -> Option<Date> {
        let this_year = self.in_year(day.year()).filter(|found| *found > day);
        this_year.or_else(|| self.in_year(day.year().checked_add(1)?))
    }
}

impl Due {
    /// Returns the days on which something is due that counts from `from`, in a term of the title that ends on `until`.
    pub fn days(self, from: Date, until: Option<Date>) -> Vec<Date> {
        match self {
            Self::Months(months) => from.checked_add(i64::from(months).months()).into_iter().collect(),
            Self::TitleEnd => until.into_iter().collect(),
            Self::EachYear(month_day) => {
                let Some(until) = until else { return Vec::new() };
                let next = |day: &Date| month_day.after(*day);
                let days = std::iter::successors(month_day.after(from), next);
                days.take_while(|day| *day <= until).collect()
            }
        }
    }
}

impl FromStr for MonthDay {
    type Err = MonthDayError;

    fn from_str(text: &str) -> Result<Self, MonthDayError> {
        let wrong = || MonthDayError(text.to_owned());
        let (month, day) = text.split_once('-').ok_or_else(wrong)?;
        let number = |digits: &str| {
            let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            two.then(|| digits.parse().ok()).flatten()
        };
        let (month, day) = number(month).zip(number(day)).ok_or_else(wrong)?;
        // 2024 has a 29 February.
        Date::new(2024, month, day).map_err(|_| wrong())?;
        Ok(Self { month, day })
    }
}

impl TryFrom<String> for MonthDay {
    type Error = MonthDayError;

    fn try_from(text: String) -> Result<Self, MonthDayError> {
        text.parse()
    }
}

impl From<MonthDay> for String {
    fn from(MonthDay { month, day }: MonthDay) -> Self {
        format!("{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_yearly_day_comes_once_a_year_until_the_term_ends() {
        let due = Due::EachYear("01-31".parse().unwrap());
        assert_eq!(
            due.days(date(2024, 1, 31), Some(date(2027, 1, 31))),
            [date(2025, 1, 31), date(2026, 1, 31), date(2027, 1, 31)]
        );
        assert_eq!(due.days(date(2024, 1, 30), Some(date(2024, 6, 1))), [date(2024, 1, 31)]);
        assert!(due.days(date(2024, 1, 30), None).is_empty());
    }

    #[test]
    fn months_run_to_the_last_day_where_a_month_is_short() {
        assert_eq!(Due::Months(3).days(date(2024, 11, 30), None), [date(2025, 2, 28)]);
        assert_eq!(
            Due::TitleEnd.days(date(2024, 1, 1), Some(date(2027, 1, 1))),
            [date(2027, 1, 1)]
        );
    }

    #[test]
    fn what_is_no_day_of_the_year_is_refused() {
        for text in ["", "1-31", "13-01", "02-30", "01-31-", "+1-02", "0１-31"] {
            assert!(text.parse::<MonthDay>().is_err(), "{text}");
        }
        let leap: MonthDay = "02-29".parse().unwrap();
        assert_eq!(leap.in_year(2025), Some(date(2025, 2, 28)));
        assert_eq!(String::from(leap), "02-29");
    }
}
