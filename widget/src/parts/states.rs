//! What stands where content is not: a skeleton of its shape, or a sentence and one thing to do.

use super::element::{Element, element, words};

fn bone() -> Element {
    element("span", "bone")
}

/// Grey bars in the place of `count` rows; `loading` is said to screen readers.
#[must_use]
pub fn skeleton(loading: &'static str, count: usize) -> Element {
    let bars = (0..count).map(|_| element("li", "row").child(bone()));
    element("div", "skeleton")
        .child(words("p", "hidden", loading))
        .child(
            element("ul", "rows")
                .set("aria-hidden", "true")
                .children(bars),
        )
}

/// Grey bars in the place of an article, below its title where that is known.
#[must_use]
pub fn skeleton_article(loading: &'static str, title: Option<String>) -> Vec<Element> {
    let heading = match title {
        Some(title) => words("h1", "", title).set("tabindex", "-1"),
        None => words("h1", "skeleton heading", "")
            .set("tabindex", "-1")
            .child(words("span", "hidden", loading))
            .child(bone()),
    };
    vec![
        element("div", "skeleton eyebrow").child(bone()),
        heading,
        element("div", "skeleton lines").children((0..7).map(|_| bone())),
    ]
}

/// A sentence, what it means, and at most one thing to do. `tag` is `h1` where nothing else is on
/// the page, else `h2`.
#[must_use]
pub fn notice(
    tag: &'static str,
    title: impl Into<String>,
    hint: &str,
    action: Option<Element>,
) -> Element {
    element("div", "notice")
        .child(words(tag, "notice-title", title).set("tabindex", "-1"))
        .child(words("p", "", hint))
        .children(action)
}

/// A button that does `act`.
#[must_use]
pub fn button(label: &str, mut act: impl FnMut() + 'static) -> Element {
    words("button", "button", label)
        .set("type", "button")
        .on("click", move |_| act())
}
