//! Sessions: signing in at the desk and out again. `SignedIn` in a handler's signature is the
//! permission of an agent.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use guichet_shared::{
    agent::{AgentId, Credentials, DeskSite, Me},
    site::{SiteId, SiteKey},
};
use time::Duration;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App, admin_log,
    agents::{AgentRow, Roster},
    db,
    error::{Error, Result},
    fields::{Fields, Input},
    limits::{Address, SIGN_INS},
    live::Signal,
    request::Body,
    secrets::{self, Hash},
    sites::SiteRow,
};

pub mod store;

/// The prefix makes browsers refuse it without `Secure`, from another host or for a path alone.
const COOKIE: &str = "__Host-guichet-desk";
/// How long a session lasts.
const LASTS: Duration = Duration::hours(12);

/// An agent with a living session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub agent: AgentRow,
    /// The sites they answer for.
    pub sites: Vec<SiteRow>,
    /// What is stored of the session's token.
    pub token: Hash,
}

impl SignedIn {
    /// The sites' ids.
    #[must_use]
    pub fn site_ids(&self) -> Vec<SiteId> {
        self.sites.iter().map(|site| site.id).collect()
    }

    /// The site with this id, where the agent answers for it.
    #[must_use]
    pub fn site(&self, id: SiteId) -> Option<&SiteRow> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The site with this key, where the agent answers for it.
    ///
    /// # Errors
    /// `Error::InvalidFields` where it is none of theirs.
    pub fn site_by_key(&self, key: &SiteKey) -> Result<&SiteRow> {
        let site = self.sites.iter().find(|site| site.key == *key);
        site.ok_or_else(|| Error::field("site", "must be one of your sites"))
    }

    fn view(self) -> Me {
        let (me, roster) = (self.agent.id, Roster::of_one(self.agent.clone()));
        Me {
            id: self.agent.id,
            name: self.agent.name,
            email: self.agent.email,
            role: self.agent.role,
            level: u8::try_from(self.agent.level).unwrap_or(1),
            sites: self
                .sites
                .into_iter()
                .map(|site| DeskSite {
                    known_as: roster.for_customers(me, &site).name,
                    key: site.key,
                    name: site.name,
                    languages: site.languages.0,
                    topics: site.topics.0,
                    labels: site.policies.0.desk_labels,
                })
                .collect(),
        }
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(COOKIE).ok_or(Error::Unauthenticated)?;
        let token = secrets::hash(cookie.value().as_bytes());
        signed_in(app, token).await
    }
}

/// Who has the session of a token.
///
/// # Errors
/// `Error::Unauthenticated` when it is over, or its agent may not sign in any more.
pub async fn signed_in(app: &App, token: Hash) -> Result<SignedIn> {
    let agent = store::agent(&app.db, &token, db::now()).await?;
    let agent = agent.ok_or(Error::Unauthenticated)?;
    let sites = store::sites(&app.db, agent.id).await?;
    Ok(SignedIn {
        agent,
        sites,
        token,
    })
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read, sign_in, sign_out))
}

impl Input for Credentials {
    fn read(fields: &mut Fields) -> Option<Self> {
        let email = fields.required("email");
        let password = fields.required("password");
        Some(Self {
            email: email?,
            password: password?,
        })
    }
}

/// Who is signed in
#[utoipa::path(
    get, path = "/desk/session", tag = "desk",
    responses((status = 200, body = Me), (status = 401, description = "Nobody")),
)]
async fn read(me: SignedIn) -> Json<Me> {
    Json(me.view())
}

/// Signs in; the answer sets the cookie
#[utoipa::path(
    post, path = "/desk/session", tag = "desk",
    request_body = Credentials,
    responses(
        (status = 201, body = Me),
        (status = 401, description = "No such account, or another password"),
        (status = 429, description = "Tried too often"),
    ),
)]
async fn sign_in(
    State(app): State<App>,
    address: Address,
    jar: CookieJar,
    Body(credentials): Body<Credentials>,
) -> Result<Response> {
    let email = credentials.email.as_str().to_lowercase();
    count_try(&app, &email, &address).await?;
    let account = store::account(&app.db, &email).await?;
    let (known, hashed) = account.unzip();
    let (password, hashed) = (credentials.password.as_str().to_owned(), hashed.flatten());
    let fits = secrets::is_password(password, hashed.clone()).await?;
    match (known, hashed) {
        (Some(id), Some(hashed)) if fits => begin(&app, jar, id, &hashed).await,
        _ => {
            admin_log::store::failed(&app.db, known, db::now()).await?;
            Err(Error::Unauthenticated)
        }
    }
}

/// Counts a try of a password, of the account with this address and from where it comes.
///
/// # Errors
/// `Error::TooMany` when one of them was tried too often.
pub async fn count_try(app: &App, email: &str, address: &Address) -> Result<()> {
    if !app.limits.on {
        return Ok(());
    }
    let account = secrets::hash(["account ", email].concat().as_bytes());
    let from = secrets::hash(&[b"address ", address.0.as_slice()].concat());
    store::count_try(&app.db, [account, from], SIGN_INS, db::now()).await
}

/// Begins a session of somebody whose password, as it is stored, is this: the answer tells who it is and sets
/// the cookie.
///
/// # Errors
/// `Error::Unauthenticated` where another password was set meanwhile, or the account has ended; when the
/// database fails.
pub async fn begin(app: &App, jar: CookieJar, agent: AgentId, password: &str) -> Result<Response> {
    // A session that came along dies: what was planted before signing in is worth nothing after.
    if let Some(old) = jar.get(COOKIE) {
        end(app, secrets::hash(old.value().as_bytes())).await?;
    }
    let now = db::now();
    let token = secrets::token()?;
    let hash = secrets::hash(token.as_str().as_bytes());
    let begun = store::create(&app.db, &hash, (agent, password), now, now + LASTS).await?;
    if !begun {
        return Err(Error::Unauthenticated);
    }
    let me = signed_in(app, hash).await?;
    tracing::info!(agent = %me.agent.id, "signed in");
    let jar = jar.add(cookie(token.as_str().to_owned(), LASTS));
    Ok((StatusCode::CREATED, jar, Json(me.view())).into_response())
}

/// Signs out
#[utoipa::path(
    delete, path = "/desk/session", tag = "desk",
    responses((status = 204), (status = 401, description = "Nobody was signed in")),
)]
async fn sign_out(State(app): State<App>, me: SignedIn, jar: CookieJar) -> Result<Response> {
    store::leave(&app.db, &me.token, me.agent.id).await?;
    app.live.send(Signal::Revoked(me.token));
    let jar = jar.add(cookie(String::new(), Duration::ZERO));
    Ok((StatusCode::NO_CONTENT, jar).into_response())
}

async fn end(app: &App, token: Hash) -> Result<()> {
    store::delete(&app.db, &token).await?;
    app.live.send(Signal::Revoked(token));
    Ok(())
}

fn cookie(value: String, age: Duration) -> Cookie<'static> {
    Cookie::build((COOKIE, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(age)
        .build()
}
