//! `GET /stream`: what happens to a visitor's tickets, as it happens and without a gap.

use std::{collections::HashMap, convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event as Message, KeepAlive, Sse},
};
use futures_core::Stream;
use guichet_shared::{
    agent::AgentId,
    incident::Announced,
    status::Party,
    ticket::{Ticket, TicketId, Typing, Update},
};
use serde::Serialize;
use tokio::{sync::broadcast::error::RecvError, time::sleep};

use super::{site, store, views::Views};
use crate::{
    App,
    error::Result,
    incidents,
    live::{Holder, LASTS, Signal},
    sites::SiteRow,
    visitors::{self, Visitor},
};

/// More missed events than this, and the client gets the whole ticket instead.
const MANY: usize = 200;

/// The last sequence that a client has of each ticket.
pub type Positions = HashMap<TicketId, i64>;

/// Reads `Last-Event-ID: ticket:seq,ticket:seq`. What cannot be read is as if it were not known:
/// the client gets those events again and drops them by their sequence.
pub fn positions(headers: &HeaderMap) -> Positions {
    let header = headers.get("last-event-id");
    let text = header.and_then(|header| header.to_str().ok());
    text.unwrap_or_default()
        .split(',')
        .filter_map(|position| {
            let (ticket, seq) = position.trim().split_once(':')?;
            Some((ticket.parse().ok()?, seq.parse().ok()?))
        })
        .collect()
}

/// A message of a stream.
pub fn message(name: &str, data: &impl Serialize) -> Result<Message> {
    let message = Message::default().event(name).json_data(data);
    Ok(message.map_err(anyhow::Error::from)?)
}

/// That the stream has made room for a newer one: its client waits until somebody looks at it again.
pub fn replaced() -> Message {
    Message::default().event("replaced").data("{}")
}

/// Comments that keep proxies from taking a quiet stream for a dead one.
pub fn heartbeat() -> KeepAlive {
    KeepAlive::new().interval(Duration::from_secs(15))
}

/// What happens to the caller's tickets, live
///
/// Server-sent events: `event` (an `Update`, its id is `ticket:seq`), `ticket` (a `Ticket`, whose
/// holder came or went), `snapshot` (a `Thread`), `typing` (a `Typing`), `announced` (an `Announced`,
/// when what the site announces has changed), `replaced` before it ends to make room for a newer one,
/// and `ready` once all that was missed has been sent.
#[utoipa::path(
    get, path = "/stream", tag = "tickets",
    params(("Last-Event-ID" = Option<String>, Header, description = "What the client has: `ticket:seq,ticket:seq`")),
    responses(
        (status = 200, body = Update, content_type = "text/event-stream"),
        (status = 401, description = "No token, or none that is known"),
    ),
)]
pub(super) async fn follow(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = std::result::Result<Message, Infallible>>>> {
    let site = site(&app.db, visitor.site_id).await?;
    let mut stream = app.live.open(Holder::Visitor(visitor.id));
    let mut client = Client {
        app,
        site,
        visitor,
        positions: positions(&headers),
        holders: HashMap::new(),
    };
    let messages = async_stream::stream! {
        let end = sleep(LASTS);
        tokio::pin!(end);
        let mut all = true;
        loop {
            if all {
                let Some(messages) = client.missed(None).await else { return };
                for message in messages {
                    yield Ok(message);
                }
                yield Ok(Message::default().event("ready").data("{}"));
                all = false;
            }
            let signal = tokio::select! {
                signal = stream.signals.recv() => signal,
                () = &mut end => return,
            };
            let messages = match signal {
                Ok(Signal::End) | Err(RecvError::Closed) => return,
                Ok(Signal::Revoked(token)) if token == client.visitor.token => return,
                Ok(Signal::Replaced(id)) if id == stream.id => {
                    yield Ok(replaced());
                    return;
                }
                // Signals were lost, and one may have said that the token is dead; the events are not.
                Ok(Signal::Lost) | Err(RecvError::Lagged(_)) => {
                    // All streams of a node lose them at once, and read one after the other.
                    sleep(stream.id.moment()).await;
                    if !stream.is_listed() || !client.is_known().await {
                        return;
                    }
                    all = true;
                    Some(Vec::new())
                }
                Ok(signal) => client.hear(signal).await,
            };
            // The database is away: the client comes back when it is there again.
            let Some(messages) = messages else { return };
            for message in messages {
                yield Ok(message);
            }
        }
    };
    Ok(Sse::new(messages).keep_alive(heartbeat()))
}

/// The other end of a stream.
struct Client {
    app: App,
    site: SiteRow,
    visitor: Visitor,
    positions: Positions,
    /// Who has which ticket, to know whose coming and going matters.
    holders: HashMap<TicketId, AgentId>,
}

impl Client {
    /// What a signal means to this client; `None` when it cannot be read.
    async fn hear(&mut self, signal: Signal) -> Option<Vec<Message>> {
        let own = self.visitor.id;
        match signal {
            Signal::Ticket {
                ticket, visitor, ..
            } if visitor == own => self.missed(Some(ticket)).await,
            Signal::Typing {
                ticket,
                visitor,
                by: Party::Agent,
                ..
            } if visitor == own => message("typing", &Typing { ticket })
                .ok()
                .map(|message| vec![message]),
            Signal::Presence(agent) => self.presence(agent).await.ok(),
            Signal::Announced(site) if site == self.site.id => {
                let _reading = self.app.live.reading().await;
                let known = incidents::known(&self.app.db, site).await.ok()?;
                let message = message("announced", &Announced { known }).ok()?;
                Some(vec![message])
            }
            _ => Some(Vec::new()),
        }
    }

    /// Whether the token still lives.
    async fn is_known(&self) -> bool {
        let _reading = self.app.live.reading().await;
        let visitor = visitors::store::visitor(&self.app.db, &self.visitor.token).await;
        visitor.is_ok_and(|visitor| visitor.is_some())
    }

    /// What the client has not got yet, of one ticket or of all.
    async fn missed(&mut self, only: Option<TicketId>) -> Option<Vec<Message>> {
        let app = self.app.clone();
        let _reading = app.live.reading().await;
        let missed = self.read_missed(only).await;
        missed
            .inspect_err(|error| tracing::warn!(?error, "a stream could not go on"))
            .ok()
    }

    async fn read_missed(&mut self, only: Option<TicketId>) -> Result<Vec<Message>> {
        let tickets = match only {
            Some(ticket) => store::by_id(&self.app.db, ticket)
                .await?
                .into_iter()
                .collect(),
            None => store::of_visitor(&self.app.db, self.visitor.id).await?,
        };
        // How agents are named may have changed since.
        self.site = site(&self.app.db, self.site.id).await?;
        let views = Views::of(&self.app, &self.site).await?;
        let mut messages = Vec::new();
        // The oldest change first, as if the client had been there.
        for row in tickets.into_iter().rev() {
            if row.visitor_id != self.visitor.id {
                continue;
            }
            match row.assignee {
                Some(agent) => self.holders.insert(row.id, agent),
                None => self.holders.remove(&row.id),
            };
            let known = self.positions.get(&row.id).copied().unwrap_or(0);
            if known >= row.last_visible {
                continue;
            }
            let events = store::events_between(&self.app.db, &row, known).await?;
            let Some(last) = events.last() else { continue };
            self.positions.insert(row.id, last.seq);
            let id = |seq: &dyn std::fmt::Display| format!("{}:{seq}", row.id);
            if events.len() > MANY {
                let at = id(&last.seq);
                let events = store::events_between(&self.app.db, &row, 0).await?;
                let thread = views.thread(row, events)?;
                messages.push(message("snapshot", &thread)?.id(at));
                continue;
            }
            let last = store::last_visible(&self.app.db, &row).await?;
            let ticket: Ticket = views.ticket(row.clone(), last)?;
            for event in events {
                let Some(event) = views.event(event)? else {
                    continue;
                };
                let at = id(&event.seq);
                let ticket = ticket.clone();
                messages.push(message("event", &Update { ticket, event })?.id(at));
            }
        }
        Ok(messages)
    }

    async fn presence(&mut self, agent: AgentId) -> Result<Vec<Message>> {
        if !self.holders.values().any(|holder| *holder == agent) {
            return Ok(Vec::new());
        }
        self.site = site(&self.app.db, self.site.id).await?;
        let views = Views::of(&self.app, &self.site).await?;
        let mut messages = Vec::new();
        let theirs = self.holders.iter().filter(|(_, holder)| **holder == agent);
        for (ticket, _) in theirs {
            let Some(row) = store::by_id(&self.app.db, *ticket).await? else {
                continue;
            };
            let last = store::last_visible(&self.app.db, &row).await?;
            messages.push(message("ticket", &views.ticket(row, last)?)?);
        }
        Ok(messages)
    }
}
