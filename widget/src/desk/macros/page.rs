//! The page where macros are written, changed and thrown away.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Actions, Macro, MacroId, MacroName, MacroText, NewMacro, Placeholders},
    site::SiteKey,
    status::Status,
    ticket::{Message, Remark},
    triage::{Priority, Tag},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    desk::{
        call::{self, Refusal},
        field::{labelled, select},
        sorting,
        state::State,
    },
    parts::element::{Element, element, words},
};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    id: Option<MacroId>,
    site: RwSignal<Option<SiteKey>>,
    name: RwSignal<String>,
    body: RwSignal<String>,
    status: RwSignal<Option<Status>>,
    note: RwSignal<String>,
    priority: RwSignal<Option<Priority>>,
    add: RwSignal<String>,
    remove: RwSignal<String>,
    mine: RwSignal<bool>,
    team: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
}

impl Form {
    fn new(state: State, kept: Option<&Macro>) -> Self {
        let actions = kept.map(|kept| kept.actions.clone()).unwrap_or_default();
        let first = || {
            untrack(|| state.sites())
                .first()
                .map(|site| site.key.clone())
        };
        let joined = |tags: &[Tag]| {
            let tags: Vec<_> = tags.iter().map(Tag::as_str).collect();
            tags.join(", ")
        };
        let text =
            |of: fn(&Macro) -> &String| kept.map(|kept| of(kept).clone()).unwrap_or_default();
        Self {
            id: kept.map(|kept| kept.id),
            site: RwSignal::new(kept.map(|kept| kept.site.clone()).or_else(first)),
            name: RwSignal::new(text(|kept| &kept.name)),
            body: RwSignal::new(text(|kept| &kept.body)),
            status: RwSignal::new(actions.status),
            note: RwSignal::new(
                actions
                    .note
                    .map(|note| note.as_str().to_owned())
                    .unwrap_or_default(),
            ),
            priority: RwSignal::new(actions.priority),
            add: RwSignal::new(joined(&actions.add_tags)),
            remove: RwSignal::new(joined(&actions.remove_tags)),
            mine: RwSignal::new(actions.assign_to_me),
            team: RwSignal::new(
                actions
                    .team
                    .map(|team| team.to_string())
                    .unwrap_or_default(),
            ),
            wrong: RwSignal::new(None),
        }
    }

    /// What is filled in, where it can be a macro.
    fn read(self) -> Option<MacroText> {
        let tags = |value: RwSignal<String>| {
            value
                .get_untracked()
                .split(',')
                .filter_map(sorting::tag)
                .collect()
        };
        let status = self.status.get_untracked();
        Some(MacroText {
            name: MacroName::parse(&self.name.get_untracked()).ok()?,
            body: Message::parse(&self.body.get_untracked()).ok()?,
            actions: Actions {
                status,
                note: status.and_then(|_| Remark::parse(&self.note.get_untracked()).ok()),
                priority: self.priority.get_untracked(),
                add_tags: tags(self.add),
                remove_tags: tags(self.remove),
                assign_to_me: self.mine.get_untracked(),
                team: self.team.get_untracked().parse().ok(),
            },
        })
    }
}

/// The page: the list, and beside it the one that is worked on.
pub fn page(state: State) -> Element {
    let w = state.words();
    state.read_macros();
    let chosen = RwSignal::new(None::<Option<MacroId>>);
    let list = element("ul", "macro-list").live(move || {
        let all = state.hands.macros.get();
        if all.is_empty() {
            return vec![words("li", "palette-none", w.macros.empty)];
        }
        let lines = all.into_iter().map(|kept| {
            let id = kept.id;
            let button = element("button", "macro-line")
                .set("type", "button")
                .follow("aria-pressed", move || {
                    Some((chosen.get() == Some(Some(id))).to_string())
                })
                .child(words("strong", "", kept.name.as_str()))
                .child(words("span", "macro-text", kept.body.as_str()))
                .on("click", move |_| chosen.set(Some(Some(id))));
            element("li", "").child(button)
        });
        lines.collect()
    });
    let new = words("button", "button small accent", w.macros.new)
        .set("type", "button")
        .on("click", move |_| chosen.set(Some(None)));
    let head = element("div", "macros-head")
        .child(words("h1", "page-title", w.macros.title))
        .child(new);
    let side = element("section", "macros-side").child(head).child(list);
    let work = element("section", "macros-work").live(move || {
        let Some(chosen_now) = chosen.get() else {
            return vec![words("p", "palette-none", w.macros.title_hint)];
        };
        let kept = chosen_now.and_then(|id| {
            let all = state.hands.macros.get_untracked();
            all.into_iter().find(|kept| kept.id == id)
        });
        vec![form(state, Form::new(state, kept.as_ref()), chosen)]
    });
    element("div", "macros-page").child(side).child(work)
}

fn line(value: RwSignal<String>) -> Element {
    element("input", "input")
        .set("value", value.get_untracked())
        .set("autocomplete", "off")
        .on("input", move |event| value.set(event_target_value(&event)))
}

fn area(value: RwSignal<String>, rows: &'static str) -> Element {
    words("textarea", "input", value.get_untracked())
        .set("rows", rows)
        .on("input", move |event| value.set(event_target_value(&event)))
}

fn form(state: State, form: Form, chosen: RwSignal<Option<Option<MacroId>>>) -> Element {
    let w = state.words();
    let m = w.macros;
    let hint = m
        .body_hint
        .replace("{names}", &Placeholders::NAMES.join(" "));
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = form.wrong.get().map(|sentence| words("p", "", sentence));
        line.into_iter().collect()
    });
    let remove = form.id.map(|id| {
        words("button", "button", m.remove)
            .set("type", "button")
            .on("click", move |_| remove(state, form, id, chosen))
    });
    let buttons = element("div", "dialog-actions")
        .children(remove)
        .child(words("button", "button accent", m.save).set("type", "submit"));
    element("form", "dialog-form macro-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            save(state, form, chosen);
        })
        .children(site(state, form))
        .child(labelled(
            m.name,
            None,
            line(form.name).set("maxlength", "80"),
        ))
        .child(labelled(m.body, Some(&hint), area(form.body, "8")))
        .child(words("h2", "field-label", m.does))
        .child(status(state, form))
        .child(note(state, form))
        .child(priority(state, form))
        .child(labelled(
            w.sorting.add_tags,
            Some(w.sorting.tags_hint),
            line(form.add),
        ))
        .child(labelled(w.sorting.remove_tags, None, line(form.remove)))
        .child(team(state, form))
        .child(mine(state, form))
        .child(said)
        .child(buttons)
}

fn site(state: State, form: Form) -> Option<Element> {
    let w = state.words();
    let sites = untrack(|| state.sites());
    (sites.len() > 1 && form.id.is_none()).then(|| {
        let options = sites
            .into_iter()
            .map(|site| (site.key.to_string(), site.name));
        let chosen = form
            .site
            .get_untracked()
            .map(|key| key.to_string())
            .unwrap_or_default();
        let list = select(w.site, options, &chosen, move |key| {
            form.site.set(SiteKey::parse(&key).ok());
        });
        labelled(w.site, None, list)
    })
}

fn status(state: State, form: Form) -> Element {
    let w = state.words();
    let names = [
        (Status::Open, w.set_open),
        (Status::Waiting, w.set_waiting),
        (Status::OnHold, w.set_on_hold),
        (Status::Closed, w.set_closed),
    ];
    let none = std::iter::once((String::new(), w.macros.no_change.to_owned()));
    let options = none.chain(names.map(|(it, name)| (it.as_str().to_owned(), name.to_owned())));
    let chosen = form.status.get_untracked().map_or("", Status::as_str);
    let list = select(w.filter_status, options, chosen, move |name| {
        form.status.set(Status::named(&name));
    });
    labelled(w.filter_status, None, list)
}

fn note(state: State, form: Form) -> Element {
    let w = state.words();
    element("div", "").live(move || {
        let field = || {
            labelled(
                w.macros.note,
                Some(w.macros.note_hint),
                area(form.note, "2"),
            )
        };
        form.status.get().map(|_| field()).into_iter().collect()
    })
}

fn priority(state: State, form: Form) -> Element {
    let w = state.words();
    let none = std::iter::once((String::new(), w.macros.no_change.to_owned()));
    let all = Priority::ALL.map(|it| (it.as_str().to_owned(), w.priority(it).to_owned()));
    let chosen = form.priority.get_untracked().map_or("", Priority::as_str);
    let list = select(w.sorting.priority, none.chain(all), chosen, move |name| {
        let found = Priority::ALL.into_iter().find(|it| it.as_str() == name);
        form.priority.set(found);
    });
    labelled(w.sorting.priority, None, list)
}

fn team(state: State, form: Form) -> Element {
    let w = state.words();
    element("div", "").live(move || {
        let Some(site) = form.site.get() else {
            return Vec::new();
        };
        if state.hands.sorting.with(|known| !known.contains_key(&site)) {
            state.read_sorting(site.clone());
        }
        let teams = state.sorting(&site).teams;
        if teams.is_empty() {
            return Vec::new();
        }
        let none = std::iter::once((String::new(), w.macros.no_change.to_owned()));
        let all = none.chain(
            teams
                .into_iter()
                .map(|team| (team.id.to_string(), team.name)),
        );
        let chosen = form.team.get_untracked();
        vec![labelled(
            w.sorting.team,
            None,
            select(w.sorting.team, all, &chosen, move |id| form.team.set(id)),
        )]
    })
}

fn mine(state: State, form: Form) -> Element {
    let check = element("input", "")
        .set("type", "checkbox")
        .set_some("checked", form.mine.get_untracked().then_some(""))
        .on("change", move |event| {
            form.mine.set(event_target_checked(&event));
        });
    element("label", "check-field").child(check).child(words(
        "span",
        "",
        state.words().macros.to_me,
    ))
}

fn save(state: State, form: Form, chosen: RwSignal<Option<Option<MacroId>>>) {
    let w = state.words();
    let (Some(text), Some(site)) = (form.read(), form.site.get_untracked()) else {
        form.wrong.set(Some(w.macros.missing.to_owned()));
        return;
    };
    spawn_local(async move {
        let answer = match form.id {
            Some(id) => {
                call::send::<Macro>(Method::PUT, &format!("/macros/{id}"), &text, None).await
            }
            None => {
                call::send::<Macro>(Method::POST, "/macros", &NewMacro { site, text }, None).await
            }
        };
        match answer {
            Ok(kept) => {
                let id = kept.id;
                state.hands.macros.update(|all| {
                    all.retain(|known| known.id != id);
                    all.push(kept);
                    all.sort_by_key(|kept| kept.name.to_lowercase());
                });
                chosen.set(Some(Some(id)));
                state.tell(w.macros.saved);
            }
            Err(Refusal::Fields(fields)) => {
                let known = |name: &str| fields.iter().any(|field| field == name);
                let sentence = if known("name") {
                    w.macros.name_taken
                } else if known("actions.note") {
                    w.macros.note_missing
                } else {
                    w.refused
                };
                _ = form.wrong.try_set(Some(sentence.to_owned()));
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}

fn remove(state: State, form: Form, id: MacroId, chosen: RwSignal<Option<Option<MacroId>>>) {
    spawn_local(async move {
        match call::tell(Method::DELETE, &format!("/macros/{id}"), None).await {
            Ok(()) => {
                state
                    .hands
                    .macros
                    .update(|all| all.retain(|known| known.id != id));
                chosen.set(None);
                state.tell(state.words().macros.removed);
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}
