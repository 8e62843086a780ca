//! What tickets have to do with each other: merging, splitting, linking. The trail is on both.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    desk::{Entry, Merge, NewLink, Related, Split, Thread},
    event::{By, What},
    status::Status,
    ticket::TicketId,
    triage::Relation,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{DeskTicket, work::thread};
use crate::{
    App, db,
    error::{Error, Result},
    fields::{Fields, Input},
    live::Signal,
    request::{Body, Keyed, path_parameter},
    tickets::{
        events::{EventRow, Step, TicketRow},
        relations, store,
        store::{NewRow, Pair, Recorded, RequestKey, related},
        to_the_end,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(merge))
        .routes(routes!(split))
        .routes(routes!(link))
        .routes(routes!(unlink))
}

impl Input for Merge {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            into: fields.required("into")?,
        })
    }
}

impl Input for Split {
    fn read(fields: &mut Fields) -> Option<Self> {
        let seq = fields.required("seq");
        let subject = fields.required("subject");
        Some(Self {
            seq: seq?,
            subject: subject?,
        })
    }
}

impl Input for NewLink {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            ticket: fields.required("ticket")?,
        })
    }
}

/// What other tickets are to one, as they are now.
pub(super) async fn links(app: &App, events: &[EventRow]) -> Result<Vec<Related>> {
    let mut links = Vec::new();
    for other in relations::others(events) {
        if let Some(row) = store::by_id(&app.db, other.ticket).await? {
            links.push(Related {
                relation: other.relation,
                ticket: other.ticket,
                number: other.number,
                subject: row.subject,
                status: row.status,
            });
        }
    }
    Ok(links)
}

fn wake(app: &App, recorded: &Recorded) {
    if recorded.ticket.seq > recorded.before {
        app.live.send(Signal::Ticket {
            site: recorded.ticket.site_id,
            ticket: recorded.ticket.id,
            visitor: recorded.ticket.visitor_id,
            before: recorded.before,
            seq: recorded.ticket.seq,
        });
    }
}

/// Records something on two tickets, or on neither, and answers with the thread of the one.
async fn both(
    app: &App,
    on: DeskTicket,
    other: TicketId,
    field: &'static str,
    decide: impl FnOnce(&Pair) -> Result<(Vec<Step>, Vec<Step>)> + Send + 'static,
) -> Result<Json<Thread>> {
    if other == on.ticket.id {
        return Err(Error::field(field, "must be another ticket"));
    }
    let (to, site, one) = (app.clone(), on.site.clone(), on.ticket.id);
    let ticket = to_the_end(async move {
        let recorded = store::record_both(&to.db, &site, (one, other), db::now(), decide).await;
        let (one, other) = recorded.map_err(|error| match error {
            Error::NotFound => Error::field(field, "must be a ticket of the same site"),
            error => error,
        })?;
        wake(&to, &one);
        wake(&to, &other);
        Ok(one.ticket)
    })
    .await?;
    thread(app, &on.site, ticket).await.map(Json)
}

/// Lets a ticket go on in another one of the same customer, and closes it
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/merge", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Merge,
    responses((status = 201, body = Thread), (status = 409, description = "Of different customers, or closed")),
)]
async fn merge(
    State(app): State<App>,
    on: DeskTicket,
    Body(Merge { into }): Body<Merge>,
) -> Result<(StatusCode, Json<Thread>)> {
    let me = on.me.agent.id;
    let thread = both(&app, on, into, "into", move |pair| {
        let Pair { one, other, .. } = pair;
        if one.merged_into == Some(other.id) {
            return Ok((Vec::new(), Vec::new()));
        }
        let refuse = |why| Err(Error::Conflict(why));
        if one.visitor_id != other.visitor_id {
            return refuse(
                "The two tickets are of different customers, and neither may read the other's. \
                 Link them instead.",
            );
        }
        if one.merged_into.is_some() {
            return refuse("This ticket was merged already and goes on in another one.");
        }
        if one.status == Status::Closed {
            return refuse("This ticket is closed. Open it again before merging it.");
        }
        if other.merged_into.is_some() {
            return refuse("The other ticket was merged itself. Choose the one it goes on in.");
        }
        if other.status == Status::Closed {
            return refuse("The other ticket is closed. Open it again, or choose another one.");
        }
        let merged = What::Merged {
            into: other.id,
            number: u32::try_from(other.number).unwrap_or(u32::MAX),
        };
        let here = vec![Step::visible(By::Agent(me), merged)];
        let there = vec![related(By::Agent(me), Relation::MergedFrom, one)];
        Ok((here, there))
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}

/// Makes a ticket of its own of a message that the customer wrote
///
/// The answer is the new ticket.
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/split", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Split,
    responses((status = 201, body = Thread), (status = 422, description = "Not a message of the customer's")),
)]
async fn split(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Split>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "split");
    let Split { seq, subject } = keyed.input;
    let body = written(&app, &on.ticket, seq).await;
    let filed = parted(&app, &on, request, move |ticket| {
        Ok(NewRow {
            id: Uuid::now_v7(),
            subject: subject.as_str().to_owned(),
            body: body?,
            name: ticket.name.clone(),
            email: ticket.email.clone(),
            lang: ticket.lang.clone(),
            follows: None,
            topic: ticket.topic.clone().map(|topic| topic.0),
            topic_key: ticket.topic_key.clone(),
            team: ticket.team_id,
            answers: Vec::new(),
            context: guichet_shared::ticket::Context::default(),
            incident: None,
        })
    })
    .await?;
    let thread = thread(&app, &on.site, filed).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}

/// What the customer wrote at a place of a ticket. What was written once never changes.
async fn written(app: &App, ticket: &TicketRow, seq: u32) -> Result<String> {
    let events = store::events_after(&app.db, ticket.id, i64::from(seq) - 1).await?;
    let event = events
        .into_iter()
        .find(|event| event.seq == i64::from(seq))
        .map(|event| event.data.0);
    match event {
        Some(Step {
            by: By::Customer,
            what: Entry::Visible(What::Message { body } | What::Created { body }),
            ..
        }) => Ok(body),
        _ => Err(Error::field(
            "seq",
            "must be the place of a message that the customer wrote",
        )),
    }
}

async fn parted(
    app: &App,
    on: &DeskTicket,
    request: Option<RequestKey>,
    part: impl FnOnce(&TicketRow) -> Result<NewRow> + Send + 'static,
) -> Result<TicketRow> {
    let by = By::Agent(on.me.agent.id);
    let (to, site, from) = (app.clone(), on.site.clone(), on.ticket.id);
    to_the_end(async move {
        let (now, request) = (db::now(), request.as_ref());
        let (recorded, filed) = store::split(&to.db, &site, from, by, request, now, part).await?;
        wake(&to, &recorded);
        let filed = Recorded {
            before: 0,
            ticket: filed,
        };
        wake(&to, &filed);
        Ok(filed.ticket)
    })
    .await
}

/// Says that another ticket of the site has to do with this one
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/links", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = NewLink,
    responses((status = 201, body = Thread), (status = 422, description = "Not another ticket of the site")),
)]
async fn link(
    State(app): State<App>,
    on: DeskTicket,
    Body(NewLink { ticket }): Body<NewLink>,
) -> Result<(StatusCode, Json<Thread>)> {
    let by = By::Agent(on.me.agent.id);
    let thread = both(&app, on, ticket, "ticket", move |pair| {
        let Pair { one, other, others } = pair;
        if others.iter().any(|known| known.ticket == other.id) {
            return Ok((Vec::new(), Vec::new()));
        }
        let linked = |other| vec![related(by.clone(), Relation::Linked, other)];
        Ok((linked(other), linked(one)))
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}

/// The other ticket in the path.
struct OtherTicket(TicketId);

impl FromRequestParts<App> for OtherTicket {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        path_parameter(parts, app, "other").await.map(Self)
    }
}

/// Takes a link away, on both tickets
#[utoipa::path(
    delete, path = "/desk/tickets/{ticket}/links/{other}", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("other" = TicketId, Path, description = "The other ticket's id"),
    ),
    responses((status = 200, body = Thread), (status = 422, description = "Not another ticket of the site")),
)]
async fn unlink(
    State(app): State<App>,
    on: DeskTicket,
    OtherTicket(other): OtherTicket,
) -> Result<Json<Thread>> {
    let by = By::Agent(on.me.agent.id);
    both(&app, on, other, "other", move |pair| {
        let Pair { one, other, others } = pair;
        let linked = |known: &relations::Other| {
            known.ticket == other.id && known.relation == Relation::Linked
        };
        if !others.iter().any(linked) {
            return Ok((Vec::new(), Vec::new()));
        }
        let unlinked = |other| vec![related(by.clone(), Relation::Unlinked, other)];
        Ok((unlinked(other), unlinked(one)))
    })
    .await
}
