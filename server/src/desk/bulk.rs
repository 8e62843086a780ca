//! One thing done to many tickets: each in a transaction of its own, with a result of its own.

use axum::{Json, extract::State};
use guichet_shared::{
    agent::AgentId,
    desk::{Bulk, BulkDone, Deed, Hindrance, MOST_AT_ONCE, Refused, Set},
    event::{By, Reason},
    team::Team,
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    arrange::{Changes, Tagging, future, status, tags, team},
    handover::{Move, ONE_OF_BOTH},
};
use crate::{
    App,
    agents::{self, Roster},
    error::{Error, Result},
    fields::{Fields, Input},
    incidents::{linking, tell_soon},
    request::Body,
    sessions::SignedIn,
    sites::SiteRow,
    tickets::{self, events::TicketRow, record},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(bulk))
}

impl Input for Bulk {
    fn read(fields: &mut Fields) -> Option<Self> {
        let tickets: Option<Vec<TicketId>> = fields.required("tickets");
        let deed = fields.required("do");
        let mut once = Vec::new();
        for ticket in tickets? {
            if !once.contains(&ticket) {
                once.push(ticket);
            }
        }
        if once.is_empty() || once.len() > MOST_AT_ONCE {
            fields.refuse("tickets", "must be 1 to 100 tickets");
        }
        Some(Self {
            tickets: once,
            r#do: deed?,
        })
    }
}

/// Does one thing to many tickets
///
/// Each by itself: what is refused for one holds none of the others up.
#[utoipa::path(
    post, path = "/desk/bulk", tag = "desk",
    request_body = Bulk,
    responses((status = 200, body = BulkDone)),
)]
async fn bulk(
    State(app): State<App>,
    me: SignedIn,
    Body(bulk): Body<Bulk>,
) -> Result<Json<BulkDone>> {
    check(&bulk.r#do)?;
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for id in bulk.tickets {
        let ticket = tickets::store::by_id(&app.db, id).await?;
        let own = ticket.and_then(|ticket| {
            let site = me.site(ticket.site_id)?;
            Some((ticket, site))
        });
        let Some((ticket, site)) = own else {
            refused.push(Refused {
                ticket: id,
                number: None,
                why: Hindrance::Missing,
            });
            continue;
        };
        match one(&app, &me, site, &ticket, &bulk.r#do).await {
            Ok(()) => done.push(id),
            Err(error) => refused.push(Refused {
                ticket: id,
                number: u32::try_from(ticket.number).ok(),
                why: why(error, &bulk.r#do),
            }),
        }
    }
    Ok(Json(BulkDone { done, refused }))
}

/// What is wrong for every ticket alike.
fn check(deed: &Deed) -> Result<()> {
    match deed {
        Deed::Status {
            status: to, note, ..
        } => status(Some(*to), note.clone(), "do.").map(drop),
        Deed::Snooze { until: Some(until) } => future(until, "do.until").map(drop),
        Deed::Tags { add, remove } => {
            if add.is_empty() && remove.is_empty() {
                return Err(Error::field("do.add", "or remove must name a tag"));
            }
            tags(add.clone(), "do.add")?;
            tags(remove.clone(), "do.remove").map(drop)
        }
        Deed::Assign { reason, .. } if !FOR_MANY.contains(reason) => Err(Error::field(
            "do.reason",
            "must be expertise, workload, absence, shift_end or customer_request",
        )),
        Deed::Assign {
            to: Some(_),
            team: Some(_),
            ..
        } => Err(Error::field("do.team", ONE_OF_BOTH)),
        _ => Ok(()),
    }
}

/// Why many tickets may move at once. Each escalation says what was tried.
const FOR_MANY: [Reason; 5] = [
    Reason::Expertise,
    Reason::Workload,
    Reason::Absence,
    Reason::ShiftEnd,
    Reason::CustomerRequest,
];

async fn one(
    app: &App,
    me: &SignedIn,
    site: &SiteRow,
    ticket: &TicketRow,
    deed: &Deed,
) -> Result<()> {
    let agent = me.agent.id;
    let (ticket, part_of) = (ticket.id, ticket.incident_id);
    let changes = match deed.clone() {
        Deed::Take {} => {
            let goes = to(Some(agent), None, Reason::Taken);
            return moved(app, site, ticket, agent, goes).await;
        }
        Deed::Assign {
            to: who,
            team: whose,
            reason,
        } => {
            let whose = match whose {
                Some(id) => Some(team(&app.db, site, id, "do.team").await?),
                None => None,
            };
            return moved(app, site, ticket, agent, to(who, whose, reason)).await;
        }
        Deed::Incident { incident } => {
            let steps = linking(&app.db, site, part_of, incident).await?;
            let decide = move |ticket: &TicketRow| steps(ticket, By::Agent(agent));
            record(app, site, ticket, None, decide).await?;
            if let Some(incident) = incident {
                tell_soon(app, incident, ticket);
            }
            return Ok(());
        }
        Deed::Status { status: to, note } => Changes {
            status: status(Some(to), note, "do.")?,
            ..Changes::default()
        },
        Deed::Priority { priority } => Changes {
            priority: Some(priority),
            ..Changes::default()
        },
        Deed::Tags { add, remove } => Changes {
            tags: Tagging::Some {
                add: tags(add, "do.add")?,
                remove,
            },
            ..Changes::default()
        },
        Deed::Snooze { until } => Changes {
            snooze: Some(Set(until
                .map(|until| future(&until, "do.until"))
                .transpose()?)),
            ..Changes::default()
        },
        Deed::Team { team: id } => Changes {
            team: Some(Set(match id {
                Some(id) => Some(team(&app.db, site, id, "do.team").await?),
                None => None,
            })),
            ..Changes::default()
        },
    };
    let decide = move |ticket: &TicketRow| changes.steps(ticket, None, agent);
    record(app, site, ticket, None, decide).await.map(drop)
}

const fn to(to: Option<AgentId>, team: Option<Team>, reason: Reason) -> Move {
    Move {
        to,
        team,
        reason,
        note: None,
        level: None,
    }
}

async fn moved(app: &App, site: &SiteRow, ticket: TicketId, by: AgentId, goes: Move) -> Result<()> {
    if let Some(to) = goes.to {
        if !agents::answers_for(&app.db, to, site.id).await? {
            return Err(Error::Hindered(Hindrance::ForeignPerson));
        }
        let roster = Roster::load(&app.db).await?;
        if roster.is_away(to, site.id).is_some() {
            return Err(Error::Hindered(Hindrance::Away));
        }
    }
    let decide = move |ticket: &TicketRow| {
        let held = ticket.assignee.is_some() && ticket.assignee != goes.to;
        if goes.reason == Reason::Taken && held {
            return Err(Error::Hindered(Hindrance::Taken));
        }
        Ok(goes.steps(ticket, &By::Agent(by)))
    };
    record(app, site, ticket, None, decide).await.map(drop)
}

/// What a refusal comes from.
fn why(error: Error, deed: &Deed) -> Hindrance {
    match error {
        Error::Hindered(why) => why,
        Error::NotFound => Hindrance::Missing,
        Error::KnowledgeOwed => Hindrance::KnowledgeOwed,
        // What is wrong for all was refused before: this is all that can be wrong for some.
        Error::InvalidFields(_) if matches!(deed, Deed::Team { .. } | Deed::Assign { .. }) => {
            Hindrance::ForeignTeam
        }
        Error::InvalidFields(_) if matches!(deed, Deed::Incident { .. }) => {
            Hindrance::ForeignIncident
        }
        Error::Conflict(_) | Error::InvalidFields(_) => Hindrance::Changed,
        error => {
            tracing::error!(?error, "a ticket among many could not be changed");
            Hindrance::Unavailable
        }
    }
}
