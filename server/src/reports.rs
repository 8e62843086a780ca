//! Reports of the day: what happened on a site, told by its tickets' events alone.

use axum::{Json, extract::State};
use guichet_shared::{
    desk::{Figure, FirstAnswer, OfAgent, Report, Tried, Waiting},
    site::SiteKey,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error as _};
use time::OffsetDateTime;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::day::Day;
use crate::{
    App,
    agents::Roster,
    db,
    error::{Error, Result},
    fields::{Fields, Input},
    hours::Days,
    request::Params,
    sessions::SignedIn,
    sites::SiteRow,
    tickets::views::time,
};

mod day;
mod store;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read))
}

/// From when on, and until before when.
#[derive(Clone, Copy, Debug)]
struct Period {
    from: OffsetDateTime,
    until: OffsetDateTime,
}

/// A day as in a query string: `2026-03-12`.
#[derive(Clone, Copy, Debug)]
struct Asked(Date);

impl<'de> Deserialize<'de> for Asked {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let day = text.parse().ok().filter(|_| text.len() == 10);
        day.map(Self)
            .ok_or_else(|| D::Error::custom("must be a day such as \"2026-03-12\""))
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReportQuery {
    /// Which of the caller's sites; the first of them, without.
    site: Option<SiteKey>,
    /// Which day in the site's time zone, such as `2026-03-12`; today, without.
    #[param(value_type = Option<String>, format = "date")]
    day: Option<Asked>,
}

impl Input for ReportQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.optional("site");
        let day = fields.optional("day");
        Some(Self {
            site: site?,
            day: day?,
        })
    }
}

/// Nothing was filed before it.
const FIRST_YEAR: i16 = 1970;

/// A day of one of the caller's sites, today so far without another
#[utoipa::path(
    get, path = "/desk/reports", tag = "desk",
    params(ReportQuery),
    responses((status = 200, body = Report)),
)]
async fn read(
    State(app): State<App>,
    me: SignedIn,
    Params(query): Params<ReportQuery>,
) -> Result<Json<Report>> {
    let site = match &query.site {
        Some(key) => me.site_by_key(key)?,
        None => me.sites.first().ok_or(Error::NotFound)?,
    };
    let (policies, now) = (&site.policies.0, db::now());
    let days = Days::of(policies);
    let today = days.day(now);
    let day = query.day.map_or(today, |day| day.0);
    let beyond = || Error::field("day", "must be a day of this calendar");
    if day > today {
        return Err(Error::field("day", "must not be after today"));
    }
    if day.year() < FIRST_YEAR {
        return Err(Error::field("day", "must not be before 1970"));
    }
    let begin = |day: Date| days.begin(day).map(db::stored).ok_or_else(beyond);
    let yesterday = day.yesterday().map_err(|_| beyond())?;
    let tomorrow = day.tomorrow().map_err(|_| beyond())?;
    let so_far = day == today;
    let period = Period {
        from: begin(day)?,
        until: if so_far { now } else { begin(tomorrow)? },
    };
    let before = Period {
        from: days.week_before(period.from).ok_or_else(beyond)?,
        until: days.week_before(period.until).ok_or_else(beyond)?,
    };
    let told = retold(&app, site, &days, period).await?;
    let told_before = retold(&app, site, &days, before).await?;
    let waiting = store::waiting(&app.db, site.id, period.until).await?;
    let waiting_before = store::waiting(&app.db, site.id, before.until).await?;
    let (helpful, unhelpful) = store::votes(&app.db, site.id, period).await?;
    let standing = match so_far {
        true => Some(store::standing(&app.db, site.id, now).await?),
        false => None,
    };
    let figure = |count, before| Figure { count, before };
    let open = |waiting: Waiting| waiting.support + waiting.customer;
    Ok(Json(Report {
        site: site.key.clone(),
        day: day.to_string(),
        zone: days.zone().to_owned(),
        previous: yesterday.to_string(),
        next: (!so_far).then(|| tomorrow.to_string()),
        compared: days.day(before.from).to_string(),
        so_far: so_far.then(|| time(now)).transpose()?,
        filed: figure(told.filed, told_before.filed),
        solved: figure(told.solved, told_before.solved),
        reopened: figure(told.reopened, told_before.reopened),
        open: figure(open(waiting), open(waiting_before)),
        waiting,
        first_answer: told.first_answer().map(|answer| FirstAnswer {
            before: told_before.first_answer().map(|before| before.median),
            ..answer
        }),
        promises: told.promises,
        topics: told.topics(),
        levels: told.levels.to_vec(),
        knowledge: told.knowledge,
        ratings: told.ratings,
        tried: Tried {
            helpful,
            unhelpful,
            ..told.tried
        },
        hours: told.hours.to_vec(),
        agents: answered(&app, &told).await?,
        now: standing,
    }))
}

/// What happened on a site within `period`. To go through a busy day takes a while, in which a thread of
/// its own keeps no other request waiting.
async fn retold(app: &App, site: &SiteRow, days: &Days, period: Period) -> Result<Day> {
    let told = store::touched(&app.db, site.id, period).await?;
    let (policies, days) = (site.policies.0.clone(), days.clone());
    let day = tokio::task::spawn_blocking(move || Day::of(policies, days, period, told));
    Ok(day.await.map_err(anyhow::Error::from)?)
}

/// Who answered, by name: it is a team's day and no contest.
async fn answered(app: &App, told: &Day) -> Result<Vec<OfAgent>> {
    let roster = Roster::load(&app.db).await?;
    let agents = told
        .answered
        .iter()
        .map(|(agent, (tickets, messages))| OfAgent {
            agent: roster.for_agents(*agent, &app.live),
            tickets: u32::try_from(tickets.len()).unwrap_or(u32::MAX),
            messages: *messages,
        });
    let mut agents: Vec<_> = agents.collect();
    agents.sort_by(|a, b| (&a.agent.name, a.agent.id.0).cmp(&(&b.agent.name, b.agent.id.0)));
    Ok(agents)
}
