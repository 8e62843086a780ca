//! What is wrong with a field, in the interface's language; the server's own words are for programs.

use crate::text::desk::AdminWords;

/// What a place takes; of what is `empty` there is little else to say.
pub fn wrong(w: &AdminWords, place: &str, empty: bool) -> &'static str {
    let names = place.split('.').filter(|part| part.parse::<u32>().is_err());
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [.., "origins"] => w.wrong.wrong_origins,
        ["languages"] | ["site", "languages"] => w.wrong.wrong_languages,
        [.., "accent"] => w.wrong.wrong_accent,
        [.., "key"] => w.wrong.wrong_key,
        [.., "email"] => w.wrong.wrong_email,
        [.., "password"] => w.wrong.wrong_password,
        [.., "zone"] => w.wrong.wrong_zone,
        [.., "open" | "days"] => w.wrong.wrong_open,
        [.., "holidays"] => w.wrong.wrong_holidays,
        [.., "promise_hours"] | [.., "promises", _] => w.wrong.wrong_hours,
        [.., "silence_days" | "reopen_days"] => w.wrong.wrong_days,
        [.., "capacity"] => w.wrong.wrong_capacity,
        [.., "options"] => w.wrong.wrong_options,
        ["places"] => w.wrong.wrong_sites,
        ["role"] => w.wrong.wrong_role,
        _ if empty => w.wrong.missing,
        _ => w.wrong.wrong_text,
    }
}
