//! An article made from a ticket: its question and its solution, the customer's data left out.

use guichet_shared::{
    article::{Category, Slug, Title},
    desk::Entry,
    event::{Internal, What},
    lang::Lang,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    articles::store::Draft,
    error::Result,
    sites::SiteRow,
    tickets::events::{EventRow, TicketRow},
};

/// Stands where something was left out.
const LEFT_OUT: &str = "[…]";

/// So many digits in a row, spaces and dashes between them apart, may be a number of somebody's:
/// an order, an account, a telephone.
const DIGITS: usize = 5;

/// The most characters of a name in URLs that is made from a title.
const SLUG: usize = 80;

/// The headings above the question and above the solution, in the languages that have some of
/// their own; the last serves the others.
const HEADINGS: [(&str, &str, &str); 3] = [
    ("fr", "Question", "Solution"),
    ("de", "Frage", "Lösung"),
    ("", "Question", "Solution"),
];

/// Heads a category for tickets without a topic.
const CATEGORIES: [(&str, &str); 3] = [("fr", "Divers"), ("de", "Verschiedenes"), ("", "Other")];

/// The language of an article about the ticket: the customer's, where the site has it.
pub(super) fn language(site: &SiteRow, ticket: &TicketRow) -> Lang {
    let customers = ticket.lang.as_ref();
    let known = customers.filter(|lang| site.languages.contains(lang));
    known.unwrap_or(&site.languages[0]).clone()
}

/// What the customer asked.
pub(super) fn question(events: &[EventRow]) -> Option<String> {
    events.iter().find_map(|event| match &event.data.what {
        Entry::Visible(What::Created { body }) => Some(body.clone()),
        _ => None,
    })
}

/// What solved it: the solution that a higher level found, else what was proposed last.
fn solution(events: &[EventRow]) -> Option<String> {
    let found = events
        .iter()
        .rev()
        .find_map(|event| match &event.data.what {
            Entry::Internal(Internal::Solution { body }) => Some(body.clone()),
            _ => None,
        });
    found.or_else(|| {
        events
            .iter()
            .rev()
            .find_map(|event| match &event.data.what {
                Entry::Visible(What::Proposal { body }) => Some(body.clone()),
                _ => None,
            })
    })
}

/// The solution that a higher level found, where the customer has not been asked about one since.
pub(super) fn unproposed(events: &[EventRow]) -> Option<String> {
    let last = events
        .iter()
        .rev()
        .find_map(|event| match &event.data.what {
            Entry::Internal(Internal::Solution { body }) => Some(Some(body.clone())),
            Entry::Visible(What::Proposal { .. }) => Some(None),
            _ => None,
        });
    last.flatten()
}

/// The draft of an article, unpublished.
///
/// # Errors
/// When the ticket's subject is no title, which its own parser rules out.
pub(super) fn from_ticket(
    site: &SiteRow,
    ticket: &TicketRow,
    events: &[EventRow],
) -> Result<Draft> {
    let lang = language(site, ticket);
    let own = |code: &str| code.is_empty() || lang.as_str().starts_with(code);
    let (_, asked, solved) = HEADINGS
        .iter()
        .find(|row| own(row.0))
        .unwrap_or(&HEADINGS[2]);
    let without = |text: &str| without_data(text, ticket);
    let title: String = without(&ticket.subject).chars().take(200).collect();
    let languages = site.languages_from(&lang);
    let category = ticket.topic.as_ref().map(|topic| {
        let category = topic.pick(languages.iter().map(Lang::as_str));
        category.chars().take(80).collect::<String>()
    });
    let (_, other) = CATEGORIES
        .iter()
        .find(|row| own(row.0))
        .unwrap_or(&CATEGORIES[2]);
    let category = category.unwrap_or_else(|| (*other).to_owned());
    let body = format!(
        "## {asked}\n\n{}\n\n## {solved}\n\n{}\n",
        without(&question(events).unwrap_or_default()),
        without(&solution(events).unwrap_or_default()),
    );
    Ok(Draft {
        slug: slug(&title)?,
        title: Title::parse(&title).map_err(anyhow::Error::from)?,
        category: Category::parse(&category).map_err(anyhow::Error::from)?,
        keywords: Vec::new(),
        body,
        published: false,
        lang,
    })
}

/// A name in URLs for a title: its letters and digits without their marks.
fn slug(title: &str) -> Result<Slug> {
    let plain = title
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase);
    let spaced: String = plain
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let joined = spaced.split_whitespace().collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(SLUG).collect();
    let name = short.trim_matches('-');
    let name = if name.is_empty() { "article" } else { name };
    Ok(Slug::parse(name).map_err(anyhow::Error::from)?)
}

/// A text without addresses, long numbers, and the customer's name.
fn without_data(text: &str, ticket: &TicketRow) -> String {
    let name = ticket.name.as_deref().unwrap_or_default().to_lowercase();
    let names: Vec<&str> = name
        .split_whitespace()
        .filter(|n| n.chars().count() > 1)
        .collect();
    let lines = text.lines().map(|line| {
        let words = line.split(' ').map(|word| {
            let bare = word
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            let named = !bare.is_empty() && names.contains(&bare.as_str());
            if named || word.contains('@') {
                LEFT_OUT.to_owned()
            } else {
                word.to_owned()
            }
        });
        without_numbers(&words.collect::<Vec<_>>().join(" "))
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A line without runs of many digits.
fn without_numbers(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut run = String::new();
    for c in line.chars().map(Some).chain([None]) {
        match c {
            Some(c) if c.is_ascii_digit() => run.push(c),
            // What may stand inside a telephone number or the number of an account.
            Some(c @ (' ' | '-' | '.' | '/' | '+' | '(' | ')')) if !run.is_empty() => run.push(c),
            other => {
                let digits = run.chars().filter(char::is_ascii_digit).count();
                if digits >= DIGITS {
                    let end = run.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
                    kept.push_str(LEFT_OUT);
                    kept.push_str(&run[end..]);
                } else {
                    kept.push_str(&run);
                }
                run.clear();
                kept.extend(other);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_left_out_and_short_ones_stay() {
        assert_eq!(
            without_numbers("Order 2026-11-0042, 3 parcels, call 06 12 34 56 78."),
            "Order […], 3 parcels, call […]."
        );
        assert_eq!(
            without_numbers("Error 404 since 9:30"),
            "Error 404 since 9:30"
        );
        assert_eq!(without_numbers("12345"), "[…]");
    }

    #[test]
    fn a_title_becomes_a_name_in_urls() {
        assert_eq!(
            slug("Où est ma commande ?").unwrap().as_str(),
            "ou-est-ma-commande"
        );
        assert_eq!(slug("日本").unwrap().as_str(), "article");
        assert_eq!(slug(&"ab ".repeat(99)).unwrap().as_str().len(), 80);
    }
}
