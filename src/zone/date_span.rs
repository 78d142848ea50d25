//! A span of days in which something is in force.
//!
//! Must not know what is in force, nor what day it is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days from `from` (included) to `until` (excluded); an absent end is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct DateSpan {
    /// First day, or unbounded where it is not known.
    pub from: Option<Date>,
    /// First day after the last, or unbounded.
    pub until: Option<Date>,
}

impl DateSpan {
    /// Tells whether `day` lies in the span.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_day_is_in_and_the_last_is_out() {
        let span = DateSpan {
            from: Some(date(2024, 1, 15)),
            until: Some(date(2027, 1, 15)),
        };
        assert!(span.contains(date(2024, 1, 15)));
        assert!(!span.contains(date(2027, 1, 15)));
        assert!(!span.contains(date(2024, 1, 14)));
        assert!(DateSpan::default().contains(date(1, 1, 1)));
    }
}
