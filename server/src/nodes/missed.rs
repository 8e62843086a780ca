//! What no word came of: a node that died between storing and telling, a notification that was lost, a
//! transaction that was committed long after others. The events tell, each ticket by its own sequence;
//! of what sites announce, the time of the last change tells.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use guichet_shared::{site::SiteId, ticket::TicketId};
use sqlx::PgPool;
use time::OffsetDateTime;
use tokio::{
    sync::broadcast::{Receiver, error::TryRecvError},
    time::sleep,
};

use super::store::{self, Changed};
use crate::{App, db, live::Signal};

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(2);
/// How far back each look goes.
const BACK: Duration = Duration::from_secs(15);
/// Each so-manieth look goes further.
const FAR: u32 = 10;
/// How far: longer than any transaction may last, and than clocks may differ.
const FAR_BACK: Duration = Duration::from_secs(150);

/// What streams were woken for lately.
#[derive(Default)]
struct Known {
    /// The last event of each ticket.
    tickets: HashMap<TicketId, (i64, Instant)>,
    /// The last change of what a site announces.
    announced: HashMap<SiteId, OffsetDateTime>,
    /// The sites of whose announcements word has come since the last look.
    heard: HashSet<SiteId>,
}

impl Known {
    /// Takes in what streams have been woken for.
    fn catch_up(&mut self, signals: &mut Receiver<Signal>, now: Instant) {
        loop {
            match signals.try_recv() {
                Ok(Signal::Ticket { ticket, seq, .. }) => self.take(ticket, seq, now),
                Ok(Signal::Announced(site)) => drop(self.heard.insert(site)),
                // What is not known to be told is told again, which does no harm.
                Ok(_) | Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    fn take(&mut self, ticket: TicketId, seq: i64, now: Instant) {
        let known = self.tickets.entry(ticket).or_insert((seq, now));
        *known = (known.0.max(seq), now);
    }

    /// The event after which streams have missed something, where they have.
    fn missed(&self, changed: &Changed) -> Option<i64> {
        match self.tickets.get(&changed.ticket_id) {
            Some((seq, _)) => (*seq < changed.last).then_some(*seq),
            None => Some(changed.first - 1),
        }
    }

    fn forget(&mut self, now: Instant) {
        self.tickets
            .retain(|_, (_, told)| now.saturating_duration_since(*told) < 2 * FAR_BACK);
    }

    /// Whether a site has announced something at this time that streams were not woken for. What word
    /// has come of since the last look is taken for that.
    fn is_news(&mut self, site: SiteId, at: OffsetDateTime) -> bool {
        let before = self.announced.insert(site, at);
        let heard = self.heard.remove(&site);
        before.is_none_or(|before| before < at) && !heard
    }
}

/// Looks now and again, as long as the node runs.
pub(super) async fn watch(app: &App, pool: &PgPool) {
    let mut signals = app.live.subscribe();
    let mut known = Known::default();
    for look in 0_u32.. {
        sleep(EVERY).await;
        let far = look % FAR == FAR - 1;
        let since = db::now() - if far { FAR_BACK } else { BACK };
        // First what is stored, then what was told: what is told in between is then known.
        let looked = async {
            let changed = store::changed_since(pool, since).await?;
            Ok::<_, sqlx::Error>((changed, store::announced_since(pool, since).await?))
        };
        let (changed, announced) = match looked.await {
            Ok(looked) => looked,
            Err(error) => {
                tracing::warn!(%error, "it could not be looked for what was missed");
                continue;
            }
        };
        let now = Instant::now();
        known.catch_up(&mut signals, now);
        known.forget(now);
        for (site, at) in announced {
            if known.is_news(site, at) {
                app.live.wake(Signal::Announced(site));
            }
        }
        for changed in changed {
            let Some(before) = known.missed(&changed) else {
                continue;
            };
            known.take(changed.ticket_id, changed.last, now);
            app.live.wake(Signal::Ticket {
                site: changed.site_id,
                ticket: changed.ticket_id,
                visitor: changed.visitor_id,
                before,
                seq: changed.last,
            });
        }
    }
}
