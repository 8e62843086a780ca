//! The dialog that gives the open ticket to somebody else, with the reason.

use gloo_net::http::Method;
use guichet_shared::{
    agent::{AgentId, Colleague},
    desk::Handover,
    event::Reason,
    ticket::{Message, Remark},
};
use leptos::prelude::*;

use super::{
    call::Refusal,
    dialog,
    field::{labelled, select},
    people,
    state::State,
};
use crate::{
    parts::element::{Element, element, words},
    text::desk::{self, Words},
};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    to: RwSignal<Option<AgentId>>,
    chosen: RwSignal<bool>,
    reason: RwSignal<Reason>,
    public: RwSignal<String>,
    note: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

/// The dialog's content.
pub fn handover(state: State) -> Vec<Element> {
    let w = state.words();
    let form = Form {
        to: RwSignal::new(None),
        chosen: RwSignal::new(false),
        reason: RwSignal::new(Reason::Expertise),
        public: RwSignal::new(String::new()),
        note: RwSignal::new(String::new()),
        wrong: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let reasons = Reason::FOR_A_HANDOVER.into_iter().map(|reason| {
        (
            reason_name(reason).to_owned(),
            w.reason_choice(reason).to_owned(),
        )
    });
    let reason = select(
        w.reason_label,
        reasons,
        reason_name(Reason::Expertise),
        move |name| {
            let mut all = Reason::FOR_A_HANDOVER.into_iter();
            if let Some(reason) = all.find(|reason| reason_name(*reason) == name) {
                form.reason.set(reason);
            }
        },
    );
    let public = area(form.public, "2", "2000");
    let note = area(form.note, "3", "20000");
    let said = element("div", "wrong").set("role", "alert").live(move || {
        form.wrong
            .get()
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let send = words("button", "button accent", w.hand_over)
        .set("type", "submit")
        .follow("disabled", move || form.busy.get().then(String::new));
    let fields = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send_it(state, form);
        })
        .child(people_list(state, form))
        .child(labelled(w.reason_label, None, reason))
        .child(labelled(w.public_note, Some(w.public_note_hint), public))
        .child(preview(state, form))
        .child(labelled(w.internal_note, Some(w.internal_note_hint), note))
        .child(said)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        );
    vec![dialog::title(state, w.hand_over_title), fields]
}

fn area(value: RwSignal<String>, rows: &'static str, longest: &'static str) -> Element {
    element("textarea", "input")
        .set("rows", rows)
        .set("maxlength", longest)
        .on("input", move |event| value.set(event_target_value(&event)))
}

fn people_list(state: State, form: Form) -> Element {
    let w = state.words();
    let holder = state
        .open
        .thread_now()
        .and_then(|thread| thread.ticket.assignee.clone());
    let held = holder.is_some();
    let holder = holder.map(|holder| holder.id);
    let mut colleagues = state.colleagues.get_untracked();
    colleagues.retain(|colleague| Some(colleague.id) != holder);
    // Who is there can go on at once.
    colleagues.sort_by(|a, b| b.here.cmp(&a.here).then_with(|| a.name.cmp(&b.name)));
    let people = colleagues
        .iter()
        .map(|colleague| person(state, form, colleague));
    let queue = held.then(|| {
        let name = element("span", "person-name")
            .child(words("strong", "", w.to_queue))
            .child(words("span", "person-detail", w.to_queue_hint));
        choice(form, None, element("span", "avatar nobody"), name)
    });
    element("fieldset", "people")
        .child(words("legend", "field-label", w.to_whom))
        .child(
            element("div", "people-list")
                .children(people)
                .children(queue),
        )
}

fn person(state: State, form: Form, colleague: &Colleague) -> Element {
    let w = state.words();
    let level = w.level.replace("{level}", &colleague.level.to_string());
    let here = if colleague.here { w.here } else { w.away };
    let me = (state.my_id() == Some(colleague.id)).then(|| words("span", "you", w.you));
    let name = element("span", "person-name")
        .child(
            element("strong", "")
                .text(colleague.name.as_str())
                .children(me),
        )
        .child(
            element("span", "person-detail")
                .text([&level, " · "].concat())
                .child(
                    words("span", "presence", here).set("data-here", colleague.here.to_string()),
                ),
        );
    let avatar = people::small(state, colleague).set("aria-hidden", "true");
    choice(form, Some(colleague.id), avatar, name)
}

fn choice(form: Form, to: Option<AgentId>, avatar: Element, name: Element) -> Element {
    let input = element("input", "")
        .set("type", "radio")
        .set("name", "to")
        .on("change", move |_| {
            form.to.set(to);
            form.chosen.set(true);
            form.wrong.set(None);
        });
    element("label", "person")
        .child(input)
        .child(avatar)
        .child(name)
}

/// The sentence as the customer will read it, in the customer's language.
fn preview(state: State, form: Form) -> Element {
    let w = state.words();
    let thread = state.open.thread_now();
    let lang = thread
        .as_ref()
        .and_then(|thread| thread.ticket.lang.clone());
    let read = lang.as_ref().map_or(w, |lang| desk::words(lang.as_str()));
    let from = thread.and_then(|thread| {
        thread
            .ticket
            .assignee
            .as_ref()
            .map(|from| first(&from.name))
    });
    let sentence = move || {
        if !form.chosen.get() {
            return vec![words("p", "", w.choose_whom)];
        }
        let to = form.to.get().and_then(|id| {
            let colleagues = state.colleagues.get();
            colleagues
                .iter()
                .find(|known| known.id == id)
                .map(|known| first(&known.name))
        });
        let (sentence, reason) = told(read, from.as_deref(), to.as_deref(), form.reason.get());
        let note = form.public.get();
        let note = (!note.trim().is_empty()).then(|| words("p", "", note.trim()));
        let sentence = element("p", "").child(words("strong", "", sentence));
        let reason = reason.map(|reason| words("p", "", reason));
        [sentence].into_iter().chain(reason).chain(note).collect()
    };
    let quote = element("blockquote", "customer-reads")
        .set_some(
            "lang",
            lang.as_ref().map(guichet_shared::lang::Lang::as_str),
        )
        .live(sentence);
    element("div", "field")
        .set("aria-live", "polite")
        .child(words("span", "field-label", w.customer_reads))
        .child(quote)
        .child(words("span", "field-hint", w.customer_reads_hint))
}

fn first(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

/// What the customer reads about a move, and why it happened.
fn told(
    w: &Words,
    from: Option<&str>,
    to: Option<&str>,
    reason: Reason,
) -> (String, Option<String>) {
    let sentence = match (from, to) {
        (Some(from), Some(to)) => w.customer_moved.replace("{from}", from).replace("{to}", to),
        (None, Some(to)) => w.customer_given.replace("{to}", to),
        (_, None) => w.customer_queued.to_owned(),
    };
    let named = |words: &str, gap: &str, name: Option<&str>| {
        if words.contains(gap) {
            name.map(|name| words.replace(gap, name))
        } else {
            Some(words.to_owned())
        }
    };
    // A reason that speaks of nobody says nothing.
    let reason = w
        .customer_reason(reason)
        .and_then(|words| named(words, "{from}", from))
        .and_then(|words| named(&words, "{to}", to))
        .map(|words| w.customer_because.replace("{reason}", &words));
    (sentence, reason)
}

fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Taken => "taken",
        Reason::Escalation => "escalation",
        Reason::Absence => "absence",
        Reason::Expertise => "expertise",
        Reason::Workload => "workload",
        Reason::ShiftEnd => "shift_end",
        Reason::CustomerRequest => "customer_request",
    }
}

fn send_it(state: State, form: Form) {
    let w = state.words();
    if !form.chosen.get_untracked() {
        form.wrong.set(Some(w.choose_whom.to_owned()));
        return;
    }
    let handover = Handover {
        to: form.to.get_untracked(),
        reason: form.reason.get_untracked(),
        public_note: Remark::parse(&form.public.get_untracked()).ok(),
        note: Message::parse(&form.note.get_untracked()).ok(),
    };
    form.busy.set(true);
    state.act(Method::POST, "/handover", &handover, move |answer| {
        _ = form.busy.try_set(false);
        match answer {
            Ok(()) => {
                state.say(w.handed_over);
                dialog::close(state);
            }
            Err(Refusal::Fields(_)) => _ = form.wrong.try_set(Some(w.not_of_site.to_owned())),
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customer_reads_who_had_it_who_has_it_and_why() {
        let w = desk::words("en");
        let (sentence, reason) = told(w, Some("Tom"), Some("Ana"), Reason::Expertise);
        assert_eq!(sentence, "Your request moved from Tom to Ana");
        assert_eq!(reason.unwrap(), "Reason: Ana knows this subject best");
    }

    #[test]
    fn a_reason_that_speaks_of_nobody_is_left_out() {
        let w = desk::words("en");
        assert_eq!(told(w, None, Some("Ana"), Reason::Workload).1, None);
        assert_eq!(told(w, Some("Tom"), None, Reason::Expertise).1, None);
        assert!(
            told(w, None, Some("Ana"), Reason::CustomerRequest)
                .1
                .is_some()
        );
    }
}
