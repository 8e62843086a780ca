//! An agent's own password, changed by who knows the one before.

use axum::{extract::State, http::StatusCode};
use guichet_shared::admin::OwnPassword;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    agents::store::accounts as store,
    error::{Error, Result},
    fields::{Fields, Input},
    limits::Address,
    live::Signal,
    request::Body,
    secrets,
    sessions::{self, SignedIn},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(change))
}

impl Input for OwnPassword {
    fn read(fields: &mut Fields) -> Option<Self> {
        let current = fields.required("current");
        let password = fields.required("password");
        Some(Self {
            current: current?,
            password: password?,
        })
    }
}

/// Changes one's own password; all other sessions and a link that was made for it end
#[utoipa::path(
    put, path = "/desk/session/password", tag = "desk",
    request_body = OwnPassword,
    responses(
        (status = 204),
        (status = 422, description = "Another password than the current one, or a field at fault"),
        (status = 429, description = "Tried too often"),
    ),
)]
async fn change(
    State(app): State<App>,
    address: Address,
    me: SignedIn,
    Body(new): Body<OwnPassword>,
) -> Result<StatusCode> {
    // Whoever sits at an open session does not guess on: these tries count with those to sign in.
    sessions::count_try(&app, &me.agent.email, &address).await?;
    let account = sessions::store::account(&app.db, &me.agent.email).await?;
    let hashed = account.and_then(|(_, hashed)| hashed);
    if !secrets::is_password(new.current.as_str().to_owned(), hashed).await? {
        return Err(Error::field("current", "is not your password"));
    }
    let hashed = secrets::hash_password(new.password.as_str().to_owned()).await?;
    for token in store::change_password(&app.db, me.agent.id, &me.token, &hashed).await? {
        app.live.send(Signal::Revoked(token));
    }
    Ok(StatusCode::NO_CONTENT)
}
