//! The name of a field.

use super::element::{Element, words};
use crate::text::Text;

/// A name, which says where the field may be left out; `tag` is a label's or that of what is in one.
#[must_use]
pub fn label(tag: &'static str, name: &str, text: &Text, optional: bool) -> Element {
    let label = words(tag, "field-label", name);
    if optional {
        // Read aloud, the two are two words.
        label
            .text(" ")
            .child(words("span", "optional", text.optional))
    } else {
        label
    }
}
