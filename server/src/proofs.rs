//! Proof of work: where many tickets come to a site at once, each further one costs its sender some
//! seconds of computing. Nobody is turned away, and a flood becomes slow.

use altcha::{
    CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge, verify_solution,
};
use axum::{extract::FromRequestParts, http::request::Parts};
use base64::{Engine, engine::general_purpose::STANDARD};
use guichet_shared::{
    proof::{Challenge, PROOF},
    site::SiteId,
};
use time::{Duration, OffsetDateTime};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{App, db, db::Db, error::Result};

pub mod store;

/// For how long a challenge may be solved.
const IN_TIME: Duration = Duration::minutes(10);

/// When a site asks for proof of work, and how much.
#[derive(Clone, Copy, Debug)]
pub struct Proofs {
    /// How many tickets an hour it takes without.
    pub after: u32,
    /// How much it asks.
    pub work: Work,
}

/// How much a browser computes: the server does one key of it for each challenge.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// Rounds for each key.
    pub cost: u32,
    /// The most keys that are tried; on average it is half of them.
    pub keys: u32,
}

impl Proofs {
    /// Asks for it after so many tickets an hour.
    #[must_use]
    pub fn after(tickets: u32) -> Self {
        Self {
            after: tickets,
            work: Work {
                cost: 5_000,
                keys: 1_000,
            },
        }
    }
}

/// A challenge that was solved in time. Whether for the first time is seen when it is spent.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The challenge's signature.
    pub challenge: String,
    /// When it is too late.
    pub expires_at: OffsetDateTime,
}

/// What a new ticket must keep to, where the limits are on.
#[derive(Debug)]
pub struct Rules {
    /// How many tickets an hour the site takes before it asks for proof of work.
    pub proof_after: u32,
    /// The proof that came with the ticket.
    pub proof: Option<Proof>,
}

/// The header `Proof`, where there is one that can be read.
#[derive(Debug)]
pub struct Given(Option<Payload>);

impl<S: Sync> FromRequestParts<S> for Given {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> std::result::Result<Self, Self::Rejection> {
        let bytes = parts.headers.get(PROOF);
        let bytes = bytes.and_then(|text| STANDARD.decode(text.as_bytes()).ok());
        Ok(Self(
            bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()),
        ))
    }
}

impl Given {
    /// What was given, if this site has asked for it and it is solved in time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check(self, db: &Db, site: SiteId) -> Result<Option<Proof>> {
        let Self(Some(Payload {
            challenge,
            solution,
        })) = self
        else {
            return Ok(None);
        };
        let key = store::key(db, site).await?;
        let options = VerifySolutionOptions {
            hmac_key_signature_secret: Some(key.clone()),
            ..VerifySolutionOptions::new(&challenge, &solution, key)
        };
        let is_solved = verify_solution(options).is_ok_and(|result| result.verified);
        let proof = challenge.signature.zip(challenge.parameters.expires_at);
        Ok(proof.filter(|_| is_solved).and_then(|(challenge, late)| {
            let expires_at = OffsetDateTime::from_unix_timestamp(late).ok()?;
            Some(Proof {
                challenge,
                expires_at,
            })
        }))
    }
}

/// A new challenge of a site.
///
/// # Errors
/// When the database fails, or the operating system gives no random numbers.
pub async fn ask(app: &App, site: SiteId) -> Result<Challenge> {
    let (key, work) = (store::key(&app.db, site).await?, app.proofs.work);
    let _place = AT_ONCE.acquire().await.map_err(anyhow::Error::from)?;
    let made = spawn_blocking(move || challenge(key, work, db::now()));
    Ok(made.await.map_err(anyhow::Error::from)??)
}

/// Each takes a core for a millisecond or two.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A challenge that is signed with `key` and has been asked at `now`. The counter to be found is
/// drawn here: so nobody's browser is unlucky for a minute, and checking costs next to nothing.
///
/// # Errors
/// When the operating system gives no random numbers.
pub fn challenge(key: String, work: Work, now: OffsetDateTime) -> anyhow::Result<Challenge> {
    let challenge = create_challenge(CreateChallengeOptions {
        cost: work.cost,
        counter: Some(getrandom::u32()? % work.keys),
        expires_at: Some((now + IN_TIME).unix_timestamp()),
        // Texts and keys cannot be taken for each other, so one secret signs both.
        hmac_key_signature_secret: Some(key.clone()),
        hmac_signature_secret: Some(key),
        ..CreateChallengeOptions::default()
    })?;
    Ok(serde_json::from_value(serde_json::to_value(challenge)?)?)
}
