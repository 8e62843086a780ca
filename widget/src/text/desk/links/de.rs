//! German.

use super::LinkWords;

/// The words.
pub const LINKS: LinkWords = LinkWords {
    password: "Passwort",
    hint: "Die Person setzt es selbst, mit einem Link, der einmal und 3 Tage lang gilt. Ein neuer Link ersetzt den vorigen; offene Sitzungen enden, sobald er benutzt wird.",
    after: "Danach erstellen Sie einen Link, mit dem die Person ihr Passwort setzt.",
    make: "Link erstellen",
    link: "Link",
    until: "Geben Sie ihn selbst an {name} weiter. Er gilt bis {time} und wird nicht noch einmal gezeigt.",
    title: "Willkommen, {name}",
    text: "Wählen Sie ein Passwort für {email}. Danach sind Sie angemeldet.",
    new_password: "Neues Passwort",
    set: "Passwort setzen",
    change: "Passwort ändern",
    change_hint: "Überall sonst werden Sie abgemeldet.",
    current: "Bisheriges Passwort",
    wrong_current: "Das ist nicht Ihr bisheriges Passwort.",
    changed: "Ihr Passwort ist geändert.",
    dead_hint: "Er gilt einmal und 3 Tage lang und endet, wenn ein neuer erstellt wird. Bitten Sie einen Administrator um einen anderen.",
    uncovered: "{names} hat keine Vertretung mehr. Was dort ankommt, geht in die Warteschlange. Eine andere Vertretung lässt sich auf der Seite Team wählen.",
    did_make: "{who} hat für {what} einen Link zum Setzen eines Passworts erstellt.",
};
