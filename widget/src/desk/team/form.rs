//! The form of an absence: what is filled in, what is wrong with it, and how it is saved.

mod fields;

use std::collections::BTreeMap;

use gloo_net::http::Method;
use guichet_shared::{
    absence::{Absence, AbsencePlan, NewAbsence},
    agent::{AgentId, Role},
};
use js_sys::Date;
use leptos::{prelude::*, task::spawn_local};

use self::fields::{brings, cover, first_cover, give_back, moment, until, who};
use super::Occasion;
use crate::{
    desk::{
        call::{self, Refusal},
        dialog,
        state::State,
        time,
        wrong::Wrong,
    },
    parts::element::{Element, element, words},
};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    agent: RwSignal<Option<AgentId>>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    /// Whether nobody knows the end.
    open: RwSignal<bool>,
    cover: RwSignal<Option<AgentId>>,
    give_back: RwSignal<bool>,
    wrong: Wrong,
    trouble: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Form {
    fn new(state: State, known: Option<&Absence>) -> Self {
        let agent = known.map_or(state.my_id(), |absence| Some(absence.agent.id));
        let until = known.and_then(|absence| absence.until.as_deref());
        let cover = known.map_or_else(
            || first_cover(state, agent),
            |absence| absence.cover.as_ref().map(|cover| cover.id),
        );
        Self {
            agent: RwSignal::new(agent),
            from: RwSignal::new(String::new()),
            until: RwSignal::new(until.map_or_else(String::new, local)),
            open: RwSignal::new(known.is_some_and(|absence| absence.until.is_none())),
            cover: RwSignal::new(cover),
            give_back: RwSignal::new(known.is_none_or(|absence| absence.give_back)),
            wrong: Wrong::new(),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// From when until when, in milliseconds, or what is wrong with that.
    fn stretch(
        self,
        state: State,
        occasion: &Occasion,
    ) -> Result<(f64, f64), BTreeMap<String, String>> {
        let w = state.words().team;
        let (now, mut wrong) = (Date::now(), BTreeMap::new());
        let mut say = |name: &str, text: &str| _ = wrong.insert(name.to_owned(), text.to_owned());
        let from = match occasion {
            Occasion::Now => now,
            Occasion::Planned => {
                let from = time::parse(&self.from.get());
                if !from.is_finite() {
                    say("from", w.from_missing);
                }
                from
            }
            Occasion::Change(absence) => time::parse(&absence.from),
        };
        let until = if self.open.get() {
            f64::INFINITY
        } else {
            let until = time::parse(&self.until.get());
            if !until.is_finite() {
                say("until", w.until_missing);
            } else if until <= from.max(now) {
                say("until", w.wrong_until);
            }
            until
        };
        if wrong.is_empty() {
            Ok((from, until))
        } else {
            Err(wrong)
        }
    }
}

/// The dialog's content. Whoever is quick waits for the names to choose from.
pub fn absence(state: State, occasion: Occasion) -> Vec<Element> {
    let w = state.words();
    let title = match &occasion {
        Occasion::Now => w.team.go_title,
        Occasion::Planned => w.team.plan_title,
        Occasion::Change(_) => w.team.change_title,
    };
    let known = Memo::new(move |_| state.colleagues.with(|all| !all.is_empty()));
    let content = element("div", "").live(move || {
        if known.get() {
            untrack(|| vec![fields(state, occasion.clone())])
        } else {
            vec![words("p", "quiet-line", w.loading)]
        }
    });
    vec![dialog::title(state, title), content]
}

fn fields(state: State, occasion: Occasion) -> Element {
    let w = state.words().team;
    let known = match &occasion {
        Occasion::Change(absence) => Some(absence.as_ref()),
        Occasion::Now | Occasion::Planned => None,
    };
    // Who is away besides says what will happen.
    state.read_team();
    let form = Form::new(state, known);
    let send = if occasion == Occasion::Now {
        w.go
    } else {
        w.save
    };
    let planned = occasion == Occasion::Planned;
    let leads = state
        .me
        .with_untracked(|me| me.as_ref().is_some_and(|me| me.role >= Role::Lead));
    let who = (planned && leads).then(|| {
        let field = form.wrong;
        field.field("agent", w.who, None, who(state, form))
    });
    let from = planned.then(|| form.wrong.field("from", w.from, None, moment(form.from)));
    let hint = (occasion == Occasion::Now).then(|| words("p", "dialog-text", w.go_hint));
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let trouble = form.trouble.get().map(|text| words("p", "", text));
        trouble.into_iter().collect()
    });
    let send = words("button", "button accent", send)
        .set("type", "submit")
        .follow("disabled", move || form.busy.get().then(String::new));
    let brings = brings(state, form, occasion.clone());
    element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send_it(state, form, &occasion);
        })
        .children(hint)
        .children(who)
        .children(from)
        .child(until(state, form))
        .child(
            form.wrong
                .field("cover", w.cover, Some(w.cover_hint), cover(state, form)),
        )
        .child(give_back(state, form))
        .child(brings)
        .child(
            element("div", "dialog-actions")
                .child(said)
                .child(dialog::cancel(state))
                .child(send),
        )
}

/// A time of the API as the browser's field has it: on the clock on the wall.
fn local(text: &str) -> String {
    let then = time::parse(text);
    let behind = Date::new(&then.into()).get_timezone_offset() * 60_000.0;
    time::written(then - behind).chars().take(16).collect()
}

fn send_it(state: State, form: Form, occasion: &Occasion) {
    let (from, until) = match untrack(|| form.stretch(state, occasion)) {
        Ok(stretch) => stretch,
        Err(wrong) => return form.wrong.say(wrong),
    };
    let plan = AbsencePlan {
        until: until.is_finite().then(|| time::written(until)),
        cover: form.cover.get_untracked(),
        give_back: form.give_back.get_untracked(),
    };
    let known = match occasion {
        Occasion::Change(absence) => Some(format!("/absences/{}", absence.id)),
        Occasion::Now | Occasion::Planned => None,
    };
    let from = (*occasion == Occasion::Planned).then(|| time::written(from));
    form.busy.set(true);
    form.wrong.clear();
    form.trouble.set(None);
    spawn_local(async move {
        let answer = match known {
            Some(path) => call::send::<Absence>(Method::PATCH, &path, &plan, None).await,
            None => {
                let agent = form.agent.try_get_untracked().flatten();
                let new = NewAbsence { agent, from, plan };
                call::send::<Absence>(Method::POST, "/absences", &new, None).await
            }
        };
        // The form may have been left meanwhile.
        _ = form.busy.try_set(false);
        let w = state.words().team;
        match answer {
            Ok(_) => {
                state.say(w.saved);
                dialog::close(state);
                state.read_colleagues();
                state.read_team();
            }
            Err(Refusal::Fields(names)) => form.wrong.say(refused(state, names)),
            Err(Refusal::Conflict) => _ = form.trouble.try_set(Some(w.twice.to_owned())),
            Err(refusal) => _ = form.trouble.try_set(Some(state.sentence(&refusal))),
        }
    });
}

/// What the server has found wrong with which field.
fn refused(state: State, names: Vec<String>) -> BTreeMap<String, String> {
    let w = state.words().team;
    let sentence = |name: &str| match name {
        "agent" => w.wrong_who,
        "from" => w.from_missing,
        "until" => w.wrong_until,
        _ => w.wrong_cover,
    };
    let said = names.into_iter().map(|name| {
        let sentence = sentence(&name).to_owned();
        (name, sentence)
    });
    said.collect()
}
