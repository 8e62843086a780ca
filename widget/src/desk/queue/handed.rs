//! Tickets that come to an agent while the desk is open are told at once.

use guichet_shared::{
    desk::{self, Entry},
    event::{By, What},
};

use crate::desk::{hands::Next, state::State};

impl State {
    /// Tells the agent where it is to them that somebody, or a rule, gave a ticket.
    pub fn was_handed(self, update: &desk::Update) {
        let Entry::Visible(What::Handover { to: Some(to), .. }) = &update.event.what else {
            return;
        };
        let me = self.my_id();
        let who = match &update.event.by {
            By::Agent(agent) if Some(agent.id) == me => return,
            By::Agent(agent) => Some(agent.name.as_str()),
            By::Customer | By::Guest(_) | By::System => None,
        };
        if Some(to.id) != me {
            return;
        }
        let ticket = &update.ticket;
        let w = self.words().handover;
        let said = who.map_or_else(|| w.routed.to_owned(), |who| w.handed.replace("{who}", who));
        let said = said
            .replace("{number}", &ticket.number.to_string())
            .replace("{subject}", &ticket.subject);
        let open = self.ticket() == Some(ticket.id);
        self.tell_of(ticket.id, said, (!open).then_some(Next::Open(ticket.id)));
    }
}
