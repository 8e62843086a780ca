//! English.

use super::AccountWords;

/// The words.
pub const ACCOUNT: AccountWords = AccountWords {
    new_agent: "New agent",
    make_agent: "Create account",
    agent_account: "Account",
    full_name: "Full name",
    alias: "Name for customers",
    alias_hint: "Shown where a site names agents by an alias.",
    role: "Role",
    role_hint: "Admins set up sites, accounts and teams.",
    level: "Level",
    agent_languages: "Languages they write",
    capacity: "Open tickets at most",
    capacity_hint: "With as many, no more are given automatically.",
    password_hint: "At least 10 characters.",
    answers_for: "Answers for",
    knows: "Topics they know on {site} (none ticked: all)",
    release_when_leaving: "Let their open tickets on sites they leave go back to the queue",
    elsewhere: "They answer for sites of other admins too. Here you can only change which of your sites they answer for.",
    account_refused: "Nothing has changed. A site must keep an admin, and open tickets must be given back before somebody leaves their site.",
    end_account: "End account",
    end_hint: "Signs them out at once; nobody can sign in with it any more. What they wrote stays.",
    end_refused: "Nothing has changed. Give their open tickets back first, and make sure that each site keeps an admin.",
    end_title: "End the account of {name}?",
    release: &[
        ("one", "Let their open ticket go back to the queue"),
        ("other", "Let their {n} open tickets go back to the queue"),
    ],
    made: "The account of {name} is made.",
    made_next: "Nobody can sign in with it yet. Make the link with which they set their password, and hand it to them.",
    own_account: "This is your own account. Another admin can end it.",
    ended: "ended",
    ended_hint: "Nobody can sign in with this account.",
    enable: "Let them sign in again",
};
