//! The nightly reconciliation of the service: at an hour of the programme's clock, with the export that lies at a path.
//!
//! Must not know how an export is fetched: whoever fetches it puts it there.

use std::{path::PathBuf, sync::Arc, time::Duration};

use clap::Args;
use jiff::{Timestamp, ToSpan, tz::Offset};
use tokio::sync::watch;

use super::{Failure, agencies::reconcile_file};
use crate::register::Register;

/// Longest sleep: a machine's clock may be set anew in between.
const LONGEST_S: u64 = 600;

/// When and what to reconcile; off where no hour is stated.
#[derive(Debug, Clone, Args)]
pub struct Nightly {
    /// Hour of the day, on the programme's clock, at which the agencies are reconciled with the export at --reconcile-file; off where absent.
    #[arg(long, env = "SIZHI_RECONCILE_HOUR", value_name = "0-23", requires = "reconcile_file",
        value_parser = clap::value_parser!(i8).range(0..24))]
    reconcile_hour: Option<i8>,
    /// Export of the national notice system, CSV, read anew at each --reconcile-hour.
    #[arg(long, env = "SIZHI_RECONCILE_FILE", value_name = "FILE")]
    reconcile_file: Option<PathBuf>,
}

impl Nightly {
    /// Reconciles every night until told to stop. A night that fails is logged, and the next one tries again.
    pub async fn run(self, register: Arc<Register>, mut stopped: watch::Receiver<bool>) {
        let (Some(hour), Some(file)) = (self.reconcile_hour, self.reconcile_file) else {
            return;
        };
        let offset = register.atlas().programme().utc_offset_hours;
        loop {
            let due = next_at(Timestamp::now(), hour, offset);
            while let Some(wait) = wait(Timestamp::now(), due) {
                tokio::select! {
                    _ = stopped.changed() => return,
                    () = tokio::time::sleep(wait) => {}
                }
            }
            match reconcile_file(&register, "nightly", &file).await {
                Ok((found, read, _)) => tracing::info!(
                    file = %file.display(), rows = found.rows, raised = found.raised.len(), known = found.known,
                    at_fault = read.refused.count(), "agencies were reconciled"
                ),
                Err(Failure::Input(cause)) => {
                    tracing::error!(file = %file.display(), %cause, "agencies were not reconciled");
                }
                Err(error) => tracing::error!(file = %file.display(), %error, "agencies were not reconciled"),
            }
        }
    }
}

/// Returns the next moment at which it is `hour` o'clock, `offset` hours east of UTC.
fn next_at(now: Timestamp, hour: i8, offset: i8) -> Timestamp {
    let offset = Offset::from_hours(offset).unwrap_or(Offset::UTC);
    let local = offset.to_datetime(now);
    let at = local.date().at(hour, 0, 0, 0);
    let next = if at > local {
        Some(at)
    } else {
        at.checked_add(1.day()).ok()
    };
    next.and_then(|next| offset.to_timestamp(next).ok())
        .unwrap_or(Timestamp::MAX)
}

/// Returns how long to sleep before looking at the clock again; nothing where the moment has come.
fn wait(now: Timestamp, due: Timestamp) -> Option<Duration> {
    let left = Duration::try_from(due.duration_since(now)).ok()?;
    (!left.is_zero()).then(|| left.min(Duration::from_secs(LONGEST_S)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_of_the_programmes_clock_and_never_the_moment_itself() {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = moment("2026-03-01T18:30:00Z");
        assert_eq!(next_at(now, 3, 8), moment("2026-03-01T19:00:00Z"));
        assert_eq!(next_at(now, 2, 8), moment("2026-03-02T18:00:00Z"));
        let due = next_at(now, 3, 8);
        assert_eq!(next_at(due, 3, 8), moment("2026-03-02T19:00:00Z"));
        assert_eq!(wait(now, due), Some(Duration::from_mins(10)));
        assert_eq!(wait(due, due), None);
        assert_eq!(wait(moment("2026-03-01T19:00:01Z"), due), None);
    }
}
