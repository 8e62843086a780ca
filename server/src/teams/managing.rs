//! How admins set teams up.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    admin::{ManagedTeam, TeamChange, Teams},
    event::By,
    site::SiteKey,
    team::TeamId,
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    leave,
    store::{self, TeamRow},
};
use crate::{
    App,
    admin::AdminSite,
    agents,
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Body, Params, Truth, path_parameter},
};

/// The routes of setting teams up.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change, remove))
}

/// The team named by `{team}` in the path, of the site named by `{site}`, for an admin of it.
#[derive(Debug)]
struct AdminTeam {
    on: AdminSite,
    row: TeamRow,
}

impl FromRequestParts<App> for AdminTeam {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let on = AdminSite::from_request_parts(parts, app).await?;
        let id: TeamId = path_parameter(parts, app, "team").await?;
        let rows = store::managed(&app.db, on.site.id).await?;
        let row = rows.into_iter().find(|row| row.id == id);
        let row = row.ok_or(Error::NotFound)?;
        Ok(Self { on, row })
    }
}

impl Input for TeamChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let version = fields.optional("version");
        let name = fields.required("name");
        let members = fields.optional("members");
        Some(Self {
            version: version?.unwrap_or(0),
            name: name?,
            members: members?.unwrap_or_default(),
        })
    }
}

async fn teams(app: &App, on: &AdminSite) -> Result<Teams> {
    let rows = store::managed(&app.db, on.site.id).await?;
    let members = store::member_ids(&app.db, on.site.id).await?;
    let teams = rows.into_iter().map(|row| ManagedTeam {
        id: row.id,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        name: row.name,
        members: members
            .iter()
            .filter(|(team, _)| *team == row.id)
            .map(|(_, agent)| *agent)
            .collect(),
        open: u32::try_from(row.open).unwrap_or(u32::MAX),
    });
    Ok(Teams {
        teams: teams.collect(),
    })
}

async fn only_agents_of_the_site(app: &App, on: &AdminSite, change: &TeamChange) -> Result<()> {
    let known = agents::store::of_site(&app.db, on.site.id).await?;
    if change.members.iter().all(|member| known.contains(member)) {
        Ok(())
    } else {
        Err(Error::field("members", "must be agents of the site"))
    }
}

/// A site's teams
#[utoipa::path(
    get, path = "/desk/sites/{site}/teams", tag = "admin",
    params(("site" = SiteKey, Path, description = "The site's public key")),
    responses((status = 200, body = Teams)),
)]
async fn list(State(app): State<App>, on: AdminSite) -> Result<Json<Teams>> {
    teams(&app, &on).await.map(Json)
}

/// Makes a team
#[utoipa::path(
    post, path = "/desk/sites/{site}/teams", tag = "admin",
    params(("site" = SiteKey, Path, description = "The site's public key")),
    request_body = TeamChange,
    responses((status = 201, body = Teams), (status = 422, description = "The name is taken, or a field is at fault")),
)]
async fn create(
    State(app): State<App>,
    on: AdminSite,
    Body(new): Body<TeamChange>,
) -> Result<(StatusCode, Json<Teams>)> {
    only_agents_of_the_site(&app, &on, &new).await?;
    store::create(&app.db, on.site.id, &new, on.me.agent.id).await?;
    Ok((StatusCode::CREATED, Json(teams(&app, &on).await?)))
}

/// Changes a team's name and members
#[utoipa::path(
    put, path = "/desk/sites/{site}/teams/{team}", tag = "admin",
    params(
        ("site" = SiteKey, Path, description = "The site's public key"),
        ("team" = TeamId, Path, description = "The team's id"),
    ),
    request_body = TeamChange,
    responses((status = 200, body = Teams), (status = 409, description = "Somebody else has changed it meanwhile")),
)]
async fn change(
    State(app): State<App>,
    AdminTeam { on, row }: AdminTeam,
    Body(change): Body<TeamChange>,
) -> Result<Json<Teams>> {
    only_agents_of_the_site(&app, &on, &change).await?;
    store::save(&app.db, on.site.id, row.id, &change, on.me.agent.id).await?;
    teams(&app, &on).await.map(Json)
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct RemoveQuery {
    /// `true` lets its open tickets go back to the common queue; it is refused otherwise.
    #[param(inline)]
    release: Option<Truth>,
}

impl Input for RemoveQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            release: fields.optional("release")?,
        })
    }
}

/// Removes a team; closed tickets still name it
#[utoipa::path(
    delete, path = "/desk/sites/{site}/teams/{team}", tag = "admin",
    params(
        ("site" = SiteKey, Path, description = "The site's public key"),
        ("team" = TeamId, Path, description = "The team's id"),
        RemoveQuery,
    ),
    responses((status = 200, body = Teams), (status = 409, description = "A topic leads to it, or open tickets are in its queue")),
)]
async fn remove(
    State(app): State<App>,
    AdminTeam { on, row }: AdminTeam,
    Params(query): Params<RemoveQuery>,
) -> Result<Json<Teams>> {
    let release = query.release == Some(Truth::True);
    store::remove(&app.db, on.site.id, &row, release, on.me.agent.id).await?;
    // Only now: before, somebody could still have put more into its queue.
    for ticket in store::open_tickets(&app.db, row.id).await? {
        leave(&app, &on.site, ticket, row.id, By::Agent(on.me.agent.id)).await?;
    }
    teams(&app, &on).await.map(Json)
}
