//! Files that nobody needs: what a server has left behind that was stopped in the middle.

use std::{path::PathBuf, time::Duration};

use guichet_shared::file::FileId;
use tokio::fs;
use uuid::Uuid;

use super::{Files, UNFINISHED, store};
use crate::db::Db;

/// Nothing arrives for as long as this, and nothing waits as long to be recorded. Another server may
/// be at work in the same folder.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

impl Files {
    /// Removes what was still arriving.
    pub(super) async fn sweep_unfinished(&self) -> anyhow::Result<()> {
        for path in self.old().await? {
            if path.extension().is_some_and(|end| end == UNFINISHED) {
                fs::remove_file(path).await?;
            }
        }
        Ok(())
    }

    /// Removes what was kept whole and never recorded. Where most files are unknown to the database
    /// nothing is removed: the folder is then another database's.
    ///
    /// # Errors
    /// When the folder cannot be read or the database fails.
    pub async fn sweep_unrecorded(&self, db: &Db) -> anyhow::Result<()> {
        let (mut recorded, mut unrecorded) = (0, Vec::new());
        for path in self.old().await? {
            let name = path.file_name().and_then(|name| name.to_str());
            let Some(id) = name.and_then(|name| Uuid::try_parse(name).ok()) else {
                continue;
            };
            if store::is_there(db, FileId(id)).await? {
                recorded += 1;
            } else {
                unrecorded.push(path);
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
        for path in unrecorded {
            tracing::info!(path = %path.display(), "removing a file that no ticket has");
            fs::remove_file(path).await?;
        }
        Ok(())
    }

    /// What has not been written to for long.
    async fn old(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut old = Vec::new();
        let mut entries = fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let age = entry.metadata().await?.modified()?.elapsed();
            if age.is_ok_and(|age| age > ABANDONED) {
                old.push(entry.path());
            }
        }
        Ok(old)
    }
}
