//! A status as a mark: a colour, a shape and a word.

use guichet_shared::{site::SiteKey, status::Status};

use super::state::State;
use crate::parts::element::{Element, element, words};

/// The mark.
pub fn mark(state: State, site: &SiteKey, status: Status) -> Element {
    element("span", "status")
        .set("data-status", status.as_str())
        .child(element("span", "status-dot").set("aria-hidden", "true"))
        .child(words("span", "", state.status(site, status)))
}
