//! Proof of work, as ALTCHA (version 2) writes it: what a browser is asked to compute before a busy
//! site takes its ticket. The solution goes back with the challenge in the header `Proof`.

use serde::{Deserialize, Serialize};

/// The header that carries a solved challenge: `{"challenge", "solution": {"counter",
/// "derivedKey"}}` as JSON in base64.
pub const PROOF: &str = "proof";

/// Find the counter, from 0 on, whose key begins with `key_prefix`: the key of the nonce and the
/// counter (4 bytes, the highest first), with the salt and `cost` rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// What is asked.
    pub parameters: Parameters,
    /// Shows that the server asked it, on this site.
    pub signature: String,
}

/// What is asked. Bytes are written in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Parameters {
    /// How keys are derived: `PBKDF2/SHA-256`.
    pub algorithm: String,
    /// Rounds for each key.
    pub cost: u32,
    /// When it is too late, in seconds since 1970.
    pub expires_at: i64,
    /// Bytes of a key.
    pub key_length: u32,
    /// What the key must begin with.
    pub key_prefix: String,
    /// By which the server knows the key again.
    pub key_signature: String,
    /// Begins what each key is derived from.
    pub nonce: String,
    /// The salt of each key.
    pub salt: String,
}
