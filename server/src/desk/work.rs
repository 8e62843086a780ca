//! Working on a ticket: reading, answering, noting, handing over, proposing, closing.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use guichet_shared::{
    agent::AgentId,
    desk::{Change, Thread, Written},
    event::{By, Internal, What},
    file::FileId,
    status::{Party, Status},
    ticket::{Message, Remark, TicketId},
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DeskTicket, store};
use crate::{
    App, db,
    error::{Error, Result},
    files::{self, Upload},
    live::Signal,
    request::{Body, Empty, Keyed},
    sites::SiteRow,
    tickets::{
        self,
        events::{Step, TicketRow},
        record,
        store::RequestKey,
        views::Views,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read, change))
        .routes(routes!(reply))
        .routes(routes!(note))
        .routes(routes!(propose))
        .routes(routes!(typing))
        .routes(routes!(download))
}

pub(super) fn uploads() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(attach))
}

async fn thread(app: &App, site: &SiteRow, ticket: TicketRow) -> Result<Thread> {
    let views = Views::of(app, site).await?;
    let events = tickets::store::events_between(&app.db, &ticket, 0).await?;
    let events = events.into_iter().map(|row| views.desk_event(row));
    let others = store::others(&app.db, ticket.visitor_id, ticket.id).await?;
    let others = others.into_iter().map(|row| views.desk_ticket(row));
    Ok(Thread {
        answers: ticket.answers.0.clone(),
        context: ticket.context.0.clone(),
        others: others.collect::<Result<_>>()?,
        follows: ticket.follows,
        events: events.collect::<Result<_>>()?,
        ticket: views.desk_ticket(ticket)?,
    })
}

/// Records what the agent does, and answers with the thread.
pub(crate) async fn agent_does(
    app: &App,
    on: DeskTicket,
    request: Option<RequestKey>,
    steps: impl FnOnce(&TicketRow, By<AgentId>) -> Result<Vec<Step>> + Send + 'static,
) -> Result<Json<Thread>> {
    let by = By::Agent(on.me.agent.id);
    let decide = |ticket: &TicketRow| steps(ticket, by);
    let ticket = record(app, &on.site, on.ticket.id, request, decide).await?;
    thread(app, &on.site, ticket).await.map(Json)
}

pub(super) fn remark(text: Option<Remark>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

/// A ticket with everything that happened to it
#[utoipa::path(
    get, path = "/desk/tickets/{ticket}", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 200, body = Thread), (status = 404, description = "No such ticket of the caller's sites")),
)]
async fn read(State(app): State<App>, on: DeskTicket) -> Result<Json<Thread>> {
    thread(&app, &on.site, on.ticket).await.map(Json)
}

/// Sets the status, the time of the next update, or both
#[utoipa::path(
    patch, path = "/desk/tickets/{ticket}", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Change,
    responses((status = 200, body = Thread), (status = 409, description = "Not a move from where it stands")),
)]
async fn change(
    State(app): State<App>,
    on: DeskTicket,
    Body(change): Body<Change>,
) -> Result<Json<Thread>> {
    let due = change.due.as_deref().map(due).transpose()?;
    match change.status {
        Some(Status::New | Status::Proposed) => {
            return Err(Error::field(
                "status",
                "must be open, waiting, on_hold or closed; a solution is proposed with its text",
            ));
        }
        Some(Status::OnHold) if change.note.is_none() => {
            return Err(Error::field(
                "note",
                "must say for whom or what the ticket waits",
            ));
        }
        None if change.note.is_some() => {
            return Err(Error::field("note", "belongs to a status"));
        }
        None if due.is_none() => {
            return Err(Error::field("status", "or due must be there"));
        }
        _ => {}
    }
    agent_does(&app, on, None, move |ticket, by| {
        if change.note.is_some() && change.status == Some(ticket.status) {
            return Err(Error::Conflict(
                "The ticket has this status already. Read it again before writing on it.",
            ));
        }
        let mut steps = Vec::new();
        if let Some(to) = change.status.filter(|status| *status != ticket.status) {
            let from = ticket.status;
            let note = remark(change.note);
            steps.push(Step::visible(by.clone(), What::Status { from, to, note }));
        }
        steps.extend(due.map(|due| Step::visible(by, What::Promise { due })));
        Ok(steps)
    })
    .await
}

/// A time in the future, in UTC.
fn due(text: &str) -> Result<String> {
    let wrong = || {
        Error::field(
            "due",
            "must be a time in the future such as \"2026-03-12T16:00:00Z\"",
        )
    };
    let due = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| wrong())?;
    let due = due
        .checked_to_offset(time::UtcOffset::UTC)
        .ok_or_else(wrong)?;
    if due <= db::now() {
        return Err(wrong());
    }
    tickets::views::time(due)
}

pub(super) fn noted(by: By<AgentId>, text: &Message) -> Step {
    let body = text.as_str().to_owned();
    let mentions = Vec::new();
    Step::internal(by, Internal::Note { body, mentions })
}

/// Writes to the customer
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/messages", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Written,
    responses((status = 201, body = Thread)),
)]
async fn reply(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Written>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "messages");
    let body = keyed.input.body.as_str().to_owned();
    let step = |_: &TicketRow, by| Ok(vec![Step::visible(by, What::Message { body })]);
    let thread = agent_does(&app, on, request, step).await?;
    Ok((StatusCode::CREATED, thread))
}

/// Notes something that customers never see
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/notes", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Written,
    responses((status = 201, body = Thread)),
)]
async fn note(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Written>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "notes");
    let step = move |_: &TicketRow, by| Ok(vec![noted(by, &keyed.input.body)]);
    let thread = agent_does(&app, on, request, step).await?;
    Ok((StatusCode::CREATED, thread))
}

/// Proposes a solution: the customer says whether it helped
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/proposal", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Written,
    responses((status = 201, body = Thread), (status = 409, description = "It is closed")),
)]
async fn propose(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Written>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "proposal");
    let body = keyed.input.body.as_str().to_owned();
    let step = |_: &TicketRow, by| Ok(vec![Step::visible(by, What::Proposal { body })]);
    let thread = agent_does(&app, on, request, step).await?;
    Ok((StatusCode::CREATED, thread))
}

/// Adds a file that the customer sees
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/attachments", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        files::Named,
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Thread), (status = 413, description = "Too large"), (status = 415, description = "Not a kind that is taken")),
)]
async fn attach(
    State(app): State<App>,
    on: DeskTicket,
    upload: Upload,
) -> Result<(StatusCode, Json<Thread>)> {
    let by = By::Agent(on.me.agent.id);
    let ticket = files::attach(&app, &on.site, &on.ticket, by, upload).await?;
    let thread = thread(&app, &on.site, ticket).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}

/// A file of a ticket
#[utoipa::path(
    get, path = "/desk/tickets/{ticket}/attachments/{file}", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("file" = FileId, Path, description = "The file's id"),
    ),
    responses((status = 200, description = "Its bytes, to be saved", content_type = "application/octet-stream")),
)]
async fn download(
    State(app): State<App>,
    on: DeskTicket,
    files::PathFile(file): files::PathFile,
) -> Result<Response> {
    files::send(&app, on.ticket.id, file).await
}

/// Says that the agent is writing
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/typing", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 204)),
)]
async fn typing(
    State(app): State<App>,
    on: DeskTicket,
    Body(Empty): Body<Empty>,
) -> Result<StatusCode> {
    app.live.send(Signal::Typing {
        site: on.site.id,
        ticket: on.ticket.id,
        visitor: on.ticket.visitor_id,
        by: Party::Agent,
    });
    Ok(StatusCode::NO_CONTENT)
}
