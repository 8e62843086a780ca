//! Files added to tickets: what is taken, how it is kept, how it is given out again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use guichet_shared::{
    agent::AgentId,
    event::{By, What},
    file::{File, FileId, MAX_FILE},
    ticket::{IdempotencyKey, TicketId},
};
use tokio::{
    fs,
    io::AsyncWriteExt,
    sync::{OwnedSemaphorePermit, Semaphore},
};
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Params, body_bytes, idempotency_key, path_parameter},
    secrets,
    sites::SiteRow,
    tickets::{
        self,
        events::{Step, TicketRow},
        store::RequestKey,
    },
};

mod content;
mod picture;
pub mod store;
mod sweep;

/// The most files that a ticket has, however small.
pub const MOST: i64 = 100;
/// The most files on their way in or out at the same time.
const AT_ONCE: usize = 32;
/// The ending of a file that is not whole yet.
const UNFINISHED: &str = "part";

/// The folder that files are kept in, each under its id. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
    /// How many files may be on their way in or out at the same time, each whole in memory.
    places: Arc<Semaphore>,
}

impl Files {
    /// Opens the folder `files` in the data folder, making it where it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn open(data: &Path) -> anyhow::Result<Self> {
        let folder = data.join("files");
        fs::create_dir_all(&folder).await?;
        let files = Self {
            folder,
            places: Arc::new(Semaphore::new(AT_ONCE)),
        };
        files.sweep_unfinished().await?;
        Ok(files)
    }

    fn path(&self, id: FileId) -> PathBuf {
        self.folder.join(id.0.simple().to_string())
    }

    /// Keeps a file: once this returns it is on the disk, whole, under its name.
    async fn keep(&self, id: FileId, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.path(id);
        let unfinished = path.with_extension(UNFINISHED);
        let written = write(&unfinished, bytes).await;
        if written.is_err() {
            // What a full disk has room for is given back to it.
            _ = fs::remove_file(&unfinished).await;
        }
        written?;
        fs::rename(&unfinished, &path).await?;
        fs::File::open(&self.folder).await?.sync_all().await?;
        Ok(())
    }

    /// Whether there is room for more: a tenth of the disk is kept free for the database.
    fn has_room(&self) -> anyhow::Result<bool> {
        let free = fs4::available_space(&self.folder)?;
        Ok(free > fs4::total_space(&self.folder)? / 10)
    }

    async fn read(&self, id: FileId) -> anyhow::Result<Vec<u8>> {
        Ok(fs::read(self.path(id)).await?)
    }

    async fn remove(&self, id: FileId) {
        if let Err(error) = fs::remove_file(self.path(id)).await {
            tracing::warn!(%error, %id, "a file that no ticket has could not be removed");
        }
    }
}

async fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = fs::File::create(path).await?;
    file.write_all(bytes).await?;
    // Syncing would pass over the error of a write that is still under way.
    file.flush().await?;
    file.sync_all().await?;
    Ok(())
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

/// A file that has arrived.
#[derive(Debug)]
pub struct Upload {
    name: String,
    key: Option<IdempotencyKey>,
    bytes: Bytes,
    _place: OwnedSemaphorePermit,
}

impl FromRequest<App> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let Params(Named { name }) = Params::from_request_parts(&mut parts, app).await?;
        let key = idempotency_key(&parts.headers)?;
        let place = place(app)?;
        let bytes = body_bytes(Request::from_parts(parts, body), app).await?;
        Ok(Self {
            name,
            key,
            bytes,
            _place: place,
        })
    }
}

/// A place among the files that are on their way.
fn place(app: &App) -> Result<OwnedSemaphorePermit> {
    let place = app.files.places.clone().try_acquire_owned();
    place.map_err(|_| Error::TooMany(5))
}

impl Upload {
    /// What makes a retry of it the same request.
    pub fn request(&self, ticket: &TicketRow) -> Option<RequestKey> {
        self.key.clone().map(|key| RequestKey {
            site: ticket.site_id,
            scope: secrets::hash(&[ticket.id.0.as_bytes(), b"attachments".as_slice()].concat()),
            key,
            fingerprint: secrets::hash(&self.bytes),
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
/// `Error::FileKind`, `Error::TooLarge`, and what recording refuses.
pub async fn attach(
    app: &App,
    site: &SiteRow,
    ticket: &TicketRow,
    by: By<AgentId>,
    upload: Upload,
) -> Result<TicketRow> {
    let request = upload.request(ticket);
    if let Some(request) = &request
        && tickets::store::is_known(&app.db, request).await?
    {
        return tickets::record(app, site, ticket.id, Some(request.clone()), |_| {
            Ok(Vec::new())
        })
        .await;
    }
    if upload.bytes.len() > MAX_FILE {
        return Err(Error::TooLarge);
    }
    if !app.files.has_room()? {
        return Err(Error::Unavailable(anyhow::anyhow!(
            "less than a tenth of the disk is free"
        )));
    }
    let (kind, bytes) = content::inspect(upload.bytes)?;
    let file = File {
        id: FileId(Uuid::now_v7()),
        name: content::harmless(&upload.name),
        kind: kind.to_owned(),
        size: u32::try_from(bytes.len()).map_err(|_| Error::TooLarge)?,
    };
    let (app, site, ticket) = (app.clone(), site.clone(), ticket.id);
    tickets::to_the_end(async move {
        let id = file.id;
        app.files.keep(id, &bytes).await?;
        let step = Step::visible(by, What::File { file });
        let recorded = tickets::record(&app, &site, ticket, request, |_| Ok(vec![step])).await;
        // Refused, or recorded already by the same request in the meantime.
        if !store::is_there(&app.db, id).await? {
            app.files.remove(id).await;
        }
        recorded
    })
    .await
}

/// A file of a ticket, as something to be saved and never to be run.
///
/// # Errors
/// `Error::NotFound` when the ticket has no such file.
pub async fn send(app: &App, ticket: TicketId, id: FileId) -> Result<Response> {
    let (name, kind) = store::named(&app.db, ticket, id)
        .await?
        .ok_or(Error::NotFound)?;
    let _place = place(app)?;
    let bytes = app.files.read(id).await?;
    let mut response = Body::from(bytes).into_response();
    let encoded = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).map_err(anyhow::Error::from);
    headers.insert(header::CONTENT_TYPE, value(&kind)?);
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition)?);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}
