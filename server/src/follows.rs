//! Following: who wants to know what happens to a ticket, and who was asked to.

use std::collections::HashMap;

use guichet_shared::{
    agent::Colleague,
    desk::{Mention, Mentions, UnreadMentions},
    ticket::TicketId,
};

use crate::{
    App,
    agents::Roster,
    error::Result,
    sessions::SignedIn,
    tickets::{
        store::{by_id, events_between},
        views::Views,
    },
};

pub mod store;

/// Who follows a ticket, by name.
///
/// # Errors
/// When the database fails.
pub async fn of_ticket(app: &App, roster: &Roster, ticket: TicketId) -> Result<Vec<Colleague>> {
    let followers = store::of_ticket(&app.db, ticket).await?.into_iter();
    let mut followers: Vec<_> = followers
        .map(|agent| roster.for_agents(agent, &app.live))
        .collect();
    followers.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(followers)
}

/// The notes that name an agent, on sites that the agent still answers for.
///
/// # Errors
/// When the database fails.
pub async fn mentions(app: &App, me: &SignedIn) -> Result<Mentions> {
    let mut views = HashMap::new();
    for site in &me.sites {
        views.insert(site.id, Views::of(app, site).await?);
    }
    let mut mentions = Vec::new();
    for row in store::mentions(&app.db, me.agent.id, &me.site_ids()).await? {
        let ticket = by_id(&app.db, row.ticket_id).await?;
        let Some(ticket) = ticket else { continue };
        let Some(views) = views.get(&ticket.site_id) else {
            continue;
        };
        let events = events_between(&app.db, &ticket, row.mentioned - 1).await?;
        let Some(event) = events.into_iter().next() else {
            continue;
        };
        mentions.push(Mention {
            event: views.desk_event(event)?,
            ticket: views.desk_ticket(ticket)?,
            unread: row.mentioned > row.seen,
        });
    }
    Ok(Mentions { mentions })
}

/// How many tickets have a note that names an agent who has not read it.
///
/// # Errors
/// When the database fails.
pub async fn unread_mentions(app: &App, me: &SignedIn) -> Result<UnreadMentions> {
    let unread = store::unread_mentions(&app.db, me.agent.id, &me.site_ids()).await?;
    Ok(UnreadMentions { unread })
}
