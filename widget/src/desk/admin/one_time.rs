//! Pages behind one-time links: whether a link works is asked first, and what it lets do follows.

use gloo_net::http::Method;
use guichet_shared::admin::LinkOwner;
use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{first_run, password};
use crate::{
    desk::{
        call::{self, Refusal},
        state::State,
    },
    parts::{
        element::{Element, element, words},
        states::{button, notice},
    },
};

/// What a link lets do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Make the first account and the first site.
    FirstRun(String),
    /// Set a password.
    Password(String),
}

#[derive(Clone, PartialEq, Eq)]
enum Found {
    Asking,
    Works(Option<LinkOwner>),
    Dead,
    Failed,
}

impl Link {
    /// The link in the address, where there is one.
    pub fn followed() -> Option<Self> {
        Self::parse(&location().hash().ok()?)
    }

    fn parse(hash: &str) -> Option<Self> {
        let first = hash.strip_prefix("#/first-run/");
        let first = first.map(|token| Self::FirstRun(token.to_owned()));
        first.or_else(|| Some(Self::Password(hash.strip_prefix(PASSWORD)?.to_owned())))
    }

    async fn ask(&self) -> Result<Option<LinkOwner>, Refusal> {
        match self {
            Self::FirstRun(token) => {
                let body = json!({ "token": token });
                call::tell(Method::POST, "/first-run/check", Some(&body)).await?;
                Ok(None)
            }
            Self::Password(token) => {
                let body = json!({ "token": token });
                let owner = call::send(Method::POST, "/password/check", &body, None).await?;
                Ok(Some(owner))
            }
        }
    }
}

/// What links that set passwords begin with, after the desk's address.
const PASSWORD: &str = "#/password/";

/// The whole link with which a password is set.
pub fn to_set_a_password(token: &str) -> String {
    let origin = location().origin().unwrap_or_default();
    [&origin, "/desk", PASSWORD, token].concat()
}

/// The page.
pub fn page(state: State, link: Link) -> Element {
    let w = state.words();
    let found = RwSignal::new(Found::Asking);
    let ask = {
        let link = link.clone();
        move || {
            let link = link.clone();
            found.set(Found::Asking);
            spawn_local(async move {
                let answer = match link.ask().await {
                    Ok(owner) => Found::Works(owner),
                    Err(Refusal::Missing | Refusal::Fields(_)) => Found::Dead,
                    Err(_) => Found::Failed,
                };
                _ = found.try_set(answer);
            });
        }
    };
    ask();
    element("main", "gate start").live(move || {
        let ask = ask.clone();
        match found.get() {
            Found::Asking => vec![words("p", "hidden", w.loading)],
            Found::Works(owner) => untrack(|| vec![card(state, &link, owner)]),
            Found::Dead => {
                let hint = match link {
                    Link::FirstRun(_) => w.admin.link_dead_hint,
                    Link::Password(_) => w.links.dead_hint,
                };
                vec![notice("h1", w.admin.link_dead, hint, None)]
            }
            Found::Failed => {
                let again = button(w.retry, ask);
                vec![notice("h1", w.failed, w.failed_hint, Some(again))]
            }
        }
    })
}

fn card(state: State, link: &Link, owner: Option<LinkOwner>) -> Element {
    let brand = element("p", "brand")
        .child(words("span", "brand-mark", "G").set("aria-hidden", "true"))
        .text("Guichet");
    let (class, inside) = match (link, owner) {
        (Link::Password(token), Some(owner)) => {
            ("gate-card", password::choose(state, token.clone(), &owner))
        }
        (Link::FirstRun(token) | Link::Password(token), _) => {
            ("gate-card wide", first_run::set_up(state, token.clone()))
        }
    };
    element("div", class).child(brand).children(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_known_by_how_it_begins() {
        let token = || "T".to_owned();
        assert_eq!(Link::parse("#/first-run/T"), Some(Link::FirstRun(token())));
        assert_eq!(Link::parse("#/password/T"), Some(Link::Password(token())));
        assert_eq!(Link::parse("#/queue/mine"), None);
    }
}
