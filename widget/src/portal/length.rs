//! A text that is longer than the server takes: said below its field while it is typed, and never cut.

use guichet_shared::{Invalid, Text};

use super::{intl, state::State, vote::readable};
use crate::{
    parts::{
        element::{Element, words},
        value::Value,
    },
    text,
};

/// The line below a field, which shows once there are more than `MAX` characters.
pub fn line<const MAX: usize>(state: State, text: &text::Text, written: Value<String>) -> Element {
    let fits = move || {
        written.track();
        (!is_passed::<MAX>(written)).then(String::new)
    };
    words("p", "wrong", sentence(state, text, MAX))
        .set("role", "alert")
        .follow("hidden", fits)
}

/// Whether there are more than `MAX` characters.
pub fn is_passed<const MAX: usize>(written: Value<String>) -> bool {
    let read = |written: &String| Text::<MAX>::parse(&readable(written));
    matches!(written.with_untracked(read), Err(Invalid::TooLong { .. }))
}

/// How many characters there may be.
pub fn sentence(state: State, text: &text::Text, max: usize) -> String {
    let code = state.language.get_untracked().code;
    let max = u32::try_from(max).unwrap_or(u32::MAX);
    let max = intl::number(code, max.into());
    text.ticket.too_long.replace("{n}", &max)
}
