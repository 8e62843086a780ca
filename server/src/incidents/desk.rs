//! What agents do with incidents: announce one, say what is new, close it, link tickets to it.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    Text,
    desk::{
        InEach, Incident, IncidentSummary, IncidentUpdate, Incidents, Link, NewIncident, NewUpdate,
        Thread,
    },
    incident::{IncidentId, Part},
    lang::Lang,
    ticket::TicketId,
    topic::Localised,
};
use sqlx::types;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    IncidentRow, spread_soon,
    store::{self, Counts},
};
use crate::{
    App, db,
    desk::{DeskTicket, agent_does},
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Body, path_parameter},
    sessions::SignedIn,
    sites::SiteRow,
    tickets::views::{Views, time},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read))
        .routes(routes!(update))
        .routes(routes!(link))
}

impl Input for NewIncident {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.required("site");
        let topic = fields.optional("topic");
        let title = fields.required("title");
        let body = fields.required("body");
        Some(Self {
            site: site?,
            topic: topic?,
            title: title?,
            body: body?,
        })
    }
}

impl Input for NewUpdate {
    fn read(fields: &mut Fields) -> Option<Self> {
        let after = fields.required("after");
        let body = fields.required("body");
        let solution = fields.optional("solution");
        Some(Self {
            after: after?,
            body: body?,
            solution: solution?.unwrap_or_default(),
        })
    }
}

impl Input for Link {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            incident: fields.optional("incident")?,
        })
    }
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

/// A text in languages of the site, in one of them at least.
fn localised<const MAX: usize>(
    field: &str,
    texts: InEach<Text<MAX>>,
    site: &SiteRow,
) -> Result<Localised> {
    if texts.is_empty() || texts.keys().any(|lang| !site.languages.contains(lang)) {
        let languages: Vec<_> = site.languages.iter().map(Lang::as_str).collect();
        let must = ["must be in languages of the site: ", &languages.join(", ")].concat();
        return Err(Error::field(field, &must));
    }
    let texts = texts.into_iter();
    Ok(Localised(
        texts
            .map(|(lang, text)| (lang, text.as_str().to_owned()))
            .collect(),
    ))
}

fn summary(row: IncidentRow, site: &SiteRow, counts: Option<&Counts>) -> Result<IncidentSummary> {
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    Ok(IncidentSummary {
        id: row.id,
        site: site.key.clone(),
        topic: row.topic_key,
        title: row.title.0,
        updates: number(row.seq),
        tickets: counts.map_or(0, |counts| number(counts.tickets)),
        owed: counts.map_or(0, |counts| number(counts.owed)),
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
        closed_at: row.closed_at.map(time).transpose()?,
    })
}

async fn view(app: &App, site: &SiteRow, row: IncidentRow) -> Result<Incident> {
    let views = Views::of(app, site).await?;
    let counts = store::counts(&app.db, &[site.id]).await?;
    let counts = counts.iter().find(|counts| counts.incident_id == row.id);
    let said = store::updates(&app.db, row.id).await?;
    let said = said.into_iter().map(|update| {
        Ok(IncidentUpdate {
            seq: u32::try_from(update.seq).unwrap_or_default(),
            body: update.body.0,
            solution: update.solution,
            by: views.roster.for_agents(update.agent_id, views.live),
            at: time(update.created_at)?,
        })
    });
    let linked = store::linked(&app.db, row.id).await?;
    let linked = linked.into_iter().map(|ticket| views.desk_ticket(ticket));
    Ok(Incident {
        said: said.collect::<Result<_>>()?,
        linked: linked.collect::<Result<_>>()?,
        body: row.body.0.clone(),
        by: views.roster.for_agents(row.created_by, views.live),
        summary: summary(row, site, counts)?,
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
    request_body = NewIncident,
    responses((status = 201, body = Incident)),
)]
async fn create(
    State(app): State<App>,
    me: SignedIn,
    Body(new): Body<NewIncident>,
) -> Result<(StatusCode, Json<Incident>)> {
    let site = me.sites.iter().find(|site| site.key == new.site);
    let site = site.ok_or_else(|| Error::field("site", "must be one of your sites"))?;
    if let Some(topic) = &new.topic
        && site.topics.iter().all(|known| known.key != *topic)
    {
        return Err(Error::field("topic", "must be one of the site's topics"));
    }
    let now = db::now();
    let row = IncidentRow {
        id: IncidentId(Uuid::now_v7()),
        site_id: site.id,
        topic_key: new.topic,
        title: types::Json(localised("title", new.title, site)?),
        body: types::Json(localised("body", new.body, site)?),
        seq: 0,
        created_by: me.agent.id,
        created_at: now,
        updated_at: now,
        closed_at: None,
    };
    store::create(&app.db, &row).await?;
    tracing::info!(incident = %row.id, agent = %me.agent.id, "announced");
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

/// Says what is new to every ticket of an incident; a solution ends it
#[utoipa::path(
    post, path = "/desk/incidents/{incident}/updates", tag = "desk",
    params(("incident" = IncidentId, Path, description = "The incident's id")),
    request_body = NewUpdate,
    responses((status = 201, body = Incident), (status = 409, description = "Somebody else has written, or it is over")),
)]
async fn update(
    State(app): State<App>,
    on: DeskIncident,
    Body(new): Body<NewUpdate>,
) -> Result<(StatusCode, Json<Incident>)> {
    let body = localised("body", new.body, &on.site)?;
    let (id, after) = (on.incident.id, i64::from(new.after));
    let said = (&body, new.solution);
    if !store::add_update(&app.db, id, after, said, on.me.agent.id, db::now()).await? {
        return Err(Error::Conflict(
            "Something has been said of this incident meanwhile, or it is over. Read it again.",
        ));
    }
    spread_soon(&app, id);
    let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
    let incident = view(&app, &on.site, row).await?;
    Ok((StatusCode::CREATED, Json(incident)))
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
    let to = match link.incident {
        None => None,
        Some(id) => {
            let row = store::by_id(&app.db, id).await?;
            let row = row.filter(|row| row.site_id == on.site.id);
            let must = || Error::field("incident", "must be one of the ticket's site");
            Some(row.ok_or_else(must)?)
        }
    };
    // What it is part of now is looked up again under the ticket's lock.
    let from = match on.ticket.incident_id {
        None => None,
        Some(id) => store::by_id(&app.db, id).await?,
    };
    let site = on.site.clone();
    let thread = agent_does(&app, on, None, move |ticket, by| {
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
    .await?;
    if let Some(incident) = link.incident {
        spread_soon(&app, incident);
    }
    Ok(thread)
}
