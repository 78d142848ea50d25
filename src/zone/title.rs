//! How long a zone may use its title.
//!
//! Must not know what day it is: the day is asked of it.

use jiff::{ToSpan, civil::Date};

use super::DateSpan;

/// The span in which a title may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Title {
    /// Days of the title; both ends absent where the first day is unknown.
    pub span: DateSpan,
}

impl Title {
    /// Returns the title that begins on `from` and lasts `years`; unbounded where the kind has no term.
    pub fn new(from: Option<Date>, years: Option<u8>) -> Self {
        let until = from
            .zip(years)
            .and_then(|(from, years)| from.checked_add(i64::from(years).years()).ok());
        Self {
            span: DateSpan { from, until },
        }
    }

    /// Tells whether the title may be used on `day`; `None` where its first day is unknown and no end is past.
    pub fn valid(&self, day: Date) -> Option<bool> {
        let contains = self.span.contains(day);
        (self.span.from.is_some() || !contains).then_some(contains)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_title_lasts_its_years_and_no_day_longer() {
        let title = Title::new(Some(date(2024, 2, 29)), Some(3));
        assert_eq!(title.span.until, Some(date(2027, 2, 28)));
        assert_eq!(title.valid(date(2027, 2, 27)), Some(true));
        assert_eq!(title.valid(date(2027, 2, 28)), Some(false));
        assert_eq!(Title::new(None, Some(3)).valid(date(2027, 2, 28)), None);
    }
}
