//! Links between articles: the desk knows articles by their id, texts know them by their slug, so
//! such a link leads to the article as customers see it.

use guichet_shared::site::SiteKey;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{desk::state::State, parts::element::Element};

/// An article in the site's portal.
pub fn portal(site: &SiteKey, slug: &str) -> String {
    ["/portal/", site.as_str(), "#/article/", slug].concat()
}

/// Leads the links of a message to the portal, in a tab of its own.
pub fn outside(state: State, text: Element) -> Element {
    text.on("click", move |event| {
        let site = state
            .open
            .thread_now()
            .map(|thread| thread.ticket.site.clone());
        if let Some(site) = site {
            follow(&event, &site);
        }
    })
}

/// Leads a link that was clicked to the portal of `site`.
pub fn follow(event: &web_sys::Event, site: &SiteKey) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='#/article/']").ok().flatten());
    let href = link.and_then(|link| link.get_attribute("href"));
    if let Some(slug) = href
        .as_deref()
        .and_then(|href| href.strip_prefix("#/article/"))
    {
        event.prevent_default();
        _ = window().open_with_url_and_target(&portal(site, slug), "_blank");
    }
}
