//! Addresses inside the portal: the part of the URL after `#`, read and written.

use guichet_shared::{article::Slug, incident::IncidentId, ticket::TicketId, topic::Key};

/// What the portal shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The first page: popular articles and categories.
    #[default]
    Home,
    /// What a search finds.
    Search(String),
    /// The articles of a category.
    Category(String),
    /// An article.
    Article(Slug),
    /// A known problem.
    Incident(IncidentId),
    /// The choice of a topic for a new ticket.
    New,
    /// The form of a new ticket.
    Write(Option<Key>),
    /// What will be sent.
    Review,
    /// What has been sent.
    Sent,
    /// The visitor's tickets.
    Tickets,
    /// A ticket.
    Ticket(TicketId),
}

/// A view and what the opening page says about its looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// What to show.
    pub view: View,
    /// The theme that the host page wants.
    pub theme: Option<String>,
    /// All it says, to be written back; its language is read by the start script.
    pub params: String,
}

impl Route {
    /// Reads a fragment, with or without its `#`. What it does not know leads home.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, params) = fragment.split_once('?').unwrap_or((fragment, ""));
        let param = |name: &str| {
            params
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| decode(value))
        };
        Self {
            view: View::parse(path),
            theme: param("theme"),
            params: params.to_owned(),
        }
    }
}

impl View {
    /// Reads a path such as `/article/track-order`.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let path = path.strip_prefix('/').unwrap_or_default();
        let (kind, rest) = path.split_once('/').unwrap_or((path, ""));
        let view = match kind {
            "new" if rest.is_empty() => Some(Self::New),
            "new" => Key::parse(rest).ok().map(|key| Self::Write(Some(key))),
            "write" => Some(Self::Write(None)),
            "review" => Some(Self::Review),
            "sent" => Some(Self::Sent),
            "tickets" => Some(Self::Tickets),
            "ticket" => rest.parse().ok().map(Self::Ticket),
            "problem" => rest.parse().ok().map(Self::Incident),
            "article" => Slug::parse(rest).ok().map(Self::Article),
            "category" => decode(rest)
                .filter(|name| !name.is_empty())
                .map(Self::Category),
            "search" => decode(rest)
                .filter(|query| !query.is_empty())
                .map(Self::Search),
            _ => None,
        };
        view.unwrap_or(Self::Home)
    }

    /// The link to this view, with its `#`.
    #[must_use]
    pub fn href(&self) -> String {
        let id;
        let (kind, name) = match self {
            Self::Home => return "#/".to_owned(),
            Self::New => return "#/new".to_owned(),
            Self::Write(None) => return "#/write".to_owned(),
            Self::Review => return "#/review".to_owned(),
            Self::Sent => return "#/sent".to_owned(),
            Self::Tickets => return "#/tickets".to_owned(),
            Self::Write(Some(key)) => ("new", key.as_str()),
            Self::Ticket(ticket) => {
                id = ticket.to_string();
                ("ticket", id.as_str())
            }
            Self::Incident(incident) => {
                id = incident.to_string();
                ("problem", id.as_str())
            }
            Self::Search(query) => ("search", query.as_str()),
            Self::Category(name) => ("category", name.as_str()),
            Self::Article(slug) => ("article", slug.as_str()),
        };
        ["#/", kind, "/", &encode(name)].concat()
    }
}

/// Percent-encodes everything but letters, digits, `-`, `.` and `_`.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    encoded
}

/// Undoes percent-encoding; `None` where what comes out is not UTF-8 or an escape is broken.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            u8::try_from(digit()? << 4 | digit()?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    #[test]
    fn every_view_survives_being_written_and_read() {
        for view in [
            View::Home,
            View::Search("où est ma commande ? 100 % #1/2&?".to_owned()),
            View::Category("Avis et réclamations".to_owned()),
            View::Article(slug("track-order")),
            View::New,
            View::Write(None),
            View::Write(Some(Key::parse("billing").unwrap())),
            View::Review,
            View::Sent,
            View::Tickets,
            View::Ticket(TicketId(uuid::Uuid::from_u128(7))),
            View::Incident(IncidentId(uuid::Uuid::from_u128(8))),
        ] {
            assert_eq!(Route::parse(&view.href()).view, view);
        }
    }

    #[test]
    fn the_host_page_names_its_theme_after_the_view() {
        let route = Route::parse("#/article/track-order?lang=fr-CA&theme=dark");
        assert_eq!(route.view, View::Article(slug("track-order")));
        assert_eq!(route.params, "lang=fr-CA&theme=dark");
        assert_eq!(route.theme.as_deref(), Some("dark"));
    }

    #[test]
    fn a_question_mark_inside_a_search_is_not_the_start_of_parameters() {
        let href = View::Search("why?theme=dark".to_owned()).href();
        assert_eq!(Route::parse(&href).theme, None);
    }

    #[test]
    fn an_address_that_means_nothing_leads_home() {
        for fragment in [
            "",
            "#",
            "#/",
            "#nowhere",
            "#/nowhere/else",
            "#/article/",
            "#/article/../etc",
            "#/article/UPPER",
            "#/search/",
            "#/search/%FF",
            "#/search/%4",
            "#/category/%zz",
            "#/ticket/",
            "#/ticket/1042",
            "#/new/No Topic",
        ] {
            assert_eq!(Route::parse(fragment).view, View::Home, "{fragment}");
        }
    }
}
