//! An agent's account, as admins see and change it.

use serde::{Deserialize, Serialize};

use crate::{
    Invalid,
    agent::{AgentId, Email, Name, Role},
    lang::Lang,
    site::SiteKey,
    team::Team,
    topic::Key,
};

/// A password that is to be set: 10 to 200 characters. It is read and never written.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
pub struct Password(String);

impl Password {
    /// Checks `text` and keeps it as it is.
    ///
    /// # Errors
    /// When it is too short or too long.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if (10..=200).contains(&text.chars().count()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::Malformed {
                expected: "10 to 200 characters long",
            })
        }
    }

    /// The password itself, to be hashed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Password {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

impl std::fmt::Debug for Password {
    /// Says nothing, so that no log can.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

/// A site that an agent answers for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seat {
    /// The site.
    pub site: SiteKey,
    /// The topics they know there; all of them, without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Key>,
}

/// An agent's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Whose.
    pub id: AgentId,
    /// Which version this is: a change must name it.
    pub version: u32,
    /// The address they sign in with.
    pub email: String,
    /// Their full name.
    pub name: String,
    /// What customers read where the site's policy says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// What they may do.
    pub role: Role,
    /// 1, 2 or 3.
    pub level: u8,
    /// The languages they write.
    pub languages: Vec<Lang>,
    /// How many open tickets they can have before no more are given to them.
    pub capacity: u16,
    /// The sites they answer for, of those that the caller answers for.
    pub sites: Vec<Seat>,
    /// Whether they answer for other sites too, whose admins then have a say.
    pub elsewhere: bool,
    /// Their teams on those sites.
    pub teams: Vec<Team>,
    /// How many open tickets they have on those sites.
    pub open: u32,
    /// Since when they may not sign in any more: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<String>,
}

/// An account after a change that may have taken a cover from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountAfter {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// The names of those whose absences they were to cover and cannot any more: nobody does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncovered: Vec<String>,
}

/// The answer of `GET /desk/accounts`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accounts {
    /// Every agent of the caller's sites.
    pub accounts: Vec<Account>,
}

/// What `POST /desk/accounts` and `PUT /desk/accounts/{agent}` take.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountChange {
    /// The version that was changed; not for a new account.
    #[serde(default)]
    pub version: u32,
    /// The address they sign in with.
    pub email: Email,
    /// Their full name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Name,
    /// What customers read where the site's policy says so.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub alias: Option<Name>,
    /// What they may do.
    pub role: Role,
    /// 1, 2 or 3.
    pub level: u8,
    /// The languages they write.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// How many open tickets they can have before no more are given to them.
    pub capacity: u16,
    /// The sites they answer for, of those that the caller answers for.
    pub sites: Vec<Seat>,
    /// Whether their open tickets on sites that they leave go back to the queue.
    #[serde(default)]
    pub release: bool,
}

/// What `POST /desk/accounts/{agent}/disable` takes.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disable {
    /// Whether their open tickets go back to the queue; with open tickets it is refused otherwise.
    #[serde(default)]
    pub release: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_shows_itself_nowhere() {
        assert!(Password::parse("nine char").is_err());
        assert!(Password::parse(&"a".repeat(201)).is_err());
        let password = Password::parse("ten or more").unwrap();
        assert_eq!(format!("{password:?}"), "Password");
    }
}
