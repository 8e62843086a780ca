//! What Markdown becomes.

use guichet_shared::article::Slug;

use super::*;

fn text(text: &str) -> Inline {
    Inline::Text {
        text: text.to_owned(),
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph {
        text: vec![text(words)],
    }
}

fn depth(blocks: &[Block]) -> usize {
    let inner = blocks.iter().map(|block| match block {
        Block::Quote { blocks } => 1 + depth(blocks),
        Block::List { items, .. } => 1 + items.iter().map(|i| depth(i)).max().unwrap_or(0),
        _ => 0,
    });
    inner.max().unwrap_or(0)
}

#[test]
fn a_list_keeps_its_first_number_and_its_nested_lists() {
    assert_eq!(
        blocks("3. a\n4. b\n   - c"),
        [Block::List {
            start: Some(3),
            items: vec![
                vec![paragraph("a")],
                vec![
                    paragraph("b"),
                    Block::List {
                        start: None,
                        items: vec![vec![paragraph("c")]]
                    }
                ],
            ]
        }]
    );
}

#[test]
fn a_table_has_a_head_and_rows() {
    let table = blocks("| a | b |\n|---|---|\n| 1 | **2** |");
    let strong = Inline::Strong {
        text: vec![text("2")],
    };
    assert_eq!(
        table,
        [Block::Table {
            head: vec![vec![text("a")], vec![text("b")]],
            rows: vec![vec![vec![text("1")], vec![strong]]],
        }]
    );
}

#[test]
fn html_stays_text_and_comments_go() {
    assert_eq!(
        blocks("a <b onclick=x>c</b><!-- d -->"),
        [paragraph("a <b onclick=x>c</b>")]
    );
    assert_eq!(
        blocks("<script>alert(1)</script>"),
        [paragraph("<script>alert(1)</script>")]
    );
    assert_eq!(blocks("<!-- nothing -->"), []);
}

#[test]
fn only_harmless_links_stay_links() {
    for harmless in [
        "https://a.example/?b#c",
        "HTTP://a.example",
        "mailto:a@b.example",
        "tel:+33",
    ] {
        assert_eq!(target(harmless), Some(Target::Url(harmless.to_owned())));
    }
    for other in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/desk",
        "#top",
        "",
    ] {
        assert_eq!(target(other), None, "{other}");
    }
    assert_eq!(blocks("[a](javascript:x)"), [paragraph("a")]);
}

#[test]
fn a_link_to_a_markdown_file_leads_to_that_article() {
    let slug = Slug::parse("track-order").unwrap();
    for link in [
        "track-order.md",
        "./track-order.md",
        "../en/track-order.md#fees",
    ] {
        assert_eq!(target(link), Some(Target::Article(slug.clone())), "{link}");
    }
}

#[test]
fn a_picture_of_ours_is_shown_and_another_one_is_told() {
    assert_eq!(
        blocks("a ![b](/files/b.png) c"),
        [
            paragraph("a "),
            Block::Image {
                src: "/files/b.png".to_owned(),
                alt: "b".to_owned()
            },
            paragraph(" c")
        ]
    );
    for src in [
        "https://x.example/a.png",
        "//x.example/a.png",
        "/\\x.example/a.png",
        "/\t/x.example/a.png",
    ] {
        assert_eq!(
            blocks(&format!("![what it shows](<{src}>)")),
            [paragraph("what it shows")]
        );
    }
}

#[test]
fn a_picture_where_no_block_can_stand_is_told_and_keeps_its_place() {
    let cell = blocks("| a |\n|---|\n| see ![b](/b.png) here |");
    assert_eq!(
        plain_text("| a |\n|---|\n| see ![b](/b.png) here |"),
        "a see b here \n"
    );
    assert!(matches!(cell[0], Block::Table { .. }));
    assert_eq!(
        plain_text("a [see ![b](/b.png)](https://c.example) d"),
        "a see b d\n"
    );
}

#[test]
fn headings_start_at_two_and_skip_no_level() {
    let levels = |markdown| -> Vec<u8> {
        blocks(markdown)
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, .. } => Some(*level),
                _ => None,
            })
            .collect()
    };
    assert_eq!(levels("# a\n## b\n##### c"), [2, 3, 4]);
    assert_eq!(levels("### a\n## b\n### c {#anchor}"), [2, 2, 3]);
    assert!(matches!(
        &blocks("> # quoted")[0],
        Block::Quote { blocks } if matches!(blocks[0], Block::Heading { level: 2, .. })
    ));
}

#[test]
fn what_nests_too_deep_is_flattened_and_nothing_is_lost() {
    let deep = blocks(&format!("{} end", ">".repeat(5_000)));
    assert_eq!(depth(&deep), MAX_DEPTH);
    assert_eq!(plain_text(&format!("{} end", ">".repeat(5_000))), "end\n");
    let stressed = plain_text(&format!(
        "{}end{}",
        "*a **b ".repeat(2_000),
        "** *".repeat(2_000)
    ));
    assert!(stressed.contains("end"));
}

#[test]
fn plain_text_holds_every_word_once() {
    let markdown =
        "# T\n\n- **a** [b](https://c.example)\n\n> `d`\n\n| e |\n|---|\n| f |\n\n```\ng\n```";
    assert_eq!(plain_text(markdown), "T\na b\nd\ne f \ng\n");
}

#[test]
fn destinations_tell_what_each_link_becomes() {
    assert_eq!(
        destinations("[a](x.md) [b](../y) ![c](img/c.png)"),
        [
            (
                "x.md".to_owned(),
                Some(Target::Article(Slug::parse("x").unwrap()))
            ),
            ("../y".to_owned(), None),
            ("img/c.png".to_owned(), None),
        ]
    );
}

#[test]
fn a_message_asks_for_no_picture_and_has_no_table() {
    assert_eq!(
        message("see ![the crack](/api/v1/desk/stream)\n- ![it](/a.png)"),
        [
            paragraph("see "),
            paragraph("the crack"),
            Block::List {
                start: None,
                items: vec![vec![paragraph("it")]]
            }
        ]
    );
    assert!(matches!(
        message("| a |\n|---|\n| b |")[..],
        [Block::Paragraph { .. }]
    ));
}

#[test]
fn few_words_do_not_make_a_table_of_a_quarter_of_a_million_cells() {
    let bomb = format!(
        "{}\n{}\n{}",
        "a|".repeat(500),
        "-|".repeat(500),
        "b\n".repeat(524)
    );
    let Block::Table { head, rows } = &blocks(&bomb)[0] else {
        panic!("it is no table")
    };
    let cells = head.len() + rows.iter().map(Vec::len).sum::<usize>();
    assert!(cells <= 10_000, "{cells}");
}
