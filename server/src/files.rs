//! Files added to tickets: what is taken, how it is kept, how it is given out again.

use std::{sync::Arc, time::Duration};

use axum::{extract::FromRequestParts, http::request::Parts};
use guichet_shared::{
    agent::AgentId,
    event::{By, What},
    file::FileId,
};
use object_store::ObjectStoreExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::IntoParams;

use crate::{
    App,
    error::{Error, Result},
    fields::{Fields, Input},
    request::path_parameter,
    sites::SiteRow,
    tickets::{
        self,
        events::{Step, TicketRow},
    },
};

mod content;
mod download;
mod picture;
mod places;
mod storage;
pub mod store;
pub mod sweep;
mod unfinished;
mod upload;

pub use download::send;
pub use storage::{BucketUrl, Storage};
pub use upload::Upload;

use places::Places;
use storage::Kept;
use upload::Arrived;

/// The most files that a ticket has, however small.
pub const MOST: i64 = 100;
/// The most files that are being looked for on their way out at the same time.
const LOOKED_FOR: usize = 32;
/// The most bytes of arriving files in memory at the same time, whatever arrives.
pub const MEMORY: usize = 128 * 1024 * 1024;
/// How long a file waits for room in memory.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of a disk that are kept free.
const FREE: u64 = 2 * 1024 * 1024 * 1024;
/// What memory is counted in.
const UNIT: usize = 1024;

/// The files of tickets, each kept under its id. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    kept: Kept,
    /// Those on their way in.
    coming: Places,
    /// Those that are being looked for on their way out.
    going: Arc<Semaphore>,
    /// The room in memory that nobody has taken.
    memory: Arc<Semaphore>,
}

impl Files {
    /// Opens a storage; `variables` say how to reach a bucket.
    ///
    /// # Errors
    /// When the folder cannot be made, or the bucket cannot be reached.
    pub async fn open(
        storage: &Storage,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            kept: Kept::open(storage, variables).await?,
            coming: Places::default(),
            going: Arc::new(Semaphore::new(LOOKED_FOR)),
            memory: Arc::new(Semaphore::new(MEMORY / UNIT)),
        })
    }

    /// Whether there is room for more: a tenth of the disk is kept free for the database, of a
    /// large disk [`FREE`]. A bucket has no end.
    fn has_room(&self) -> anyhow::Result<bool> {
        let Kept::Folder(folder, _) = &self.kept else {
            return Ok(true);
        };
        let free = fs4::available_space(folder)?;
        Ok(free > (fs4::total_space(folder)? / 10).min(FREE))
    }

    /// Room in memory, all that a file will need, so that none waits with half of it.
    async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit> {
        let units = bytes.div_ceil(UNIT).try_into();
        let units = units.map_err(|_| Error::TooLarge)?;
        let room = self.memory.clone().acquire_many_owned(units);
        match tokio::time::timeout(PATIENCE, room).await {
            Ok(Ok(room)) => Ok(room),
            _ => Err(Error::TooMany(5)),
        }
    }

    async fn remove(&self, id: FileId) {
        match self.kept.store().delete(&self.kept.path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => {
                tracing::warn!(%error, %id, "a file that no ticket has could not be removed");
            }
        }
    }
}

/// The name that a file came with.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// The file's name, for people: up to 255 characters are kept.
    pub name: String,
}

impl Input for Named {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            name: fields.required("name")?,
        })
    }
}

/// `{file}` in the path.
#[derive(Debug)]
pub struct PathFile(pub FileId);

impl FromRequestParts<App> for PathFile {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        path_parameter(parts, app, "file").await.map(Self)
    }
}

/// Adds a file to a ticket: the bytes first, then the event that tells of them. Of a request that
/// has been answered before nothing is kept again.
///
/// # Errors
/// `Error::FileKind`, `Error::TooLarge`, `Error::FilesAway`, and what recording refuses.
pub async fn attach(
    app: &App,
    site: &SiteRow,
    ticket: &TicketRow,
    by: By<AgentId>,
    upload: Upload,
) -> Result<TicketRow> {
    if upload.is_retry(app, ticket).await? {
        let request = upload.read(ticket).await?;
        return tickets::record(app, site, ticket.id, request, |_| Ok(Vec::new())).await;
    }
    if !app.files.has_room()? {
        let full = anyhow::anyhow!("what is left of the disk is kept for the database");
        return Err(upload.refused(Error::FilesAway(full)).await);
    }
    let Arrived {
        file,
        request,
        unfinished,
    } = upload.keep(app, ticket).await?;
    let (app, site, ticket) = (app.clone(), site.clone(), ticket.id);
    tickets::to_the_end(async move {
        let id = file.id;
        unfinished.finish().await?;
        let step = Step::visible(by, What::File { file });
        let recorded = tickets::record(&app, &site, ticket, request, |_| Ok(vec![step])).await;
        // Where the database failed it may be recorded all the same; if it is not, it is swept.
        let known = !matches!(recorded, Err(Error::Unavailable(_) | Error::Internal(_)));
        // Refused, or recorded already by the same request in the meantime.
        if known && !store::is_there(&app.db, id).await? {
            app.files.remove(id).await;
        }
        recorded
    })
    .await
}
