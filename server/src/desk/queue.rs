//! Queues: which tickets there are to work on.

use std::collections::HashMap;

use axum::{Json, extract::State};
use guichet_shared::{
    Text,
    desk::{Queue, Sort, View},
    incident::IncidentId,
    site::SiteKey,
    status::Status,
    team::TeamId,
    triage::{Priority, Tag},
};
use serde::{Deserialize, Deserializer, de::Error as _};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store::{self, Filter};
use crate::{
    App, db,
    error::Result,
    fields::{Fields, Input},
    request::{Limit, Params},
    sessions::SignedIn,
    tickets::views::Views,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Statuses as in a query string: `new,open`.
#[derive(Debug)]
struct Statuses(Vec<Status>);

impl<'de> Deserialize<'de> for Statuses {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let names = text.split(',').filter(|name| !name.is_empty());
        let statuses: Option<Vec<_>> = names.map(Status::named).collect();
        statuses
            .map(Self)
            .ok_or_else(|| D::Error::custom("must be statuses such as \"new,open\""))
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct QueueQuery {
    /// Whose, `all` without it.
    #[param(inline)]
    view: Option<View>,
    /// Only these, such as `new,open`.
    #[param(value_type = Option<String>)]
    status: Option<Statuses>,
    /// Words of the subject, the customer's name or address, or a number.
    #[param(value_type = Option<String>)]
    q: Option<Text<200>>,
    /// The order, `urgent` without it.
    #[param(inline)]
    sort: Option<Sort>,
    /// Only this site.
    site: Option<SiteKey>,
    /// Only this team's queue.
    team: Option<TeamId>,
    /// Only this urgent.
    #[param(inline)]
    priority: Option<Priority>,
    /// Only with this tag.
    tag: Option<Tag>,
    /// Only part of this known problem.
    incident: Option<IncidentId>,
    /// How many, 1 to 100; 50 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<Limit<100>>,
    /// How many to leave out at the start.
    #[param(value_type = Option<u32>)]
    offset: Option<Offset>,
}

/// How many rows come before the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offset(pub u32);

impl<'de> Deserialize<'de> for Offset {
    /// From a query string, where every value is text.
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let number = String::deserialize(from)?.parse();
        number
            .map(Self)
            .map_err(|_| D::Error::custom("must be a number from 0"))
    }
}

impl Input for QueueQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let view = fields.optional("view");
        let status = fields.optional("status");
        let q = fields.optional("q");
        let sort = fields.optional("sort");
        let site = fields.optional("site");
        let team = fields.optional("team");
        let priority = fields.optional("priority");
        let tag = fields.optional("tag");
        let incident = fields.optional("incident");
        let limit = fields.optional("limit");
        let offset = fields.optional("offset");
        Some(Self {
            view: view?,
            status: status?,
            q: q?,
            sort: sort?,
            site: site?,
            team: team?,
            priority: priority?,
            tag: tag?,
            incident: incident?,
            limit: limit?,
            offset: offset?,
        })
    }
}

/// A queue of the caller's sites
#[utoipa::path(
    get, path = "/desk/tickets", tag = "desk",
    params(QueueQuery),
    responses((status = 200, body = Queue)),
)]
async fn list(
    State(app): State<App>,
    me: SignedIn,
    Params(query): Params<QueueQuery>,
) -> Result<Json<Queue>> {
    let wanted = |key: &SiteKey| query.site.as_ref().is_none_or(|site| site == key);
    let sites: Vec<_> = me.sites.iter().filter(|site| wanted(&site.key)).collect();
    let statuses = query.status.map_or_else(Vec::new, |statuses| statuses.0);
    let filter = Filter {
        sites: sites.iter().map(|site| site.id).collect(),
        view: query.view.unwrap_or_default(),
        me: me.agent.id,
        now: db::now(),
        team: query.team,
        priority: query.priority,
        tag: query.tag,
        incident: query.incident,
        statuses: if statuses.is_empty() {
            Status::ALL.to_vec()
        } else {
            statuses
        },
        words: query.q.map(|text| text.as_str().to_owned()),
    };
    let limit = query.limit.map_or(50, |limit| limit.0);
    let offset = query.offset.map_or(0, |offset| offset.0);
    let sort = query.sort.unwrap_or_default();
    let (rows, total) = store::queue(&app.db, &filter, sort, limit, offset).await?;
    let unread = store::unread(&app.db, me.agent.id, &rows).await?;
    let mut by_site = HashMap::new();
    for site in &sites {
        by_site.insert(site.id, Views::of(&app, site).await?);
    }
    let tickets = rows.into_iter().filter_map(|row| {
        let views = by_site.get(&row.site_id)?;
        Some(views.desk_ticket(row))
    });
    let tickets = tickets.collect::<Result<_>>()?;
    Ok(Json(Queue {
        tickets,
        unread,
        total,
        open: store::open_counts(&app.db, &filter).await?,
    }))
}
