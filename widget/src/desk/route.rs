//! Addresses inside the desk: the part of the URL after `#`, read and written.

use guichet_shared::{article::ArticleId, desk::View, incident::IncidentId, ticket::TicketId};

use super::{admin::Page, reports::Day};

/// What the desk shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A queue, and no ticket.
    Queue(View),
    /// A ticket beside the queue that was shown last.
    Ticket(TicketId),
    /// The list of articles.
    Articles,
    /// An article that is still to be written.
    NewArticle,
    /// An article.
    Article(ArticleId),
    /// The macros.
    Macros,
    /// A page of the settings.
    Settings(Page),
    /// The list of known problems.
    Incidents,
    /// A problem that is still to be announced.
    NewIncident,
    /// A known problem.
    Incident(IncidentId),
    /// Those who share the work.
    Team,
    /// The report of a day; of today, without.
    Report(Option<Day>),
}

/// What fills the window: a change inside one of these leaves what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The queue, and a ticket with what is known around it.
    Tickets,
    /// The list of articles.
    Articles,
    /// An article to work on.
    Editor,
    /// The macros.
    Macros,
    /// What admins set up.
    Settings,
    /// The list of known problems.
    Incidents,
    /// A problem to be announced.
    NewIncident,
    /// A known problem.
    Incident,
    /// Those who share the work.
    Team,
    /// The report of a day.
    Report,
}

impl Default for Route {
    fn default() -> Self {
        Self::Queue(View::Mine)
    }
}

impl Route {
    /// Reads a fragment, with or without its `#`. What it does not know leads to the own queue.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.strip_prefix('#').unwrap_or(fragment);
        let path = path.strip_prefix('/').unwrap_or(path);
        let (kind, rest) = path.split_once('/').unwrap_or((path, ""));
        let route = match (kind, rest) {
            ("queue", view) => View::named(view).map(Self::Queue),
            ("ticket", id) => id.parse().ok().map(Self::Ticket),
            ("articles", "") => Some(Self::Articles),
            ("articles", "new") => Some(Self::NewArticle),
            ("problems", "") => Some(Self::Incidents),
            ("problems", "new") => Some(Self::NewIncident),
            ("problem", id) => id.parse().ok().map(Self::Incident),
            ("article", id) => id.parse().ok().map(Self::Article),
            ("settings", rest) => Page::parse(rest).map(Self::Settings),
            ("team", "") => Some(Self::Team),
            ("reports", "") => Some(Self::Report(None)),
            ("reports", day) => day.parse().ok().map(|day| Self::Report(Some(day))),
            ("macros", "") => Some(Self::Macros),
            _ => None,
        };
        route.unwrap_or_default()
    }

    /// The link, with its `#`.
    pub fn href(self) -> String {
        match self {
            Self::Queue(view) => ["#/queue/", view.as_str()].concat(),
            Self::Ticket(id) => ["#/ticket/", &id.to_string()].concat(),
            Self::Articles => "#/articles".to_owned(),
            Self::NewArticle => "#/articles/new".to_owned(),
            Self::Article(id) => ["#/article/", &id.to_string()].concat(),
            Self::Macros => "#/macros".to_owned(),
            Self::Settings(page) => page.href(),
            Self::Incidents => "#/problems".to_owned(),
            Self::NewIncident => "#/problems/new".to_owned(),
            Self::Incident(id) => ["#/problem/", &id.to_string()].concat(),
            Self::Team => "#/team".to_owned(),
            Self::Report(None) => "#/reports".to_owned(),
            Self::Report(Some(day)) => ["#/reports/", &day.to_string()].concat(),
        }
    }

    /// Which part of the desk it belongs to.
    pub fn area(self) -> Area {
        match self {
            Self::Queue(_) | Self::Ticket(_) => Area::Tickets,
            Self::Articles => Area::Articles,
            Self::NewArticle | Self::Article(_) => Area::Editor,
            Self::Macros => Area::Macros,
            Self::Settings(_) => Area::Settings,
            Self::Incidents => Area::Incidents,
            Self::NewIncident => Area::NewIncident,
            Self::Incident(_) => Area::Incident,
            Self::Team => Area::Team,
            Self::Report(_) => Area::Report,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_survives_being_written_and_read() {
        let id = "0199f0a0-0000-7000-8000-000000000001";
        let views = View::ALL.map(Route::Queue);
        let others = [
            Route::Ticket(id.parse().unwrap()),
            Route::Articles,
            Route::NewArticle,
            Route::Article(id.parse().unwrap()),
            Route::Macros,
            Route::Settings(Page::Log),
            Route::Incidents,
            Route::NewIncident,
            Route::Incident(id.parse().unwrap()),
            Route::Team,
            Route::Report(None),
            Route::Report(Some("2026-03-02".parse().unwrap())),
        ];
        for route in views.into_iter().chain(others) {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn an_address_that_means_nothing_leads_to_the_own_queue() {
        for fragment in [
            "",
            "#",
            "#/",
            "#/queue/",
            "#/ticket/1042",
            "#/article/track-order",
            "#/x",
        ] {
            assert_eq!(
                Route::parse(fragment),
                Route::Queue(View::Mine),
                "{fragment}"
            );
        }
    }
}
