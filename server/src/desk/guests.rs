//! Asking guests to a ticket, and sending them away again.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    event::{By, Internal},
    guest::{GuestId, Guests, Invited, NewGuest},
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::DeskTicket;
use crate::{
    App,
    error::{Error, Result},
    guests::{self, GuestRow},
    live::Signal,
    request::{Keyed, path_parameter},
    tickets::{self, events::Step, store::Still},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(invite))
        .routes(routes!(revoke))
}

/// A guest of a ticket of the caller's sites, alive or not, by `{guest}` in the path.
struct DeskGuest {
    on: DeskTicket,
    guest: GuestRow,
}

impl FromRequestParts<App> for DeskGuest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let on = DeskTicket::from_request_parts(parts, app).await?;
        let id: GuestId = path_parameter(parts, app, "guest").await?;
        let guest = guests::store::by_id(&app.db, id).await?;
        let guest = guest.filter(|guest| guest.ticket_id == on.ticket.id);
        let guest = guest.ok_or(Error::NotFound)?;
        Ok(Self { on, guest })
    }
}

fn told(by: &DeskTicket, guest: &GuestRow, on: bool) -> Step {
    let (name, may) = (guest.name.clone(), guest.may);
    let by = By::Agent(by.me.agent.id);
    Step::internal(by, Internal::Guest { name, may, on })
}

/// Asks somebody who is no agent to a ticket, for 30 days
///
/// The answer has the token of their link, which is told this once. The same key with the same body
/// asks nobody else: it answers with a new token for the same guest, in the place of the one before.
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/guests", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "New for each guest, the same for each retry"),
    ),
    request_body = NewGuest,
    responses((status = 201, body = Invited)),
)]
async fn invite(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<NewGuest>,
) -> Result<(StatusCode, Json<Invited>)> {
    let ticket = on.ticket.id;
    let asked = app.clone();
    let token = tickets::to_the_end(async move {
        let agent = on.me.agent.id;
        let request = keyed.request(&on.ticket, &["guests", &agent.to_string()].concat());
        let (guest, token) = guests::invited(&on.ticket, &keyed.input, request.as_ref())?;
        let step = told(&on, &guest, true);
        // Told first: of a link that leads in there is always word on the ticket.
        tickets::record(&asked, &on.site, ticket, request, |_| Ok(vec![step])).await?;
        if !guests::store::create(&asked.db, &guest, agent).await? {
            return Err(Error::Conflict("They have been sent away meanwhile."));
        }
        Ok(token)
    })
    .await?;
    let guests = guests::of_ticket(&app.db, ticket).await?;
    Ok((StatusCode::CREATED, Json(Invited { token, guests })))
}

/// Sends a guest away: their link leads nowhere from now on
#[utoipa::path(
    delete, path = "/desk/tickets/{ticket}/guests/{guest}", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("guest" = GuestId, Path, description = "The guest's id"),
    ),
    responses((status = 200, body = Guests)),
)]
async fn revoke(State(app): State<App>, of: DeskGuest) -> Result<Json<Guests>> {
    let DeskGuest { on, guest } = of;
    let ticket = on.ticket.id;
    let step = told(&on, &guest, false);
    let still = Some(Still::Sent(guest.id));
    tickets::record_if(&app, &on.site, ticket, None, still, |_| Ok(vec![step])).await?;
    // Its stream ends at the next thing that happens, but now is better.
    app.live.send(Signal::Revoked(guest.token));
    let guests = guests::of_ticket(&app.db, ticket).await?;
    Ok(Json(Guests { guests }))
}
