//! English.

use super::RelateWords;

/// The words.
pub const RELATE: RelateWords = RelateWords {
    related: "Related tickets",
    linked: "Linked",
    merged_from: "Merged into this",
    split_into: "Split off this",
    split_from: "This was split off it",
    goes_on: "This goes on in #{n}",
    unlink: "Remove the link to #{n}",
    merge: "Merge into another ticket",
    merge_hint: "This ticket closes and goes on in another open one of the same customer, who is told where.",
    merge_none: "A ticket goes on in another open one of the same customer, and this customer has no other. Tickets of other customers, and closed ones, can be linked.",
    merge_none_fits: "No other open ticket of this customer fits. Tickets of other customers, and closed ones, can be linked.",
    merge_now: "Merge",
    merged: "#{n} goes on here, in #{into}.",
    link: "Link a ticket",
    link_now: "Link",
    which: "Which ticket",
    search: "Search",
    search_hint: "Words of the subject, or a number.",
    none: "No ticket fits. Search with other words.",
    choose: "Choose a ticket first.",
    message_menu: "More about this message",
    split: "Make it a ticket of its own",
    split_subject: "Subject of the new ticket",
    split_hint: "The customer sees it as a request of their own.",
    split_now: "Make the ticket",
    subject_missing: "Write a subject first.",
};
