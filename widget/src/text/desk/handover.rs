//! What the desk says where a ticket is handed over or put on hold.

#[path = "handover/de.rs"]
mod de;
#[path = "handover/en.rs"]
mod en;
#[path = "handover/fr.rs"]
mod fr;

pub use self::{de::HANDOVER as DE, en::HANDOVER as EN, fr::HANDOVER as FR};
use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct HandoverWords {
    /// Heading of the dialog.
    pub hand_over_title: &'static str,
    /// The same where nobody has the ticket.
    pub assign_title: &'static str,
    /// The choice of colleagues.
    pub to_whom: &'static str,
    /// Nobody in particular.
    pub to_queue: &'static str,
    /// What that means.
    pub to_queue_hint: &'static str,
    /// The same, where it is the queue of `{team}`.
    pub to_queue_of: &'static str,
    /// What a team does with it.
    pub to_team_hint: &'static str,
    /// Nobody was chosen.
    pub choose_whom: &'static str,
    /// The colleague may not have it.
    pub not_of_site: &'static str,
    /// Why.
    pub reason_label: &'static str,
    /// Besides the reason.
    pub public_note: &'static str,
    /// What it is for.
    pub public_note_hint: &'static str,
    /// For the next agent.
    pub internal_note: &'static str,
    /// What it is for.
    pub internal_note_hint: &'static str,
    /// Above the sentence for the customer.
    pub customer_reads: &'static str,
    /// What may differ.
    pub customer_reads_hint: &'static str,
    /// Said after a handover.
    pub handed_over: &'static str,
    /// Heading of the dialog.
    pub hold_title: &'static str,
    /// For whom or what it waits.
    pub hold_reason: &'static str,
    /// Who reads it.
    pub hold_reason_hint: &'static str,
    /// It is empty.
    pub hold_missing: &'static str,
    /// Does it.
    pub put_on_hold: &'static str,
    /// Somebody gave the reader a ticket; `{who}`, `{number}`, `{subject}`.
    pub handed: &'static str,
    /// A rule gave it; `{number}`, `{subject}`.
    pub routed: &'static str,
    /// How many have come; `{n}`.
    pub came: Forms,
    /// Opens it.
    pub open: &'static str,
    /// Shows the agent's own tickets.
    pub show_mine: &'static str,
}
