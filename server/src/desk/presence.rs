//! Presence: an agent says that they read or answer a ticket, so that others need not do it too.

use axum::{extract::State, http::StatusCode};
use guichet_shared::{desk::Presence, ticket::TicketId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::DeskTicket;
use crate::{App, error::Result, live::Attention, request::Body};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(attend))
}

/// Says what the caller does with a ticket; to be said again every 20 seconds
///
/// Other agents of the site hear it on their streams. After 40 seconds without a word it is over.
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/presence", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Presence,
    responses((status = 204)),
)]
async fn attend(
    State(app): State<App>,
    on: DeskTicket,
    Body(Presence { doing }): Body<Presence>,
) -> Result<StatusCode> {
    app.live.attend(Attention {
        site: on.site.id,
        ticket: on.ticket.id,
        agent: on.me.agent.id,
        doing,
    });
    Ok(StatusCode::NO_CONTENT)
}
