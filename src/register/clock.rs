//! The clock: the one place from which the register learns what time it is.
//!
//! Must not know calendars: the programme says what day a moment is.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, TimestampRound, Unit};

/// Tells the moment, in whole microseconds, as the ledger keeps it.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// A clock that stands still, for reproducible runs.
    pub fn fixed(moment: Timestamp) -> Self {
        Self(Arc::new(move || moment))
    }

    /// Returns the moment.
    pub fn now(&self) -> Timestamp {
        let moment = (self.0)();
        moment
            .round(TimestampRound::new().smallest(Unit::Microsecond))
            .unwrap_or(moment)
    }

    /// Returns the moment, or one microsecond after `last` where the clock has not passed it: entries never go back in time.
    pub fn after(&self, last: Option<Timestamp>) -> Timestamp {
        let now = self.now();
        match last {
            Some(last) if now <= last => last.checked_add(SignedDuration::from_micros(1)).unwrap_or(last),
            _ => now,
        }
    }
}
