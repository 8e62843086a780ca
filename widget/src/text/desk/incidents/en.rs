//! English.

use super::IncidentWords;

/// The words.
pub const INCIDENTS: IncidentWords = IncidentWords {
    problems: "Problems",
    new: "Announce a problem",
    none: "No known problems",
    none_hint: "When many customers meet the same problem, announce it here: they join it instead of writing one by one, and one update reaches all of them.",
    open: "Announced",
    over: "Solved",
    tickets: &[("one", "{n} ticket"), ("other", "{n} tickets")],
    owed: &[
        ("one", "{n} ticket is still to be told"),
        ("other", "{n} tickets are still to be told"),
    ],
    topic: "Topic",
    every_topic: "Every topic",
    title_in: "Title in {language}",
    body_in: "Text in {language}",
    update_in: "Update in {language}",
    optional_hint: "May be left out: customers then read {language}.",
    markdown_hint: "Markdown. Say what does not work, since when, and what to do until then.",
    publish: "Announce to customers",
    wrong: "Title and text are needed in {language}. A title has at most 200 characters, a text 20,000.",
    updates: "Updates",
    no_updates: "Nothing has been said since it was announced.",
    solution: "Solution",
    write: "Write to everyone concerned",
    write_hint: "An update appears on the problem’s page and in every linked ticket. A solution is also proposed to each customer, who says whether it helped.",
    post: "Post update",
    close: "Close with this solution",
    linked: "Linked tickets",
    none_linked: "No ticket is linked yet. Customers join from the portal; you link a ticket from its page.",
    conflict: "Somebody has written here meanwhile. What you wrote is kept; read what is new before you send it.",
    known: "Known problem",
    choose: "Choose a known problem",
    link: "Link",
    unlink: "Take out",
    read: "Open the problem",
};
