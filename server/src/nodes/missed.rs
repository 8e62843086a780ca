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
    time::{sleep, timeout},
};

use super::{
    PATIENCE,
    store::{self, Changed},
};
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
    /// The events of each ticket.
    tickets: HashMap<TicketId, Told>,
    /// The last change of what a site announces.
    announced: HashMap<SiteId, OffsetDateTime>,
    /// The sites of whose announcements word has come since the last look.
    heard: HashSet<SiteId>,
}

/// The events of a ticket that streams were woken for.
struct Told {
    /// All after the one, to the other; what lies between two of these, nobody was told of.
    spans: Vec<(i64, i64)>,
    /// When that was last so.
    at: Instant,
}

impl Known {
    /// Takes in what streams have been woken for.
    fn catch_up(&mut self, signals: &mut Receiver<Signal>, now: Instant) {
        loop {
            match signals.try_recv() {
                Ok(Signal::Ticket {
                    ticket,
                    before,
                    seq,
                    ..
                }) => self.take(ticket, (before, seq), now),
                Ok(Signal::Announced(site)) => drop(self.heard.insert(site)),
                // What is not known to be told is told again, which does no harm.
                Ok(_) | Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    /// Takes in word of the events after `from`, to `to`. One that tells of none, as that of a request which
    /// came again, says nothing of those before.
    fn take(&mut self, ticket: TicketId, (mut from, mut to): (i64, i64), at: Instant) {
        if from >= to {
            return;
        }
        let spans = Vec::new();
        let told = self.tickets.entry(ticket).or_insert(Told { spans, at });
        told.at = at;
        told.spans.retain(|span| {
            let apart = span.1 < from || to < span.0;
            if !apart {
                (from, to) = (from.min(span.0), to.max(span.1));
            }
            apart
        });
        told.spans.push((from, to));
    }

    /// The event after which streams have missed something, where they have.
    fn missed(&self, changed: &Changed) -> Option<i64> {
        let before = changed.first - 1;
        let told = self.tickets.get(&changed.ticket_id);
        let span = told.and_then(|told| {
            let mut spans = told.spans.iter();
            spans.find(|(from, to)| *from <= before && before <= *to)
        });
        let after = span.map_or(before, |(_, to)| *to);
        (after < changed.last).then_some(after)
    }

    fn forget(&mut self, now: Instant) {
        self.tickets
            .retain(|_, told| now.saturating_duration_since(told.at) < 2 * FAR_BACK);
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
        let looked = timeout(PATIENCE, looked).await;
        let (changed, announced) = match looked.unwrap_or(Err(sqlx::Error::PoolTimedOut)) {
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
        // Word of what was not stored by then, or changed nothing, must not hide what comes after.
        known.heard.clear();
        for changed in changed {
            let Some(before) = known.missed(&changed) else {
                continue;
            };
            known.take(changed.ticket_id, (before, changed.last), now);
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

#[cfg(test)]
mod tests {
    use guichet_shared::site::SiteId;
    use uuid::Uuid;

    use super::*;
    use crate::visitors::VisitorId;

    /// What is missed of the events `first` to `last` of a ticket after word of these.
    fn missed(words: &[(i64, i64)], (first, last): (i64, i64)) -> Option<i64> {
        let (mut known, ticket_id) = (Known::default(), TicketId(Uuid::now_v7()));
        for word in words {
            known.take(ticket_id, *word, Instant::now());
        }
        known.missed(&Changed {
            site_id: SiteId(Uuid::now_v7()),
            ticket_id,
            visitor_id: VisitorId(Uuid::now_v7()),
            first,
            last,
        })
    }

    #[test]
    fn what_all_was_told_of_is_not_missed() {
        assert_eq!(missed(&[(4, 5)], (5, 5)), None);
        assert_eq!(missed(&[(4, 5), (5, 7)], (5, 7)), None);
        assert_eq!(missed(&[(5, 7), (4, 5)], (5, 7)), None);
        assert_eq!(missed(&[(3, 4), (6, 7), (5, 6), (4, 5)], (4, 7)), None);
    }

    #[test]
    fn what_came_after_the_last_word_is_missed() {
        assert_eq!(missed(&[], (5, 6)), Some(4));
        assert_eq!(missed(&[(4, 5)], (5, 6)), Some(5));
    }

    #[test]
    fn word_of_a_request_that_came_again_hides_nothing() {
        assert_eq!(missed(&[(5, 5)], (5, 5)), Some(4));
        assert_eq!(missed(&[(3, 4), (5, 5)], (4, 5)), Some(4));
    }

    #[test]
    fn word_of_a_later_event_does_not_hide_the_one_before() {
        assert_eq!(missed(&[(5, 6)], (5, 6)), Some(4));
        assert_eq!(missed(&[(3, 4), (5, 6)], (4, 6)), Some(4));
    }
}
