//! English.

use super::MacroWords;

/// The words.
pub const MACROS: MacroWords = MacroWords {
    insert: "Insert a macro",
    manage: "Manage macros",
    search: "Search macros",
    none: "No macro fits.",
    also: "Also:",
    will: "Does:",
    now: "Do it now",
    acted: "Done.",
    only_text: "Send the text alone",
    to_me: "Assign to me",
    to_team: "Move to the team",
    title: "Macros",
    title_hint: "Choose a macro, or write a new one. A macro is a reply kept for use again, with what else it does to the ticket.",
    empty: "There are no macros yet.",
    new: "New macro",
    name: "Name",
    body: "Reply",
    body_hint: "Markdown. Filled in from the ticket: {names}. Left empty, the macro only does what is below.",
    does: "What it also does",
    no_change: "Leave as it is",
    note: "Why, for the customer",
    note_hint: "On hold needs it: for whom or what the ticket waits.",
    note_missing: "Say for whom or what the ticket waits.",
    name_missing: "Give the macro a name.",
    body_missing: "Write the reply, or say below what the macro does.",
    unknown: "{names} stands for nothing and would reach the customer as it is.",
    name_taken: "Another macro has this name. Choose another name.",
    save: "Save macro",
    saved: "Macro saved.",
    remove: "Delete macro",
    removed: "Macro deleted.",
};
