//! How often is too often: counts in memory where a restart may forget them, with one answer to
//! all that is refused.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use time::OffsetDateTime;

use crate::{
    App,
    error::{Error, Result},
    secrets::{self, Hash},
    serve::Peer,
};

/// So many within so long.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// How many are let through.
    pub most: u32,
    /// Within which time.
    pub within: Duration,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

const fn rate(most: u32, seconds: u64) -> Rate {
    Rate {
        most,
        within: Duration::from_secs(seconds),
    }
}

/// Tickets of one visitor.
pub const TICKETS: [Rate; 2] = [rate(5, HOUR), rate(20, 24 * HOUR)];
/// Tickets from one address, whoever files them.
pub const TICKETS_BY_ADDRESS: Rate = rate(10, HOUR);
/// Replies, verdicts and ratings of one visitor.
pub const REPLIES: Rate = rate(30, HOUR);
/// Files of one visitor: five with each reply.
pub const FILES: Rate = rate(150, HOUR);
/// Searches from one address: visitors have no name before their first ticket, so that two of them
/// share what one may do alone.
pub const SEARCHES: Rate = rate(120, MINUTE);
/// Votes from one address.
pub const VOTES: Rate = rate(30, HOUR);
/// Tries to sign in, for each account and for each address.
pub const SIGN_INS: Rate = rate(10, 15 * MINUTE);
/// Streams of one visitor at the same time.
pub const STREAMS: usize = 3;

impl Rate {
    /// The moment since which events count.
    #[must_use]
    pub fn since(self, now: OffsetDateTime) -> OffsetDateTime {
        now - self.within
    }

    /// The refusal where `count` events, the oldest of them at `oldest`, are already too many.
    ///
    /// # Errors
    /// `Error::TooMany`, with the time until the oldest counts no more.
    pub fn check(
        self,
        count: i64,
        oldest: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<()> {
        if count < i64::from(self.most) {
            return Ok(());
        }
        let free = oldest.map_or(now + self.within, |oldest| oldest + self.within);
        let wait = (free - now).whole_seconds().max(1);
        Err(Error::TooMany(u64::try_from(wait).unwrap_or(1)))
    }
}

/// When each did what.
type Counts = HashMap<(&'static str, Hash), Vec<Instant>>;

/// The counts that are kept in memory. Cheap to clone: clones share them.
#[derive(Clone)]
pub struct Limits {
    /// `false` lifts every limit.
    pub on: bool,
    counts: Arc<Mutex<Counts>>,
}

impl Limits {
    /// No counts yet.
    #[must_use]
    pub fn new(on: bool) -> Self {
        Self {
            on,
            counts: Arc::default(),
        }
    }

    /// Counts one more of `what` for `who`.
    ///
    /// # Errors
    /// `Error::TooMany`, and it is not counted.
    pub fn count(&self, what: &'static str, who: &[u8], rate: Rate) -> Result<()> {
        if !self.on {
            return Ok(());
        }
        let now = Instant::now();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > 100_000 {
            // Nothing counts longer than an hour here.
            counts.retain(|_, times| {
                times
                    .last()
                    .is_some_and(|last| now - *last < Duration::from_secs(HOUR))
            });
        }
        let times = counts.entry((what, secrets::hash(who))).or_default();
        times.retain(|time| now - *time < rate.within);
        if times.len() < rate.most as usize {
            times.push(now);
            return Ok(());
        }
        let wait = times
            .first()
            .map_or(rate.within, |first| rate.within - (now - *first));
        Err(Error::TooMany(wait.as_secs() + 1))
    }
}

/// Where a request comes from, as a key to count by: the IPv4 address, or the /64 of an IPv6 one.
#[derive(Clone, Debug)]
pub struct Address(pub Vec<u8>);

impl FromRequestParts<App> for Address {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let peer = parts.extensions.get::<ConnectInfo<Peer>>();
        let peer = peer.map(|ConnectInfo(Peer(address))| address.ip());
        let said = parts.headers.get("x-forwarded-for");
        let said =
            said.and_then(|said| said.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        let trusted = peer.is_some_and(|peer| app.trusted_proxies.contains(&peer));
        Ok(Self(match if trusted { said.or(peer) } else { peer } {
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
                Some(address) => address.octets().to_vec(),
                None => address.octets()[..8].to_vec(),
            },
            None => Vec::new(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused_and_told_when_to_come_back() {
        let limits = Limits::new(true);
        for _ in 0..SEARCHES.most {
            limits.count("search", b"a", SEARCHES).unwrap();
        }
        let Err(Error::TooMany(wait)) = limits.count("search", b"a", SEARCHES) else {
            panic!("the one too many was let through");
        };
        assert!((1..=60).contains(&wait), "{wait}");
        limits.count("search", b"b", SEARCHES).unwrap();
        limits.count("vote", b"a", VOTES).unwrap();
    }

    #[test]
    fn what_was_counted_long_ago_counts_no_more() {
        let quick = Rate {
            most: 1,
            within: Duration::from_millis(20),
        };
        let limits = Limits::new(true);
        limits.count("search", b"a", quick).unwrap();
        assert!(limits.count("search", b"a", quick).is_err());
        std::thread::sleep(Duration::from_millis(30));
        limits.count("search", b"a", quick).unwrap();
    }

    #[test]
    fn limits_that_are_off_refuse_nothing() {
        let limits = Limits::new(false);
        for _ in 0..1_000 {
            limits.count("search", b"a", SEARCHES).unwrap();
        }
    }
}
