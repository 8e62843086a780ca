//! German.

use super::LoggedWords;

/// The words.
pub const LOGGED: LoggedWords = LoggedWords {
    log_hint: "Was eingestellt wurde und wer sich angemeldet hat, das Neueste zuerst. Passwörter stehen nie darin.",
    older: "Ältere Einträge zeigen",
    nothing: "nichts",
    from_to: "von {from} zu {to}",
    command_line: "Die Befehlszeile",
    did_first_run: "{who} hat die erste Website angelegt, {what}.",
    did_sign_in: "{who} hat sich angemeldet.",
    did_fail: "Jemand wollte sich als {what} anmelden und konnte nicht.",
    did_fail_unknown: "Jemand wollte sich mit einer unbekannten Adresse anmelden.",
    did_sign_out: "{who} hat sich abgemeldet.",
    did_create_site: "{who} hat die Website {what} angelegt.",
    did_change_site: "{who} hat die Website {what} geändert.",
    did_create_account: "{who} hat das Konto von {what} angelegt.",
    did_change_account: "{who} hat das Konto von {what} geändert.",
    did_set_password: "{who} hat ein neues Passwort gesetzt.",
    did_end_account: "{who} hat das Konto von {what} beendet.",
    did_enable_account: "{who} hat {what} wieder zugelassen.",
    did_create_team: "{who} hat das Team {what} angelegt.",
    did_change_team: "{who} hat das Team {what} geändert.",
    did_remove_team: "{who} hat das Team {what} entfernt.",
};
