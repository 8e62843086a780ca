//! One-time links: made by the server for somebody to follow, stored as hashes, spent by their use.

use guichet_shared::admin::OneTimeLink;

use crate::{
    fields::{Fields, Input},
    secrets::{self, Hash},
};

pub mod store;

/// A link that is not stored yet.
#[derive(Debug)]
pub struct NewLink {
    /// Its end, which is shown once and kept nowhere.
    pub token: String,
    /// What is stored of it.
    pub hash: Hash,
}

impl NewLink {
    /// One that nobody can guess.
    ///
    /// # Errors
    /// When the operating system gives no secret.
    pub fn make() -> anyhow::Result<Self> {
        let token = secrets::token()?.as_str().to_owned();
        let hash = secrets::hash(token.as_bytes());
        Ok(Self { token, hash })
    }
}

impl Input for OneTimeLink {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            token: fields.required("token")?,
        })
    }
}

/// What is stored of a link's end.
#[must_use]
pub fn hash(link: &OneTimeLink) -> Hash {
    secrets::hash(link.token.as_str().as_bytes())
}
