//! An agent: a person at the desk, and what others may know of them.

use serde::{Deserialize, Serialize};

use crate::{
    Invalid, Line, Text,
    parsed::{id, parsed_string},
    site::SiteKey,
};

id!(
    /// An agent's id. It never reaches customers.
    AgentId
);

parsed_string!(
    /// An email address: one `@` between a local part and a host, no spaces, at most 254
    /// characters. Whether mail arrives there is another question.
    Email,
    |text| {
        let well_formed = text.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && host.contains('.')
                && !host.starts_with(['.', '-'])
                && !host.ends_with(['.', '-'])
                && !host.contains("..")
                && !host.contains('@')
        });
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c);
        if text.chars().count() > 254 {
            Err(Invalid::TooLong { max: 254 })
        } else if well_formed && text.chars().all(plain) {
            Ok(())
        } else {
            Err(Invalid::Malformed {
                expected: "an email address such as \"ana@shop.example\"",
            })
        }
    }
);

/// A person's name.
pub type Name = Line<80>;

/// What an agent may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Role {
    /// Answers tickets and writes articles.
    Agent,
    /// Answers for a team as well.
    Lead,
    /// Sets the desk up as well.
    Admin,
}

/// A level of the desk: 1 qualifies, 2 diagnoses, 3 are the experts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 3))]
pub struct Level(u8);

impl Level {
    /// The highest.
    pub const TOP: u8 = 3;

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Level {
    type Error = Invalid;
    fn try_from(level: i64) -> Result<Self, Invalid> {
        match u8::try_from(level) {
            Ok(level @ 1..=Self::TOP) => Ok(Self(level)),
            _ => Err(Invalid::Malformed {
                expected: "a level from 1 to 3",
            }),
        }
    }
}

/// How a site shows its agents to customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NamePolicy {
    /// "Ana Silva".
    Full,
    /// "Ana".
    #[default]
    First,
    /// The name that the agent has chosen for customers.
    Alias,
    /// The site's name: nobody in person.
    Team,
}

/// An agent as customers see one. Nothing else that reaches customers tells of an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicAgent {
    /// The name, by the site's policy.
    pub name: String,
    /// 1, 2 or 3.
    pub level: u8,
}

/// Who has a ticket now, as its customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holder {
    /// Who.
    pub agent: PublicAgent,
    /// Whether they are at the desk just now.
    pub here: bool,
}

/// An agent as other agents see one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Their id.
    pub id: AgentId,
    /// Their full name.
    pub name: String,
    /// 1, 2 or 3.
    pub level: u8,
    /// Whether they are at the desk just now.
    pub here: bool,
    /// Whether they are away, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<Away>,
}

/// That somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Away {
    /// Until when, where that is known: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Who covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<AgentId>,
}

/// The answer of `GET /desk/agents`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleagues {
    /// Every agent of the caller's sites, the caller among them.
    pub agents: Vec<Colleague>,
    /// Who of them answers for which of these sites.
    pub sites: Vec<SiteAgents>,
}

/// Those who answer for a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteAgents {
    /// The site.
    pub site: SiteKey,
    /// Who.
    pub agents: Vec<AgentId>,
}

/// What `POST /desk/session` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    /// The account, whatever its case.
    pub email: Text<254>,
    /// The password.
    pub password: Text<200>,
}

/// Who is signed in; the answer of `GET /desk/session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Their id.
    pub id: AgentId,
    /// Their full name.
    pub name: String,
    /// Their account.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// 1, 2 or 3.
    pub level: u8,
    /// The sites they answer for.
    pub sites: Vec<DeskSite>,
}

/// A site as its agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskSite {
    /// Its public key.
    pub key: SiteKey,
    /// Its name.
    pub name: String,
    /// What its customers call the agent.
    pub known_as: String,
    /// Its languages, the default first.
    pub languages: Vec<crate::lang::Lang>,
    /// Its topics.
    pub topics: Vec<crate::topic::Topic>,
    /// What agents call each status here; the interface's own words for those not named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<crate::topic::Label>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_two_parts_and_no_spaces() {
        for text in ["ana@shop.example", "a+b@x.y", "é@é.example"] {
            assert!(Email::parse(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "ana",
            "ana@",
            "@shop.example",
            "ana@shop",
            "a b@shop.example",
            "a@b@c.d",
            "a@.b",
            "a@b..c",
            "a@b.c\r\nBcc: x@y.z",
            "Ana <a@b.c>",
        ] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
    }
}
