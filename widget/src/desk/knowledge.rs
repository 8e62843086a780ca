//! What is known about the open ticket's question: articles that may answer it, and what becomes
//! of a solution that level 1 did not have.

mod insert;
mod owed;

use guichet_shared::{
    article::{ArticleId, Slug},
    desk::{ArticleList, Thread, Ticket},
    search::{Hits, Segment},
    site::SiteKey,
    ticket::TicketId,
    triage::Knowledge,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

use super::{articles::link, call, state::State};
use crate::parts::{
    element::{Element, element, words},
    icons::{OUTSIDE, icon},
};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);
/// How many articles a search offers.
const OFFERS: usize = 5;

/// An article that may be the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub id: ArticleId,
    pub slug: Slug,
    pub title: String,
    /// Where it speaks of the question; empty where that is not known.
    pub passage: String,
}

/// What is offered for a ticket.
#[derive(Clone, Copy)]
struct Offers {
    found: RwSignal<Vec<Offer>>,
    asked: StoredValue<u32>,
}

fn text(segments: &[Segment]) -> String {
    segments.iter().map(|part| part.text.as_str()).collect()
}

impl Offers {
    /// Those that fit the ticket's own words, or `query` where there is one.
    fn ask(self, ticket: TicketId, site: SiteKey, query: String) {
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        spawn_local(async move {
            let found = if query.is_empty() {
                let hits = call::get::<Hits>(&format!("/tickets/{ticket}/suggestions")).await;
                let offer = |hit: guichet_shared::search::Hit| Offer {
                    id: hit.id,
                    title: text(&hit.title),
                    passage: text(&hit.snippet),
                    slug: hit.slug,
                };
                hits.map(|hits| hits.hits.into_iter().map(offer).collect())
            } else {
                let query = String::from(js_sys::encode_uri_component(&query));
                let path = format!("/articles?site={site}&q={query}&limit={OFFERS}");
                let list = call::get::<ArticleList>(&path).await;
                let offer = |article: guichet_shared::desk::ArticleSummary| Offer {
                    id: article.id,
                    slug: article.slug,
                    title: article.title,
                    passage: String::new(),
                };
                list.map(|list| list.articles.into_iter().map(offer).collect())
            };
            if let Ok(found) = found
                && self.asked.try_get_value() == Some(number)
            {
                _ = self.found.try_set(found);
            }
        });
    }
}

/// The part of the context column.
pub fn part(state: State, thread: &Thread) -> Element {
    let w = state.words().knowledge;
    let ticket = thread.ticket.clone();
    let offers = Offers {
        found: RwSignal::new(Vec::new()),
        asked: StoredValue::new(0),
    };
    offers.ask(ticket.id, ticket.site.clone(), String::new());
    let list = element("ul", "offers").live({
        let ticket = ticket.clone();
        move || {
            let found = offers.found.get();
            found
                .into_iter()
                .map(|one| offer(state, &ticket, one))
                .collect()
        }
    });
    let (id, site) = (ticket.id, ticket.site.clone());
    let typed = StoredValue::new(0_u32);
    let search = element("input", "input")
        .set("type", "search")
        .set("aria-label", w.search)
        .set("placeholder", w.search)
        .set("autocomplete", "off")
        .on("input", move |event| {
            let query = event_target_value(&event).trim().to_owned();
            let number = typed.get_value() + 1;
            typed.set_value(number);
            let site = site.clone();
            set_timeout(
                move || {
                    if typed.try_get_value() == Some(number) {
                        offers.ask(id, site, query);
                    }
                },
                PAUSE,
            );
        });
    element("section", "context-part knowledge")
        .child(words("h3", "context-title", w.title))
        .child(owed::owed(state, &ticket))
        .child(search)
        .child(list)
        .child(element("div", "").live(move || {
            let offered = offers.found.with(|found| !found.is_empty());
            let hint = w.is_answer_hint.replace("{button}", w.is_answer);
            let hint = offered.then(|| words("p", "field-hint", hint));
            hint.into_iter().collect()
        }))
}

fn offer(state: State, ticket: &Ticket, offer: Offer) -> Element {
    let w = state.words().knowledge;
    let href = link::portal(&ticket.site, offer.slug.as_str());
    let title = words("a", "offer-title", offer.title.as_str())
        .set("href", href)
        .set("target", "_blank")
        .set("rel", "noopener")
        .child(icon(OUTSIDE))
        .child(words("span", "hidden", state.words().new_tab));
    let passage =
        (!offer.passage.is_empty()).then(|| words("p", "offer-passage", offer.passage.as_str()));
    let action = |label: &'static str, act: Box<dyn Fn()>| {
        // The same words stand below each article: its title tells them apart.
        words("button", "link-button", label)
            .set("type", "button")
            .set("aria-label", [label, ": ", &offer.title].concat())
            .on("click", move |_| act())
    };
    let linked = offer.clone();
    let mut actions = vec![action(
        w.insert_link,
        Box::new(move || insert::link(state, &linked)),
    )];
    if !offer.passage.is_empty() {
        let quoted = offer.clone();
        actions.push(action(
            w.insert_passage,
            Box::new(move || insert::passage(state, quoted.clone())),
        ));
    }
    let id = offer.id;
    // What is linked already need not be linked again.
    let linked = match &ticket.knowledge {
        Some(Knowledge::Linked { article, .. } | Knowledge::Drafted { article, .. }) => {
            *article == id
        }
        _ => false,
    };
    if !linked {
        actions.push(action(w.is_answer, Box::new(move || owed::link(state, id))));
    }
    element("li", "offer")
        .child(title)
        .children(passage)
        .child(element("div", "offer-actions").children(actions))
}
