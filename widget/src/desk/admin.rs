//! Setting the desk up: sites, agents, teams, and the log of it; for admins.

mod agent;
mod agents;
mod draft;
mod ending;
mod fields;
mod first_run;
mod form;
mod hours;
mod labels;
mod list;
mod log;
pub mod one_time;
mod page;
mod password;
mod site;
mod tag;
mod team;
mod teams;
mod topics;
mod wrong;

use guichet_shared::{admin::LogEntry, agent::AgentId, site::SiteKey, team::TeamId};
use leptos::prelude::*;
use serde_json::Value;

pub use self::{
    ending::question,
    form::Form,
    page::{settings, title},
};
use super::{call, route::Route, state::State};
use crate::api::Load;

/// A site's key, kept for as long as the app runs, so that a page's address can be copied.
pub type Key = &'static str;

/// A page of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The sites.
    Sites,
    /// A site that is still to be made.
    NewSite,
    /// A site's settings.
    Site(Key),
    /// What a site's own pages need.
    Tag(Key),
    /// The agents.
    Agents,
    /// An agent who is still to come.
    NewAgent,
    /// An agent's account.
    Agent(AgentId),
    /// The teams.
    Teams,
    /// A team that is still to be made.
    NewTeam(Key),
    /// A team of a site.
    Team(Key, TeamId),
    /// The log.
    Log,
}

impl Page {
    /// Reads what follows `#/settings/`.
    pub fn parse(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let key = |text: &str| {
            let key = SiteKey::parse(text).ok()?;
            Some(&*Box::leak(key.to_string().into_boxed_str()))
        };
        match parts.as_slice() {
            ["" | "sites"] => Some(Self::Sites),
            ["sites", "new"] => Some(Self::NewSite),
            ["site", site] => key(site).map(Self::Site),
            ["site", site, "tag"] => key(site).map(Self::Tag),
            ["agents"] => Some(Self::Agents),
            ["agents", "new"] => Some(Self::NewAgent),
            ["agent", id] => id.parse().ok().map(Self::Agent),
            ["teams"] => Some(Self::Teams),
            ["teams", site, "new"] => key(site).map(Self::NewTeam),
            ["teams", site, id] => Some(Self::Team(key(site)?, id.parse().ok()?)),
            ["log"] => Some(Self::Log),
            _ => None,
        }
    }

    /// The link, with its `#`.
    pub fn href(self) -> String {
        let path = match self {
            Self::Sites => "sites".to_owned(),
            Self::NewSite => "sites/new".to_owned(),
            Self::Site(key) => ["site/", key].concat(),
            Self::Tag(key) => ["site/", key, "/tag"].concat(),
            Self::Agents => "agents".to_owned(),
            Self::NewAgent => "agents/new".to_owned(),
            Self::Agent(id) => format!("agent/{id}"),
            Self::Teams => "teams".to_owned(),
            Self::NewTeam(key) => ["teams/", key, "/new"].concat(),
            Self::Team(key, id) => format!("teams/{key}/{id}"),
            Self::Log => "log".to_owned(),
        };
        ["#/settings/", &path].concat()
    }
}

/// What the settings know while they are open.
#[derive(Clone, Copy)]
pub struct Admin {
    /// What the page shows, as the server gave it.
    load: RwSignal<Load<Value>>,
    /// What else the page needs: a site's teams, the agents.
    more: RwSignal<Value>,
    /// The log as far as it was read.
    log: RwSignal<Vec<LogEntry>>,
    /// What is filled in.
    pub form: Form,
    /// What the last change has brought with it, in words.
    told: RwSignal<Option<String>>,
    /// The account that was made last, while its page is open.
    made: RwSignal<Option<AgentId>>,
    /// Which reading is the last one.
    asked: RwSignal<u32>,
}

impl Admin {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            load: RwSignal::new(Load::Waiting),
            more: RwSignal::new(Value::Null),
            log: RwSignal::new(Vec::new()),
            form: Form::new(),
            told: RwSignal::new(None),
            made: RwSignal::new(None),
            asked: RwSignal::new(0),
        }
    }
}

/// What a page shows, and what else it needs.
fn resources(page: Page) -> (Option<String>, Option<String>) {
    let some = |path: &str| Some(path.to_owned());
    match page {
        Page::Sites => (some("/sites"), None),
        Page::NewSite => (None, None),
        Page::Site(key) => (
            Some(format!("/sites/{key}")),
            Some(format!("/sites/{key}/teams")),
        ),
        Page::Tag(key) => (Some(format!("/sites/{key}")), None),
        Page::Agents => (some("/accounts"), None),
        Page::NewAgent => (None, None),
        Page::Agent(id) => (Some(format!("/accounts/{id}")), None),
        Page::Teams => (some("/sites"), None),
        Page::NewTeam(_) => (None, some("/accounts")),
        Page::Team(key, _) => (Some(format!("/sites/{key}/teams")), some("/accounts")),
        Page::Log => (some("/log"), None),
    }
}

impl State {
    /// Brings what a page of the settings shows.
    pub fn arrive_at_settings(self, page: Page) {
        let admin = self.admin;
        let number = admin.asked.get_untracked() + 1;
        admin.asked.set(number);
        admin.load.set(Load::Waiting);
        admin.more.set(Value::Null);
        admin.form.clear();
        admin.told.set(None);
        admin
            .made
            .update(|made| *made = made.filter(|made| page == Page::Agent(*made)));
        let (main, more) = resources(page);
        leptos::task::spawn_local(async move {
            let read = async {
                let more = match (page, more) {
                    // Every site's teams stand on one page.
                    (Page::Teams, _) => self.teams_of_all().await?,
                    (_, Some(more)) => call::get::<Value>(&more).await?,
                    (_, None) => Value::Null,
                };
                let main = match main {
                    Some(main) => call::get::<Value>(&main).await?,
                    None => Value::Null,
                };
                Ok::<_, call::Refusal>((main, more))
            };
            let answer = read.await;
            if admin.asked.get_untracked() != number {
                return;
            }
            match answer {
                Ok((main, more)) => {
                    admin.more.set(more);
                    self.fill_settings(page, &main);
                    admin.load.set(Load::Ready(main));
                }
                Err(refusal) => {
                    self.sentence(&refusal);
                    admin.load.set(Load::Failed((&refusal).into()));
                }
            }
        });
    }

    /// Tells whom a change of an account has left without a cover.
    fn tell_uncovered(self, account: &Value) {
        let names = account["uncovered"].as_array().into_iter().flatten();
        let names: Vec<_> = names.filter_map(Value::as_str).collect();
        let told = self
            .words()
            .links
            .uncovered
            .replace("{names}", &names.join(", "));
        self.admin.told.set((!names.is_empty()).then_some(told));
    }

    /// The teams of each of the caller's sites, by their keys.
    async fn teams_of_all(self) -> Result<Value, call::Refusal> {
        let mut all = serde_json::Map::new();
        for site in untrack(|| self.sites()) {
            let teams = call::get::<Value>(&format!("/sites/{}/teams", site.key)).await?;
            all.insert(site.key.to_string(), teams["teams"].clone());
        }
        Ok(Value::Object(all))
    }

    /// Fills the page's form, where it has one.
    fn fill_settings(self, page: Page, main: &Value) {
        let form = self.admin.form;
        match page {
            Page::Site(_) => form.fill(draft::of_site(main)),
            Page::NewSite => form.fill(draft::new_site(self.lang())),
            Page::NewAgent => form.fill(draft::new_agent(&untrack(|| self.sites()))),
            Page::Agent(_) => form.fill(draft::of_agent(main)),
            Page::NewTeam(_) => form.fill(draft::of_team(&Value::Null)),
            Page::Team(_, id) => {
                let id = id.to_string();
                let teams = main["teams"].as_array().cloned().unwrap_or_default();
                let team = teams.into_iter().find(|team| team["id"] == id.as_str());
                form.fill(draft::of_team(&team.unwrap_or_default()));
            }
            Page::Sites | Page::Tag(_) | Page::Agents | Page::Teams | Page::Log => {}
        }
    }

    /// Whether leaving for `route` would lose what is typed in the settings.
    pub fn would_lose(self, route: Route) -> bool {
        let here = self.route.get_untracked();
        here != route && matches!(here, Route::Settings(_)) && self.admin.form.changed_now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_survives_being_written_and_read() {
        let id = "0199f0a0-0000-7000-8000-000000000001";
        for page in [
            Page::Sites,
            Page::NewSite,
            Page::Site("shop"),
            Page::Tag("shop"),
            Page::Agents,
            Page::NewAgent,
            Page::Agent(id.parse().unwrap()),
            Page::Teams,
            Page::NewTeam("shop"),
            Page::Team("shop", id.parse().unwrap()),
            Page::Log,
        ] {
            let href = page.href();
            let path = href.strip_prefix("#/settings/").unwrap();
            assert_eq!(Page::parse(path), Some(page));
        }
    }
}
