//! A file that arrives: read in pieces, counted, hashed and looked into on its way to the storage.

use std::{future::ready, time::Instant};

use axum::{
    body::{Body, BodyDataStream, Bytes, HttpBody},
    extract::{FromRequest, FromRequestParts, Request},
};
use futures_util::{StreamExt, TryStreamExt, stream};
use guichet_shared::{
    file::{File, FileId, MAX_FILE},
    ticket::IdempotencyKey,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Named,
    content::{self, Found},
    places::Place,
    unfinished::Unfinished,
};
use crate::{
    App,
    error::{Error, Result},
    limits::Address,
    request::{Params, idempotency_key},
    secrets::{self, Hash},
    tickets::{self, events::TicketRow, store::RequestKey},
};

/// A file that has been announced, and arrives as it is read.
#[derive(Debug)]
pub struct Upload {
    name: String,
    key: Option<IdempotencyKey>,
    body: BodyDataStream,
    /// The most bytes that it can have.
    most: usize,
    arrived: usize,
    hash: Sha256,
    place: Option<Place>,
}

impl FromRequest<App> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let Params(Named { name }) = Params::from_request_parts(&mut parts, app).await?;
        let key = idempotency_key(&parts.headers)?;
        let address = Address::from_request_parts(&mut parts, app).await?;
        let place = app.files.coming.take(address, Instant::now())?;
        let most = match HttpBody::size_hint(&body).exact() {
            None => MAX_FILE,
            Some(size) => match usize::try_from(size) {
                Ok(size) if size <= MAX_FILE => size,
                _ => return Err(Error::TooLarge),
            },
        };
        Ok(Self {
            name,
            key,
            body: Body::into_data_stream(body),
            most,
            arrived: 0,
            hash: Sha256::new(),
            place: Some(place),
        })
    }
}

/// What has arrived, ready to be made whole and recorded.
pub(super) struct Arrived {
    pub(super) file: File,
    pub(super) request: Option<RequestKey>,
    pub(super) unfinished: Unfinished,
}

impl Upload {
    /// Whether the same key has been answered for this ticket before: a retry counts no second time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_retry(
        &self,
        app: &App,
        ticket: &TicketRow,
    ) -> impl Future<Output = Result<bool>> + Send + use<> {
        // What is in the file plays no part in whether the key is known.
        let request = self.request(ticket, Hash::new());
        let db = app.db.clone();
        async move {
            Ok(match request {
                Some(request) => tickets::store::is_known(&db, &request).await?,
                None => false,
            })
        }
    }

    fn request(&self, ticket: &TicketRow, fingerprint: Hash) -> Option<RequestKey> {
        self.key.clone().map(|key| RequestKey {
            site: ticket.site_id,
            scope: secrets::hash(&[ticket.id.0.as_bytes(), b"attachments".as_slice()].concat()),
            key,
            fingerprint,
        })
    }

    /// Hears a refusal's client out, who would otherwise meet a closed connection instead of the
    /// answer.
    pub async fn refused(mut self, error: Error) -> Error {
        // Nothing of it is kept: whoever is slow holds nobody up.
        self.place = None;
        while let Ok(Some(_)) = self.next().await {}
        error
    }

    /// Reads a retry to its end and keeps nothing of it.
    pub(super) async fn read(mut self, ticket: &TicketRow) -> Result<Option<RequestKey>> {
        while self.next().await?.is_some() {}
        Ok(self.request(ticket, self.hash.clone().finalize().to_vec()))
    }

    /// Reads it into the storage, all but the last step.
    pub(super) async fn keep(mut self, app: &App, ticket: &TicketRow) -> Result<Arrived> {
        let id = FileId(Uuid::now_v7());
        match self.stream(app, id).await {
            Ok((kind, size, unfinished)) => Ok(Arrived {
                file: File {
                    id,
                    name: content::harmless(&self.name, kind),
                    kind: kind.to_owned(),
                    size: u32::try_from(size).map_err(|_| Error::TooLarge)?,
                },
                request: self.request(ticket, self.hash.clone().finalize().to_vec()),
                unfinished,
            }),
            Err(error) => Err(self.refused(error).await),
        }
    }

    async fn stream(&mut self, app: &App, id: FileId) -> Result<(&'static str, usize, Unfinished)> {
        let mut head = Vec::new();
        while head.len() < content::HEAD
            && let Some(bytes) = self.next().await?
        {
            head.extend_from_slice(&bytes);
        }
        let found = content::find(&head)?;
        let piece = self.most.min(app.files.kept.piece());
        let room = app.files.room(piece).await?;
        let mut unfinished = Unfinished::new(&app.files, &app.db, id, self.most, room);
        match self.write(&mut unfinished, found, head).await {
            Ok(size) => Ok((found.kind(), size, unfinished)),
            Err(error) => {
                unfinished.discard().await;
                Err(error)
            }
        }
    }

    /// Writes what is to be kept of its `head` and the rest; gives how many bytes that is.
    async fn write(
        &mut self,
        unfinished: &mut Unfinished,
        found: Found,
        head: Vec<u8>,
    ) -> Result<usize> {
        let rest = stream::try_unfold(self, async |upload| {
            let next = upload.next().await?;
            Ok(next.map(|bytes| (bytes, upload)))
        });
        let arriving = stream::once(ready(Ok(head.into()))).chain(rest);
        let mut kept = content::kept(found, arriving);
        let mut size = 0;
        while let Some(bytes) = kept.try_next().await? {
            size += bytes.len();
            unfinished.write(bytes).await?;
        }
        Ok(size)
    }

    /// The next bytes, counted and hashed.
    async fn next(&mut self) -> Result<Option<Bytes>> {
        let next = match &self.place {
            Some(place) => tokio::select! {
                next = self.body.next() => next,
                lost = place.is_lost() => return Err(lost),
            },
            None => self.body.next().await,
        };
        let Some(bytes) = next else {
            return Ok(None);
        };
        let bytes = bytes.map_err(|_| Error::InvalidJson("it did not arrive whole".to_owned()))?;
        self.arrived += bytes.len();
        if let Some(place) = &self.place {
            place.moved(bytes.len());
        }
        if self.arrived > MAX_FILE {
            return Err(Error::TooLarge);
        }
        self.hash.update(&bytes);
        Ok(Some(bytes))
    }
}
