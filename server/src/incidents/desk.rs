//! What agents do with incidents: announce one, say what is new, close it, link tickets to it.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    agent::AgentId,
    desk::{EditedIncident, Incident, Incidents, Link, NewIncident, NewUpdate, Thread},
    event::By,
    incident::{IncidentId, Part},
    ticket::TicketId,
};
use sqlx::types;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    IncidentRow,
    inputs::localised,
    spread_soon,
    store::{self, Said},
    tell_soon,
    views::{summary, view},
};
use crate::{
    App,
    db::{self, Db},
    desk::{DeskTicket, agent_does},
    error::{Error, Result},
    live::Signal,
    request::{Body, Keyed, path_parameter},
    secrets,
    sessions::SignedIn,
    sites::SiteRow,
    tickets::{
        events::{Step, TicketRow},
        store::RequestKey,
        to_the_end,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, edit))
        .routes(routes!(update))
        .routes(routes!(link))
}

/// The incident named by `{incident}` in the path, for an agent of its site; any other is a 404.
struct DeskIncident {
    me: SignedIn,
    site: SiteRow,
    incident: IncidentRow,
}

impl FromRequestParts<App> for DeskIncident {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id = path_parameter(parts, app, "incident").await?;
        let incident = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
        let site = me.site(incident.site_id).ok_or(Error::NotFound)?.clone();
        Ok(Self { me, site, incident })
    }
}

/// A request's key among those that did the same for an agent or to an incident.
fn request_of<T>(keyed: &Keyed<T>, site: &SiteRow, (of, what): (Uuid, &str)) -> Option<RequestKey> {
    keyed.key.clone().map(|key| RequestKey {
        site: site.id,
        scope: secrets::hash(&[of.as_bytes(), what.as_bytes()].concat()),
        key,
        fingerprint: keyed.fingerprint.clone(),
    })
}

/// The incidents of the caller's sites
#[utoipa::path(
    get, path = "/desk/incidents", tag = "desk",
    responses((status = 200, body = Incidents)),
)]
async fn list(State(app): State<App>, me: SignedIn) -> Result<Json<Incidents>> {
    let sites = me.site_ids();
    let counts = store::counts(&app.db, &sites).await?;
    let counts: HashMap<_, _> = counts.iter().map(|it| (it.incident_id, it)).collect();
    let mut incidents = Vec::new();
    for row in store::of_sites(&app.db, &sites).await? {
        if let Some(site) = me.site(row.site_id) {
            let counts = counts.get(&row.id).copied();
            incidents.push(summary(row, site, counts)?);
        }
    }
    Ok(Json(Incidents { incidents }))
}

/// Announces an incident to a site's customers
#[utoipa::path(
    post, path = "/desk/incidents", tag = "desk",
    params(("Idempotency-Key" = Option<String>, Header, description = "New for each incident, the same for each retry")),
    request_body = NewIncident,
    responses((status = 201, body = Incident)),
)]
async fn create(
    State(app): State<App>,
    me: SignedIn,
    keyed: Keyed<NewIncident>,
) -> Result<(StatusCode, Json<Incident>)> {
    let agent = me.agent.id;
    let new = &keyed.input;
    let site = me.sites.iter().find(|site| site.key == new.site);
    let site = site.ok_or_else(|| Error::field("site", "must be one of your sites"))?;
    if let Some(topic) = &new.topic
        && site.topics.iter().all(|known| known.key != *topic)
    {
        return Err(Error::field("topic", "must be one of the site's topics"));
    }
    let request = request_of(&keyed, site, (agent.0, "incidents"));
    let new = keyed.input;
    let now = db::now();
    let row = IncidentRow {
        id: IncidentId(Uuid::now_v7()),
        site_id: site.id,
        topic_key: new.topic,
        title: types::Json(localised("title", new.title, site)?),
        body: types::Json(localised("body", new.body, site)?),
        version: 1,
        seq: 0,
        created_by: agent,
        created_at: now,
        updated_at: now,
        closed_at: None,
    };
    let (to, on) = (app.clone(), site.id);
    let id = to_the_end(async move {
        let id = store::create(&to.db, &row, request.as_ref()).await?;
        to.live.send(Signal::Announced(on));
        Ok(id)
    })
    .await?;
    tracing::info!(incident = %id, %agent, "announced");
    let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
    Ok((StatusCode::CREATED, Json(view(&app, site, row).await?)))
}

/// An incident with its tickets
#[utoipa::path(
    get, path = "/desk/incidents/{incident}", tag = "desk",
    params(("incident" = IncidentId, Path, description = "The incident's id")),
    responses((status = 200, body = Incident), (status = 404, description = "No such incident of the caller's sites")),
)]
async fn read(State(app): State<App>, on: DeskIncident) -> Result<Json<Incident>> {
    view(&app, &on.site, on.incident).await.map(Json)
}

/// Changes title and text of an incident; what they were is kept
#[utoipa::path(
    put, path = "/desk/incidents/{incident}", tag = "desk",
    params(("incident" = IncidentId, Path, description = "The incident's id")),
    request_body = EditedIncident,
    responses((status = 200, body = Incident), (status = 409, description = "Somebody else has changed it")),
)]
async fn edit(
    State(app): State<App>,
    on: DeskIncident,
    Body(new): Body<EditedIncident>,
) -> Result<Json<Incident>> {
    let title = localised("title", new.title, &on.site)?;
    let body = localised("body", new.body, &on.site)?;
    let (id, version) = (on.incident.id, i64::from(new.version));
    // Sent again because the answer was lost: it says so already.
    let same = *on.incident.title == title && *on.incident.body == body;
    let (to, site, agent) = (app.clone(), on.site.id, on.me.agent.id);
    to_the_end(async move {
        let said = (&title, &body);
        if !same && !store::edit(&to.db, id, version, said, agent, db::now()).await? {
            return Err(Error::Conflict(
                "Somebody has changed this incident meanwhile. Read it again.",
            ));
        }
        to.live.send(Signal::Announced(site));
        Ok(())
    })
    .await?;
    let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
    view(&app, &on.site, row).await.map(Json)
}

/// Says what is new to every ticket of an incident; a solution ends it
#[utoipa::path(
    post, path = "/desk/incidents/{incident}/updates", tag = "desk",
    params(
        ("incident" = IncidentId, Path, description = "The incident's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "New for each update, the same for each retry"),
    ),
    request_body = NewUpdate,
    responses((status = 201, body = Incident), (status = 409, description = "Somebody else has written, or it is over")),
)]
async fn update(
    State(app): State<App>,
    on: DeskIncident,
    keyed: Keyed<NewUpdate>,
) -> Result<(StatusCode, Json<Incident>)> {
    let id = on.incident.id;
    let request = request_of(&keyed, &on.site, (id.0, "updates"));
    let new = keyed.input;
    let body = localised("body", new.body, &on.site)?;
    let (to, site, by) = (app.clone(), on.site.id, on.me.agent.id);
    to_the_end(async move {
        let said = Said {
            after: i64::from(new.after),
            body: &body,
            solution: new.solution,
            by,
        };
        if !store::add_update(&to.db, id, said, request.as_ref(), db::now()).await? {
            return Err(Error::Conflict(
                "Something has been said of this incident meanwhile, or it is over. Read it again.",
            ));
        }
        spread_soon(&to, id);
        to.live.send(Signal::Announced(site));
        Ok(())
    })
    .await?;
    let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
    let incident = view(&app, &on.site, row).await?;
    Ok((StatusCode::CREATED, Json(incident)))
}

/// How a ticket of `site` that is part of `from` becomes part of `to`, or of none: what that takes is
/// read here, the rest is decided under the ticket's lock.
///
/// # Errors
/// `Error::InvalidFields` for the incident of another site.
pub(crate) async fn linking(
    db: &Db,
    site: &SiteRow,
    from: Option<IncidentId>,
    to: Option<IncidentId>,
) -> Result<impl FnOnce(&TicketRow, By<AgentId>) -> Result<Vec<Step>> + Send + 'static + use<>> {
    let to = match to {
        None => None,
        Some(id) => {
            let row = store::by_id(db, id).await?;
            let row = row.filter(|row| row.site_id == site.id);
            let must = || Error::field("incident", "must be one of the ticket's site");
            Some(row.ok_or_else(must)?)
        }
    };
    // What it is part of now is looked up again under the ticket's lock.
    let from = match from {
        None => None,
        Some(id) => store::by_id(db, id).await?,
    };
    let site = site.clone();
    Ok(move |ticket: &TicketRow, by: By<AgentId>| {
        if ticket.incident_id == to.as_ref().map(|to| to.id) {
            return Ok(Vec::new());
        }
        if ticket.incident_id != from.as_ref().map(|from| from.id) {
            return Err(Error::Conflict(
                "The ticket's incident has changed meanwhile. Read it again.",
            ));
        }
        let left = from.map(|from| from.step(by.clone(), ticket, &site, Part::Left, 0));
        let joined = to.map(|to| to.joining(by, ticket, &site));
        Ok(left.into_iter().chain(joined).collect())
    })
}

/// Makes a ticket part of an incident, or of none
#[utoipa::path(
    put, path = "/desk/tickets/{ticket}/incident", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Link,
    responses((status = 200, body = Thread)),
)]
async fn link(
    State(app): State<App>,
    on: DeskTicket,
    Body(link): Body<Link>,
) -> Result<Json<Thread>> {
    let from = on.ticket.incident_id;
    let steps = linking(&app.db, &on.site, from, link.incident).await?;
    let thread = agent_does(&app, on, None, steps).await?;
    if let Some(incident) = link.incident {
        tell_soon(&app, incident, thread.ticket.id);
    }
    Ok(thread)
}
