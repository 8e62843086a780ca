//! Files that nobody needs: what a server has left behind that was stopped in the middle.

use std::{
    path::Path,
    time::{Duration, SystemTime},
};

use futures_util::StreamExt;
use guichet_shared::file::FileId;
use tokio::fs;
use uuid::Uuid;

use super::{Files, storage::Kept, store, unfinished::abort};
use crate::{
    App,
    db::{self, Db},
};

/// Nothing arrives for as long as this, and nothing waits as long to be recorded. Other servers may
/// be at work in the same storage.
const ABANDONED: Duration = Duration::from_secs(60 * 60);
/// How often is looked.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Sweeps at the start and then daily.
pub async fn watch(app: App) {
    loop {
        if let Err(error) = app.files.sweep(&app.db).await {
            tracing::warn!(%error, "files that no ticket has could not be removed");
        }
        tokio::time::sleep(EVERY).await;
    }
}

impl Files {
    /// Removes what was still arriving, and what was whole and never recorded. Other nodes may do
    /// the same at the same time.
    ///
    /// # Errors
    /// When the storage or the database fails.
    pub async fn sweep(&self, db: &Db) -> anyhow::Result<()> {
        match &self.kept {
            Kept::Folder(folder, _) => sweep_folder(folder).await?,
            Kept::Bucket(..) => {
                for (id, upload) in store::unfinished_before(db, db::now() - ABANDONED).await? {
                    abort(self, db, id, &upload).await;
                }
            }
        }
        self.sweep_unrecorded(db).await
    }

    /// Removes what was kept whole and never recorded. Where most files are unknown to the database
    /// nothing is removed: the storage is then another database's.
    async fn sweep_unrecorded(&self, db: &Db) -> anyhow::Result<()> {
        let (mut recorded, mut unrecorded) = (0, Vec::new());
        let mut all = self.kept.list();
        while let Some(file) = all.next().await {
            let file = file?;
            let name = file.location.filename();
            let Some(id) = name.and_then(|name| Uuid::try_parse(name).ok()).map(FileId) else {
                continue;
            };
            // What lies deeper is not ours.
            if file.location != self.kept.path(id) || !is_old(file.last_modified.into()) {
                continue;
            }
            if store::is_there(db, id).await? {
                recorded += 1;
            } else {
                unrecorded.push(id);
            }
        }
        if unrecorded.len() > recorded {
            tracing::warn!(
                recorded,
                unrecorded = unrecorded.len(),
                "most files here are of no ticket and stay: is this the database that they belong to?"
            );
            return Ok(());
        }
        for id in unrecorded {
            tracing::info!(%id, "removing a file that no ticket has");
            self.remove(id).await;
        }
        Ok(())
    }
}

/// Removes from a folder what is not whole: an id, a hash and a number.
async fn sweep_folder(folder: &Path) -> anyhow::Result<()> {
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let id = name.to_str().and_then(|name| name.split_once('#'));
        let ours = id.is_some_and(|(id, _)| Uuid::try_parse(id).is_ok());
        // Another node may have removed it meanwhile.
        if ours
            && let Ok(about) = entry.metadata().await
            && is_old(about.modified()?)
        {
            tracing::info!(path = %entry.path().display(), "removing an unfinished file");
            _ = fs::remove_file(entry.path()).await;
        }
    }
    Ok(())
}

/// Whether something was last written to long ago.
fn is_old(modified: SystemTime) -> bool {
    modified.elapsed().is_ok_and(|age| age > ABANDONED)
}
