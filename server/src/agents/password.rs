//! Setting a password with a one-time link, which an admin makes and hands over: the first one of a
//! new account, or another for somebody who has forgotten theirs.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use axum_extra::extract::cookie::CookieJar;
use guichet_shared::{
    admin::{LinkOwner, NewPassword, OneTimeLink, PasswordLink},
    agent::{AgentId, Me},
};
use time::Duration;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{accounts::AdminAccount, store::accounts as store};
use crate::{
    App, db,
    error::{Error, Result},
    fields::{Fields, Input},
    links::{self, NewLink},
    live::Signal,
    request::{Body, Empty},
    secrets, sessions,
    tickets::views::time,
};

mod own;

/// How long a link works.
const LASTS: Duration = Duration::days(3);

/// The routes of passwords.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(make))
        .routes(routes!(check))
        .routes(routes!(set))
        .merge(own::routes())
}

impl Input for NewPassword {
    fn read(fields: &mut Fields) -> Option<Self> {
        let token = fields.required("token");
        let password = fields.required("password");
        Some(Self {
            token: token?,
            password: password?,
        })
    }
}

/// Makes the link with which an agent sets a password; an earlier one works no more
#[utoipa::path(
    post, path = "/desk/accounts/{agent}/link", tag = "admin",
    params(("agent" = AgentId, Path, description = "The agent's id")),
    responses((status = 201, body = PasswordLink), (status = 409, description = "The account has ended, or they answer for other sites too")),
)]
async fn make(
    State(app): State<App>,
    on: AdminAccount,
    Body(Empty): Body<Empty>,
) -> Result<(StatusCode, Json<PasswordLink>)> {
    // Whoever holds it can do all that they can.
    on.whole()?;
    let (link, now) = (NewLink::make()?, db::now());
    let until = now + LASTS;
    store::link(&app.db, on.row.id, &link.hash, (now, until), on.me.agent.id).await?;
    let link = PasswordLink {
        token: link.token,
        until: time(until)?,
    };
    Ok((StatusCode::CREATED, Json(link)))
}

/// Whose password a link sets, as long as it works
#[utoipa::path(
    post, path = "/desk/password/check", tag = "desk",
    request_body = OneTimeLink,
    responses((status = 200, body = LinkOwner), (status = 404, description = "It is used, replaced, late or wrong")),
)]
async fn check(State(app): State<App>, Body(link): Body<OneTimeLink>) -> Result<Json<LinkOwner>> {
    let owner = links::store::owner(&app.db, &links::hash(&link), db::now()).await?;
    let (name, email) = owner.ok_or(Error::NotFound)?;
    Ok(Json(LinkOwner { name, email }))
}

/// Sets a password and signs in; the link then works no more, and earlier sessions end
#[utoipa::path(
    post, path = "/desk/password", tag = "desk",
    request_body = NewPassword,
    responses((status = 201, body = Me), (status = 404, description = "The link is used, replaced, late or wrong")),
)]
async fn set(
    State(app): State<App>,
    jar: CookieJar,
    Body(new): Body<NewPassword>,
) -> Result<Response> {
    let token = links::hash(&OneTimeLink { token: new.token });
    // A password is hashed at a price: not for whoever comes along.
    let owner = links::store::owner(&app.db, &token, db::now()).await?;
    owner.ok_or(Error::NotFound)?;
    let hashed = secrets::hash_password(new.password.as_str().to_owned()).await?;
    let (agent, ended) = store::set_password(&app.db, &token, &hashed, db::now()).await?;
    for token in ended {
        app.live.send(Signal::Revoked(token));
    }
    sessions::begin(&app, jar, agent, &hashed).await
}
