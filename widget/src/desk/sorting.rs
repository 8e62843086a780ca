//! Sorting tickets, the open one or those selected: who has them, status, priority, tags, putting off.

mod bar;
mod dialogs;
mod fields;
mod giving;
mod put_off;
mod sure;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{self, Bulk, BulkDone, Change, Deed},
    status::Status,
    ticket::TicketId,
    triage::Tag,
};
use js_sys::{Date, JsString};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

pub use self::{
    bar::{bar, check},
    dialogs::tags,
    fields::{marks, menus, section},
    giving::assign,
    put_off::question as put_off,
    sure::sure,
};
use super::{
    call,
    hands::Next,
    keyboard,
    state::{Dialog, State},
    time,
};

/// When a ticket that is put off comes back, in the reader's own time: in three hours, tomorrow at
/// nine, on Monday at nine.
pub fn moment(which: usize) -> f64 {
    let date = Date::new_0();
    let days = match which {
        0 => return date.get_time() + 3.0 * 3_600_000.0,
        1 => 1,
        // Today is not meant where it is a Monday.
        _ => match (8 - date.get_day()) % 7 {
            0 => 7,
            days => days,
        },
    };
    date.set_date(date.get_date() + days);
    date.set_hours(9);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    date.get_time()
}

/// Putting off until then.
pub fn later(which: usize) -> Deed {
    Deed::Snooze {
        until: Some(time::written(moment(which))),
    }
}

/// What somebody typed as tags, with commas between them; without tags, what of it cannot be one.
fn tags_in(text: &str) -> Result<Vec<Tag>, Vec<&str>> {
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for word in text.split(',').map(str::trim) {
        let plain = word.to_lowercase();
        let joined = plain.split_whitespace().collect::<Vec<_>>().join("-");
        match Tag::parse(&joined) {
            Ok(tag) => read.push(tag),
            Err(_) if word.is_empty() => {}
            Err(_) => wrong.push(word),
        }
    }
    if wrong.is_empty() {
        Ok(read)
    } else {
        Err(wrong)
    }
}

impl State {
    /// What somebody typed as tags, or a sentence about what of it cannot be one.
    pub fn tags_of(self, text: &str) -> Result<Vec<Tag>, String> {
        // However an accent was typed, it is the same tag.
        let text = String::from(JsString::from(text).normalize("NFC"));
        tags_in(&text).map_err(|wrong| {
            let w = self.words().sorting;
            let wrong = wrong.iter().map(|word| w.tag_quoted.replace("{tag}", word));
            w.no_tags
                .replace("{tags}", &wrong.collect::<Vec<_>>().join(", "))
        })
    }

    /// Does something to the tickets that are selected, else to the open one; asks first where that
    /// would surprise somebody.
    pub fn arrange(self, deed: Deed) {
        if !self.hands.selected.with_untracked(Vec::is_empty) {
            if sure::reasons(self, &deed).is_empty() {
                self.to_selected(deed);
            } else {
                self.dialog.set(Some(Dialog::Sure(deed)));
            }
            return;
        }
        let change = match deed {
            Deed::Snooze { until: Some(until) } if self.is_promised_before(&until) => {
                self.dialog.set(Some(Dialog::PutOff(until)));
                return;
            }
            Deed::Status { status, note } => Change {
                status: Some(status),
                note,
                ..Change::default()
            },
            Deed::Priority { priority } => Change {
                priority: Some(priority),
                ..Change::default()
            },
            Deed::Snooze { until } => Change {
                snoozed_until: Some(desk::Set(until)),
                ..Change::default()
            },
            Deed::Team { team } => Change {
                team: Some(desk::Set(team)),
                ..Change::default()
            },
            Deed::Take {} => {
                let empty = serde_json::json!({});
                self.act(Method::POST, "/take", &empty, move |answer| {
                    if answer.is_ok() {
                        self.say(self.words().taken);
                    }
                });
                return;
            }
            // The open ticket has a dialog and fields of its own for these.
            Deed::Assign { .. } | Deed::Tags { .. } | Deed::Incident { .. } => return,
        };
        self.act(Method::PATCH, "", &change, |_| {});
    }

    /// Whether an update on the open ticket is due by then.
    fn is_promised_before(self, until: &str) -> bool {
        let thread = self.open.thread_now();
        thread.is_some_and(|thread| put_off::breaks_a_promise(&thread.ticket, until))
    }

    /// Does something to all that is selected.
    pub fn to_selected(self, deed: Deed) {
        let tickets = self.hands.selected.get_untracked();
        let tickets = tickets.into_iter().map(|(id, _)| id).collect();
        self.do_to(tickets, deed);
    }

    /// Does something to each of these tickets. What is refused stays selected, with the reason.
    pub fn do_to(self, tickets: Vec<TicketId>, deed: Deed) {
        let hands = self.hands;
        hands.refused.set(Vec::new());
        let closes = matches!(
            deed,
            Deed::Status {
                status: Status::Closed,
                ..
            }
        );
        spawn_local(async move {
            let bulk = Bulk {
                tickets,
                r#do: deed.clone(),
            };
            let answer = call::send::<BulkDone>(Method::POST, "/bulk", &bulk, None).await;
            match answer {
                Ok(BulkDone { done, refused }) => {
                    let count = u32::try_from(done.len()).unwrap_or(u32::MAX);
                    if count > 0 {
                        let next = closes.then(|| Next::Reopen(done.clone()));
                        self.tell_with(self.was_done(&deed, count), next);
                    }
                    let place = place();
                    hands
                        .selected
                        .update(|all| all.retain(|(id, _)| !done.contains(id)));
                    hands.refused.set(refused);
                    keep_place(place);
                    self.read_queue(false);
                    self.read_ticket();
                }
                Err(refusal) => self.tell(self.sentence(&refusal)),
            }
        });
    }
}

/// The first row that is selected, else the first of all.
fn place() -> Option<web_sys::Element> {
    let found = |rows: &str| document().query_selector(rows).ok().flatten();
    found(".row-check:has([data-on]) + a.ticket-row").or_else(|| found("a.ticket-row"))
}

/// Goes to a row where what had the focus is gone: keys go on from there.
fn keep_place(row: Option<web_sys::Element>) {
    request_animation_frame(move || {
        let focused = document().active_element();
        let lost = focused.is_none_or(|it| it.matches("body, .bulk[hidden] *").unwrap_or(true));
        if let Some(row) = row.filter(|row| lost && row.is_connected()) {
            _ = row.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// The row that keys are about: the one with the focus, else that of the open ticket.
fn row() -> Option<web_sys::Element> {
    let focused = document().active_element();
    let focused = focused.filter(|it| it.matches("a.ticket-row").unwrap_or(false));
    focused.or_else(|| {
        let current = document().query_selector("a.ticket-row[aria-current]");
        current.ok().flatten()
    })
}

fn toggle_row(state: State, row: &web_sys::Element, on: Option<bool>) -> bool {
    let check = row
        .parent_element()
        .and_then(|item| item.query_selector("input").ok().flatten());
    let Some(check) = check else { return false };
    let check: web_sys::HtmlInputElement = check.unchecked_into();
    let ticket = check.value().parse().ok().zip(check.name().parse().ok());
    if let Some((id, number)) = ticket {
        state.select(id, number, on);
    }
    ticket.is_some()
}

/// Selects the row that keys are about, or leaves it out again.
pub fn toggle(state: State) -> bool {
    row().is_some_and(|row| toggle_row(state, &row, None))
}

/// Selects the row that keys are about and the next one, and goes there.
pub fn extend(state: State, by: isize) -> bool {
    let Some(from) = row() else { return false };
    toggle_row(state, &from, Some(true));
    let moved = keyboard::step(by);
    if let Some(to) = row().filter(|_| moved) {
        toggle_row(state, &to, Some(true));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_tag_where_it_can() {
        let tags = tags_in("  Refund Late , Été,, ").unwrap();
        let tags: Vec<_> = tags.iter().map(Tag::as_str).collect();
        assert_eq!(tags, ["refund-late", "été"]);
        assert_eq!(tags_in(" "), Ok(Vec::new()));
        assert_eq!(tags_in("late, c++, a/b"), Err(vec!["c++", "a/b"]));
    }
}
