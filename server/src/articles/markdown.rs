//! Markdown into blocks: parsed here once, so that no browser ever turns text into HTML.

mod inline;

use guichet_shared::block::{Block, Inline, Target};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::inline::{is_ours, read_inline, read_inlines, read_text, target, without_comments};

/// How deep lists, quotations and stress may nest; what is nested deeper stays at this depth.
const MAX_DEPTH: usize = 12;

/// The most cells of a table. The parser fills a short row up with empty ones, so that few words make
/// many cells.
const MAX_CELLS: usize = 10_000;

/// The blocks of a Markdown text. Raw HTML stays text, comments go, and a picture that is not on
/// our own origin becomes what its alternative text says.
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    read(markdown, options)
}

/// The blocks of a message, whoever wrote it. People who write one mean their line breaks. It has no
/// tables, and no pictures: a browser that shows one asks our own origin for it, as whoever reads.
#[must_use]
pub fn message(text: &str) -> Vec<Block> {
    let lines = text.lines().collect::<Vec<_>>().join("  \n");
    let mut blocks = read(&lines, Options::ENABLE_HEADING_ATTRIBUTES);
    take_pictures_out(&mut blocks);
    blocks
}

fn read(markdown: &str, options: Options) -> Vec<Block> {
    let mut events = Parser::new_ext(markdown, options);
    let mut blocks = read_blocks(&mut events, 0);
    order_headings(&mut blocks);
    blocks
}

/// Puts what their alternative texts say in the place of pictures.
fn take_pictures_out(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Image { alt, .. } => {
                let text = std::mem::take(alt);
                *block = Block::Paragraph {
                    text: vec![Inline::Text { text }],
                };
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| take_pictures_out(item)),
            Block::Quote { blocks } => take_pictures_out(blocks),
            _ => {}
        }
    }
}

/// The words of a Markdown text, a line for each block.
#[must_use]
pub fn plain_text(markdown: &str) -> String {
    let mut text = String::new();
    write_blocks(&blocks(markdown), &mut text);
    text
}

/// Where the links and pictures of a text point, and what each becomes; `None` is plain text.
#[must_use]
pub fn destinations(markdown: &str) -> Vec<(String, Option<Target>)> {
    Parser::new(markdown)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                Some((dest_url.to_string(), target(&dest_url)))
            }
            Event::Start(Tag::Image { dest_url, .. }) if !is_ours(&dest_url) => {
                Some((dest_url.to_string(), None))
            }
            _ => None,
        })
        .collect()
}

/// Reads blocks up to the end of the container that `events` is in.
fn read_blocks(events: &mut Parser<'_>, depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    // Text of an item that has no paragraph of its own.
    let mut loose = Vec::new();
    let mut flattened = 0_usize;
    while let Some(event) = events.next() {
        let block = match event {
            Event::Start(Tag::Paragraph) => {
                flush(&mut loose, &mut blocks);
                read_inlines(events, depth, &mut loose, Some(&mut blocks));
                flush(&mut loose, &mut blocks);
                continue;
            }
            Event::Start(Tag::Heading { level, .. }) => {
                flush(&mut loose, &mut blocks);
                let mut text = Vec::new();
                read_inlines(events, depth, &mut text, None);
                Block::Heading {
                    level: level as u8,
                    text,
                }
            }
            Event::Start(Tag::CodeBlock(_)) => {
                let text = read_text(events);
                Block::Code {
                    text: text.trim_end_matches('\n').to_owned(),
                }
            }
            Event::Start(Tag::HtmlBlock) => {
                let text = without_comments(&read_text(events));
                if text.trim().is_empty() {
                    continue;
                }
                let text = text.trim().to_owned();
                Block::Paragraph {
                    text: vec![Inline::Text { text }],
                }
            }
            Event::Start(Tag::Table(_)) => read_table(events, depth),
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Item) if depth >= MAX_DEPTH => {
                flush(&mut loose, &mut blocks);
                flattened += 1;
                continue;
            }
            Event::Start(Tag::List(first)) => {
                flush(&mut loose, &mut blocks);
                Block::List {
                    start: first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)),
                    items: read_items(events, depth + 1),
                }
            }
            Event::Start(Tag::BlockQuote(_)) => {
                flush(&mut loose, &mut blocks);
                Block::Quote {
                    blocks: read_blocks(events, depth + 1),
                }
            }
            Event::Rule => Block::Rule,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::Item) => {
                flush(&mut loose, &mut blocks);
                if flattened == 0 {
                    return blocks;
                }
                flattened -= 1;
                continue;
            }
            event => {
                read_inline(event, events, depth, &mut loose, Some(&mut blocks));
                continue;
            }
        };
        flush(&mut loose, &mut blocks);
        blocks.push(block);
    }
    flush(&mut loose, &mut blocks);
    blocks
}

fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph {
            text: std::mem::take(loose),
        });
    }
}

fn read_items(events: &mut Parser<'_>, depth: usize) -> Vec<Vec<Block>> {
    let mut items = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Item) => items.push(read_blocks(events, depth)),
            Event::End(TagEnd::List(_)) => break,
            _ => {}
        }
    }
    items
}

fn read_table(events: &mut Parser<'_>, depth: usize) -> Block {
    let mut head = Vec::new();
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    let mut cells = 0;
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::TableRow) if cells < MAX_CELLS => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                let mut cell = Vec::new();
                read_inlines(events, depth, &mut cell, None);
                cells += 1;
                if cells <= MAX_CELLS {
                    rows.last_mut().unwrap_or(&mut head).push(cell);
                }
            }
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    Block::Table { head, rows }
}

/// Brings the levels in use to 2, 3 and 4, and never skips one, so that a page with the title at
/// level 1 reads in order.
fn order_headings(blocks: &mut [Block]) {
    let mut used = Vec::new();
    each_heading(blocks, &mut |level| used.push(*level));
    used.sort_unstable();
    used.dedup();
    let mut above = 1;
    each_heading(blocks, &mut |level| {
        let rank = used.iter().filter(|other| *other < level).count();
        *level = u8::try_from(rank + 2).unwrap_or(4).min(above + 1).min(4);
        above = *level;
    });
}

/// Visits the levels of all headings, in the order of the text.
fn each_heading(blocks: &mut [Block], visit: &mut impl FnMut(&mut u8)) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => visit(level),
            Block::List { items, .. } => {
                for item in items {
                    each_heading(item, visit);
                }
            }
            Block::Quote { blocks } => each_heading(blocks, visit),
            _ => {}
        }
    }
}

fn write_blocks(blocks: &[Block], into: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text } => write_inlines(text, into),
            Block::List { items, .. } => items.iter().for_each(|item| write_blocks(item, into)),
            Block::Quote { blocks } => write_blocks(blocks, into),
            Block::Code { text } => into.push_str(text),
            Block::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    write_inlines(cell, into);
                    into.push(' ');
                }
            }
            Block::Image { alt, .. } => into.push_str(alt),
            Block::Rule => {}
        }
        if !into.ends_with('\n') {
            into.push('\n');
        }
    }
}

fn write_inlines(inlines: &[Inline], into: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => into.push_str(text),
            Inline::Emphasis { text } | Inline::Strong { text } | Inline::Link { text, .. } => {
                write_inlines(text, into);
            }
            Inline::Break => into.push(' '),
        }
    }
}

#[cfg(test)]
mod tests;
