//! `/desk/absences`: going away, for longer or shorter, and coming back.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    absence::{Absence, AbsenceId, AbsencePlan, Absences, NewAbsence},
    agent::{AgentId, Role},
    error::FieldProblem,
};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AbsenceRow,
    store::{self, NewRow, Plan},
};
use crate::{
    App,
    agents::Roster,
    db,
    error::{Error, Result},
    live::Signal,
    request::{Body, path_parameter},
    sessions::SignedIn,
    tickets::views::time,
};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change, end))
}

/// The absence named by `{absence}` in the path, for its agent, and for leads and admins of a site
/// of theirs; any other is a 404.
#[derive(Debug)]
pub struct OwnAbsence {
    /// Who asks.
    pub me: SignedIn,
    /// The absence.
    pub absence: AbsenceRow,
}

impl FromRequestParts<App> for OwnAbsence {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id: AbsenceId = path_parameter(parts, app, "absence").await?;
        let absence = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
        if !Callers::of(app, &me).await?.may_change(absence.agent_id) {
            return Err(Error::NotFound);
        }
        Ok(Self { me, absence })
    }
}

/// Who the caller is among those who answer.
struct Callers<'a> {
    me: &'a SignedIn,
    colleagues: Vec<AgentId>,
    /// Those who also answer for sites that the caller does not.
    elsewhere: Vec<AgentId>,
}

impl<'a> Callers<'a> {
    async fn of(app: &App, me: &'a SignedIn) -> Result<Self> {
        let answering = store::answering(&app.db).await?.into_iter();
        let (theirs, others): (Vec<_>, Vec<_>) =
            answering.partition(|(_, site)| me.site(*site).is_some());
        Ok(Self {
            me,
            colleagues: theirs.into_iter().map(|(agent, _)| agent).collect(),
            elsewhere: others.into_iter().map(|(agent, _)| agent).collect(),
        })
    }

    /// Whether an agent who may sign in shares a site with the caller.
    fn knows(&self, agent: AgentId) -> bool {
        self.colleagues.contains(&agent)
    }

    fn may_change(&self, agent: AgentId) -> bool {
        // An absence moves tickets on every site of theirs.
        let whole = self.knows(agent) && !self.elsewhere.contains(&agent);
        agent == self.me.agent.id || (self.me.agent.role >= Role::Lead && whole)
    }

    fn view(
        &self,
        app: &App,
        roster: &Roster,
        row: AbsenceRow,
        now: OffsetDateTime,
    ) -> Result<Absence> {
        Ok(Absence {
            id: row.id,
            agent: roster.for_agents(row.agent_id, &app.live),
            cover: row.cover_id.map(|id| roster.for_agents(id, &app.live)),
            from: time(row.from_at)?,
            until: row.until_at.map(time).transpose()?,
            give_back: row.give_back,
            begun: row.from_at <= now,
            yours: self.may_change(row.agent_id),
        })
    }
}

/// The absences at the caller's sites that are and that are to come
#[utoipa::path(
    get, path = "/desk/absences", tag = "desk",
    responses((status = 200, body = Absences)),
)]
async fn list(State(app): State<App>, me: SignedIn) -> Result<Json<Absences>> {
    let callers = Callers::of(&app, &me).await?;
    let roster = Roster::load(&app.db).await?;
    let now = db::now();
    let rows = store::to_come(&app.db, now).await?.into_iter();
    let absences = rows
        .filter(|row| callers.knows(row.agent_id))
        .map(|row| callers.view(&app, &roster, row, now));
    Ok(Json(Absences {
        absences: absences.collect::<Result<_>>()?,
    }))
}

/// Goes away, now or later: tickets that are open then go to who covers
#[utoipa::path(
    post, path = "/desk/absences", tag = "desk",
    request_body = NewAbsence,
    responses((status = 201, body = Absence), (status = 409, description = "Away at that time already")),
)]
async fn create(
    State(app): State<App>,
    me: SignedIn,
    Body(new): Body<NewAbsence>,
) -> Result<(StatusCode, Json<Absence>)> {
    let now = db::now();
    let callers = Callers::of(&app, &me).await?;
    let agent = new.agent.unwrap_or(me.agent.id);
    if !callers.may_change(agent) {
        let who = "must be yourself; leads and admins may name an agent of their sites";
        return Err(Error::field("agent", who));
    }
    let mut wrong = Vec::new();
    let from = instant("from", new.from.as_deref(), &mut wrong);
    let from = from.map_or(now, |from| from.max(now));
    let plan = plan(&app, agent, from, new.plan, wrong).await?;
    let by = me.agent.id;
    let new = NewRow {
        agent,
        from,
        plan,
        by,
    };
    let id = store::create(&app.db, &new, now).await?;
    let id = id.ok_or(Error::Conflict(
        "There is an absence at that time already. Change that one.",
    ))?;
    let absence = told(&app, &callers, id, now).await?;
    Ok((StatusCode::CREATED, Json(absence)))
}

/// Changes the end, the cover, or whether tickets come back
#[utoipa::path(
    patch, path = "/desk/absences/{absence}", tag = "desk",
    params(("absence" = AbsenceId, Path, description = "The absence's id")),
    request_body = AbsencePlan,
    responses((status = 200, body = Absence), (status = 409, description = "It is over")),
)]
async fn change(
    State(app): State<App>,
    own: OwnAbsence,
    Body(new): Body<AbsencePlan>,
) -> Result<Json<Absence>> {
    let now = db::now();
    let (id, agent) = (own.absence.id, own.absence.agent_id);
    let from = own.absence.from_at.max(now);
    let plan = plan(&app, agent, from, new, Vec::new()).await?;
    if !store::change(&app.db, &own.absence, &plan, now).await? {
        return Err(Error::Conflict("The absence is over."));
    }
    let callers = Callers::of(&app, &own.me).await?;
    told(&app, &callers, id, now).await.map(Json)
}

/// Comes back now, or calls an absence off that has not begun
#[utoipa::path(
    delete, path = "/desk/absences/{absence}", tag = "desk",
    params(("absence" = AbsenceId, Path, description = "The absence's id")),
    responses((status = 204)),
)]
async fn end(State(app): State<App>, own: OwnAbsence) -> Result<StatusCode> {
    store::end(&app.db, own.absence.id, db::now()).await?;
    app.live.send(Signal::Presence(own.absence.agent_id));
    Ok(StatusCode::NO_CONTENT)
}

/// Wakes those whom a change of an absence concerns, the loop that moves the tickets among them,
/// and shows it.
async fn told(
    app: &App,
    callers: &Callers<'_>,
    id: AbsenceId,
    now: OffsetDateTime,
) -> Result<Absence> {
    let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
    app.live.send(Signal::Presence(row.agent_id));
    let roster = Roster::load(&app.db).await?;
    callers.view(app, &roster, row, now)
}

/// A plan that makes sense for an absence from `from` on; `wrong` is what was wrong before.
///
/// # Errors
/// `Error::InvalidFields`, each of them named.
async fn plan(
    app: &App,
    agent: AgentId,
    from: OffsetDateTime,
    new: AbsencePlan,
    mut wrong: Vec<FieldProblem>,
) -> Result<Plan> {
    let until = instant("until", new.until.as_deref(), &mut wrong);
    if until.is_some_and(|until| until <= from) {
        let later = "must be in the future, and later than the beginning";
        wrong.push(problem("until", later));
    }
    if let Some(cover) = new.cover {
        let answering = store::answering(&app.db).await?;
        let shares = |site| answering.contains(&(cover, site));
        let mut sites = answering.iter().filter(|(who, _)| *who == agent);
        if cover == agent || !sites.any(|(_, site)| shares(*site)) {
            wrong.push(problem("cover", "must be another agent of the same sites"));
        }
    }
    if !wrong.is_empty() {
        return Err(Error::InvalidFields(wrong));
    }
    Ok(Plan {
        until,
        cover: new.cover,
        give_back: new.give_back,
    })
}

fn problem(field: &str, message: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}

/// A time, in UTC and to the microsecond, as it is stored.
fn instant(
    field: &str,
    text: Option<&str>,
    wrong: &mut Vec<FieldProblem>,
) -> Option<OffsetDateTime> {
    let read = |text| {
        let parsed = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        let utc = parsed.checked_to_offset(UtcOffset::UTC)?;
        utc.replace_microsecond(utc.microsecond()).ok()
    };
    let time = read(text?);
    if time.is_none() {
        wrong.push(problem(
            field,
            "must be a time such as \"2026-03-12T16:00:00Z\"",
        ));
    }
    time
}
