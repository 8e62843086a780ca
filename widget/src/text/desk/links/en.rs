//! English.

use super::LinkWords;

/// The words.
pub const LINKS: LinkWords = LinkWords {
    password: "Password",
    hint: "They set it themselves, with a link that works once and for 3 days. A new link ends the one before; where somebody is signed in with the account, using it signs them out.",
    after: "Next you make a link with which they set their password.",
    make: "Make a link",
    link: "Link",
    until: "Hand it to {name} yourself. It works until {time}, and is not shown again.",
    title: "Welcome, {name}",
    text: "Choose a password for {email}. Then you are at the desk.",
    new_password: "New password",
    set: "Set password",
    change: "Change password",
    change_hint: "Everywhere else you are signed out.",
    current: "Current password",
    wrong_current: "This is not your current password.",
    changed: "Your password is changed.",
    dead_hint: "It works once and for 3 days, and ends when a new one is made. Ask an admin for another.",
    uncovered: "Nobody covers for {names} any more. What comes in for them goes to the queue. Another cover can be chosen on the page Team.",
    did_make: "{who} made a link for {what} to set a password.",
};
