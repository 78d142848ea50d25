//! How long to wait before an entry is sent again.
//!
//! Must not know what time it is.

use std::time::Duration;

/// Longest wait between two attempts.
const LONGEST: Duration = Duration::from_hours(1);

/// The pace of attempts: each wait is twice the one before, up to an hour. An entry is never given up: those after it wait, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Wait after the first attempt that failed.
    pub first: Duration,
}

impl Pace {
    /// Returns the wait after so many attempts that failed.
    pub fn wait(self, failed: u32) -> Duration {
        let doubled = 2_u32
            .checked_pow(failed.saturating_sub(1))
            .and_then(|times| self.first.checked_mul(times));
        doubled.map_or(LONGEST, |wait| wait.min(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_and_none_is_longer_than_an_hour() {
        let pace = Pace {
            first: Duration::from_secs(5),
        };
        let waits: Vec<u64> = (1..=5).map(|failed| pace.wait(failed).as_secs()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80]);
        assert_eq!(pace.wait(12), LONGEST);
        assert_eq!(pace.wait(u32::MAX), LONGEST);
    }
}
