//! The desk: tickets and articles for those who answer. Every handler here takes an agent.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    App,
    error::{Error, Result},
    request::path_parameter,
    sessions::SignedIn,
    sites::SiteRow,
    tickets::{self, events::TicketRow},
};

mod acting;
mod arrange;
pub mod articles;
mod bulk;
mod caller;
mod draft;
mod following;
mod guests;
mod handover;
mod inputs;
mod knowledge;
mod levels;
mod next;
mod presence;
mod queue;
mod relate;
mod store;
mod stream;
mod work;

pub use self::arrange::Changes;
pub(crate) use self::{store::sites, work::agent_does};

/// The routes of the desk, articles and uploads apart.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(queue::routes())
        .merge(work::routes())
        .merge(handover::routes())
        .merge(next::routes())
        .merge(presence::routes())
        .merge(following::routes())
        .merge(guests::routes())
        .merge(arrange::routes())
        .merge(acting::routes())
        .merge(relate::routes())
        .merge(bulk::routes())
        .merge(caller::routes())
        .merge(levels::routes())
        .merge(knowledge::routes())
        .merge(stream::routes())
}

/// The routes that take files, which may take their time to arrive.
pub fn uploads() -> OpenApiRouter<App> {
    work::uploads()
}

/// The ticket named by `{ticket}` in the path, for an agent of its site; any other is a 404.
#[derive(Debug)]
pub struct DeskTicket {
    /// Who asks.
    pub me: SignedIn,
    /// Its site.
    pub site: SiteRow,
    /// The ticket.
    pub ticket: TicketRow,
}

impl FromRequestParts<App> for DeskTicket {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id = path_parameter(parts, app, "ticket").await?;
        let ticket = tickets::store::by_id(&app.db, id).await?;
        let ticket = ticket.ok_or(Error::NotFound)?;
        let site = me.site(ticket.site_id).ok_or(Error::NotFound)?.clone();
        Ok(Self { me, site, ticket })
    }
}
