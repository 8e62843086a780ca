//! Accounts of agents, for admins of their sites: making and changing.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    admin::{Account, AccountAfter, AccountChange, Accounts, Seat},
    agent::{AgentId, Role},
    error::FieldProblem,
    site::SiteId,
    topic::Key,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    release::release,
    store::accounts::{self as store, AccountRow, Lists, NewSeat},
};
use crate::{
    App,
    admin::Admin,
    error::{Error, Result},
    live::Signal,
    request::{Body, path_parameter},
    secrets,
    sessions::{self, SignedIn},
    tickets::views::time,
};

mod inputs;

/// The routes of accounts.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, change))
}

/// The account named by `{agent}` in the path, for an admin of one of their sites.
#[derive(Debug)]
pub(super) struct AdminAccount {
    /// Who asks.
    pub me: SignedIn,
    /// The account.
    pub row: AccountRow,
    /// The sites they answer for and the caller does not.
    pub elsewhere: Vec<SiteId>,
    /// The sites that both answer for.
    pub shared: Vec<SiteId>,
}

impl FromRequestParts<App> for AdminAccount {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Admin(me) = Admin::from_request_parts(parts, app).await?;
        let id: AgentId = path_parameter(parts, app, "agent").await?;
        let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
        let sites = store::sites_of(&app.db, id).await?;
        let (shared, elsewhere): (Vec<_>, Vec<_>) =
            sites.into_iter().partition(|site| me.site(*site).is_some());
        if shared.is_empty() {
            return Err(Error::NotFound);
        }
        Ok(Self {
            me,
            row,
            elsewhere,
            shared,
        })
    }
}

impl AdminAccount {
    /// Refuses what concerns the whole account while it is somebody else's too.
    pub(super) fn whole(&self) -> Result<()> {
        if self.elsewhere.is_empty() {
            return Ok(());
        }
        Err(Error::Conflict(
            "They answer for other sites too. An admin of all of these sites can do this.",
        ))
    }
}

/// Ends the streams of an agent, which then come back with what they may see now.
pub(super) async fn wake(app: &App, agent: AgentId) -> Result<()> {
    for token in sessions::store::of_agent(&app.db, agent).await? {
        app.live.send(Signal::Revoked(token));
    }
    Ok(())
}

fn account(row: AccountRow, lists: &Lists, me: &SignedIn) -> Result<Account> {
    let seats = lists.seats.iter().filter(|seat| seat.agent_id == row.id);
    let (mut sites, mut elsewhere) = (Vec::new(), false);
    for seat in seats {
        match me.site(seat.site_id) {
            Some(site) => sites.push(Seat {
                site: site.key.clone(),
                topics: seat.topics.0.clone(),
            }),
            None => elsewhere = true,
        }
    }
    let teams = lists.teams.iter().filter(|team| team.agent_id == row.id);
    let open = lists.open.iter().filter(|(agent, _)| *agent == row.id);
    Ok(Account {
        id: row.id,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        email: row.email,
        name: row.name,
        alias: row.alias,
        role: row.role,
        level: super::level(row.level),
        languages: row.languages.0,
        capacity: u16::try_from(row.capacity).unwrap_or(u16::MAX),
        sites,
        elsewhere,
        teams: teams.map(store::TeamRow::team).collect(),
        open: open
            .map(|(_, count)| *count)
            .sum::<i64>()
            .try_into()
            .unwrap_or(u32::MAX),
        disabled_at: row.disabled_at.map(time).transpose()?,
    })
}

/// An account as it is now.
pub(super) async fn reread(app: &App, me: &SignedIn, id: AgentId) -> Result<Json<Account>> {
    let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
    let lists = store::lists(&app.db, me.agent.id).await?;
    account(row, &lists, me).map(Json)
}

/// The agents of the caller's sites with their accounts, by name
#[utoipa::path(
    get, path = "/desk/accounts", tag = "admin",
    responses((status = 200, body = Accounts)),
)]
async fn list(State(app): State<App>, Admin(me): Admin) -> Result<Json<Accounts>> {
    let lists = store::lists(&app.db, me.agent.id).await?;
    let rows = store::of_admin(&app.db, me.agent.id).await?;
    let accounts = rows.into_iter().map(|row| account(row, &lists, &me));
    let accounts = accounts.collect::<Result<_>>()?;
    Ok(Json(Accounts { accounts }))
}

/// The places that were asked for, each of them a site of the caller's and topics of that site.
fn seats(me: &SignedIn, wanted: &[Seat]) -> Result<Vec<NewSeat>> {
    let (mut seats, mut wrong) = (Vec::<NewSeat>::new(), Vec::new());
    let mut refuse = |field: String, message: &str| {
        wrong.push(FieldProblem {
            field,
            message: message.to_owned(),
        });
    };
    for (at, seat) in wanted.iter().enumerate() {
        let Some(site) = me.sites.iter().find(|site| site.key == seat.site) else {
            refuse(
                format!("sites.{at}.site"),
                "must be a site that you answer for",
            );
            continue;
        };
        if seats.iter().any(|known| known.site == site.id) {
            refuse(format!("sites.{at}.site"), "is there twice");
        }
        let known = |key: &Key| site.topics.iter().any(|topic| topic.key == *key);
        for (place, key) in seat.topics.iter().enumerate() {
            if !known(key) {
                refuse(
                    format!("sites.{at}.topics.{place}"),
                    "must be a topic of the site",
                );
            }
        }
        seats.push(NewSeat {
            site: site.id,
            key: seat.site.clone(),
            topics: seat.topics.clone(),
        });
    }
    if wrong.is_empty() {
        Ok(seats)
    } else {
        Err(Error::InvalidFields(wrong))
    }
}

/// Makes an account for an agent of the caller's sites
///
/// Nobody can sign in with it before its agent has set a password, with a link that is made for
/// them: see `POST /desk/accounts/{agent}/link`.
#[utoipa::path(
    post, path = "/desk/accounts", tag = "admin",
    request_body = AccountChange,
    responses((status = 201, body = Account), (status = 422, description = "The address is taken, or a field is at fault")),
)]
async fn create(
    State(app): State<App>,
    Admin(me): Admin,
    Body(new): Body<AccountChange>,
) -> Result<(StatusCode, Json<Account>)> {
    let seats = seats(&me, &new.sites)?;
    if seats.is_empty() {
        return Err(Error::field("sites", "must name at least one site"));
    }
    // A password that nobody knows, until there is one.
    let unknown = secrets::token()?.as_str().to_owned();
    let hashed = secrets::hash_password(unknown).await?;
    let id = store::create(&app.db, &new, &seats, &hashed, me.agent.id).await?;
    Ok((StatusCode::CREATED, reread(&app, &me, id).await?))
}

/// The account of an agent
#[utoipa::path(
    get, path = "/desk/accounts/{agent}", tag = "admin",
    params(("agent" = AgentId, Path, description = "The agent's id")),
    responses((status = 200, body = Account), (status = 404, description = "No such agent of the caller's sites")),
)]
async fn read(State(app): State<App>, on: AdminAccount) -> Result<Json<Account>> {
    reread(&app, &on.me, on.row.id).await
}

/// Changes an account
///
/// Where the agent answers for sites of other admins too, only their places on the caller's sites
/// can be changed.
#[utoipa::path(
    put, path = "/desk/accounts/{agent}", tag = "admin",
    params(("agent" = AgentId, Path, description = "The agent's id")),
    request_body = AccountChange,
    responses((status = 200, body = AccountAfter), (status = 409, description = "Somebody else has changed it meanwhile, or it would leave a site without an admin or a ticket with nobody who sees it")),
)]
async fn change(
    State(app): State<App>,
    on: AdminAccount,
    Body(change): Body<AccountChange>,
) -> Result<Json<AccountAfter>> {
    let (me, id) = (&on.me, on.row.id);
    if me.agent.id == id && change.role != Role::Admin {
        return Err(Error::field(
            "role",
            "is your own: another admin can change it",
        ));
    }
    let seats = seats(me, &change.sites)?;
    if seats.is_empty() && on.elsewhere.is_empty() {
        return Err(Error::field("sites", "must name at least one site"));
    }
    if !on.row.is_as(&change) {
        on.whole()?;
    }
    let kept = |site: &SiteId| seats.iter().any(|seat| seat.site == *site);
    let left: Vec<_> = on
        .shared
        .iter()
        .copied()
        .filter(|site| !kept(site))
        .collect();
    let uncovered = store::save(&app.db, id, &change, &seats, &left, me.agent.id).await?;
    wake(&app, id).await?;
    // Only now: before, somebody could still have given them more.
    if change.release {
        release(&app, me, id, &left).await;
    }
    after(&app, me, id, uncovered).await
}

/// An account as it is now, with those whom its change has left without a cover.
pub(super) async fn after(
    app: &App,
    me: &SignedIn,
    id: AgentId,
    uncovered: Vec<String>,
) -> Result<Json<AccountAfter>> {
    let Json(account) = reread(app, me, id).await?;
    Ok(Json(AccountAfter { account, uncovered }))
}
