//! `POST /desk/next`: the ticket that the caller had best take up now.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    desk::{Hindrance, Thread},
    status::Turn,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DeskTicket, handover::taken, work::agent_does};
use crate::{
    App,
    absences::Absent,
    assignment, db,
    error::{Error, Result},
    request::{Body, Empty},
    sessions::SignedIn,
    tickets,
};

/// How often what waits is looked through before somebody is asked to try again.
const PASSES: u32 = 20;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(next))
}

/// Takes the most urgent ticket that nobody has and that the caller may take
///
/// Of their sites, up to their level, of their teams or of none; tickets in a language and of a
/// topic that they know come first. Of two who ask at once, each gets another.
#[utoipa::path(
    post, path = "/desk/next", tag = "desk",
    responses((status = 201, body = Thread), (status = 409, description = "Nothing waits")),
)]
async fn next(
    State(app): State<App>,
    me: SignedIn,
    Body(Empty): Body<Empty>,
) -> Result<(StatusCode, Json<Thread>)> {
    let now = db::now();
    let who = me.agent.id;
    let absent = Absent::load(&app.db, now).await?;
    absent.must_not_have(who)?;
    for _ in 0..PASSES {
        let waiting = assignment::store::next(&app.db, who, me.agent.level, now).await?;
        if waiting.is_empty() {
            return Err(Error::Conflict("Nothing waits for you just now."));
        }
        for (ticket, site) in waiting {
            let (Some(site), Some(ticket)) = (
                me.site(site).cloned(),
                tickets::store::by_id(&app.db, ticket).await?,
            ) else {
                continue;
            };
            let me = me.clone();
            let on = DeskTicket { me, site, ticket };
            let mine = agent_does(&app, on, None, move |ticket, by| {
                if ticket.assignee.is_some() || ticket.status.turn() != Turn::Support {
                    return Err(Error::Hindered(Hindrance::Taken));
                }
                Ok(vec![taken(by, who)])
            });
            match mine.await {
                Ok(thread) => return Ok((StatusCode::CREATED, thread)),
                // Others were faster; there may be another one.
                Err(Error::Conflict(_) | Error::Hindered(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Err(Error::Conflict("Others were faster each time. Try again."))
}
