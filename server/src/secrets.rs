//! Secrets: made by the operating system's generator, kept as hashes alone.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use guichet_shared::ticket::VisitorToken;
use sha2::{Digest, Sha256};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// SHA-256 of something that is looked up and never read back.
pub type Hash = Vec<u8>;

/// 256 bits that nobody can guess, as base64url.
///
/// # Errors
/// When the operating system gives none.
pub fn token() -> anyhow::Result<VisitorToken> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(VisitorToken::parse(&URL_SAFE_NO_PAD.encode(bytes))?)
}

/// What is stored of a token or a name, so that the database gives none away.
#[must_use]
pub fn hash(text: &[u8]) -> Hash {
    Sha256::digest(text).to_vec()
}

/// An Argon2id hash of a password, with its own salt.
///
/// # Errors
/// When the operating system gives no salt.
pub async fn hash_password(password: String) -> anyhow::Result<String> {
    let hashed = spawn_blocking(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string())
    });
    hashed
        .await?
        .map_err(|error| anyhow::anyhow!("a password could not be hashed: {error}"))
}

/// Whether a password is the one that was hashed. Without a hash the same work is done for
/// nothing, so that the time taken does not tell whether there is such an account.
///
/// # Errors
/// When the task is cut off.
pub async fn is_password(password: String, hashed: Option<String>) -> anyhow::Result<bool> {
    let _place = AT_ONCE.acquire().await?;
    let is = spawn_blocking(move || {
        let known = hashed.is_some();
        let hashed = hashed.unwrap_or_else(|| NOBODYS.to_owned());
        let parsed = PasswordHash::new(&hashed);
        let fits = parsed.is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        });
        known && fits
    });
    Ok(is.await?)
}

/// Each takes 19 MiB and a core for a while.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A hash with the default costs, of a password that was thrown away.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$\
                       AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// How a hash is written where nodes tell it to each other.
pub mod as_text {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::Hash;

    /// Writes it as base64url.
    ///
    /// # Errors
    /// What the serializer fails with.
    pub fn serialize<S: Serializer>(hash: &Hash, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(hash))
    }

    /// Reads it back.
    ///
    /// # Errors
    /// When it is no base64url.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
        let text = String::deserialize(deserializer)?;
        URL_SAFE_NO_PAD.decode(text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let hashed = hash_password("correct horse".into()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(
            is_password("correct horse".into(), Some(hashed.clone()))
                .await
                .unwrap()
        );
        assert!(
            !is_password("correct horsE".into(), Some(hashed))
                .await
                .unwrap()
        );
        assert!(!is_password("correct horse".into(), None).await.unwrap());
    }

    #[test]
    fn an_unknown_account_costs_as_much_as_a_known_one() {
        let hash = PasswordHash::new(NOBODYS).unwrap();
        let own = Argon2::default().hash_password(b"x").unwrap().to_string();
        let own = PasswordHash::new(&own).unwrap();
        assert_eq!(hash.params, own.params);
        assert_eq!(hash.algorithm, own.algorithm);
    }

    #[test]
    fn no_two_tokens_are_alike() {
        assert_ne!(token().unwrap(), token().unwrap());
    }
}
