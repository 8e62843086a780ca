//! A site's settings, for its admins: listing, making, reading, changing.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    admin::{NewSite, Seen, Settings, Site, SiteChange, SiteSummary, Sites},
    site::SiteKey,
    team::TeamId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    SiteRow,
    store::settings::{self as store, ManagedRow},
};
use crate::{
    App,
    admin::{Admin, AdminSite},
    error::{Error, Result},
    request::Body,
    teams,
    tickets::views::time,
};

mod hours;
mod inputs;
mod topics;

/// The routes of sites at the desk.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, change))
}

fn seen(row: &ManagedRow) -> Result<Option<Seen>> {
    let both = row.seen_at.zip(row.seen_origin.clone());
    both.map(|(at, origin)| {
        Ok(Seen {
            at: time(at)?,
            origin,
        })
    })
    .transpose()
}

fn settings(site: SiteRow) -> Settings {
    Settings {
        name: site.name,
        origins: site.origins.0,
        languages: site.languages.0,
        theme: site.theme.0,
        topics: site.topics.0,
        policies: site.policies.0,
    }
}

async fn managed(app: &App, key: &SiteKey) -> Result<Site> {
    let site = super::store::by_key(&app.db, key).await?;
    let site = site.ok_or(Error::NotFound)?;
    let row = store::read(&app.db, site.id).await?;
    Ok(Site {
        key: site.key.clone(),
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        seen: seen(&row)?,
        settings: settings(site),
    })
}

/// The sites that the caller answers for
#[utoipa::path(
    get, path = "/desk/sites", tag = "admin",
    responses((status = 200, body = Sites)),
)]
async fn list(State(app): State<App>, Admin(me): Admin) -> Result<Json<Sites>> {
    let mut sites = Vec::new();
    for site in me.sites {
        let row = store::read(&app.db, site.id).await?;
        sites.push(SiteSummary {
            key: site.key,
            name: site.name,
            origins: site.origins.0,
            seen: seen(&row)?,
        });
    }
    Ok(Json(Sites { sites }))
}

/// Makes a site, which the caller answers for at once
#[utoipa::path(
    post, path = "/desk/sites", tag = "admin",
    request_body = NewSite,
    responses((status = 201, body = Site), (status = 422, description = "The key is taken, or a field is at fault")),
)]
async fn create(
    State(app): State<App>,
    Admin(me): Admin,
    Body(new): Body<NewSite>,
) -> Result<(StatusCode, Json<Site>)> {
    let created = store::create(&app.db, &new, me.agent.id).await?;
    created.ok_or_else(|| Error::field("key", "is taken"))?;
    Ok((StatusCode::CREATED, Json(managed(&app, &new.key).await?)))
}

/// A site with its settings, and where its launcher was last seen
#[utoipa::path(
    get, path = "/desk/sites/{site}", tag = "admin",
    params(("site" = SiteKey, Path, description = "The site's public key")),
    responses((status = 200, body = Site), (status = 404, description = "No such site of the caller's")),
)]
async fn read(State(app): State<App>, on: AdminSite) -> Result<Json<Site>> {
    managed(&app, &on.site.key).await.map(Json)
}

/// Changes a site's settings, all at once
///
/// Open portals and desks show it when they are next loaded.
#[utoipa::path(
    put, path = "/desk/sites/{site}", tag = "admin",
    params(("site" = SiteKey, Path, description = "The site's public key")),
    request_body = SiteChange,
    responses((status = 200, body = Site), (status = 409, description = "Somebody else has changed it meanwhile")),
)]
async fn change(
    State(app): State<App>,
    on: AdminSite,
    Body(change): Body<SiteChange>,
) -> Result<Json<Site>> {
    let teams = teams::store::of_site(&app.db, on.site.id).await?;
    let known = |team: &TeamId| teams.iter().any(|known| known.id == *team);
    let routes = change.settings.policies.routes.iter().enumerate();
    let foreign: Vec<_> = routes
        .filter(|(_, route)| route.team.as_ref().is_some_and(|team| !known(team)))
        .map(|(at, _)| guichet_shared::error::FieldProblem {
            field: format!("policies.routes.{at}.team"),
            message: "must be a team of this site".to_owned(),
        })
        .collect();
    if !foreign.is_empty() {
        return Err(Error::InvalidFields(foreign));
    }
    let saved = store::save(&app.db, on.site.id, &change, on.me.agent.id).await?;
    if !saved {
        return Err(Error::Conflict(
            "Somebody else has changed this site meanwhile. Read it again and decide anew.",
        ));
    }
    managed(&app, &on.site.key).await.map(Json)
}
