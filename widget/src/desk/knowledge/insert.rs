//! Puts an article, or the passage of it that answers, into what is being written.

use std::collections::HashSet;

use guichet_shared::desk::Article;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

use super::Offer;
use crate::desk::{call, composer::Mode, state::State};

/// A link to the article.
pub fn link(state: State, offer: &Offer) {
    at_the_cursor(state, markdown_link(offer), " ");
}

/// The passage that answers, and a link to the rest.
pub fn passage(state: State, offer: Offer) {
    spawn_local(async move {
        let article = call::get::<Article>(&format!("/articles/{}", offer.id)).await;
        let body = article.map(|article| article.body).unwrap_or_default();
        let found = nearest(&body, &offer.passage).unwrap_or(&offer.passage);
        let text = [found, "\n\n", &markdown_link(&offer)].concat();
        at_the_cursor(state, text, "\n\n");
    });
}

fn markdown_link(offer: &Offer) -> String {
    let title = offer.title.replace('[', "\\[").replace(']', "\\]");
    format!("[{title}]({}.md)", offer.slug)
}

/// The block of a Markdown text that has most words in common with what a search shows of it.
fn nearest<'a>(body: &'a str, passage: &str) -> Option<&'a str> {
    let wanted: HashSet<&str> = passage.split_whitespace().collect();
    let blocks = body.split("\n\n").map(str::trim);
    let blocks = blocks.filter(|block| !block.is_empty() && !block.starts_with('#'));
    let common = |block: &&str| {
        block
            .split_whitespace()
            .filter(|word| wanted.contains(word))
            .count()
    };
    blocks.max_by_key(common)
}

/// A solution for level 1 and a reply take it where the cursor is; everything else stays.
/// `gap` parts it from what stands before and after.
fn at_the_cursor(state: State, text: String, gap: &'static str) {
    if state.open.mode.get_untracked() == Mode::Note {
        state.open.mode.set(Mode::Reply);
    }
    request_animation_frame(move || {
        let area = document().get_element_by_id("composer-text");
        let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) else {
            return;
        };
        let end = |at: Result<Option<u32>, _>| at.ok().flatten();
        let written: Vec<u16> = area.value().encode_utf16().collect();
        let length = u32::try_from(written.len()).unwrap_or(u32::MAX);
        let start = end(area.selection_start()).unwrap_or(length);
        let until = end(area.selection_end()).unwrap_or(length);
        let part = |range: Option<&[u16]>| String::from_utf16_lossy(range.unwrap_or_default());
        let before = part(written.get(..start as usize));
        let after = part(written.get(until as usize..));
        let lead = missing(gap, &before, |text| text.len() - text.trim_end().len());
        let trail = missing(gap, &after, |text| text.len() - text.trim_start().len());
        let text = [lead, &text, trail].concat();
        _ = area.set_range_text_with_start_and_end(&text, start, until);
        // What listens to typing keeps the draft.
        if let Ok(event) = Event::new("input") {
            _ = area.dispatch_event(&event);
        }
        _ = area.focus();
        let end = start + u32::try_from(text.encode_utf16().count()).unwrap_or(0);
        _ = area.set_selection_range(end, end);
    });
}

/// What of `gap` is missing beside `text`, whose blanks at that side `blanks` counts.
fn missing(gap: &'static str, text: &str, blanks: impl Fn(&str) -> usize) -> &'static str {
    if text.trim().is_empty() {
        return "";
    }
    gap.get(blanks(text).min(gap.len())..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inserted_stands_apart_from_what_is_there() {
        let at_end = |text: &str| text.len() - text.trim_end().len();
        assert_eq!(missing(" ", "See", at_end), " ");
        assert_eq!(missing(" ", "See ", at_end), "");
        assert_eq!(missing("\n\n", "Hello,", at_end), "\n\n");
        assert_eq!(missing("\n\n", "Hello,\n", at_end), "\n");
        assert_eq!(missing("\n\n", "Hello,\n\n\n", at_end), "");
        assert_eq!(missing("\n\n", "  ", at_end), "");
    }

    #[test]
    fn the_block_that_a_search_shows_is_the_one_that_is_quoted() {
        let body = "# Returns\n\nSend it back within 30 days.\n\nThe label is in your *account*.";
        let found = nearest(body, "…label is in your account…").unwrap();
        assert_eq!(found, "The label is in your *account*.");
        assert_eq!(nearest("# Title", "words"), None);
    }
}
