//! English.

use super::HandoverWords;

/// The words.
pub const HANDOVER: HandoverWords = HandoverWords {
    hand_over_title: "Hand this ticket over",
    assign_title: "Assign this ticket",
    to_whom: "To whom",
    to_queue: "Back to the queue",
    to_queue_hint: "Whoever is free takes it",
    to_queue_of: "Whoever of {team} is free takes it",
    to_team_hint: "Team. Whoever of it is free takes it",
    choose_whom: "Choose who gets this ticket.",
    not_of_site: "This colleague does not answer for this site. Choose another one.",
    reason_label: "Reason",
    public_note: "Note to the customer",
    public_note_hint: "Optional. The customer reads it with the news of the handover.",
    internal_note: "Note to your colleague",
    internal_note_hint: "Optional. The customer never sees it.",
    customer_reads: "The customer will read",
    customer_reads_hint: "The site decides how much of an agent’s name customers see.",
    handed_over: "The ticket was handed over.",
    hold_title: "Put this ticket on hold",
    hold_reason: "What are you waiting for?",
    hold_reason_hint: "The customer reads this, for example: the carrier looks for the parcel.",
    hold_missing: "Say what you are waiting for.",
    put_on_hold: "Put on hold",
    handed: "{who} handed you #{number}: {subject}",
    routed: "#{number} has come to you: {subject}",
    came: &[
        ("one", "{n} ticket has come to you."),
        ("other", "{n} tickets have come to you."),
    ],
    open: "Open",
    show_mine: "Show mine",
};
