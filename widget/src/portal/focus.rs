//! Where the focus goes: to the heading of a page that was opened, back to the link that was
//! left, and never out of the frame.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::state::State;

/// Where the first page and every other one take the focus.
const HEADING: &str = "#query, h1[tabindex]";

/// What to do once the page that is on its way stands.
#[derive(Clone, Default)]
pub enum Arrival {
    /// Nothing: the focus is where the customer wants it.
    #[default]
    Stay,
    /// Go to the search box or the heading.
    Heading,
    /// The heading has the focus, but what is still loading will replace it.
    Hold,
    /// Go to the row of this number, the first of those that "Show more" has asked for.
    Row(usize),
    /// Go back to where the page was left.
    Back {
        /// How far it was scrolled.
        scroll: f64,
        /// The link that had the focus.
        focus: Option<String>,
    },
}

/// The panel has opened, or the page that is asked for is the one that is shown.
pub fn enter(state: State) {
    state.memory(|memory| memory.arrival = Arrival::Heading);
    // A skeleton's heading goes when what it stands for comes.
    arrive(state, all("main .skeleton").is_empty());
}

/// The panel closes: what is still on its way must not take the focus back from the host page.
pub fn leave(state: State) {
    state.memory(|memory| memory.arrival = Arrival::Stay);
}

/// What could not be loaded is asked for again, by a button that goes away.
pub fn retry(state: State) {
    state.memory(|memory| {
        // Further rows are still the ones to go to.
        if !matches!(memory.arrival, Arrival::Row(_)) {
            memory.arrival = Arrival::Heading;
        }
    });
    arrive(state, false);
}

/// The page stands; `complete` once all of its content does.
pub fn arrive(state: State, complete: bool) {
    request_animation_frame(move || {
        let arrival = state.memory(|memory| memory.arrival.clone());
        let done = match arrival {
            Arrival::Stay => true,
            Arrival::Heading => {
                let found = to(HEADING);
                if found && !complete {
                    state.memory(|memory| memory.arrival = Arrival::Hold);
                }
                found && complete
            }
            Arrival::Hold if complete => {
                if lost() {
                    to(HEADING);
                }
                true
            }
            Arrival::Row(at) if complete => {
                if lost()
                    && let Some(row) = all("main a.row").get(at)
                {
                    _ = row.focus();
                }
                true
            }
            Arrival::Back { scroll, focus } if complete => {
                let mut links = all("main a").into_iter();
                let same =
                    |link: &HtmlElement| focus.is_some() && link.get_attribute("href") == focus;
                match links.find(same) {
                    Some(link) => _ = link.focus(),
                    None => _ = to(HEADING),
                }
                window().scroll_to_with_x_and_y(0.0, scroll);
                true
            }
            Arrival::Hold | Arrival::Row(_) | Arrival::Back { .. } => false,
        };
        if done {
            state.memory(|memory| memory.arrival = Arrival::Stay);
        }
    });
}

/// Moves the focus to the first element that `selector` finds, without scrolling; whether there
/// was one.
pub fn to(selector: &str) -> bool {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    let element = document().query_selector(selector).ok().flatten();
    element.is_some_and(|element| {
        let element = element.unchecked_ref::<HtmlElement>();
        element.focus_with_options(&still).is_ok()
    })
}

/// Moves the focus once what is being built stands.
pub fn soon(selector: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = all(selector).first() {
            _ = element.focus();
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Every element that `selector` finds and that can be seen.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|i| Some(found.get(i)?.unchecked_into::<HtmlElement>()))
        .filter(|element| element.get_client_rects().length() > 0)
        .collect()
}

/// Whether nothing has the focus, for instance because what had it is gone.
pub fn lost() -> bool {
    current().is_none_or(|element| element.tag_name() == "BODY")
}

/// The element that has the focus.
pub fn current() -> Option<web_sys::Element> {
    document().active_element()
}
