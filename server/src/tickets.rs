//! Tickets, for those who file them: filing, following, answering, judging, rating.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    agent::AgentId,
    event::{By, What},
    site::SiteId,
    status::Status,
    ticket::{Rating, Reply, Seen, Thread, TicketId, Tickets, Verdict},
};
use time::Duration;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::{
    events::{Step, TicketRow},
    store::RequestKey,
    views::Views,
};
use crate::{
    App,
    absences::Absent,
    db::{self, Db},
    error::{Error, Result},
    limits::{REPLIES, SIGNALS},
    live::Signal,
    request::{Body, Empty, Keyed, path_parameter},
    sites::{self, SiteRow},
    visitors::Visitor,
};

mod attachments;
pub mod events;
mod filing;
mod inputs;
mod recording;
pub mod relations;
pub mod requests;
pub mod silence;
pub mod store;
pub mod stream;
pub mod views;

pub use self::recording::{record, record_if, to_the_end};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(filing::file))
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(reply))
        .routes(routes!(judge))
        .routes(routes!(rate))
        .routes(routes!(seen))
        .routes(routes!(typing))
        .routes(routes!(attachments::download))
        .routes(routes!(stream::follow))
}

/// The routes that take files, which may take their time to arrive.
pub fn uploads() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(attachments::attach))
}

/// The ticket named by `{ticket}` in the path, for the visitor it belongs to. Whatever is wrong
/// with the token or the id, the answer is the same 404.
#[derive(Debug)]
pub struct OwnTicket {
    /// Whose it is.
    pub visitor: Visitor,
    /// Its site.
    pub site: SiteRow,
    /// The ticket.
    pub ticket: TicketRow,
}

impl FromRequestParts<App> for OwnTicket {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let id = path_parameter(parts, app, "ticket").await?;
        let visitor = Visitor::from_request_parts(parts, app).await;
        let visitor = visitor.map_err(|error| match error {
            Error::Unauthenticated => Error::NotFound,
            error => error,
        })?;
        let ticket = store::by_id(&app.db, id).await?;
        let ticket = ticket.filter(|ticket| ticket.visitor_id == visitor.id);
        let ticket = ticket.ok_or(Error::NotFound)?;
        let site = site(&app.db, ticket.site_id).await?;
        Ok(Self {
            visitor,
            site,
            ticket,
        })
    }
}

/// The site with this id.
///
/// # Errors
/// `Error::NotFound` when there is none.
pub async fn site(db: &Db, id: SiteId) -> Result<SiteRow> {
    sites::store::by_id(db, id).await?.ok_or(Error::NotFound)
}

async fn thread(app: &App, site: &SiteRow, ticket: TicketRow) -> Result<Thread> {
    let events = store::events_between(&app.db, &ticket, 0).await?;
    Views::of(app, site).await?.thread(ticket, events)
}

/// The caller's tickets, the one that changed last first
#[utoipa::path(
    get, path = "/tickets", tag = "tickets",
    responses((status = 200, body = Tickets), (status = 401, description = "No token, or none that is known")),
)]
async fn list(State(app): State<App>, visitor: Visitor) -> Result<Json<Tickets>> {
    let site = site(&app.db, visitor.site_id).await?;
    let views = Views::of(&app, &site).await?;
    let mut tickets = Vec::new();
    let rows = store::of_visitor(&app.db, visitor.id).await?;
    let last = store::last_visible_of(&app.db, visitor.id)
        .await?
        .into_iter();
    let mut last: HashMap<_, _> = last.map(|event| (event.ticket_id, event)).collect();
    for ticket in rows {
        let last = last.remove(&ticket.id);
        let last = match last.filter(|last| last.seq == ticket.last_visible) {
            Some(last) => last,
            // It has gone on since the tickets were read.
            None => store::last_visible(&app.db, &ticket).await?,
        };
        tickets.push(views.ticket(ticket, last)?);
    }
    Ok(Json(Tickets { tickets }))
}

/// A ticket with its timeline
#[utoipa::path(
    get, path = "/tickets/{ticket}", tag = "tickets",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 200, body = Thread), (status = 404, description = "No such ticket of the caller's")),
)]
async fn read(State(app): State<App>, own: OwnTicket) -> Result<Json<Thread>> {
    thread(&app, &own.site, own.ticket).await.map(Json)
}

/// Writes on a ticket; a closed one opens again
#[utoipa::path(
    post, path = "/tickets/{ticket}/messages", tag = "tickets",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Reply,
    responses((status = 201, body = Thread), (status = 409, description = "Closed for too long: file a new one that follows it")),
)]
async fn reply(
    State(app): State<App>,
    own: OwnTicket,
    keyed: Keyed<Reply>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&own.ticket, "messages");
    let into = match own.ticket.merged_into {
        Some(into) => store::by_id(&app.db, into).await?,
        None => None,
    };
    let days = i64::from(own.site.policies.reopen_days);
    let body = keyed.input.body.as_str().to_owned();
    customer_does(&app, own, request, move |ticket| {
        if let Some(into) = into {
            return Err(Error::Merged(into.number));
        }
        if ticket.merged_into.is_some() {
            return Err(Error::Conflict(
                "The request goes on in another one. Read it again.",
            ));
        }
        let long_ago = db::now() - Duration::days(days);
        if ticket.closed_at.is_some_and(|closed| closed < long_ago) {
            return Err(Error::Conflict(
                "The ticket was closed too long ago to open again. File a new one that follows it.",
            ));
        }
        Ok(What::Message { body })
    })
    .await
}

/// Says whether a proposed solution helped
#[utoipa::path(
    post, path = "/tickets/{ticket}/verdict", tag = "tickets",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Verdict,
    responses((status = 201, body = Thread), (status = 409, description = "Nothing is proposed")),
)]
async fn judge(
    State(app): State<App>,
    own: OwnTicket,
    keyed: Keyed<Verdict>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&own.ticket, "verdict");
    let verdict = keyed.input;
    customer_does(&app, own, request, move |_| {
        Ok(What::Verdict {
            solved: verdict.solved,
            comment: verdict.comment.map(|text| text.as_str().to_owned()),
        })
    })
    .await
}

/// Rates a closed ticket; a second rating takes the place of the first
#[utoipa::path(
    post, path = "/tickets/{ticket}/rating", tag = "tickets",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Rating,
    responses((status = 201, body = Thread), (status = 409, description = "It is not closed")),
)]
async fn rate(
    State(app): State<App>,
    own: OwnTicket,
    keyed: Keyed<Rating>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&own.ticket, "rating");
    let rating = keyed.input;
    customer_does(&app, own, request, move |ticket| {
        if ticket.status != Status::Closed {
            return Err(Error::Conflict("Only a closed ticket can be rated."));
        }
        Ok(What::Rating {
            stars: rating.stars.get(),
            comment: rating.comment.map(|text| text.as_str().to_owned()),
        })
    })
    .await
}

/// Says up to where the customer has read
#[utoipa::path(
    post, path = "/tickets/{ticket}/seen", tag = "tickets",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Seen,
    responses((status = 204)),
)]
async fn seen(
    State(app): State<App>,
    own: OwnTicket,
    Body(seen): Body<Seen>,
) -> Result<StatusCode> {
    app.limits
        .count("seen", own.visitor.id.0.as_bytes(), SIGNALS)?;
    store::seen(&app.db, own.ticket.id, seen.seq).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that the customer is writing
#[utoipa::path(
    post, path = "/tickets/{ticket}/typing", tag = "tickets",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 204)),
)]
async fn typing(
    State(app): State<App>,
    own: OwnTicket,
    Body(Empty): Body<Empty>,
) -> Result<StatusCode> {
    app.limits
        .count("typing", own.visitor.id.0.as_bytes(), SIGNALS)?;
    app.live.send(Signal::Typing {
        site: own.site.id,
        ticket: own.ticket.id,
        visitor: own.visitor.id,
        by: guichet_shared::status::Party::Customer,
    });
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a request has been answered before: a retry counts no second time.
async fn is_answered(app: &App, request: Option<&RequestKey>) -> Result<bool> {
    Ok(match request {
        Some(request) => store::is_known(&app.db, request).await?,
        None => false,
    })
}

/// Records what the customer does, and answers with the thread.
async fn customer_does(
    app: &App,
    own: OwnTicket,
    request: Option<RequestKey>,
    what: impl FnOnce(&TicketRow) -> Result<What<AgentId, String>> + Send + 'static,
) -> Result<(StatusCode, Json<Thread>)> {
    if !is_answered(app, request.as_ref()).await? {
        app.limits
            .count("replies", own.visitor.id.0.as_bytes(), REPLIES)?;
    }
    let absent = Absent::load(&app.db, db::now()).await?;
    let ticket = record(app, &own.site, own.ticket.id, request, move |ticket| {
        let what = what(ticket)?;
        // What is for the desk is not for somebody who is away.
        let asks = matches!(
            what,
            What::Message { .. } | What::Verdict { solved: false, .. }
        );
        let mut steps = vec![Step::visible(By::Customer, what)];
        steps.extend(absent.handover(ticket).filter(|_| asks));
        Ok(steps)
    })
    .await?;
    let thread = thread(app, &own.site, ticket).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}
