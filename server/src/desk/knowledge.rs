//! What is learned from a ticket: articles that may answer it, the one that does, or a new one.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    article::{Slug, Title},
    desk::{Drafted, Learned, Thread},
    event::Internal,
    search::Hits,
    status::Status,
    ticket::TicketId,
    triage::Knowledge,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DeskTicket, articles, draft, work::agent_does};
use crate::{
    App,
    articles::store::{Outcome, Over, put},
    error::{Error, Result},
    request::{Body, Empty},
    tickets::{self, events::Step},
};

/// How many articles are suggested.
const SUGGESTIONS: usize = 3;

/// How many characters of a ticket are searched for: as many as a search takes.
const SEARCHED: usize = 400;

/// How many names are tried for an article whose title's own name is taken.
const NAMES: u32 = 50;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(suggest))
        .routes(routes!(learn, unlearn))
        .routes(routes!(write_up))
}

/// Published articles that may answer the ticket, best first
#[utoipa::path(
    get, path = "/desk/tickets/{ticket}/suggestions", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 200, body = Hits)),
)]
async fn suggest(State(app): State<App>, on: DeskTicket) -> Result<Json<Hits>> {
    let events = tickets::store::events_between(&app.db, &on.ticket, 0).await?;
    let question = draft::question(&events).unwrap_or_default();
    let text: String = [&on.ticket.subject, " ", &question]
        .concat()
        .chars()
        .take(SEARCHED)
        .collect();
    let lang = draft::language(&on.site, &on.ticket);
    let hits = app
        .indexes
        .search(&app.db, &on.site, |index| {
            index.search(&text, &lang, SUGGESTIONS)
        })
        .await?;
    Ok(Json(Hits { hits }))
}

/// Says which article has the solution, or why none fits
#[utoipa::path(
    put, path = "/desk/tickets/{ticket}/knowledge", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Learned,
    responses((status = 200, body = Thread)),
)]
async fn learn(
    State(app): State<App>,
    on: DeskTicket,
    Body(learned): Body<Learned>,
) -> Result<Json<Thread>> {
    let knowledge = match (learned.article, learned.why) {
        (Some(article), None) => {
            let title = articles::title(&app.db, on.site.id, article).await?;
            let title = title.ok_or_else(|| {
                Error::field("article", "must be an article of the ticket's site")
            })?;
            Knowledge::Linked { article, title }
        }
        (None, Some(why)) => Knowledge::None {
            why: why.as_str().to_owned(),
        },
        (Some(_), Some(_)) => {
            return Err(Error::field("why", "belongs to a ticket without article"));
        }
        (None, None) => return Err(Error::field("article", "or why must be there")),
    };
    agent_does(&app, on, None, move |ticket, by| {
        let known = ticket.knowledge.as_ref().map(|known| &known.0);
        let steps =
            (known != Some(&knowledge)).then(|| Step::internal(by, becomes(Some(knowledge))));
        Ok(steps.into_iter().collect())
    })
    .await
}

/// Takes back what was said of the solution
#[utoipa::path(
    delete, path = "/desk/tickets/{ticket}/knowledge", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses(
        (status = 200, body = Thread),
        (status = 409, description = "The solution has been proposed, and level 1 did not have it"),
    ),
)]
async fn unlearn(State(app): State<App>, on: DeskTicket) -> Result<Json<Thread>> {
    agent_does(&app, on, None, |ticket, by| {
        let told = matches!(ticket.status, Status::Proposed | Status::Closed);
        if told && ticket.is_new_knowledge() {
            return Err(Error::KnowledgeOwed);
        }
        let known = ticket.knowledge.is_some();
        let steps = known.then(|| Step::internal(by, becomes(None)));
        Ok(steps.into_iter().collect())
    })
    .await
}

fn becomes<A, B>(knowledge: Option<Knowledge>) -> Internal<A, B> {
    Internal::Knowledge { knowledge }
}

/// Drafts an article from the ticket: its question and its solution, without the customer's data
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/draft", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 201, body = Drafted), (status = 409, description = "An article was drafted from it before")),
)]
async fn write_up(
    State(app): State<App>,
    on: DeskTicket,
    Body(Empty): Body<Empty>,
) -> Result<(StatusCode, Json<Drafted>)> {
    if let Some(Knowledge::Drafted { .. }) = on.ticket.knowledge.as_ref().map(|known| &known.0) {
        return Err(Error::Conflict(
            "An article was drafted from this ticket before.",
        ));
    }
    let events = tickets::store::events_between(&app.db, &on.ticket, 0).await?;
    let mut draft = draft::from_ticket(&on.site, &on.ticket, &events)?;
    let by = Some(on.me.agent.id);
    let named = draft.slug.clone();
    let mut outcome = Outcome::Refused;
    for number in 1..=NAMES {
        if number > 1 {
            draft.slug = numbered(&named, number)?;
        }
        let drafts = std::slice::from_ref(&draft);
        let outcomes = put(&app.db, on.site.id, drafts, Over::Nothing, by).await?;
        outcome = outcomes.first().copied().unwrap_or(Outcome::Refused);
        if outcome != Outcome::Refused {
            break;
        }
    }
    if outcome == Outcome::Refused {
        return Err(Error::Conflict(
            "Too many articles have this title. Write the article by hand and link it.",
        ));
    }
    let article = articles::id(&app.db, on.site.id, &draft.lang, &draft.slug).await?;
    let article = article.ok_or(Error::NotFound)?;
    let title = Title::as_str(&draft.title).to_owned();
    let knowledge = Knowledge::Drafted { article, title };
    let Json(thread) = agent_does(&app, on, None, move |ticket, by| {
        // Of two who draft at once, one has the ticket's draft; the other's is a draft like any.
        if let Some(Knowledge::Drafted { .. }) = ticket.knowledge.as_ref().map(|known| &known.0) {
            return Err(Error::Conflict(
                "An article was drafted from this ticket before.",
            ));
        }
        Ok(vec![Step::internal(by, becomes(Some(knowledge)))])
    })
    .await
    .map_err(Error::for_good)?;
    Ok((StatusCode::CREATED, Json(Drafted { article, thread })))
}

fn numbered(slug: &Slug, number: u32) -> Result<Slug> {
    let name = format!("{slug}-{number}");
    Ok(Slug::parse(&name).map_err(anyhow::Error::from)?)
}
