//! German. Agents are addressed as *Sie*.

use super::SessionWords;

/// The words.
pub const SESSION: SessionWords = SessionWords {
    sign_in: "Anmelden",
    sign_in_title: "Am Schalter anmelden",
    signing_in: "Anmeldung läuft",
    sign_out: "Abmelden",
    email: "E-Mail",
    password: "Passwort",
    credentials_missing: "Geben Sie Ihre E-Mail-Adresse und Ihr Passwort ein.",
    no_match: "E-Mail-Adresse und Passwort passen nicht zusammen.",
    forgotten: "Passwort vergessen? Ein Administrator erstellt Ihnen einen Link, mit dem Sie ein neues setzen.",
    expired_title: "Melden Sie sich erneut an",
    expired: "Ihre Sitzung ist beendet. Alles, was Sie geschrieben haben, ist noch da.",
};
