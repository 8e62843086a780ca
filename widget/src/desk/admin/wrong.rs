//! What is wrong with a field, in the interface's language; the server's own words are for programs.

use crate::text::desk::AdminWords;

/// What a place takes.
pub fn wrong(w: &AdminWords, place: &str) -> &'static str {
    let names = place.split('.').filter(|part| part.parse::<u32>().is_err());
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [.., "origins"] => w.wrong_origins,
        ["languages"] | ["site", "languages"] => w.wrong_languages,
        [.., "accent"] => w.wrong_accent,
        [.., "key"] => w.wrong_key,
        [.., "email"] => w.wrong_email,
        [.., "password"] => w.wrong_password,
        [.., "zone"] => w.wrong_zone,
        [.., "open"] => w.wrong_open,
        [.., "holidays"] => w.wrong_holidays,
        [.., "promise_hours"] | [.., "promises", _] => w.wrong_hours,
        [.., "silence_days" | "reopen_days"] => w.wrong_days,
        [.., "capacity"] => w.wrong_capacity,
        [.., "options"] => w.wrong_options,
        ["sites"] => w.wrong_sites,
        ["role"] => w.wrong_role,
        _ => w.wrong_text,
    }
}
