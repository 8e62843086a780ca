//! German.

use super::WrongWords;

/// The words.
pub const WRONG: WrongWords = WrongWords {
    missing: "Füllen Sie dieses Feld aus.",
    wrong_text: "Das ist zu lang oder schon vergeben. Wählen Sie etwas anderes.",
    wrong_origins: "Mindestens eine Adresse wie https://shop.example, klein geschrieben, ohne Pfad, jede einmal.",
    wrong_languages: "Mindestens eine Sprache wie de oder pt-br, jede einmal.",
    wrong_accent: "Eine Farbe wie #1f5f59.",
    wrong_key: "Kleinbuchstaben, Ziffern und Bindestriche, höchstens 40, noch nicht verwendet.",
    wrong_email: "Eine E-Mail-Adresse wie ana@shop.example, die noch kein Konto hat.",
    wrong_password: "Ein Passwort hat 10 bis 200 Zeichen.",
    wrong_zone: "Eine Zeitzone wie Europe/Berlin.",
    wrong_open: "Zeiten wie 09:00–17:30, die spätere am Ende.",
    wrong_holidays: "Tage wie 2026-12-25, einer je Zeile.",
    wrong_hours: "Eine Stundenzahl von 1 bis 720.",
    wrong_days: "Eine Zahl von Tagen bis 365.",
    wrong_capacity: "Eine Zahl von 1 bis 1000.",
    wrong_options: "Eine Auswahl braucht mindestens eine Option.",
    wrong_sites: "Mindestens eine Website.",
    wrong_role: "Ihre eigene Rolle kann nur jemand anderes ändern.",
};
