//! German.

use super::AccountWords;

/// The words.
pub const ACCOUNT: AccountWords = AccountWords {
    new_agent: "Neues Konto",
    make_agent: "Konto anlegen",
    agent_account: "Konto",
    full_name: "Vollständiger Name",
    alias: "Name für Kunden",
    alias_hint: "Gezeigt, wo eine Website Pseudonyme verwendet.",
    role: "Rolle",
    role_hint: "Administratoren verwalten Websites, Konten und Teams.",
    level: "Stufe",
    agent_languages: "Sprachen",
    capacity: "Höchstens offene Anfragen",
    capacity_hint: "Darüber wird nichts mehr automatisch zugeteilt.",
    password_hint: "Mindestens 10 Zeichen.",
    answers_for: "Zuständig für",
    knows: "Bekannte Themen auf {site} (keines angekreuzt: alle)",
    release_when_leaving: "Offene Anfragen verlassener Websites zurück in die Warteschlange",
    elsewhere: "Diese Person ist auch für Websites anderer Administratoren zuständig. Hier können Sie nur ändern, für welche Ihrer Websites.",
    account_refused: "Nichts hat sich geändert. Eine Website braucht einen Administrator, und offene Anfragen müssen zurückgegeben werden, bevor jemand ihre Website verlässt.",
    end_account: "Konto beenden",
    end_hint: "Meldet sofort ab; niemand kann sich mehr damit anmelden. Geschriebenes bleibt.",
    end_refused: "Nichts hat sich geändert. Geben Sie zuerst die offenen Anfragen zurück; jede Website braucht einen Administrator.",
    end_title: "Konto von {name} beenden?",
    release: &[
        ("one", "Die offene Anfrage zurück in die Warteschlange"),
        (
            "other",
            "Die {n} offenen Anfragen zurück in die Warteschlange",
        ),
    ],
    made: "Das Konto von {name} ist angelegt.",
    made_next: "Noch kann sich niemand damit anmelden. Erstellen Sie den Link zum Setzen des Passworts und geben Sie ihn weiter.",
    own_account: "Das ist Ihr eigenes Konto. Andere Administratoren können es beenden.",
    ended: "beendet",
    ended_hint: "Mit diesem Konto kann sich niemand anmelden.",
    enable: "Wieder anmelden lassen",
};
