//! English.

use super::WrongWords;

/// The words.
pub const WRONG: WrongWords = WrongWords {
    missing: "Fill this in.",
    wrong_text: "This is too long, or already in use. Choose something else.",
    wrong_origins: "At least one address such as https://shop.example, in lower case, without a path, each once.",
    wrong_languages: "At least one language such as en or pt-br, each once.",
    wrong_accent: "A colour such as #1f5f59.",
    wrong_key: "Small letters, digits and hyphens, at most 40, and not used yet.",
    wrong_email: "An email address such as ana@shop.example that has no account yet.",
    wrong_password: "A password has 10 to 200 characters.",
    wrong_zone: "A time zone such as Europe/Paris.",
    wrong_open: "Times such as 09:00–17:30, the later one last.",
    wrong_holidays: "Days such as 2026-12-25, one per line.",
    wrong_hours: "A number of hours from 1 to 720.",
    wrong_days: "A number of days up to 365.",
    wrong_capacity: "A number from 1 to 1000.",
    wrong_options: "A choice needs at least one option.",
    wrong_sites: "At least one site.",
    wrong_role: "Your own role is for another admin to change.",
};
