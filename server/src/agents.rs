//! Agents: who answers, and what others may know of them.

use std::collections::HashMap;

use axum::{Json, extract::State};
use guichet_shared::{
    agent::{AgentId, Colleague, Colleagues, NamePolicy, PublicAgent, Role, SiteAgents},
    site::SiteId,
};
use sqlx::FromRow;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    absences::Absent,
    db::{self, Db},
    error::Result,
    live::Live,
    sessions::SignedIn,
    sites::SiteRow,
};

mod accounts;
mod password;
mod release;
pub mod store;

/// An agent as the server knows one.
#[derive(Clone, Debug, FromRow)]
pub struct AgentRow {
    /// Their id.
    pub id: AgentId,
    /// Their account, in lower case.
    pub email: String,
    /// Their full name.
    pub name: String,
    /// What customers read where the site's policy says so.
    pub alias: Option<String>,
    /// What they may do.
    pub role: Role,
    /// 1, 2 or 3.
    pub level: i64,
}

/// All agents, and who of them is away.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    agents: HashMap<AgentId, AgentRow>,
    absent: Absent,
}

impl Roster {
    /// Everyone: who has left a site is still named in its tickets.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(db: &Db) -> sqlx::Result<Self> {
        let agents = store::all(db).await?;
        Ok(Self {
            agents: agents.into_iter().map(|agent| (agent.id, agent)).collect(),
            absent: Absent::load(db, db::now()).await?,
        })
    }

    /// One agent alone, who is here.
    #[must_use]
    pub fn of_one(agent: AgentRow) -> Self {
        Self {
            agents: HashMap::from([(agent.id, agent)]),
            absent: Absent::default(),
        }
    }

    /// Whether an agent is there to be given tickets: known, and not away.
    #[must_use]
    pub fn can_take(&self, agent: AgentId) -> bool {
        self.agents.contains_key(&agent) && !self.absent.has(agent)
    }

    /// What a site's customers may know of an agent: the one place where that is decided.
    #[must_use]
    pub fn for_customers(&self, agent: AgentId, site: &SiteRow) -> PublicAgent {
        let agent = self.agents.get(&agent);
        let first = |name: &str| {
            name.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let name = match (agent, site.policies.names) {
            (None, _) | (_, NamePolicy::Team) => site.name.clone(),
            (Some(agent), NamePolicy::Full) => agent.name.clone(),
            (Some(agent), NamePolicy::First) => first(&agent.name),
            (Some(agent), NamePolicy::Alias) => {
                agent.alias.clone().unwrap_or_else(|| site.name.clone())
            }
        };
        let level = agent.map_or(1, |agent| level(agent.level));
        PublicAgent { name, level }
    }

    /// That an agent is away, until when and who covers on a site, to be said of them.
    #[must_use]
    pub fn is_away(&self, agent: AgentId, site: SiteId) -> Option<String> {
        let away = self.absent.of(agent)?;
        let until = match &away.until {
            Some(until) => format!("until {until}"),
            None => "until further notice".to_owned(),
        };
        let cover = self.absent.cover_on(agent, site);
        let cover = cover.and_then(|cover| self.agents.get(&cover));
        Some(match cover {
            Some(cover) => format!("is away {until}; {} covers", cover.name),
            None => format!("is away {until}; nobody covers"),
        })
    }

    /// What somebody may know of an agent who was asked to work with them: the full name.
    #[must_use]
    pub fn for_insiders(&self, agent: AgentId) -> PublicAgent {
        let agent = self.agents.get(&agent);
        PublicAgent {
            name: agent.map_or_else(String::new, |agent| agent.name.clone()),
            level: agent.map_or(1, |agent| level(agent.level)),
        }
    }

    /// What other agents may know of an agent.
    #[must_use]
    pub fn for_agents(&self, id: AgentId, live: &Live) -> Colleague {
        let agent = self.agents.get(&id);
        Colleague {
            id,
            name: agent.map_or_else(String::new, |agent| agent.name.clone()),
            level: agent.map_or(1, |agent| level(agent.level)),
            here: live.is_here(id),
            away: self.absent.of(id),
        }
    }
}

fn level(level: i64) -> u8 {
    u8::try_from(level).unwrap_or(1)
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .merge(accounts::routes())
        .merge(password::routes())
        .merge(release::routes())
}

/// The agents of the caller's sites, by name
#[utoipa::path(
    get, path = "/desk/agents", tag = "desk",
    responses((status = 200, body = Colleagues)),
)]
async fn list(State(app): State<App>, me: SignedIn) -> Result<Json<Colleagues>> {
    let mut ids: Vec<AgentId> = Vec::new();
    let mut sites = Vec::new();
    for site in &me.sites {
        let agents = store::of_site(&app.db, site.id).await?;
        for agent in &agents {
            if !ids.contains(agent) {
                ids.push(*agent);
            }
        }
        let site = site.key.clone();
        sites.push(SiteAgents { site, agents });
    }
    let roster = Roster::load(&app.db).await?;
    let mut agents: Vec<_> = ids
        .into_iter()
        .map(|id| roster.for_agents(id, &app.live))
        .collect();
    agents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Json(Colleagues { agents, sites }))
}

/// Whether an agent answers for a site.
///
/// # Errors
/// When the database fails.
pub async fn answers_for(db: &Db, agent: AgentId, site: SiteId) -> Result<bool> {
    Ok(store::of_site(db, site).await?.contains(&agent))
}

#[cfg(test)]
mod tests {
    use guichet_shared::{
        lang::Lang,
        policy::Policies,
        site::{SiteKey, Theme},
    };
    use sqlx::types::Json as Stored;
    use uuid::Uuid;

    use super::*;

    fn shown(policy: NamePolicy, alias: Option<&str>) -> String {
        let agent = AgentRow {
            id: AgentId(Uuid::nil()),
            email: "ana@desk.example".into(),
            name: "Ana Maria Silva".into(),
            alias: alias.map(Into::into),
            role: Role::Agent,
            level: 2,
        };
        let site = SiteRow {
            id: SiteId(Uuid::nil()),
            key: SiteKey::parse("acme").unwrap(),
            name: "Acme".into(),
            origins: Stored(Vec::new()),
            languages: Stored(vec![Lang::parse("en").unwrap()]),
            theme: Stored(Theme::default()),
            topics: Stored(Vec::new()),
            policies: Stored(Policies {
                names: policy,
                ..Policies::default()
            }),
            revision: 0,
        };
        let id = agent.id;
        let roster = Roster {
            agents: HashMap::from([(id, agent)]),
            absent: Absent::default(),
        };
        roster.for_customers(id, &site).name
    }

    #[test]
    fn customers_read_the_name_that_the_sites_policy_gives() {
        assert_eq!(shown(NamePolicy::Full, None), "Ana Maria Silva");
        assert_eq!(shown(NamePolicy::First, None), "Ana");
        assert_eq!(shown(NamePolicy::Alias, Some("Swift")), "Swift");
        assert_eq!(shown(NamePolicy::Alias, None), "Acme");
        assert_eq!(shown(NamePolicy::Team, Some("Swift")), "Acme");
    }
}
