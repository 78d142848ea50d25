//! `sizhi agencies reconcile`.
//!
//! Must not compare: the register does.

use std::path::{Path, PathBuf};

use clap::Args;

use super::ACTOR;
use crate::{
    cli::{Failure, printer, register::RegisterOptions},
    format::{NoticeFile, read_notices},
    register::{Export, Receipt, Reconciled, Register},
    zone::Digest,
};

/// Read an export of the national notice system (CSV, UTF-8 or GBK) against the register and raise alerts; no act is taken.
///
/// Columns, of which only the first is needed: 机构名称, 统一社会信用代码, 机构代码, 地址, 处理/公告类别, 公告日期, 公告号, each under its usual
/// other names as well. Rows at fault are left out and told; the exit code is then 1.
#[derive(Debug, Args)]
pub struct Reconcile {
    /// The export.
    file: PathBuf,
    /// Compare and report, but record nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Reconcile {
    /// Runs the command.
    pub async fn run(self, options: &RegisterOptions) -> Result<(), Failure> {
        let mut register = options.open().await?;
        if self.dry_run {
            register.only_decide();
            printer::talk("dry run: nothing will be recorded");
        }
        let (found, file, receipt) = reconcile_file(&register, ACTOR, &self.file).await?;
        for fault in &file.refused.faults {
            printer::talk(&fault.to_string());
        }
        for row in &found.unclear {
            printer::talk(&format!("line {}, {}: {}", row.line, row.name, row.reason));
        }
        if !file.ignored.is_empty() {
            printer::talk(&format!("columns left out: {}", file.ignored.join(", ")));
        }
        for alert in &found.raised {
            let kind = alert.discovery.kind();
            let agency = alert.agency.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
            let zone = alert
                .zone
                .as_ref()
                .map(|zone| format!(" in {zone}"))
                .unwrap_or_default();
            printer::data(&format!(
                "{} {kind}: {}{agency}{zone}, line {}",
                alert.id, alert.name, alert.line
            ))?;
        }
        printer::talk(&format!(
            "{} rows ({}): {} of agencies held, {} elsewhere; {} alerts raised, {} raised before; revision {}",
            found.rows,
            file.encoding,
            found.matched,
            found.elsewhere,
            found.raised.len(),
            found.known,
            receipt.revision
        ));
        if file.refused.count() > 0 {
            printer::talk(&format!("{} faults; their rows were left out", file.refused.count()));
            return Err(Failure::Told);
        }
        Ok(())
    }
}

/// Reads an export and compares it.
pub async fn reconcile_file(
    register: &Register,
    actor: &str,
    path: &Path,
) -> Result<(Reconciled, NoticeFile, Receipt), Failure> {
    let shown = path.display().to_string();
    let read = path.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        let bytes = std::fs::read(&read)?;
        let name = read
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let file = read_notices(&bytes, Some(&name));
        Ok::<_, std::io::Error>((Digest::of_bytes(&bytes), name, file))
    });
    let read = read.await.map_err(|error| Failure::Ours(error.into()))?;
    let (file_digest, name, file) = read.map_err(|error| Failure::Input(format!("{shown}: {error}")))?;
    let file = file?;
    let export = Export {
        file: name,
        file_digest,
        notices: file.notices.clone(),
    };
    let (found, receipt) = register.reconcile(actor, export).await?;
    Ok((found, file, receipt))
}
