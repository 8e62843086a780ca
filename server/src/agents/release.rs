//! Ending an account: nobody signs in with it any more, and its tickets go back to the queue.

use axum::{Json, extract::State};
use guichet_shared::{
    admin::{Account, AccountAfter, Disable},
    agent::AgentId,
    event::{By, Reason, What},
    site::SiteId,
    status::Status,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    accounts::{AdminAccount, after, reread},
    store::accounts as store,
};
use crate::{
    App,
    error::{Error, Result},
    live::Signal,
    request::{Body, Empty},
    sessions::SignedIn,
    sites::SiteRow,
    tickets::{events::Step, record},
};

/// The routes of ending accounts.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(disable))
        .routes(routes!(enable))
}

/// Gives what an agent still has on these sites back to the queue, once nobody can give them
/// anything there any more. What could not be given back, or reached them at that very moment from
/// somebody who had looked before, goes back with the next look of the loop that keeps what must be so.
pub(super) async fn release(app: &App, me: &SignedIn, agent: AgentId, sites: &[SiteId]) {
    for site in sites.iter().filter_map(|site| me.site(*site)) {
        if let Err(error) = release_on(app, me, agent, site).await {
            tracing::warn!(?error, %agent, "tickets are still with somebody who has left");
        }
    }
}

async fn release_on(app: &App, me: &SignedIn, agent: AgentId, site: &SiteRow) -> Result<()> {
    for ticket in store::open_tickets(&app.db, agent, site.id).await? {
        let me = me.agent.id;
        record(app, site, ticket, None, move |ticket| {
            // Somebody may have taken or closed it meanwhile.
            let still = ticket.assignee == Some(agent) && ticket.status != Status::Closed;
            // What they had for somebody away goes on to be theirs, and back to them.
            let by = match ticket.covers {
                Some(_) => By::System,
                None => By::Agent(me),
            };
            let back = What::Handover {
                from: Some(agent),
                to: None,
                reason: Reason::Absence,
                note: None,
                level: None,
                until: None,
            };
            Ok(still.then(|| Step::visible(by, back)).into_iter().collect())
        })
        .await?;
    }
    Ok(())
}

/// Ends an account: its sessions end at once, and nobody can sign in with it any more
#[utoipa::path(
    post, path = "/desk/accounts/{agent}/disable", tag = "admin",
    params(("agent" = AgentId, Path, description = "The agent's id")),
    request_body = Disable,
    responses((status = 200, body = AccountAfter), (status = 409, description = "It is the caller's own, or of a site's last admin, or has open tickets")),
)]
async fn disable(
    State(app): State<App>,
    on: AdminAccount,
    Body(how): Body<Disable>,
) -> Result<Json<AccountAfter>> {
    let id = on.row.id;
    if on.me.agent.id == id {
        return Err(Error::Conflict(
            "This is your own account. Another admin can end it.",
        ));
    }
    on.whole()?;
    let me = on.me.agent.id;
    let ended = store::disable(&app.db, id, &on.shared, how.release, me).await?;
    for token in ended.sessions {
        app.live.send(Signal::Revoked(token));
    }
    if how.release {
        release(&app, &on.me, id, &on.shared).await;
    }
    after(&app, &on.me, id, ended.uncovered).await
}

/// Lets somebody sign in again whose account was ended
#[utoipa::path(
    post, path = "/desk/accounts/{agent}/enable", tag = "admin",
    params(("agent" = AgentId, Path, description = "The agent's id")),
    responses((status = 200, body = Account), (status = 409, description = "They answer for other sites too")),
)]
async fn enable(
    State(app): State<App>,
    on: AdminAccount,
    Body(Empty): Body<Empty>,
) -> Result<Json<Account>> {
    on.whole()?;
    store::enable(&app.db, on.row.id, on.me.agent.id).await?;
    reread(&app, &on.me, on.row.id).await
}
