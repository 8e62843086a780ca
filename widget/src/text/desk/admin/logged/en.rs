//! English.

use super::LoggedWords;

/// The words.
pub const LOGGED: LoggedWords = LoggedWords {
    log_hint: "What was set up and who signed in, the latest first. Passwords are never written down.",
    older: "Show older entries",
    nothing: "nothing",
    from_to: "from {from} to {to}",
    command_line: "The command line",
    did_first_run: "{who} set up the first site, {what}.",
    did_sign_in: "{who} signed in.",
    did_fail: "Somebody tried to sign in as {what} and could not.",
    did_fail_unknown: "Somebody tried to sign in with an unknown address.",
    did_sign_out: "{who} signed out.",
    did_create_site: "{who} created the site {what}.",
    did_change_site: "{who} changed the site {what}.",
    did_create_account: "{who} created the account of {what}.",
    did_change_account: "{who} changed the account of {what}.",
    did_set_password: "{who} set a new password.",
    did_end_account: "{who} ended the account of {what}.",
    did_enable_account: "{who} let {what} sign in again.",
    did_create_team: "{who} created the team {what}.",
    did_change_team: "{who} changed the team {what}.",
    did_remove_team: "{who} removed the team {what}.",
};
