//! Arranging tickets: status, promise, priority, tags, team, putting off. What is asked for is
//! checked against the site first, and becomes the steps that make a difference.

use axum::{Json, extract::State};
use guichet_shared::{
    agent::AgentId,
    desk::{Actions, Change, Hindrance, Set, Sorting, Thread},
    event::{By, Internal, Reason, What},
    site::SiteKey,
    status::{Act, Party, Status},
    team::{Team, TeamId},
    ticket::{Remark, TicketId},
    triage::{MOST_TAGS, Priority, Tag},
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    DeskTicket, store,
    work::{agent_does, remark},
};
use crate::{
    App,
    db::{self, Db},
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Body, Params},
    sessions::SignedIn,
    sites::SiteRow,
    teams,
    tickets::{
        events::{Step, TicketRow},
        views,
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(change))
        .routes(routes!(sorting))
}

/// What is to be changed of a ticket, checked against its site.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub(super) status: Option<(Status, Option<String>)>,
    pub(super) due: Option<String>,
    pub(super) priority: Option<Priority>,
    pub(super) tags: Tagging,
    pub(super) team: Option<Set<Team>>,
    pub(super) snooze: Option<Set<String>>,
    pub(super) assign_to_me: bool,
}

/// What becomes of a ticket's tags.
#[derive(Clone, Debug)]
pub(super) enum Tagging {
    /// These are all of them.
    All(Vec<Tag>),
    /// Some come and some go.
    Some { add: Vec<Tag>, remove: Vec<Tag> },
}

impl Default for Tagging {
    fn default() -> Self {
        Self::Some {
            add: Vec::new(),
            remove: Vec::new(),
        }
    }
}

/// A status that an agent may set, with what it needs; `of` is where the fields stand.
pub(super) fn status(
    status: Option<Status>,
    note: Option<Remark>,
    of: &str,
) -> Result<Option<(Status, Option<String>)>> {
    let refuse = |field: &str, why| Err(Error::field(&format!("{of}{field}"), why));
    match (status, note) {
        (Some(Status::New | Status::Proposed), _) => refuse(
            "status",
            "must be open, waiting, on_hold or closed; a solution is proposed with its text",
        ),
        (Some(Status::OnHold), None) => {
            refuse("note", "must say for whom or what the ticket waits")
        }
        (None, Some(_)) => refuse("note", "belongs to a status"),
        (status, note) => Ok(status.map(|status| (status, remark(note)))),
    }
}

/// A time in the future, in UTC.
pub(super) fn future(text: &str, field: &str) -> Result<String> {
    let wrong = || {
        Error::field(
            field,
            "must be a time in the future such as \"2026-03-12T16:00:00Z\"",
        )
    };
    let time = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| wrong())?;
    let time = time
        .checked_to_offset(time::UtcOffset::UTC)
        .ok_or_else(wrong)?;
    if time <= db::now() {
        return Err(wrong());
    }
    views::time(time)
}

/// A team of the site.
pub(super) async fn team(db: &Db, site: &SiteRow, id: TeamId, field: &str) -> Result<Team> {
    let teams = teams::store::of_site(db, site.id).await?;
    let team = teams.into_iter().find(|team| team.id == id);
    team.ok_or_else(|| Error::field(field, "must be a team of the ticket's site"))
}

/// Tags, each of them once.
pub(super) fn tags(tags: Vec<Tag>, field: &str) -> Result<Vec<Tag>> {
    let mut once: Vec<Tag> = Vec::new();
    for tag in tags {
        if !once.contains(&tag) {
            once.push(tag);
        }
    }
    if once.len() > MOST_TAGS {
        return Err(Error::field(field, "must be at most 20 tags"));
    }
    Ok(once)
}

impl Changes {
    async fn of_change(db: &Db, site: &SiteRow, change: Change) -> Result<Self> {
        if change == Change::default() {
            return Err(Error::field(
                "status",
                "or due, priority, tags, team or snoozed_until must be there",
            ));
        }
        let due = change.due.as_deref().map(|text| future(text, "due"));
        let snooze = change.snoozed_until.map(|Set(until)| {
            let until = until.map(|until| future(&until, "snoozed_until"));
            until.transpose().map(Set)
        });
        let team = match change.team {
            Some(Set(Some(id))) => Some(Set(Some(team(db, site, id, "team").await?))),
            Some(Set(None)) => Some(Set(None)),
            None => None,
        };
        let tagging = match change.tags {
            Some(all) => Tagging::All(tags(all, "tags")?),
            None => Tagging::default(),
        };
        Ok(Self {
            status: status(change.status, change.note, "")?,
            due: due.transpose()?,
            priority: change.priority,
            tags: tagging,
            team,
            snooze: snooze.transpose()?,
            assign_to_me: false,
        })
    }

    /// What comes with a message, or is kept in a macro; `of` is where its fields stand.
    ///
    /// # Errors
    /// `Error::InvalidFields` for a status that nobody sets, too many tags, another site's team.
    pub async fn of_actions(db: &Db, site: &SiteRow, actions: Actions, of: &str) -> Result<Self> {
        let team = match actions.team {
            Some(id) => Some(Set(Some(team(db, site, id, &format!("{of}team")).await?))),
            None => None,
        };
        Ok(Self {
            status: status(actions.status, actions.note, of)?,
            due: None,
            priority: actions.priority,
            tags: Tagging::Some {
                add: tags(actions.add_tags, &format!("{of}add_tags"))?,
                remove: tags(actions.remove_tags, &format!("{of}remove_tags"))?,
            },
            team,
            snooze: None,
            assign_to_me: actions.assign_to_me,
        })
    }

    /// The steps that make a difference to a ticket, after `first` was done to it.
    pub(super) fn steps(
        self,
        ticket: &TicketRow,
        first: Option<Act>,
        me: AgentId,
    ) -> Result<Vec<Step>> {
        let by = || By::Agent(me);
        let mut stands = ticket.status;
        let mut after = |act| stands = stands.after(Party::Agent, act).unwrap_or(stands);
        first.into_iter().for_each(&mut after);
        let mut steps = Vec::new();
        if let Some(to) = self.priority.filter(|to| *to != ticket.priority) {
            let from = ticket.priority;
            steps.push(Step::internal(by(), Internal::Priority { from, to }));
        }
        if let Some(tags) = self.tags.on(&ticket.tags)? {
            steps.push(Step::internal(by(), Internal::Tags { tags }));
        }
        if let Some(Set(team)) = self.team
            && team.as_ref().map(|team| team.id) != ticket.team_id
        {
            steps.push(Step::internal(by(), Internal::Team { team }));
        }
        if self.assign_to_me && ticket.assignee != Some(me) {
            after(Act::Assign);
            let what = What::Handover {
                from: ticket.assignee,
                to: Some(me),
                reason: Reason::Taken,
                note: None,
                level: None,
                until: None,
            };
            steps.push(Step::visible(by(), what));
        }
        if let Some((to, note)) = self.status {
            if stands != to {
                let from = stands;
                steps.push(Step::visible(by(), What::Status { from, to, note }));
            } else if note.is_some() {
                return Err(Error::Conflict(
                    "The ticket has this status already. Read it again before writing on it.",
                ));
            }
        }
        steps.extend(
            self.due
                .map(|due| Step::visible(by(), What::Promise { due })),
        );
        if let Some(Set(until)) = self.snooze {
            let now = ticket.snoozed_until.map(views::time).transpose()?;
            if until != now {
                steps.push(Step::internal(by(), Internal::Snooze { until }));
            }
        }
        Ok(steps)
    }
}

impl Tagging {
    /// The tags after it, where they differ.
    fn on(self, before: &[Tag]) -> Result<Option<Vec<Tag>>> {
        let after = match self {
            Self::All(tags) => tags,
            Self::Some { add, remove } => {
                let mut tags = before.to_vec();
                tags.extend(add.into_iter().filter(|tag| !before.contains(tag)));
                tags.retain(|tag| !remove.contains(tag));
                tags
            }
        };
        if after.len() > MOST_TAGS {
            return Err(Error::Hindered(Hindrance::Tags));
        }
        Ok((after != before).then_some(after))
    }
}

/// Sets the status, the time of the next update, priority, tags, team or a time to put it off to
///
/// What is so already leaves no trace.
#[utoipa::path(
    patch, path = "/desk/tickets/{ticket}", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Change,
    responses((status = 200, body = Thread), (status = 409, description = "Not a move from where it stands")),
)]
async fn change(
    State(app): State<App>,
    on: DeskTicket,
    Body(change): Body<Change>,
) -> Result<Json<Thread>> {
    let changes = Changes::of_change(&app.db, &on.site, change).await?;
    let me = on.me.agent.id;
    agent_does(&app, on, None, move |ticket, _| {
        changes.steps(ticket, None, me)
    })
    .await
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct SortingQuery {
    /// Of which site.
    site: SiteKey,
}

impl Input for SortingQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            site: fields.required("site")?,
        })
    }
}

/// What tickets of a site can be sorted by: the tags in use, and the teams
#[utoipa::path(
    get, path = "/desk/sorting", tag = "desk",
    params(SortingQuery),
    responses((status = 200, body = Sorting), (status = 422, description = "Not one of the caller's sites")),
)]
async fn sorting(
    State(app): State<App>,
    me: SignedIn,
    Params(query): Params<SortingQuery>,
) -> Result<Json<Sorting>> {
    let site = me.site_by_key(&query.site)?;
    Ok(Json(Sorting {
        tags: store::tags(&app.db, site.id).await?,
        teams: teams::store::of_site(&app.db, site.id).await?,
    }))
}
