//! English.

use super::ComposerWords;

/// The words.
pub const COMPOSER: ComposerWords = ComposerWords {
    label: "Write",
    modes: "What you write",
    reply: "Reply",
    note: "Internal note",
    propose: "Propose solution",
    reply_hint: "Write to the customer",
    note_hint: "Only your colleagues read this",
    proposal_hint: "Describe the solution. The customer is asked whether it helped",
    attach: "Attach files",
    remove_file: "Remove {name}",
    too_many_files: "At most {n} files go at once. The others were left out.",
    send_reply: "Send reply",
    send_note: "Add note",
    send_proposal: "Send proposal",
    sending: "Sending",
    send_key: "Ctrl + Enter",
    sent_reply: "Reply sent.",
    sent_note: "Note added.",
    sent_proposal: "Proposal sent.",
    nothing: "There is nothing to send yet. Write something first.",
    then_wait: "Wait for the customer",
    takes: "It becomes your ticket.",
    turn_ours: "Afterwards it is our turn.",
    turn_theirs: "Afterwards it is the customer’s turn.",
    turn_nobodys: "The request stays closed.",
};
