//! `GET /desk/stream`: what happens to the tickets of an agent's sites, who comes and goes, and who
//! looks at what.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event as Message, Sse},
};
use futures_core::Stream;
use guichet_shared::{
    agent::AgentId,
    desk::{Attending, Entry, Update},
    event::Internal,
    status::Party,
    ticket::{TicketId, Typing},
};
use tokio::{sync::broadcast::error::RecvError, time::sleep};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    agents::{self, Roster},
    error::Result,
    follows,
    live::{Attention, Holder, LASTS, Signal},
    sessions::{SignedIn, signed_in},
    tickets::{
        store,
        stream::{Positions, heartbeat, message, positions},
        views::Views,
    },
};

/// For how long it is taken for true what an agent may see, and how their sites deal with it.
const KNOWN: Duration = Duration::from_secs(60);

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(follow))
}

/// What happens to the tickets of the caller's sites, live
///
/// Server-sent events: `event` (an `Update`, its id is `ticket:seq`), `typing` (a `Typing`),
/// `presence` (a `Colleague`), `attending` (an `Attending`: who reads or answers which ticket, all of
/// them at the start), `mentions` (an `UnreadMentions`, at the start and when it may have changed),
/// and `ready` once what was missed has been sent. A queue is simply read again after a cut.
#[utoipa::path(
    get, path = "/desk/stream", tag = "desk",
    params(("Last-Event-ID" = Option<String>, Header, description = "The tickets on screen: `ticket:seq,ticket:seq`")),
    responses((status = 200, body = Update, content_type = "text/event-stream")),
)]
async fn follow(
    State(app): State<App>,
    me: SignedIn,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = std::result::Result<Message, Infallible>>>> {
    let mut stream = app.live.open(Holder::Agent(me.agent.id));
    let mut client = Client {
        app,
        me,
        known_at: Instant::now(),
        positions: positions(&headers),
        begun: Positions::new(),
    };
    let messages = async_stream::stream! {
        let end = sleep(LASTS);
        tokio::pin!(end);
        let mut all = true;
        loop {
            if all {
                let on_screen: Vec<TicketId> = client.positions.keys().copied().collect();
                for ticket in on_screen {
                    let Some(messages) = client.missed(ticket, 0).await else { return };
                    for message in messages {
                        yield Ok(message);
                    }
                }
                let Some(messages) = client.standing().await else { return };
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
                Ok(Signal::Revoked(token)) if token == client.me.token => return,
                // Signals were lost: the client comes back and reads its queue anew.
                Ok(Signal::Lost) | Err(RecvError::Lagged(_)) => return,
                Ok(signal) => client.hear(signal).await,
            };
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
    me: SignedIn,
    /// When it was last looked who they are.
    known_at: Instant,
    positions: Positions,
    /// After which event it began to hear of a ticket that it had told no position of.
    begun: Positions,
}

impl Client {
    /// What a signal means to this client; `None` when it cannot be read.
    async fn hear(&mut self, signal: Signal) -> Option<Vec<Message>> {
        if self.known_at.elapsed() > KNOWN {
            let me = signed_in(&self.app, self.me.token.clone()).await;
            // An agent who may not sign in any more is sent nothing more.
            self.me = me.ok()?;
            self.known_at = Instant::now();
        }
        match signal {
            Signal::Ticket {
                site,
                ticket,
                before,
                ..
            } if self.me.site(site).is_some() => self.missed(ticket, before).await,
            Signal::Typing {
                site,
                ticket,
                by: Party::Customer,
                ..
            } if self.me.site(site).is_some() => message("typing", &Typing { ticket })
                .ok()
                .map(|message| vec![message]),
            Signal::Presence(agent) => self.presence(agent).await.ok(),
            Signal::Attention(attention) => self.attending(&[attention]).await.ok(),
            Signal::Seen(agent) if agent == self.me.agent.id => {
                let message = self.mentions().await.ok()?;
                Some(vec![message])
            }
            _ => Some(Vec::new()),
        }
    }

    /// What holds when the stream opens: who looks at what, and what the reader was asked to read.
    async fn standing(&self) -> Option<Vec<Message>> {
        let attentions = self.app.live.attending();
        let mut messages = self.attending(&attentions).await.ok()?;
        messages.push(self.mentions().await.ok()?);
        Some(messages)
    }

    /// What a signal says of others than the reader, on the reader's sites.
    async fn attending(&self, attentions: &[Attention]) -> Result<Vec<Message>> {
        let concerns = |attention: &&Attention| {
            attention.agent != self.me.agent.id && self.me.site(attention.site).is_some()
        };
        let attentions: Vec<_> = attentions.iter().filter(concerns).collect();
        if attentions.is_empty() {
            return Ok(Vec::new());
        }
        let roster = Roster::load(&self.app.db).await?;
        let messages = attentions.into_iter().map(|attention| {
            let Attention {
                ticket,
                agent,
                doing,
                ..
            } = *attention;
            let who = roster.for_agents(agent, &self.app.live);
            message("attending", &Attending { ticket, who, doing })
        });
        messages.collect()
    }

    async fn mentions(&self) -> Result<Message> {
        message(
            "mentions",
            &follows::unread_mentions(&self.app, &self.me).await?,
        )
    }

    /// What the client has not got yet of a ticket: after its position, or after `before` where
    /// it has none.
    async fn missed(&mut self, ticket: TicketId, before: i64) -> Option<Vec<Message>> {
        let missed = self.read_missed(ticket, before).await;
        missed
            .inspect_err(|error| tracing::warn!(?error, "a stream could not go on"))
            .ok()
    }

    async fn read_missed(&mut self, ticket: TicketId, before: i64) -> Result<Vec<Message>> {
        let Some(row) = store::by_id(&self.app.db, ticket).await? else {
            return Ok(Vec::new());
        };
        let Some(site) = self.me.site(row.site_id) else {
            return Ok(Vec::new());
        };
        let known = self.positions.get(&ticket).copied();
        if known.is_none() {
            self.begun.insert(ticket, before);
        }
        let known = known.unwrap_or(before);
        // Word of an event can come after word of a later one, when other nodes have stored them.
        let begun = self.begun.get(&ticket).copied();
        let begun = begun.filter(|begun| before < *begun);
        let from = begun.map_or(known, |_| before);
        let mut events = store::events_between(&self.app.db, &row, from).await?;
        if let Some(begun) = begun {
            events.retain(|event| event.seq <= begun || event.seq > known);
            self.begun.insert(ticket, before);
        }
        let Some(last) = events.last() else {
            return Ok(Vec::new());
        };
        let position = last.seq.max(known);
        let views = Views::of(&self.app, site).await?;
        let ticket = views.desk_ticket(row)?;
        let mut messages = Vec::new();
        let mut named = false;
        for event in events {
            if let Entry::Internal(Internal::Note { mentions, .. }) = &event.data.what {
                named |= mentions.contains(&self.me.agent.id);
            }
            let event = views.desk_event(event)?;
            let at = format!("{}:{}", ticket.id, event.seq);
            let ticket = ticket.clone();
            messages.push(message("event", &Update { ticket, event })?.id(at));
        }
        self.positions.insert(ticket.id, position);
        if named {
            messages.push(self.mentions().await?);
        }
        Ok(messages)
    }

    async fn presence(&self, agent: AgentId) -> Result<Vec<Message>> {
        let mut shared = false;
        for site in &self.me.sites {
            shared |= agents::answers_for(&self.app.db, agent, site.id).await?;
        }
        if !shared {
            return Ok(Vec::new());
        }
        let team = Roster::load(&self.app.db).await?;
        let colleague = team.for_agents(agent, &self.app.live);
        Ok(vec![message("presence", &colleague)?])
    }
}
