//! The very first start: whoever holds the link makes the first account and the first site.

use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::cookie::CookieJar;
use guichet_shared::{
    admin::{FirstRun, OneTimeLink},
    agent::Me,
};
use time::Duration;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    db::{self, Db},
    error::{Error, Result},
    fields::{Fields, Input},
    links::{self, NewLink},
    request::Body,
    secrets, sessions,
};

pub mod store;

/// How long a link works.
const LASTS: Duration = Duration::hours(24);

/// The end of a new link, where nobody can sign in yet.
///
/// # Errors
/// When the database fails or the operating system gives no secret.
pub async fn link(db: &Db) -> anyhow::Result<Option<String>> {
    if store::is_set_up(db).await? {
        return Ok(None);
    }
    let (link, now) = (NewLink::make()?, db::now());
    links::store::add_first(db, &link.hash, now, now + LASTS).await?;
    Ok(Some(link.token))
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(check))
        .routes(routes!(set_up))
}

impl Input for FirstRun {
    fn read(fields: &mut Fields) -> Option<Self> {
        let token = fields.required("token");
        let email = fields.required("email");
        let name = fields.required("name");
        let password = fields.required("password");
        let site = fields.inside("site");
        if matches!(site, Some(None)) {
            fields.refuse("site", "is missing");
        }
        Some(Self {
            token: token?,
            email: email?,
            name: name?,
            password: password?,
            site: site??,
        })
    }
}

/// Whether a link of the first start still works
#[utoipa::path(
    post, path = "/desk/first-run/check", tag = "admin",
    request_body = OneTimeLink,
    responses((status = 204), (status = 404, description = "It is used, late or wrong")),
)]
async fn check(State(app): State<App>, Body(link): Body<OneTimeLink>) -> Result<StatusCode> {
    if links::store::first_works(&app.db, &links::hash(&link), db::now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound)
    }
}

/// Makes the first account and the first site, and signs in; the link then works no more
#[utoipa::path(
    post, path = "/desk/first-run", tag = "admin",
    request_body = FirstRun,
    responses((status = 201, body = Me), (status = 404, description = "The link is used, late or wrong")),
)]
async fn set_up(
    State(app): State<App>,
    jar: CookieJar,
    Body(first): Body<FirstRun>,
) -> Result<Response> {
    let token = secrets::hash(first.token.as_str().as_bytes());
    // A password is hashed at a price: not for whoever comes along.
    if !links::store::first_works(&app.db, &token, db::now()).await? {
        return Err(Error::NotFound);
    }
    let hashed = secrets::hash_password(first.password.as_str().to_owned()).await?;
    let agent = store::set_up(&app.db, &token, &first, &hashed, db::now()).await?;
    sessions::begin(&app, jar, agent, &hashed).await
}
