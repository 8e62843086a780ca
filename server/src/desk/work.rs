//! Working on a ticket: reading, answering, noting, proposing, adding files.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use guichet_shared::{
    agent::AgentId,
    desk::{Actions, NewNote, Thread, Written},
    event::{By, Internal, What},
    file::FileId,
    status::{Act, Party},
    ticket::{Message, Remark, TicketId},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DeskTicket, arrange::Changes, draft, relate, store};
use crate::{
    App,
    absences::Absent,
    agents, db,
    error::{Error, Result},
    files::{self, Upload},
    follows, guests,
    live::Signal,
    request::{Body, Empty, Keyed},
    sites::SiteRow,
    tickets::{
        self,
        events::{Step, TicketRow},
        record_if,
        store::{RequestKey, Seen, Still},
        views::Views,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(reply))
        .routes(routes!(note))
        .routes(routes!(propose))
        .routes(routes!(typing))
        .routes(routes!(download))
}

pub(super) fn uploads() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(attach))
}

pub(super) async fn thread(app: &App, site: &SiteRow, ticket: TicketRow) -> Result<Thread> {
    let views = Views::of(app, site).await?;
    let events = tickets::store::events_between(&app.db, &ticket, 0).await?;
    let links = relate::links(app, &events).await?;
    let solution = draft::unproposed(&events);
    let events = events.into_iter().map(|row| views.desk_event(row));
    let others = store::others(&app.db, ticket.visitor_id, ticket.id).await?;
    let others = others.into_iter().map(|row| views.desk_ticket(row));
    Ok(Thread {
        answers: ticket.answers.0.clone(),
        context: ticket.context.0.clone(),
        others: others.collect::<Result<_>>()?,
        follows: ticket.follows,
        followers: follows::of_ticket(app, &views.roster, ticket.id).await?,
        guests: guests::of_ticket(&app.db, ticket.id).await?,
        links,
        solution,
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
    agent_writes(app, on, request, None, steps).await
}

/// Records what the agent writes unless somebody else has written after the event at `after`, and
/// answers with the thread.
async fn agent_writes(
    app: &App,
    on: DeskTicket,
    request: Option<RequestKey>,
    after: Option<u32>,
    steps: impl FnOnce(&TicketRow, By<AgentId>) -> Result<Vec<Step>> + Send + 'static,
) -> Result<Json<Thread>> {
    let writer = on.me.agent.id;
    let seen = |last| Seen { writer, last };
    let newest = after.map(|last| Still::Newest(seen(i64::from(last))));
    let decide = move |ticket: &TicketRow| steps(ticket, By::Agent(writer));
    let ticket = record_if(app, &on.site, on.ticket.id, request, newest, decide).await?;
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

pub(super) fn noted(by: By<AgentId>, text: &Message, mentions: Vec<AgentId>) -> Step {
    let body = text.as_str().to_owned();
    Step::internal(by, Internal::Note { body, mentions })
}

/// What is to be done in one step with a text. Who is away can write, and is given nothing.
async fn then(app: &App, on: &DeskTicket, then: Option<Actions>) -> Result<Changes> {
    let mut then = then.unwrap_or_default();
    if then.assign_to_me {
        let absent = Absent::load(&app.db, db::now()).await?;
        then.assign_to_me = !absent.has(on.me.agent.id);
    }
    Changes::of_actions(&app.db, &on.site, then, "then.").await
}

/// Who is asked to read a note, each of them once.
async fn mentioned(app: &App, on: &DeskTicket, mut mentions: Vec<AgentId>) -> Result<Vec<AgentId>> {
    mentions.sort_unstable();
    mentions.dedup();
    if !mentions.is_empty() {
        let answering = agents::store::of_site(&app.db, on.site.id).await?;
        if !mentions.iter().all(|agent| answering.contains(agent)) {
            return Err(Error::field(
                "mentions",
                "must be agents of the ticket's site",
            ));
        }
    }
    Ok(mentions)
}

/// Writes to the customer
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/messages", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Written,
    responses((status = 201, body = Thread), (status = 409, description = "Somebody has written since")),
)]
async fn reply(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Written>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "messages");
    let after = keyed.input.after;
    let (body, me) = (keyed.input.body.as_str().to_owned(), on.me.agent.id);
    let then = then(&app, &on, keyed.input.then).await;
    let step = move |ticket: &TicketRow, by| {
        let mut steps = vec![Step::visible(by, What::Message { body })];
        steps.extend(then?.steps(ticket, Some(Act::Reply), me)?);
        Ok(steps)
    };
    let thread = agent_writes(&app, on, request, after, step).await?;
    Ok((StatusCode::CREATED, thread))
}

/// Notes something that customers never see
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/notes", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = NewNote,
    responses((status = 201, body = Thread)),
)]
async fn note(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<NewNote>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "notes");
    let NewNote {
        body,
        mentions,
        then: actions,
    } = keyed.input;
    let me = on.me.agent.id;
    let then = then(&app, &on, actions).await;
    let mentions = mentioned(&app, &on, mentions).await;
    let step = move |ticket: &TicketRow, by| {
        let mut steps = vec![noted(by, &body, mentions?)];
        steps.extend(then?.steps(ticket, Some(Act::Note), me)?);
        Ok(steps)
    };
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
    responses((status = 201, body = Thread), (status = 409, description = "It is closed, or somebody has written since")),
)]
async fn propose(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Written>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "proposal");
    let after = keyed.input.after;
    let (body, me) = (keyed.input.body.as_str().to_owned(), on.me.agent.id);
    let then = then(&app, &on, keyed.input.then).await;
    let step = move |ticket: &TicketRow, by| {
        let mut steps = vec![Step::visible(by, What::Proposal { body })];
        steps.extend(then?.steps(ticket, Some(Act::Propose), me)?);
        Ok(steps)
    };
    let thread = agent_writes(&app, on, request, after, step).await?;
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
