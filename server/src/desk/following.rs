//! Following tickets, having seen them, and the notes that ask to be read.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    desk::{Followers, Mentions},
    ticket::{Seen, TicketId},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::DeskTicket;
use crate::{
    App,
    agents::Roster,
    error::Result,
    follows,
    live::Signal,
    request::{Body, Empty},
    sessions::SignedIn,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(follow, unfollow))
        .routes(routes!(seen))
        .routes(routes!(mentions))
}

async fn followers(app: &App, ticket: TicketId) -> Result<Json<Followers>> {
    let roster = Roster::load(&app.db).await?;
    let followers = follows::of_ticket(app, &roster, ticket).await?;
    Ok(Json(Followers { followers }))
}

/// Follows a ticket
#[utoipa::path(
    put, path = "/desk/tickets/{ticket}/follow", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 200, body = Followers)),
)]
async fn follow(
    State(app): State<App>,
    on: DeskTicket,
    Body(Empty): Body<Empty>,
) -> Result<Json<Followers>> {
    follows::store::follow(&app.db, &on.ticket, on.me.agent.id).await?;
    followers(&app, on.ticket.id).await
}

/// Follows a ticket no longer
#[utoipa::path(
    delete, path = "/desk/tickets/{ticket}/follow", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 200, body = Followers)),
)]
async fn unfollow(State(app): State<App>, on: DeskTicket) -> Result<Json<Followers>> {
    let me = on.me.agent.id;
    follows::store::unfollow(&app.db, on.ticket.id, me).await?;
    app.live.send(Signal::Seen(me));
    followers(&app, on.ticket.id).await
}

/// Says up to where the caller has read a ticket
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/seen", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Seen,
    responses((status = 204)),
)]
async fn seen(
    State(app): State<App>,
    on: DeskTicket,
    Body(Seen { seq }): Body<Seen>,
) -> Result<StatusCode> {
    let me = on.me.agent.id;
    if follows::store::seen(&app.db, &on.ticket, me, i64::from(seq)).await? {
        app.live.send(Signal::Seen(me));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// The notes that name the caller, the newest first
#[utoipa::path(
    get, path = "/desk/mentions", tag = "desk",
    responses((status = 200, body = Mentions)),
)]
async fn mentions(State(app): State<App>, me: SignedIn) -> Result<Json<Mentions>> {
    follows::mentions(&app, &me).await.map(Json)
}
