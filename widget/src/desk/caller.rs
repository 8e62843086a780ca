//! A new ticket for somebody who called, with what they asked before beside it. What is filled in
//! stays until it is sent, whatever happens meanwhile.

use std::{collections::BTreeMap, time::Duration};

use gloo_net::http::Method;
use guichet_shared::{
    agent::{DeskSite, Email, Name},
    desk::{Customer, Customers, NewTicket, Thread},
    site::SiteKey,
    ticket::{Message, Subject, TicketId},
    topic::{Field, FieldKind, Key},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    call::{self, Refusal},
    dialog,
    field::{labelled, select},
    route::Route,
    state::State,
    status, time,
};
use crate::parts::element::{Element, element, words};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);

/// What is filled in.
#[derive(Clone, Copy)]
pub struct Form {
    site: RwSignal<Option<SiteKey>>,
    topic: RwSignal<Option<Key>>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    subject: RwSignal<String>,
    body: RwSignal<String>,
    note: RwSignal<String>,
    answers: RwSignal<BTreeMap<String, String>>,
    mine: RwSignal<bool>,
    /// Who called, where they have asked before.
    of: RwSignal<Option<Customer>>,
    query: RwSignal<String>,
    found: RwSignal<Option<Vec<Customer>>>,
    /// What makes a retry the same request, with what was sent under it.
    key: RwSignal<(String, String)>,
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    asked: RwSignal<u32>,
}

impl Form {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            site: RwSignal::new(None),
            topic: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            subject: RwSignal::new(String::new()),
            body: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            answers: RwSignal::new(BTreeMap::new()),
            mine: RwSignal::new(true),
            of: RwSignal::new(None),
            query: RwSignal::new(String::new()),
            found: RwSignal::new(None),
            key: RwSignal::new(Default::default()),
            wrong: RwSignal::new(None),
            busy: RwSignal::new(false),
            asked: RwSignal::new(0),
        }
    }

    fn clear(self) {
        for text in [
            self.name,
            self.email,
            self.subject,
            self.body,
            self.note,
            self.query,
        ] {
            text.set(String::new());
        }
        self.topic.set(None);
        self.answers.set(BTreeMap::new());
        self.of.set(None);
        self.found.set(None);
        self.wrong.set(None);
    }

    /// What is filled in, or what is missing.
    fn read(self, state: State) -> Result<NewTicket, &'static str> {
        let w = state.words().caller;
        let email = self.email.get_untracked();
        let name = self.name.get_untracked();
        let of = self.of.get_untracked();
        Ok(NewTicket {
            site: self.site.get_untracked().ok_or(w.missing)?,
            topic: self.topic.get_untracked(),
            subject: Subject::parse(&self.subject.get_untracked()).map_err(|_| w.missing)?,
            body: Message::parse(&self.body.get_untracked()).map_err(|_| w.missing)?,
            name: Name::parse(&name).ok(),
            email: match email.trim() {
                "" => None,
                email => Some(Email::parse(email).map_err(|_| w.wrong_email)?),
            },
            lang: of.as_ref().and_then(|of| of.tickets.first()?.lang.clone()),
            fields: self.answers.get_untracked(),
            of: of.and_then(|of| Some(of.tickets.first()?.id)),
            note: Message::parse(&self.note.get_untracked()).ok(),
            assign_to_me: self.mine.get_untracked(),
        })
    }
}

/// The dialog's content.
pub fn caller(state: State) -> Vec<Element> {
    let form = state.hands.caller;
    let w = state.words();
    let sites = untrack(|| state.sites());
    if form.site.get_untracked().is_none() {
        form.site.set(sites.first().map(|site| site.key.clone()));
    }
    let several = (sites.len() > 1).then(|| {
        let options = sites
            .iter()
            .map(|site| (site.key.to_string(), site.name.clone()));
        let chosen = form
            .site
            .get_untracked()
            .map(|key| key.to_string())
            .unwrap_or_default();
        let list = select(w.site, options, &chosen, move |key| {
            form.site.set(SiteKey::parse(&key).ok());
            form.topic.set(None);
            form.answers.set(BTreeMap::new());
            form.of.set(None);
            look(state);
        });
        labelled(w.site, None, list)
    });
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = form.wrong.get().map(|sentence| words("p", "", sentence));
        line.into_iter().collect()
    });
    let send = words("button", "button accent", w.caller.open)
        .set("type", "submit")
        .follow("disabled", move || form.busy.get().then(String::new));
    let fields = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send_it(state);
        })
        .children(several)
        .child(who(state))
        .child(topics(state, sites))
        .child(labelled(w.caller.subject, None, line(form.subject, "200")))
        .child(labelled(
            w.caller.body,
            Some(w.caller.body_hint),
            area(form.body, "5"),
        ))
        .child(labelled(
            w.internal_note,
            Some(w.internal_note_hint),
            area(form.note, "2"),
        ))
        .child(check(w.macros.to_me, form.mine))
        .child(said)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        );
    let both = element("div", "caller").child(fields).child(history(state));
    vec![dialog::title(state, w.caller.new), both]
}

fn line(value: RwSignal<String>, longest: &'static str) -> Element {
    element("input", "input")
        .set("value", value.get_untracked())
        .set("maxlength", longest)
        .set("autocomplete", "off")
        .on("input", move |event| value.set(event_target_value(&event)))
}

fn area(value: RwSignal<String>, rows: &'static str) -> Element {
    words("textarea", "input", value.get_untracked())
        .set("rows", rows)
        .set("maxlength", "20000")
        .on("input", move |event| value.set(event_target_value(&event)))
}

fn check(name: &'static str, value: RwSignal<bool>) -> Element {
    let input = element("input", "")
        .set("type", "checkbox")
        .set_some("checked", value.get_untracked().then_some(""))
        .on("change", move |event| {
            value.set(event_target_checked(&event));
        });
    element("label", "check-field")
        .child(input)
        .child(words("span", "", name))
}

/// Who called: somebody known, or a name and an address.
fn who(state: State) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    element("div", "dialog-form").live(move || {
        if let Some(of) = form.of.get() {
            let name = of.name.or(of.email).unwrap_or_else(|| w.no_name.to_owned());
            let other = words("button", "button small", w.caller.somebody_else)
                .set("type", "button")
                .on("click", move |_| form.of.set(None));
            let known = element("div", "caller-known")
                .child(words("strong", "", name))
                .child(other);
            return vec![known];
        }
        vec![
            labelled(
                w.name,
                None,
                line(form.name, "80")
                    .set("id", "caller-name")
                    .set("autofocus", ""),
            ),
            labelled(w.email, None, line(form.email, "254")),
        ]
    })
}

fn topics(state: State, sites: Vec<DeskSite>) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    element("div", "dialog-form").live(move || {
        let site = form.site.get();
        let site = sites.iter().find(|it| Some(&it.key) == site.as_ref());
        let Some(site) = site.filter(|site| !site.topics.is_empty()) else {
            return Vec::new();
        };
        let chosen = form.topic.get();
        let name =
            |topic: &guichet_shared::topic::Topic| topic.name.pick([state.lang(), "en"]).to_owned();
        let none = std::iter::once((String::new(), w.caller.no_topic.to_owned()));
        let all = site
            .topics
            .iter()
            .map(|topic| (topic.key.to_string(), name(topic)));
        let list = select(
            w.topic,
            none.chain(all),
            chosen.as_ref().map_or("", Key::as_str),
            move |key| {
                form.answers.set(BTreeMap::new());
                form.topic.set(Key::parse(&key).ok());
            },
        );
        let topic = site
            .topics
            .iter()
            .find(|topic| Some(&topic.key) == chosen.as_ref());
        let fields = topic.into_iter().flat_map(|topic| &topic.fields);
        let fields = fields.map(|field| answer(state, field));
        [labelled(w.topic, None, list)]
            .into_iter()
            .chain(fields)
            .collect()
    })
}

fn answer(state: State, field: &Field) -> Element {
    let w = state.words();
    let answers = state.hands.caller.answers;
    let key = field.key.to_string();
    let now = answers
        .with_untracked(|all| all.get(&key).cloned())
        .unwrap_or_default();
    let name = field.label.pick([state.lang(), "en"]).to_owned();
    let put = move |value: String| {
        answers.update(|all| _ = all.insert(key.clone(), value));
    };
    let kind = match field.kind {
        FieldKind::Choice => {
            let none = std::iter::once((String::new(), w.caller.choose.to_owned()));
            let all = field.options.iter().map(|option| {
                (
                    option.key.to_string(),
                    option.label.pick([state.lang(), "en"]).to_owned(),
                )
            });
            let list = element("select", "input")
                .on("change", move |event| put(event_target_value(&event)));
            let list = none.chain(all).fold(list, |list, (value, text)| {
                let chosen = (value == now).then_some("");
                list.child(
                    words("option", "", text)
                        .set("value", value)
                        .set_some("selected", chosen),
                )
            });
            return labelled(&name, None, list);
        }
        FieldKind::Checkbox => {
            let input = element("input", "")
                .set("type", "checkbox")
                .set_some("checked", (now == "true").then_some(""))
                .on("change", move |event| {
                    put(event_target_checked(&event).to_string());
                });
            return element("label", "check-field")
                .child(input)
                .child(words("span", "", name));
        }
        FieldKind::Date => "date",
        FieldKind::Number | FieldKind::Text => "text",
    };
    let input = element("input", "input")
        .set("type", kind)
        .set("value", now)
        .on("input", move |event| put(event_target_value(&event)));
    labelled(&name, None, input)
}

/// Who that may be, and what they asked before.
fn history(state: State) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    let input = line(form.query, "200")
        .set("type", "search")
        .on("input", move |_| look(state));
    let found = element("div", "caller-found")
        .set("aria-live", "polite")
        .live(move || {
            if let Some(of) = form.of.get() {
                return vec![person(state, of, false)];
            }
            match form.found.get() {
                None => vec![words("p", "palette-none", w.caller.find_hint)],
                Some(found) if found.is_empty() => {
                    vec![words("p", "palette-none", w.caller.nobody)]
                }
                Some(found) => found
                    .into_iter()
                    .map(|one| person(state, one, true))
                    .collect(),
            }
        });
    element("aside", "caller-history")
        .set("aria-label", w.caller.history)
        .child(labelled(w.caller.find, None, input))
        .child(found)
}

fn look(state: State) {
    let form = state.hands.caller;
    let number = form.asked.get_untracked() + 1;
    form.asked.set(number);
    set_timeout(
        move || {
            let text = form.query.get_untracked();
            if form.asked.get_untracked() != number {
                return;
            }
            if text.trim().is_empty() {
                form.found.set(None);
                return;
            }
            let text = String::from(js_sys::encode_uri_component(text.trim()));
            let site = form.site.get_untracked().map(|key| format!("&site={key}"));
            let resource = ["/customers?q=", &text, &site.unwrap_or_default()].concat();
            spawn_local(async move {
                let answer = call::get::<Customers>(&resource).await;
                if form.asked.get_untracked() != number {
                    return;
                }
                match answer {
                    Ok(Customers { customers }) => form.found.set(Some(customers)),
                    Err(refusal) => form.wrong.set(Some(state.sentence(&refusal))),
                }
            });
        },
        PAUSE,
    );
}

fn person(state: State, customer: Customer, choose: bool) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    let name = customer.name.clone().or_else(|| customer.email.clone());
    let name = name.unwrap_or_else(|| w.no_name.to_owned());
    let email = customer.email.clone().filter(|_| customer.name.is_some());
    let count = time::count(state.lang(), w.caller.requests, customer.total);
    let detail = [
        email.as_deref().unwrap_or_default(),
        if email.is_some() { " · " } else { "" },
        &count,
    ]
    .concat();
    let tickets = customer.tickets.iter().map(|ticket| {
        let link = element("a", "other")
            .set("href", Route::Ticket(ticket.id).href())
            .set("target", "_blank")
            .set("rel", "noopener")
            .child(words("span", "other-subject", ticket.subject.as_str()))
            .child(
                element("span", "other-detail")
                    .child(words("span", "", format!("#{}", ticket.number)))
                    .child(status::mark(state, &ticket.site, ticket.status))
                    .child(time::since(state, "", ticket.updated_at.clone(), "short")),
            )
            .child(words("span", "hidden", w.new_tab));
        element("li", "").child(link)
    });
    let list = element("ul", "others").children(tickets);
    let pick = choose.then(|| {
        let customer = customer.clone();
        words(
            "button",
            "button small",
            w.caller.this_one.replace("{name}", &name),
        )
        .set("type", "button")
        .on("click", move |_| form.of.set(Some(customer.clone())))
    });
    element("section", "caller-person")
        .child(words("h3", "context-title", name.as_str()))
        .child(words("p", "person-detail", detail))
        .child(list)
        .children(pick)
}

fn send_it(state: State) {
    let form = state.hands.caller;
    let w = state.words();
    let new = match form.read(state) {
        Ok(new) => new,
        Err(sentence) => {
            form.wrong.set(Some(sentence.to_owned()));
            return;
        }
    };
    // The same again is the same request, however often it is sent.
    let key = call::key_of(form.key, &new);
    form.wrong.set(None);
    form.busy.set(true);
    spawn_local(async move {
        let answer = call::send::<Thread>(Method::POST, "/tickets", &new, Some(&key)).await;
        form.busy.set(false);
        match answer {
            Ok(thread) => {
                let id: TicketId = thread.ticket.id;
                form.clear();
                dialog::close(state);
                state.queue_changed(&thread.ticket);
                state.go(Route::Ticket(id));
                state.say(w.caller.opened);
            }
            Err(Refusal::Fields(fields)) => {
                let topic = fields.iter().any(|field| field.starts_with("fields"));
                let sentence = if topic {
                    w.caller.answers_wrong
                } else {
                    w.refused
                };
                form.wrong.set(Some(sentence.to_owned()));
            }
            Err(refusal) => form.wrong.set(Some(state.sentence(&refusal))),
        }
    });
}
