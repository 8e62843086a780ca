//! An article's block tree as nodes. Text becomes text nodes and nothing else, so whatever was
//! stored cannot run here.

use guichet_shared::block::{Block, Inline, Target};

use super::{
    element::{Element, element, words},
    icons::{OUTSIDE, icon},
};
use crate::text::Text;

/// The blocks in order, inside `parent`.
#[must_use]
pub fn blocks(parent: Element, blocks: &[Block], text: &Text) -> Element {
    parent.children(blocks.iter().map(|block| one(block, text)))
}

fn one(block: &Block, text: &Text) -> Element {
    match block {
        Block::Heading {
            level,
            text: inside,
        } => {
            let tag = match level {
                4.. => "h4",
                3 => "h3",
                _ => "h2",
            };
            inlines(element(tag, ""), inside, text)
        }
        Block::Paragraph { text: inside } => inlines(element("p", ""), inside, text),
        Block::List { start, items } => {
            let list = match start {
                Some(start) => element("ol", "").set("start", start.to_string()),
                None => element("ul", ""),
            };
            list.children(items.iter().map(|item| list_item(item, text)))
        }
        Block::Quote { blocks: inside } => blocks(element("blockquote", ""), inside, text),
        Block::Code { text: code } => {
            scrolling("pre", text.code).child(words("code", "", code.as_str()))
        }
        Block::Table { head, rows } => {
            let head = head
                .iter()
                .map(|cell| inlines(element("th", "").set("scope", "col"), cell, text));
            let rows = rows.iter().map(|row| {
                let cells = row
                    .iter()
                    .map(|cell| inlines(element("td", ""), cell, text));
                element("tr", "").children(cells)
            });
            let head = element("thead", "").child(element("tr", "").children(head));
            let body = element("tbody", "").children(rows);
            scrolling("div", text.table).child(element("table", "").child(head).child(body))
        }
        Block::Image { src, alt } if own(src) => element("img", "")
            .set("src", src.as_str())
            .set("alt", alt.as_str())
            .set("loading", "lazy"),
        Block::Image { alt, .. } => words("p", "", alt.as_str()),
        Block::Rule => element("hr", ""),
    }
}

fn list_item(item: &[Block], text: &Text) -> Element {
    let view = element("li", "");
    // A list of plain sentences reads better without a paragraph's margins.
    match item {
        [Block::Paragraph { text: inside }] => inlines(view, inside, text),
        inside => blocks(view, inside, text),
    }
}

/// A box that scrolls sideways by itself, with the keyboard too.
fn scrolling(tag: &'static str, name: &str) -> Element {
    element(tag, "scroll")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", name)
}

fn inlines(parent: Element, inside: &[Inline], text: &Text) -> Element {
    inside.iter().fold(parent, |parent, inline| match inline {
        Inline::Text { text } => parent.text(text.as_str()),
        Inline::Emphasis { text: inside } => parent.child(inlines(element("em", ""), inside, text)),
        Inline::Strong { text: inside } => {
            parent.child(inlines(element("strong", ""), inside, text))
        }
        Inline::Code { text } => parent.child(words("code", "", text.as_str())),
        Inline::Link { to, text: inside } => parent.child(link(to, inside, text)),
        Inline::Break => parent.child(element("br", "")),
    })
}

fn link(to: &Target, inside: &[Inline], text: &Text) -> Element {
    match to {
        Target::Article(slug) => {
            let href = ["#/article/", slug.as_str()].concat();
            inlines(element("a", "").set("href", href), inside, text)
        }
        Target::Url(url) if leaves_safely(url) => {
            let link = element("a", "")
                .set("href", url.as_str())
                .set("target", "_blank")
                .set("rel", "noopener noreferrer");
            inlines(link, inside, text)
                .child(icon(OUTSIDE))
                .child(words("span", "hidden", text.new_tab))
        }
        Target::Url(_) => inlines(element("span", ""), inside, text),
    }
}

/// Whether a link leads where links may lead. The server has checked already; a link is a place
/// where script could run, so the view checks too.
fn leaves_safely(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        ["http", "https", "mailto", "tel"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    })
}

/// Whether a picture comes from our own origin. Browsers drop tabs and line breaks from an
/// address before they read it, so none may hide the second of two slashes.
fn own(src: &str) -> bool {
    let misleads = |c: char| c == '\\' || c.is_control();
    src.starts_with('/') && !src.starts_with("//") && !src.contains(misleads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web_to_mail_and_to_the_telephone_only() {
        for url in [
            "https://a.example",
            "HTTP://a.example",
            "mailto:a@b.example",
            "tel:+331",
        ] {
            assert!(leaves_safely(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "/path",
            "",
        ] {
            assert!(!leaves_safely(url), "{url}");
        }
    }

    #[test]
    fn pictures_come_from_our_own_origin_only() {
        assert!(own("/files/picture.png"));
        for src in [
            "//a.example/x.png",
            "https://a.example/x.png",
            "/\\a.example",
            "/\t/a.example/x.png",
            "/\n/a.example/x.png",
            "/\r/a.example/x.png",
            "data:x",
            "",
        ] {
            assert!(!own(src), "{src}");
        }
    }
}
