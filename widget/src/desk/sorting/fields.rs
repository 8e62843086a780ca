//! How the open ticket is sorted: the menus in its head, its tags and its team beside it.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Change, Deed, Thread, Ticket},
    triage::{MOST_TAGS, Priority, Tag},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::{later, moment};
use crate::{
    desk::{
        field::{labelled, select},
        icons, menu,
        state::State,
        time,
    },
    parts::{
        element::{Element, element, words},
        icons::{CHECK, CROSS, icon},
    },
};

/// The menus in the head: priority and putting off.
pub fn menus(state: State, ticket: &Ticket) -> [Element; 2] {
    [priority(state, ticket.priority), snooze(state, ticket)]
}

/// What is not as usual, beside the status.
pub fn marks(state: State, ticket: &Ticket) -> Vec<Element> {
    let w = state.words();
    let priority = (ticket.priority != Priority::Normal).then(|| {
        words("span", "priority", w.priority_name(ticket.priority))
            .set("data-priority", ticket.priority.as_str())
    });
    let off = ticket.snoozed_until.as_ref();
    let off = off
        .filter(|until| time::parse(until) > js_sys::Date::now())
        .map(|until| {
            let clock = time::clock(state.lang(), until, js_sys::Date::now());
            words(
                "span",
                "put-off",
                w.sorting.put_off.replace("{time}", &clock),
            )
        });
    priority.into_iter().chain(off).collect()
}

fn priority(state: State, now: Priority) -> Element {
    let w = state.words();
    let items = Priority::ALL.map(|priority| {
        menu::item(w.priority_name(priority), move || {
            state.arrange_open(Deed::Priority { priority });
        })
        .set("aria-pressed", (priority == now).to_string())
        .child(icon(CHECK))
    });
    let shown = menu::shown("button small")
        .text(w.sorting.priority)
        .child(icon(icons::DOWN));
    menu::menu("menu", shown, items.into()).set("id", "menu-priority")
}

fn snooze(state: State, ticket: &Ticket) -> Element {
    let w = state.words();
    let names = [
        w.sorting.snooze_today,
        w.sorting.snooze_tomorrow,
        w.sorting.snooze_monday,
    ];
    let items = (0..).zip(names).map(|(i, name)| {
        let clock = time::clock(state.lang(), &time::written(moment(i)), js_sys::Date::now());
        menu::item(name, move || state.arrange_open(later(i))).child(words(
            "span",
            "menu-detail",
            clock,
        ))
    });
    let wake = ticket.snoozed_until.is_some().then(|| {
        menu::item(w.sorting.wake, move || {
            state.arrange_open(Deed::Snooze { until: None });
        })
    });
    let shown = menu::shown("button small")
        .text(w.sorting.snooze)
        .child(icon(icons::DOWN));
    let explained = words("p", "menu-hint", w.sorting.snooze_explained);
    let items = std::iter::once(explained).chain(items);
    let content = items.chain(wake).chain([another(state)]).collect();
    menu::menu("menu", shown, content).set("id", "menu-snooze")
}

fn another(state: State) -> Element {
    let w = state.words();
    let (chosen, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    let input = element("input", "input")
        .set("type", "datetime-local")
        .on("input", move |event| {
            wrong.set(false);
            chosen.set(event_target_value(&event));
        });
    let send = words("button", "button small", w.sorting.snooze_then)
        .set("type", "button")
        .on("click", move |_| {
            // Without a zone the browser reads its own.
            let at = time::parse(&chosen.get_untracked());
            if at > js_sys::Date::now() {
                menu::close(None);
                state.arrange_open(Deed::Snooze {
                    until: Some(time::written(at)),
                });
            } else {
                wrong.set(true);
            }
        });
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = || words("p", "", w.promise_past);
        wrong.get().then(line).into_iter().collect()
    });
    element("div", "menu-form")
        .child(labelled(w.another_time, None, input))
        .child(said)
        .child(send)
}

impl State {
    /// Does something to the open ticket, whatever is selected in the queue.
    fn arrange_open(self, deed: Deed) {
        let selected = self.hands.selected.get_untracked();
        if selected.is_empty() {
            self.arrange(deed);
        } else {
            self.hands.selected.set(Vec::new());
            self.arrange(deed);
            self.hands.selected.set(selected);
        }
    }

    fn set_tags(self, tags: Vec<Tag>) {
        let change = Change {
            tags: Some(tags),
            ..Change::default()
        };
        self.act(Method::PATCH, "", &change, |_| {});
    }
}

/// The part of the column beside the ticket: its team and its tags.
pub fn section(state: State, thread: &Thread) -> Element {
    let w = state.words();
    let ticket = &thread.ticket;
    state.read_sorting(ticket.site.clone());
    let tags = ticket.tags.clone();
    let chips = ticket.tags.iter().map(|tag| {
        let left: Vec<_> = tags.iter().filter(|known| *known != tag).cloned().collect();
        let remove = element("button", "tag-remove")
            .set("type", "button")
            .set(
                "aria-label",
                w.sorting.remove_tag.replace("{tag}", tag.as_str()),
            )
            .on("click", move |_| state.set_tags(left.clone()))
            .child(icon(CROSS));
        element("li", "tag")
            .child(words("span", "", tag.as_str()))
            .child(remove)
    });
    let list = element("ul", "tags").children(chips);
    let site = ticket.site.clone();
    let known = tags.clone();
    let options = element("datalist", "")
        .set("id", "tag-options")
        .live(move || {
            let sorting = state.sorting(&site);
            let free = sorting.tags.into_iter().filter(|tag| !known.contains(tag));
            free.map(|tag| element("option", "").set("value", tag.as_str()))
                .collect()
        });
    let wrong = RwSignal::new(None::<String>);
    let said = element("div", "field-wrong")
        .set("id", "tag-wrong")
        .set("role", "alert")
        .live(move || {
            let said = wrong.get().map(|sentence| words("span", "", sentence));
            said.into_iter().collect()
        });
    let input = element("input", "input")
        .set("id", "tag-input")
        .set("list", "tag-options")
        .set("autocomplete", "off")
        .set("aria-label", w.sorting.add_tag)
        .set("aria-describedby", "tag-wrong")
        .set("placeholder", w.sorting.add_tag)
        .follow("aria-invalid", move || {
            wrong.get().map(|_| "true".to_owned())
        })
        .on("input", move |_| wrong.set(None))
        .on("keydown", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            let input = event.current_target();
            let Some(input) = input.as_ref().and_then(JsCast::dyn_ref::<HtmlInputElement>) else {
                return;
            };
            if key.key() != "Enter" && key.key() != "," {
                return;
            }
            event.prevent_default();
            let mut all = tags.clone();
            match state.tags_of(&input.value()) {
                Ok(typed) => all.extend(typed.into_iter().filter(|tag| !tags.contains(tag))),
                Err(sentence) => return wrong.set(Some(sentence)),
            }
            if all.len() > MOST_TAGS {
                return wrong.set(Some(w.sorting.many_tags.to_owned()));
            }
            input.set_value("");
            if all != tags {
                state.set_tags(all);
                request_animation_frame(|| _ = crate::desk::keyboard::focus("#tag-input"));
            }
        });
    element("section", "context-part")
        .child(words("h3", "context-title", w.sorting.tags))
        .child(list)
        .child(input)
        .child(said)
        .child(options)
        .child(team(state, ticket))
}

fn team(state: State, ticket: &Ticket) -> Element {
    let w = state.words();
    let (site, now) = (ticket.site.clone(), ticket.team.clone());
    element("div", "team-field").live(move || {
        let teams = state.sorting(&site).teams;
        if teams.is_empty() {
            return Vec::new();
        }
        let none = std::iter::once((String::new(), w.sorting.no_team.to_owned()));
        let all = none.chain(
            teams
                .into_iter()
                .map(|team| (team.id.to_string(), team.name)),
        );
        let chosen = now
            .as_ref()
            .map_or_else(String::new, |team| team.id.to_string());
        let list = select(w.sorting.team, all, &chosen, move |id| {
            state.arrange_open(Deed::Team {
                team: id.parse().ok(),
            });
        });
        vec![labelled(w.sorting.team, None, list)]
    })
}
