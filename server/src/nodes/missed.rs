//! What no word came of: a node that died between storing and telling, a notification that was lost, a
//! transaction that was committed long after others. The events tell, each ticket by its own sequence.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use guichet_shared::ticket::TicketId;
use sqlx::PgPool;
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

/// The last event of each ticket that streams were woken for lately.
#[derive(Default)]
struct Known(HashMap<TicketId, (i64, Instant)>);

impl Known {
    /// Takes in what streams have been woken for.
    fn catch_up(&mut self, signals: &mut Receiver<Signal>, now: Instant) {
        loop {
            match signals.try_recv() {
                Ok(Signal::Ticket { ticket, seq, .. }) => self.take(ticket, seq, now),
                // What is not known to be told is told again, which does no harm.
                Ok(_) | Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    fn take(&mut self, ticket: TicketId, seq: i64, now: Instant) {
        let known = self.0.entry(ticket).or_insert((seq, now));
        *known = (known.0.max(seq), now);
    }

    /// The event after which streams have missed something, where they have.
    fn missed(&self, changed: &Changed) -> Option<i64> {
        match self.0.get(&changed.ticket_id) {
            Some((seq, _)) => (*seq < changed.last).then_some(*seq),
            None => Some(changed.first - 1),
        }
    }

    fn forget(&mut self, now: Instant) {
        self.0
            .retain(|_, (_, told)| now.saturating_duration_since(*told) < 2 * FAR_BACK);
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
        let changed = match store::changed_since(pool, since).await {
            Ok(changed) => changed,
            Err(error) => {
                tracing::warn!(%error, "it could not be looked for what was missed");
                continue;
            }
        };
        let now = Instant::now();
        known.catch_up(&mut signals, now);
        known.forget(now);
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
