//! The log of the set-up: what admins have changed, from what to what, and who signed in.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use guichet_shared::{
    admin::{Changed, Deed, Log, LogEntry, LogId},
    agent::AgentId,
    site::{SiteId, SiteKey},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    admin::Admin,
    error::Result,
    fields::{Fields, Input},
    request::{Limit, Params},
    tickets::views::time,
};

pub mod store;

/// What is to be noted. It is written in the transaction of the change itself.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was done.
    pub deed: Deed,
    /// Who did it; nobody at the desk, without.
    pub by: Option<AgentId>,
    /// The site concerned.
    pub site: Option<SiteId>,
    /// Whose account it is about.
    pub account: Option<AgentId>,
    /// The rest, in words.
    pub detail: Detail,
}

/// What an entry says in words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Detail {
    /// The name of the site, the account or the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What is different since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Changed>,
}

impl Entry {
    /// Something done by an agent, or by nobody at the desk.
    #[must_use]
    pub fn new(deed: Deed, by: Option<AgentId>) -> Self {
        Self {
            deed,
            by,
            site: None,
            account: None,
            detail: Detail::default(),
        }
    }

    /// On a site.
    #[must_use]
    pub fn on(mut self, site: SiteId) -> Self {
        self.site = Some(site);
        self
    }

    /// About an account.
    #[must_use]
    pub fn account(mut self, account: AgentId) -> Self {
        self.account = Some(account);
        self
    }

    /// About something with this name.
    #[must_use]
    pub fn about(mut self, name: &str) -> Self {
        self.detail.about = Some(name.to_owned());
        self
    }

    /// With what is different since.
    #[must_use]
    pub fn with(mut self, changes: Vec<Changed>) -> Self {
        self.detail.changes = changes;
        self
    }
}

/// What differs between two states of something, leaf by leaf.
///
/// # Errors
/// When one of them is no JSON, which does not happen.
pub fn changes<T: Serialize>(before: &T, after: &T) -> serde_json::Result<Vec<Changed>> {
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    leaves(&serde_json::to_value(before)?, String::new(), &mut old);
    leaves(&serde_json::to_value(after)?, String::new(), &mut new);
    let fields: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
    let changed = fields.into_iter().filter_map(|field| {
        let (from, to) = (old.remove(&field), new.remove(&field));
        (from != to).then_some(Changed { field, from, to })
    });
    Ok(changed.collect())
}

/// What a thing in a list is known by, so that moving it is not changing it.
const NAMES: [&str; 4] = ["key", "status", "topic", "site"];

fn leaves(value: &Value, place: String, into: &mut BTreeMap<String, String>) {
    let under = |name: &str| match place.as_str() {
        "" => name.to_owned(),
        place => format!("{place}.{name}"),
    };
    match value {
        Value::Null => {}
        Value::Object(values) => {
            for (name, value) in values {
                leaves(value, under(name), into);
            }
        }
        Value::Array(values) if values.iter().any(Value::is_object) => {
            let mut order = Vec::new();
            for (at, value) in values.iter().enumerate() {
                let named = NAMES.iter().find_map(|name| value.get(name)?.as_str());
                let name = named.map_or_else(|| at.to_string(), str::to_owned);
                leaves(value, under(&name), into);
                order.push(name);
            }
            into.insert(place, order.join(", "));
        }
        Value::Array(values) if values.is_empty() => {}
        Value::Array(values) => {
            let texts: Vec<_> = values.iter().map(leaf).collect();
            into.insert(place, texts.join(", "));
        }
        value => {
            into.insert(place, leaf(value));
        }
    }
}

fn leaf(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read))
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct LogQuery {
    /// Only older entries than this one.
    before: Option<LogId>,
    /// Only this site.
    site: Option<SiteKey>,
    /// How many, 1 to 100; 50 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<Limit<100>>,
}

impl Input for LogQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let before = fields.optional("before");
        let site = fields.optional("site");
        let limit = fields.optional("limit");
        Some(Self {
            before: before?,
            site: site?,
            limit: limit?,
        })
    }
}

/// What was changed on the caller's sites and who of their agents signed in, the latest first
#[utoipa::path(
    get, path = "/desk/log", tag = "admin",
    params(LogQuery),
    responses((status = 200, body = Log)),
)]
async fn read(
    State(app): State<App>,
    Admin(me): Admin,
    Params(query): Params<LogQuery>,
) -> Result<Json<Log>> {
    let limit = query.limit.map_or(50, |limit| limit.0);
    let rows = store::page(
        &app.db,
        me.agent.id,
        query.before,
        query.site.as_ref(),
        limit + 1,
    )
    .await?;
    let more = rows.len() > limit as usize;
    let entries = rows.into_iter().take(limit as usize).map(|row| {
        Ok(LogEntry {
            id: row.id,
            at: time(row.created_at)?,
            by: row.doer,
            deed: row.what,
            about: row.account.or(row.data.0.about),
            site: row.site,
            changes: row.data.0.changes,
        })
    });
    let entries = entries.collect::<Result<Vec<_>>>()?;
    let next = entries.last().filter(|_| more).map(|entry| entry.id);
    Ok(Json(Log { entries, next }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_different_is_told_leaf_by_leaf_and_by_its_name() {
        let before = json!({"name": "Shop", "origins": ["https://a.example"], "accent": null,
            "topics": [{"key": "billing", "name": {"en": "Billing"}}, {"key": "returns", "name": {"en": "Returns"}}]});
        let after = json!({"name": "Shop", "origins": ["https://a.example", "https://b.example"], "accent": "#112233",
            "topics": [{"key": "returns", "name": {"en": "Returns"}}, {"key": "billing", "name": {"en": "Invoices"}}]});
        let told: Vec<_> = changes(&before, &after)
            .unwrap()
            .into_iter()
            .map(|changed| {
                let part = |text: Option<String>| text.unwrap_or_default();
                format!(
                    "{}: {} → {}",
                    changed.field,
                    part(changed.from),
                    part(changed.to)
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "accent:  → #112233",
                "origins: https://a.example → https://a.example, https://b.example",
                "topics: billing, returns → returns, billing",
                "topics.billing.name.en: Billing → Invoices",
            ]
        );
    }
}
