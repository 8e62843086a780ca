//! Lists of links: articles, results, categories.

use guichet_shared::search::Segment;

use super::{
    element::{Element, element, words},
    icons::{NEXT, icon},
};

/// A list.
#[must_use]
pub fn rows(rows: impl IntoIterator<Item = Element>) -> Element {
    let items = rows.into_iter().map(|row| element("li", "").child(row));
    element("ul", "rows").children(items)
}

/// One line of a list: where it leads, what it says, and the language of that where it is not
/// the page's.
#[must_use]
pub fn row(
    href: String,
    title: Element,
    lang: Option<&str>,
    details: Vec<Element>,
    note: Option<String>,
) -> Element {
    let text = element("span", "row-text")
        .set_some("lang", lang)
        .child(title)
        .children(details);
    element("a", "row")
        .set("href", href)
        .child(text)
        .children(note.map(|note| words("span", "row-note", note)))
        .child(icon(NEXT))
}

/// A row's title.
#[must_use]
pub fn title(text: &str) -> Element {
    words("span", "row-title", text)
}

/// Text with what matched marked.
#[must_use]
pub fn marked(class: &'static str, segments: &[Segment]) -> Element {
    segments
        .iter()
        .fold(element("span", class), |line, segment| {
            if segment.hit {
                line.child(words("mark", "", segment.text.as_str()))
            } else {
                line.text(segment.text.as_str())
            }
        })
}
