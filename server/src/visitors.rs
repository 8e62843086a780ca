//! Visitors: anonymous browsers, known by their tokens. `Visitor` in a handler's signature is the
//! permission of one.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use guichet_shared::{site::SiteId, ticket::VisitorToken};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    App,
    error::{Error, Result},
    secrets::{self, Hash},
};

pub mod store;

/// A visitor's id; nobody outside the servers is ever told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct VisitorId(pub Uuid);

/// A visitor with a living token.
#[derive(Clone, Debug, FromRow)]
pub struct Visitor {
    /// Who.
    pub id: VisitorId,
    /// The site the visitor is on.
    pub site_id: SiteId,
    /// What is stored of the token.
    pub token: Hash,
}

/// The token in the `Authorization` header, where there is one.
#[derive(Clone, Debug)]
pub struct Bearer(pub Option<VisitorToken>);

impl Bearer {
    fn read(headers: &HeaderMap) -> Result<Self> {
        let Some(header) = headers.get(header::AUTHORIZATION) else {
            return Ok(Self(None));
        };
        let token = header
            .to_str()
            .ok()
            .and_then(|text| text.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .and_then(|(_, token)| VisitorToken::parse(token.trim()).ok());
        token.map_or(Err(Error::Unauthenticated), |token| Ok(Self(Some(token))))
    }
}

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Self::read(&parts.headers)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Bearer(token) = Bearer::read(&parts.headers)?;
        let token = token.ok_or(Error::Unauthenticated)?;
        let visitor = store::visitor(&app.db, &secrets::hash(token.as_str().as_bytes())).await?;
        visitor.ok_or(Error::Unauthenticated)
    }
}
