//! The runs of text inside a block: stress, code, links, pictures.

use guichet_shared::{
    article::Slug,
    block::{Block, Inline, Target},
};
use pulldown_cmark::{Event, Parser, Tag};

use super::{MAX_DEPTH, flush};

/// Where a link may lead: away by a harmless scheme, or to `…/slug.md`, another article.
pub(super) fn target(url: &str) -> Option<Target> {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "mailto" | "tel") => Some(Target::Url(url.to_owned())),
        Some(_) => None,
        None => {
            let path = url.split(['#', '?']).next().unwrap_or_default();
            let file = path.rsplit('/').next().unwrap_or_default();
            let slug = file.strip_suffix(".md")?;
            Slug::parse(slug).ok().map(Target::Article)
        }
    }
}

/// Whether a picture is a path on our own origin: one `/` first, not two.
pub(super) fn is_ours(src: &str) -> bool {
    // Browsers drop tabs and line breaks, and read a backslash as a slash.
    let plain = |c: char| !c.is_control() && c != '\\';
    src.starts_with('/') && !src.starts_with("//") && src.chars().all(plain)
}

/// Reads inlines up to the end of the element that `events` is in.
pub(super) fn read_inlines(
    events: &mut Parser<'_>,
    depth: usize,
    into: &mut Vec<Inline>,
    mut blocks: Option<&mut Vec<Block>>,
) {
    let mut flattened = 0_usize;
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) if depth >= MAX_DEPTH => {
                flattened += 1;
            }
            Event::End(_) if flattened == 0 => return,
            Event::End(_) => flattened -= 1,
            event => read_inline(event, events, depth, into, blocks.as_deref_mut()),
        }
    }
}

/// Reads one inline. A picture of ours closes the paragraph around it and becomes one of `blocks`;
/// where no block can stand, as in a cell or a link, its text tells of it.
pub(super) fn read_inline(
    event: Event<'_>,
    events: &mut Parser<'_>,
    depth: usize,
    into: &mut Vec<Inline>,
    blocks: Option<&mut Vec<Block>>,
) {
    let inner = |events: &mut Parser<'_>| {
        let mut text = Vec::new();
        read_inlines(events, depth + 1, &mut text, None);
        text
    };
    match event {
        Event::Start(Tag::Emphasis) => into.push(Inline::Emphasis {
            text: inner(events),
        }),
        Event::Start(Tag::Strong) => into.push(Inline::Strong {
            text: inner(events),
        }),
        Event::Start(Tag::Link { dest_url, .. }) => {
            let text = inner(events);
            match target(&dest_url) {
                Some(to) => into.push(Inline::Link { to, text }),
                None => into.extend(text),
            }
        }
        Event::Start(Tag::Image { dest_url, .. }) => {
            let alt = read_text(events);
            match blocks {
                Some(blocks) if is_ours(&dest_url) => {
                    flush(into, blocks);
                    blocks.push(Block::Image {
                        src: dest_url.to_string(),
                        alt,
                    });
                }
                _ => push_text(into, &alt),
            }
        }
        Event::Text(text) => push_text(into, &text),
        Event::InlineHtml(html) | Event::Html(html) => push_text(into, &without_comments(&html)),
        Event::Code(text) => into.push(Inline::Code {
            text: text.to_string(),
        }),
        Event::SoftBreak => push_text(into, " "),
        Event::HardBreak => into.push(Inline::Break),
        _ => {}
    }
}

/// Adds to the text before it, so that a sentence is one piece and not one for each event.
fn push_text(into: &mut Vec<Inline>, more: &str) {
    if let Some(Inline::Text { text }) = into.last_mut() {
        text.push_str(more);
    } else if !more.is_empty() {
        into.push(Inline::Text {
            text: more.to_owned(),
        });
    }
}

/// The bare characters up to the end of the element that `events` is in.
pub(super) fn read_text(events: &mut Parser<'_>) -> String {
    let mut text = String::new();
    let mut open = 0_usize;
    for event in events {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) if open == 0 => break,
            Event::End(_) => open -= 1,
            Event::Text(more) | Event::Code(more) | Event::Html(more) => text.push_str(&more),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

pub(super) fn without_comments(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    text + rest
}
