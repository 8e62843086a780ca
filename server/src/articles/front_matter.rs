//! An article as a file: YAML front matter between two `---` lines, then Markdown.

use std::fmt::Write;

use guichet_shared::{
    article::{Category, Keyword, Slug, Title},
    lang::Lang,
};

use crate::{
    articles::store::Draft,
    fields::{Fields, Input},
};

/// The longest article taken, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024;

/// The fields Guichet reads; others, such as a source or a licence, are left to the file's owner.
struct FrontMatter {
    title: Title,
    category: Category,
    language: Lang,
    keywords: Vec<Keyword>,
}

impl Input for FrontMatter {
    fn read(fields: &mut Fields) -> Option<Self> {
        let title = fields.required("title");
        let category = fields.required("category");
        let language = fields.required("language");
        let keywords = fields.optional("keywords");
        Some(Self {
            title: title?,
            category: category?,
            language: language?,
            keywords: keywords?.unwrap_or_default(),
        })
    }
}

/// Why a file was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line at fault, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong and what would be right.
    pub reason: String,
}

impl Refusal {
    /// A refusal of the file as a whole.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self {
            line: None,
            reason: reason.into(),
        }
    }

    fn at(line: usize, reason: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            reason: reason.into(),
        }
    }
}

/// Reads a file's bytes as an article named `slug`.
///
/// # Errors
/// When the bytes are not UTF-8 or the front matter is missing, broken or incomplete.
pub fn parse(slug: Slug, bytes: &[u8]) -> Result<Draft, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Refusal::at(line, "is not UTF-8: save the file as UTF-8")
    })?;
    let text = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    let rest = text.strip_prefix("---\n").ok_or_else(|| {
        Refusal::at(1, "must begin with front matter: a line of three hyphens, then title, category and language")
    })?;
    let (head, body) = rest
        .split_once("\n---\n")
        .or_else(|| rest.strip_suffix("\n---").map(|head| (head, "")))
        .ok_or_else(|| {
            Refusal::at(
                1,
                "has front matter without an end: close it with a line of three hyphens",
            )
        })?;
    let values = serde_norway::from_str(head).map_err(|error| {
        // The front matter's first line is the file's second.
        let line = error.location().map(|place| place.line() + 1);
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        Refusal {
            line,
            reason: format!("has front matter that is not YAML fields: {reason}"),
        }
    })?;
    let front: FrontMatter = Fields::new(values).parse_known().map_err(|problems| {
        let said = problems
            .iter()
            .map(|p| format!("{} {}", p.field, p.message));
        let line_of = |field: &str| head.lines().position(|line| line.starts_with(field));
        Refusal {
            line: problems
                .iter()
                .filter_map(|p| line_of(&p.field))
                .min()
                .map(|line| line + 2),
            reason: format!(
                "has wrong front matter: {}",
                said.collect::<Vec<_>>().join("; ")
            ),
        }
    })?;
    let body = without_blank_lines_around(body);
    if body.is_empty() {
        return Err(Refusal::whole("has no text below its front matter"));
    }
    if body.contains('\0') {
        return Err(Refusal::whole("holds a NUL character"));
    }
    Ok(Draft {
        lang: front.language,
        slug,
        title: front.title,
        category: front.category,
        keywords: front.keywords,
        body: body.to_owned(),
        published: true,
    })
}

/// The indent of a first line is kept: it may begin a code block.
fn without_blank_lines_around(text: &str) -> &str {
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |end| end + 1);
    text[start..].trim_end()
}

/// The file that `parse` reads back as the same article.
#[must_use]
pub fn print(draft: &Draft) -> String {
    // JSON strings are YAML, whatever characters they hold.
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let keywords: Vec<_> = draft.keywords.iter().map(|k| json(k.as_str())).collect();
    let mut file = String::new();
    let _ = writeln!(
        file,
        "---\ntitle: {}\ncategory: {}\nlanguage: {}\nkeywords: [{}]\n---\n\n{}",
        json(draft.title.as_str()),
        json(draft.category.as_str()),
        json(draft.lang.as_str()),
        keywords.join(", "),
        draft.body,
    );
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Draft, Refusal> {
        parse(Slug::parse("a").unwrap(), text.as_bytes())
    }

    #[test]
    fn what_is_printed_is_read_back_as_it_was() {
        let text = "---\ntitle: 'a: \"b\" # c'\ncategory: Été\nlanguage: fr\nkeywords: [x, 'y, z']\n---\n\nBody\n\n---\n\nmore";
        let draft = read(text).unwrap();
        assert_eq!(draft.title.as_str(), "a: \"b\" # c");
        assert_eq!(read(&print(&draft)).unwrap(), draft);
    }

    #[test]
    fn an_indented_first_line_keeps_its_indent() {
        let draft =
            read("---\ntitle: a\ncategory: b\nlanguage: en\n---\n\n \n    code\n\n").unwrap();
        assert_eq!(draft.body, "    code");
        assert_eq!(read(&print(&draft)).unwrap(), draft);
    }

    #[test]
    fn a_file_from_windows_is_read_too() {
        let draft =
            read("\u{feff}---\r\ntitle: a\r\ncategory: b\r\nlanguage: en\r\n---\r\nText\r\n");
        assert_eq!(draft.unwrap().body, "Text");
    }

    #[test]
    fn a_refusal_names_the_line() {
        let wrong = read("---\ntitle: a\ncategory: [b]\nlanguage: English\n---\ntext").unwrap_err();
        assert_eq!(wrong.line, Some(3));
        assert!(
            wrong.reason.contains("category must be a string"),
            "{wrong:?}"
        );
        assert!(
            wrong.reason.contains("language must be a language tag"),
            "{wrong:?}"
        );
        let broken = read("---\ntitle: a\ncategory: [b\n---\ntext").unwrap_err();
        assert!(broken.line.is_some(), "{broken:?}");
        let bytes = b"---\ntitle: a\ncategory: caf\xe9\nlanguage: en\n---\ntext";
        let encoding = parse(Slug::parse("a").unwrap(), bytes).unwrap_err();
        assert_eq!(encoding.line, Some(3));
    }

    #[test]
    fn a_file_without_front_matter_or_text_is_refused() {
        for text in [
            "",
            "text",
            "---\ntitle: a",
            "---\ntitle: a\ncategory: b\nlanguage: en\n---\n\n",
        ] {
            assert!(read(text).is_err(), "{text:?}");
        }
    }
}
