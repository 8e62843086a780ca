//! Who follows the open ticket and who is asked to it, in the column beside it.

use std::sync::Arc;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Followers, Thread},
    guest::{Guest, GuestMay, Guests},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::Load,
    desk::{
        call, keyboard, people,
        state::{Dialog, State},
        time,
    },
    parts::element::{Element, element, words},
};

impl State {
    /// Changes what is known around the open ticket.
    pub fn change_around(
        self,
        ticket: guichet_shared::ticket::TicketId,
        change: impl FnOnce(&mut Thread),
    ) {
        let known = self.open.thread_now();
        if let Some(known) = known.filter(|known| known.ticket.id == ticket) {
            let mut thread = Thread::clone(&known);
            change(&mut thread);
            self.open.load.set(Load::Ready(Arc::new(thread)));
        }
    }
}

/// Those who follow, and the button to do so.
pub fn followers(state: State, thread: &Thread) -> Vec<Element> {
    let w = state.words().together;
    let names = thread.followers.iter().map(|colleague| {
        element("li", "around-person")
            .child(people::small(state, colleague).set("aria-hidden", "true"))
            .child(words("span", "", colleague.name.as_str()))
    });
    let list = if thread.followers.is_empty() {
        words("p", "around-hint", w.no_followers)
    } else {
        element("ul", "around-people").children(names)
    };
    let (name, method) = if state.follows(thread) {
        (w.unfollow, Method::DELETE)
    } else {
        (w.follow, Method::PUT)
    };
    let ticket = thread.ticket.id;
    let button = words("button", "button small", name)
        .set("type", "button")
        .set("id", "follow")
        .on("click", move |_| {
            let method = method.clone();
            spawn_local(async move {
                let resource = format!("/tickets/{ticket}/follow");
                let empty = serde_json::json!({});
                let answer = call::send::<Followers>(method, &resource, &empty, None).await;
                match answer {
                    Ok(answer) => {
                        state.change_around(ticket, |thread| thread.followers = answer.followers);
                        request_animation_frame(|| _ = keyboard::focus("#follow"));
                    }
                    Err(refusal) => state.open.trouble.set(Some(state.sentence(&refusal))),
                }
            });
        });
    vec![list, button]
}

/// Those who are asked to it, and the button that asks another one.
pub fn guests(state: State, thread: &Thread) -> Vec<Element> {
    let w = state.words().together;
    let list = element("ul", "around-people")
        .children(thread.guests.iter().map(|guest| one(state, thread, guest)));
    let invite = words("button", "button small", w.invite)
        .set("type", "button")
        .set("id", "invite")
        .on("click", move |_| state.dialog.set(Some(Dialog::Invite)));
    let hint = thread
        .guests
        .is_empty()
        .then(|| words("p", "around-hint", w.guests_hint));
    let list = (!thread.guests.is_empty()).then_some(list);
    hint.into_iter().chain(list).chain([invite]).collect()
}

fn one(state: State, thread: &Thread, guest: &Guest) -> Element {
    let w = state.words().together;
    let may = match guest.may {
        GuestMay::Internal => w.may_internal,
        GuestMay::Public => w.may_public,
    };
    let until = time::clock(state.lang(), &guest.expires_at, state.now.get_untracked());
    let until = w.until.replace("{time}", &until);
    let (ticket, id, name) = (thread.ticket.id, guest.id, guest.name.clone());
    let revoke = words("button", "link-button", w.revoke)
        .set("type", "button")
        .set("aria-label", w.revoke_of.replace("{name}", &guest.name))
        .on("click", move |_| {
            let name = name.clone();
            spawn_local(async move {
                let resource = format!("/tickets/{ticket}/guests/{id}");
                let empty = serde_json::json!({});
                let answer = call::send::<Guests>(Method::DELETE, &resource, &empty, None).await;
                match answer {
                    Ok(answer) => {
                        state.change_around(ticket, |thread| thread.guests = answer.guests);
                        state.say(w.revoked.replace("{name}", &name));
                        request_animation_frame(|| _ = keyboard::focus("#invite"));
                    }
                    Err(refusal) => state.open.trouble.set(Some(state.sentence(&refusal))),
                }
            });
        });
    let about = element("span", "around-name")
        .child(words("strong", "", guest.name.as_str()))
        .child(words("span", "around-hint", format!("{may}, {until}")));
    element("li", "around-person").child(about).child(revoke)
}
