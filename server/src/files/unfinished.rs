//! A file on its way into the storage, which nobody sees before it is whole.

use std::mem;

use axum::body::Bytes;
use guichet_shared::file::FileId;
use object_store::{
    MultipartId, MultipartUpload, ObjectStoreExt, PutPayload,
    multipart::{MultipartStore, PartId},
};
use tokio::sync::OwnedSemaphorePermit;

use super::{Files, storage::Kept, store};
use crate::{
    db::Db,
    error::{Error, Result},
};

/// What has arrived of a file. Thrown away unless it is finished, also when nobody asks for that:
/// the client may go away at any moment.
#[derive(Debug)]
pub(super) struct Unfinished {
    files: Files,
    db: Db,
    id: FileId,
    /// What is not in the storage yet: at most one piece.
    piece: Vec<u8>,
    begun: Option<Begun>,
    parts: Vec<PartId>,
    _room: OwnedSemaphorePermit,
}

/// What the storage has been told.
#[derive(Debug)]
enum Begun {
    Folder(Box<dyn MultipartUpload>),
    Bucket(MultipartId),
}

impl Unfinished {
    /// A file of which nothing has arrived; `most` is the most that it can have, `room` its place in
    /// memory.
    pub(super) fn new(
        files: &Files,
        db: &Db,
        id: FileId,
        most: usize,
        room: OwnedSemaphorePermit,
    ) -> Self {
        Self {
            files: files.clone(),
            db: db.clone(),
            id,
            piece: Vec::with_capacity(most.min(files.kept.piece())),
            begun: None,
            parts: Vec::new(),
            _room: room,
        }
    }

    /// Takes more of it; a whole piece goes into the storage once there is more.
    pub(super) async fn write(&mut self, mut bytes: Bytes) -> Result<()> {
        let most = self.files.kept.piece();
        while !bytes.is_empty() {
            if self.piece.len() == most {
                let full = mem::take(&mut self.piece);
                self.send(full).await?;
                self.piece.reserve_exact(most);
            }
            let fits = bytes.len().min(most - self.piece.len());
            self.piece.extend_from_slice(&bytes.split_to(fits));
        }
        Ok(())
    }

    async fn send(&mut self, piece: Vec<u8>) -> Result<()> {
        if self.begun.is_none() {
            self.begin().await?;
        }
        let (path, payload) = (self.files.kept.path(self.id), PutPayload::from(piece));
        match (&mut self.begun, &self.files.kept) {
            (Some(Begun::Folder(upload)), _) => {
                upload.put_part(payload).await.map_err(away)?;
            }
            (Some(Begun::Bucket(upload)), Kept::Bucket(bucket, _)) => {
                let part = bucket.put_part(&path, upload, self.parts.len(), payload);
                self.parts.push(part.await.map_err(away)?);
            }
            _ => return Err(away(anyhow::anyhow!("nothing is begun"))),
        }
        Ok(())
    }

    async fn begin(&mut self) -> Result<()> {
        let path = self.files.kept.path(self.id);
        match &self.files.kept {
            Kept::Folder(_, files) => {
                let upload = files.put_multipart(&path).await.map_err(away)?;
                self.begun = Some(Begun::Folder(upload));
            }
            Kept::Bucket(bucket, _) => {
                let upload = bucket.create_multipart(&path).await.map_err(away)?;
                self.begun = Some(Begun::Bucket(upload.clone()));
                store::note(&self.db, self.id, &upload).await?;
            }
        }
        Ok(())
    }

    /// Makes it whole: once this returns, it is durable and under its name.
    pub(super) async fn finish(mut self) -> Result<()> {
        let finished = self.complete().await;
        match &finished {
            Ok(()) => match self.begun.take() {
                Some(Begun::Bucket(_)) => forget(&self.db, self.id).await,
                _ => self.piece.clear(),
            },
            Err(_) => {
                // The storage may have made it whole and not been able to say so.
                let (files, id) = (self.files.clone(), self.id);
                self.discard().await;
                files.remove(id).await;
            }
        }
        finished
    }

    async fn complete(&mut self) -> Result<()> {
        let last = mem::take(&mut self.piece);
        let path = self.files.kept.path(self.id);
        if self.begun.is_none()
            && let Kept::Bucket(bucket, _) = &self.files.kept
        {
            let put = bucket.put(&path, PutPayload::from(last)).await;
            return put.map(drop).map_err(away);
        }
        self.send(last).await?;
        match (&mut self.begun, &self.files.kept) {
            (Some(Begun::Folder(upload)), _) => upload.complete().await.map_err(away)?,
            (Some(Begun::Bucket(upload)), Kept::Bucket(bucket, _)) => {
                let parts = mem::take(&mut self.parts);
                let whole = bucket.complete_multipart(&path, upload, parts).await;
                whole.map_err(away)?
            }
            _ => return Err(away(anyhow::anyhow!("nothing is begun"))),
        };
        Ok(())
    }

    /// Throws away what has arrived.
    pub(super) async fn discard(mut self) {
        match self.begun.take() {
            Some(Begun::Folder(mut upload)) => {
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, id = %self.id, "an unfinished file could not be removed");
                }
            }
            Some(Begun::Bucket(upload)) => {
                abort(&self.files, &self.db, self.id, &upload).await;
            }
            None => {}
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // A folder's is removed by its own end.
        if let Some(Begun::Bucket(upload)) = self.begun.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let (files, db, id) = (self.files.clone(), self.db.clone(), self.id);
            runtime.spawn(async move { abort(&files, &db, id, &upload).await });
        }
    }
}

/// Throws away the pieces of an upload. What fails is tried again by the sweep.
pub(super) async fn abort(files: &Files, db: &Db, id: FileId, upload: &MultipartId) {
    let Kept::Bucket(bucket, _) = &files.kept else {
        return;
    };
    match bucket.abort_multipart(&files.kept.path(id), upload).await {
        // Another node was quicker, or it is whole.
        Ok(()) | Err(object_store::Error::NotFound { .. }) => forget(db, id).await,
        Err(error) => tracing::warn!(%error, %id, "an unfinished file could not be thrown away"),
    }
}

async fn forget(db: &Db, id: FileId) {
    if let Err(error) = store::forget(db, id).await {
        tracing::warn!(%error, %id, "an unfinished file is still noted");
    }
}

/// The storage has failed.
pub(super) fn away(error: impl Into<anyhow::Error>) -> Error {
    Error::FilesAway(error.into())
}
