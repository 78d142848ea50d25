//! `sizhi audit`: every pair of the register that shares ground.
//!
//! Must not compare shapes: the audit does.

use clap::Args;

use super::{Failure, printer, register::RegisterOptions};
use crate::{
    http::dto,
    register::RegisterError,
    rules::{PairKind, ruled},
};

/// List every pair of zones in the register that share ground, the largest shared area first.
#[derive(Debug, Args)]
pub struct Audit {
    /// Print pairs as JSON with the shared shape, one a line, instead of CSV.
    #[arg(long)]
    json: bool,
    /// Leave out pairs that share less, in m².
    #[arg(long, default_value_t = 0.0, value_name = "M2")]
    min_m2: f64,
}

impl Audit {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let register = options.open().await?;
        let (atlas, pairs) = register.pairs().await?;
        let wanted = pairs
            .iter()
            .filter(|pair| pair.shared_m2 >= self.min_m2 || pair.problem.is_some());
        if !self.json {
            printer::data("kind,a,a_name,a_status,a_share,b,b_name,b_status,b_share,shared_m2,mean_width_m")?;
        }
        let mut counts = [0_usize; 4];
        for pair in wanted {
            counts[pair.kind as usize] += 1;
            if let Some(problem) = &pair.problem {
                printer::talk(&format!("{}: could not be decided: {problem}", pair.id()));
            }
            if self.json {
                printer::data(&serde_json::to_string(&dto::Pair::of(
                    pair,
                    &ruled(&atlas, pair).map_err(RegisterError::from)?,
                ))?)?;
                continue;
            }
            let (a, b) = (&pair.a, &pair.b);
            let mut row = csv::Writer::from_writer(Vec::new());
            let cells = [
                dto::PairKind::from(pair.kind).as_str().to_owned(),
                a.zone.to_string(),
                a.name.clone(),
                a.status.as_str().to_owned(),
                format!("{:.6}", a.share),
                b.zone.to_string(),
                b.name.clone(),
                b.status.as_str().to_owned(),
                format!("{:.6}", b.share),
                format!("{:.3}", pair.shared_m2),
                format!("{:.3}", pair.mean_width_m),
            ];
            row.write_record(&cells).map_err(|error| Failure::Ours(error.into()))?;
            let bytes = row
                .into_inner()
                .map_err(|error| Failure::Ours(anyhow::anyhow!("{error}")))?;
            printer::data(String::from_utf8_lossy(&bytes).trim_end())?;
        }
        let count = |kind: PairKind| counts[kind as usize];
        printer::talk(&format!(
            "revision {}: {} overlaps, {} slivers, {} duplicates",
            atlas.head().revision,
            count(PairKind::Overlap),
            count(PairKind::Sliver),
            count(PairKind::Duplicate)
        ));
        match count(PairKind::Undecided) {
            0 => Ok(()),
            several => Err(Failure::Ours(anyhow::anyhow!("{several} pairs could not be decided"))),
        }
    }
}
