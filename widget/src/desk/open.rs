//! The open ticket: read, kept up to date, changed.

mod change;

use std::{collections::HashMap, sync::Arc, time::Duration};

use guichet_shared::{
    desk::{self, Entry, Thread, Ticket},
    event::{By, Internal, What},
    file::FileId,
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, Url};

use super::{
    call,
    composer::{Mode, Pending},
    state::State,
    together,
};
use crate::api::Load;

/// How long a customer counts as writing.
const TYPING: Duration = Duration::from_secs(5);

/// The ticket that is open.
#[derive(Clone, Copy)]
pub struct Open {
    pub id: RwSignal<Option<TicketId>>,
    pub load: RwSignal<Load<Arc<Thread>>>,
    /// Whether the customer is writing.
    pub typing: RwSignal<bool>,
    typed: RwSignal<u32>,
    /// The last event heard of, which a ticket on its way may not have yet.
    heard: RwSignal<u32>,
    /// What the composer is for.
    pub mode: RwSignal<Mode>,
    pub sending: RwSignal<bool>,
    /// What has gone wrong, in a sentence.
    pub trouble: RwSignal<Option<String>>,
    /// Whether it was refused because nobody has said what becomes of the solution.
    pub owed: RwSignal<bool>,
    /// Whether what is known around the ticket is shown, where there is no room for it beside.
    pub details: RwSignal<bool>,
    /// Whether the end of the timeline is shown, and stays so when something is added.
    pub stuck: RwSignal<bool>,
    /// Files that are still to be sent.
    pub files: RwSignal<HashMap<TicketId, Vec<Pending>>, LocalStorage>,
    /// Where pictures can be shown from.
    pub pictures: RwSignal<HashMap<FileId, String>>,
}

impl Open {
    /// None yet.
    pub fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            load: RwSignal::new(Load::Waiting),
            typing: RwSignal::new(false),
            typed: RwSignal::new(0),
            heard: RwSignal::new(0),
            mode: RwSignal::new(Mode::Reply),
            sending: RwSignal::new(false),
            trouble: RwSignal::new(None),
            owed: RwSignal::new(false),
            details: RwSignal::new(false),
            stuck: RwSignal::new(true),
            files: RwSignal::new_local(HashMap::new()),
            pictures: RwSignal::new(HashMap::new()),
        }
    }

    /// The thread, where it is here.
    pub fn thread(self) -> Option<Arc<Thread>> {
        self.load.with(|load| match load {
            Load::Ready(thread) => Some(Arc::clone(thread)),
            _ => None,
        })
    }

    /// The same, for what only looks once.
    pub fn thread_now(self) -> Option<Arc<Thread>> {
        untrack(|| self.thread())
    }

    /// Number and subject.
    pub fn title(self) -> Option<String> {
        let thread = self.thread()?;
        Some(format!(
            "#{} {}",
            thread.ticket.number, thread.ticket.subject
        ))
    }

    /// No ticket is open any more.
    pub fn leave(self) {
        self.id.set(None);
        self.load.set(Load::Waiting);
        self.trouble.set(None);
        self.owed.set(false);
        self.typing.set(false);
        self.details.set(false);
        for address in self
            .pictures
            .try_update(std::mem::take)
            .unwrap_or_default()
            .into_values()
        {
            _ = Url::revoke_object_url(&address);
        }
    }
}

impl State {
    /// Opens a ticket.
    pub fn open_ticket(self, id: TicketId) {
        let open = self.open;
        if open.id.get_untracked() != Some(id) {
            open.leave();
            open.id.set(Some(id));
            open.heard.set(0);
            open.mode.set(Mode::Reply);
            self.together.newer.set(Vec::new());
            self.read_ticket();
        } else if matches!(open.load.get_untracked(), Load::Failed(_)) {
            open.load.set(Load::Waiting);
            self.read_ticket();
        }
    }

    /// Reads the open ticket, and goes on showing what is here until it comes.
    pub fn read_ticket(self) {
        let Some(id) = self.open.id.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let answer = call::get::<Thread>(&format!("/tickets/{id}")).await;
            if self.open.id.get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(thread) => {
                    if self.open.thread_now().is_none() {
                        let ticket = &thread.ticket;
                        self.say(format!("#{} {}", ticket.number, ticket.subject));
                    }
                    let behind = thread.ticket.seq < self.open.heard.get_untracked();
                    self.took(thread);
                    if behind {
                        self.read_ticket();
                    }
                }
                Err(refusal) => {
                    self.sentence(&refusal);
                    if self.open.thread_now().is_none() {
                        self.open.load.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    /// A newer state of a ticket has arrived.
    pub fn took(self, thread: Thread) {
        let newer = self.open.thread_now().is_none_or(|known| {
            known.ticket.id != thread.ticket.id || known.ticket.seq <= thread.ticket.seq
        });
        self.queue_changed(&thread.ticket);
        if self.open.id.get_untracked() == Some(thread.ticket.id) && newer {
            self.asks_anew(&thread);
            self.open.load.set(Load::Ready(Arc::new(thread)));
            keep_focus();
        }
    }

    /// Something has happened to a ticket.
    pub fn updated(self, update: desk::Update) {
        self.was_handed(&update);
        let desk::Update { ticket, event } = update;
        self.queue_changed(&ticket);
        if self.open.id.get_untracked() != Some(ticket.id) {
            return;
        }
        self.open
            .heard
            .update(|heard| *heard = (*heard).max(event.seq));
        let Some(known) = self.open.thread_now() else {
            return;
        };
        let event_by_customer = event.by == By::Customer;
        let around = together::changes_who(&event);
        let related = matches!(
            event.what,
            Entry::Internal(Internal::Related { .. } | Internal::Solution { .. })
                | Entry::Visible(What::Proposal { .. })
        );
        let last = known.events.last().map_or(0, |event| event.seq);
        if event.seq == last + 1 {
            let mut thread = Thread::clone(&known);
            thread.ticket = ticket;
            thread.events.push(event);
            self.open.typing.set(false);
            if event_by_customer {
                self.say(self.words().customer_wrote);
            }
            self.asks_anew(&thread);
            self.open.load.set(Load::Ready(Arc::new(thread)));
            keep_focus();
            // What the other ticket is called, what is to be proposed, and who is around it comes
            // with the thread alone.
            if around || related {
                self.read_ticket();
            }
        } else if event.seq > last {
            self.read_ticket();
        }
    }

    /// A ticket has changed without an event: whoever has it came or went.
    pub fn changed(self, ticket: Ticket) {
        self.queue_changed(&ticket);
        let Some(known) = self
            .open
            .thread_now()
            .filter(|known| known.ticket.id == ticket.id)
        else {
            return;
        };
        if known.ticket.seq <= ticket.seq {
            let mut thread = Thread::clone(&known);
            thread.ticket = ticket;
            self.open.load.set(Load::Ready(Arc::new(thread)));
        }
    }

    /// The customer of a ticket is writing.
    pub fn customer_types(self, id: TicketId) {
        let open = self.open;
        if open.id.get_untracked() != Some(id) {
            return;
        }
        let number = open.typed.get_untracked() + 1;
        open.typed.set(number);
        open.typing.set(true);
        set_timeout(
            move || {
                if open.typed.get_untracked() == number {
                    open.typing.set(false);
                }
            },
            TYPING,
        );
    }
}

/// Goes to the ticket's heading where what had the focus is gone.
fn keep_focus() {
    request_animation_frame(|| {
        let lost = document()
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY");
        let heading = document().get_element_by_id("ticket-title");
        if let Some(heading) = heading.filter(|_| lost) {
            let still = FocusOptions::new();
            still.set_prevent_scroll(true);
            _ = heading
                .unchecked_ref::<HtmlElement>()
                .focus_with_options(&still);
        }
    });
}
