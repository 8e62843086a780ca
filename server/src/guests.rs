//! Guests: a developer or a manager on one ticket, by link. `LivingGuest` in a handler's signature
//! is the permission to read it, `PublicGuest` and `InternalGuest` to write.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use guichet_shared::{
    agent::AgentId,
    desk::Entry,
    event::{By, Internal, What},
    file::FileId,
    guest::{Guest, GuestEvent, GuestId, GuestMay, GuestThread, GuestWritten, NewGuest},
    ticket::{TicketId, VisitorToken},
};
use sqlx::FromRow;
use time::{Duration, OffsetDateTime};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    App,
    articles::markdown,
    db::{self, Db},
    error::{Error, Result},
    fields::{Fields, Input},
    files,
    limits::REPLIES,
    request::Keyed,
    secrets::{self, Hash},
    sites::SiteRow,
    tickets::{
        self,
        events::{Step, TicketRow},
        store::{self as ticket_store, RequestKey, Still},
        views::{Views, time},
    },
    visitors::Bearer,
};

pub mod store;
mod stream;

/// For how long a link leads in.
const LASTS: Duration = Duration::days(30);

/// A guest as the server knows one.
#[derive(Clone, Debug, FromRow)]
pub struct GuestRow {
    /// Their id.
    pub id: GuestId,
    /// On which ticket.
    pub ticket_id: TicketId,
    /// What to call them.
    pub name: String,
    /// What they may see and write.
    pub may: GuestMay,
    /// What is stored of the link's token.
    pub token: Hash,
    /// Until when the link leads in.
    pub expires_at: OffsetDateTime,
}

/// The guest whose link's token came with the request, and their ticket. Whatever is wrong with the
/// token, the answer is the same 404.
#[derive(Debug)]
pub struct LivingGuest {
    /// Who.
    pub guest: GuestRow,
    /// Their ticket's site.
    pub site: SiteRow,
    /// Their ticket.
    pub ticket: TicketRow,
}

/// Who writes as a guest, and as which kind of guest.
#[derive(Clone, Copy, Debug)]
pub struct Permit {
    /// Who.
    pub guest: GuestId,
    /// What they may.
    pub may: GuestMay,
}

/// A guest who may write to the customer.
#[derive(Debug)]
pub struct PublicGuest(pub LivingGuest);

/// A guest who may write notes.
#[derive(Debug)]
pub struct InternalGuest(pub LivingGuest);

impl LivingGuest {
    async fn of(app: &App, token: &Hash) -> Result<Self> {
        let guest = store::living(&app.db, token, db::now()).await?;
        let guest = guest.ok_or(Error::NotFound)?;
        let ticket = ticket_store::by_id(&app.db, guest.ticket_id).await?;
        let ticket = ticket.ok_or(Error::NotFound)?;
        let site = tickets::site(&app.db, ticket.site_id).await?;
        Ok(Self {
            guest,
            site,
            ticket,
        })
    }
}

impl FromRequestParts<App> for LivingGuest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let bearer = Bearer::from_request_parts(parts, app).await;
        let token = bearer.ok().and_then(|Bearer(token)| token);
        let token = token.ok_or(Error::NotFound)?;
        Self::of(app, &secrets::hash(token.as_str().as_bytes())).await
    }
}

impl FromRequestParts<App> for PublicGuest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let guest = LivingGuest::from_request_parts(parts, app).await?;
        match guest.guest.may {
            GuestMay::Public => Ok(Self(guest)),
            GuestMay::Internal => Err(Error::NotFound),
        }
    }
}

impl FromRequestParts<App> for InternalGuest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let guest = LivingGuest::from_request_parts(parts, app).await?;
        match guest.guest.may {
            GuestMay::Internal => Ok(Self(guest)),
            GuestMay::Public => Err(Error::NotFound),
        }
    }
}

impl Input for GuestWritten {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            body: fields.required("body")?,
        })
    }
}

/// A guest who is not stored yet, and the token of their link. The same request makes the same
/// guest: whoever asks again because the answer was lost is told another token of theirs.
///
/// # Errors
/// When the operating system gives no token.
pub fn invited(
    ticket: &TicketRow,
    new: &NewGuest,
    request: Option<&RequestKey>,
) -> Result<(GuestRow, VisitorToken)> {
    let token = secrets::token()?;
    let id = request.map_or_else(Uuid::now_v7, |request| {
        let key = request.key.as_str().as_bytes();
        let hash = secrets::hash(&[request.scope.as_slice(), key].concat());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    });
    let guest = GuestRow {
        id: GuestId(id),
        ticket_id: ticket.id,
        name: new.name.as_str().to_owned(),
        may: new.may,
        token: secrets::hash(token.as_str().as_bytes()),
        expires_at: db::now() + LASTS,
    };
    Ok((guest, token))
}

/// Whose links lead to a ticket, for agents; the newest last.
///
/// # Errors
/// When the database fails.
pub async fn of_ticket(db: &Db, ticket: TicketId) -> Result<Vec<Guest>> {
    let guests = store::of_ticket(db, ticket, db::now()).await?.into_iter();
    let guests = guests.map(|row| {
        Ok(Guest {
            id: row.id,
            name: row.name,
            may: row.may,
            expires_at: time(row.expires_at)?,
        })
    });
    guests.collect()
}

/// The ticket as the guest may see it: the one place where that is decided.
async fn thread(app: &App, of: &LivingGuest) -> Result<GuestThread> {
    let LivingGuest {
        guest,
        site,
        ticket,
    } = of;
    let views = Views::of(app, site).await?;
    let agent = |id| match guest.may {
        GuestMay::Public => views.roster.for_customers(id, site),
        GuestMay::Internal => views.roster.for_insiders(id),
    };
    let text = |text: String| markdown::message(&text);
    let mut events = Vec::new();
    for row in ticket_store::events_between(&app.db, ticket, 0).await? {
        let step = row.data.0;
        let what = match (step.what, guest.may) {
            (Entry::Visible(what), _) => Entry::Visible(what.map(agent, text)),
            (Entry::Internal(note @ Internal::Note { .. }), GuestMay::Internal) => {
                Entry::Internal(note.map(agent, text))
            }
            (Entry::Internal(_), _) => continue,
        };
        events.push(GuestEvent {
            seq: u32::try_from(row.seq).unwrap_or(u32::MAX),
            at: time(row.created_at)?,
            by: step.by.map(agent),
            what,
        });
    }
    Ok(GuestThread {
        site: site.name.clone(),
        number: u32::try_from(ticket.number).unwrap_or(u32::MAX),
        subject: ticket.subject.clone(),
        status: ticket.status,
        name: guest.name.clone(),
        may: guest.may,
        expires_at: time(guest.expires_at)?,
        events,
    })
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(reply))
        .routes(routes!(note))
        .routes(routes!(download))
        .routes(routes!(stream::follow))
}

/// Records what a guest writes, and answers with the ticket as they see it.
async fn guest_does(
    app: &App,
    of: LivingGuest,
    keyed: Keyed<GuestWritten>,
    step: impl FnOnce(By<AgentId>, String) -> Step,
) -> Result<(StatusCode, Json<GuestThread>)> {
    let request = keyed.request(&of.ticket, &of.guest.id.to_string());
    let known = match &request {
        Some(request) => ticket_store::is_known(&app.db, request).await?,
        None => false,
    };
    if !known {
        let who = of.guest.id.0;
        app.limits.count("guests", who.as_bytes(), REPLIES)?;
    }
    let by = By::Guest(of.guest.name.clone());
    let step = step(by, keyed.input.body.as_str().to_owned());
    let (site, id) = (&of.site, of.ticket.id);
    let permit = Permit {
        guest: of.guest.id,
        may: of.guest.may,
    };
    let still = Some(Still::Guest(permit));
    let ticket = tickets::record_if(app, site, id, request, still, |_| Ok(vec![step])).await?;
    let thread = thread(app, &LivingGuest { ticket, ..of }).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}

/// The ticket that the caller's link leads to
#[utoipa::path(
    get, path = "/guest", tag = "guests",
    responses((status = 200, body = GuestThread), (status = 404, description = "No link, or one that leads nowhere any more")),
)]
async fn read(State(app): State<App>, guest: LivingGuest) -> Result<Json<GuestThread>> {
    thread(&app, &guest).await.map(Json)
}

/// Writes to the customer, where the guest may
#[utoipa::path(
    post, path = "/guest/messages", tag = "guests",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same for each retry")),
    request_body = GuestWritten,
    responses((status = 201, body = GuestThread), (status = 409, description = "It is closed")),
)]
async fn reply(
    State(app): State<App>,
    PublicGuest(guest): PublicGuest,
    keyed: Keyed<GuestWritten>,
) -> Result<(StatusCode, Json<GuestThread>)> {
    let message = |by, body| Step::visible(by, What::Message { body });
    guest_does(&app, guest, keyed, message).await
}

/// Notes something that customers never see, where the guest may
#[utoipa::path(
    post, path = "/guest/notes", tag = "guests",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same for each retry")),
    request_body = GuestWritten,
    responses((status = 201, body = GuestThread), (status = 409, description = "It is closed")),
)]
async fn note(
    State(app): State<App>,
    InternalGuest(guest): InternalGuest,
    keyed: Keyed<GuestWritten>,
) -> Result<(StatusCode, Json<GuestThread>)> {
    let mentions = Vec::new();
    let note = |by, body| Step::internal(by, Internal::Note { body, mentions });
    guest_does(&app, guest, keyed, note).await
}

/// A file of the ticket
#[utoipa::path(
    get, path = "/guest/attachments/{file}", tag = "guests",
    params(("file" = FileId, Path, description = "The file's id")),
    responses((status = 200, description = "Its bytes, to be saved", content_type = "application/octet-stream")),
)]
async fn download(
    State(app): State<App>,
    guest: LivingGuest,
    files::PathFile(file): files::PathFile,
) -> Result<Response> {
    files::send(&app, guest.ticket.id, file).await
}
