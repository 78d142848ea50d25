//! Tiles made before anybody asks for them: those that were asked for before, where an act has changed them.
//!
//! Must not hold up an act or a request.

use tokio::sync::watch;

use super::{AppState, viewer::Viewer};

/// Makes anew, in the background, the tiles in which an act has changed something, and works out at the start how all is drawn; until told
/// to stop.
pub async fn keep_warm(state: AppState, mut stopped: watch::Receiver<bool>) {
    let mut heads = state.register.heads();
    loop {
        let worker = state.clone();
        let made = tokio::task::spawn_blocking(move || {
            let atlas = worker.register.atlas();
            let sight = worker.sight(&Viewer::Public);
            worker.register.seen_by(&sight).prepare_tiles();
            worker
                .tiles
                .renew(atlas.today(), |sight| worker.register.seen_by(sight))
        });
        match made.await {
            Ok(made) if made > 0 => tracing::debug!(made, "tiles were made anew"),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "tiles were not made anew"),
        }
        tokio::select! {
            _ = stopped.changed() => return,
            changed = heads.changed() => {
                // The register has ended, or says that nobody is to follow it any more.
                if changed.is_err() || heads.borrow().is_none() {
                    return;
                }
            }
        }
    }
}
