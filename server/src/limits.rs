//! How often is too often: counts in memory where a restart may forget them, which nodes tell each
//! other, with one answer to all that is refused.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use time::OffsetDateTime;

use crate::{
    App,
    error::{Error, Result},
    nodes::{Outbox, Word},
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
/// Searches of one visitor, who has no name before the first ticket: a browser at an address.
pub const SEARCHES: Rate = rate(60, MINUTE);
/// Searches from one address, whatever browsers it claims to have.
pub const SEARCHES_BY_ADDRESS: Rate = rate(600, MINUTE);
/// Votes from one address.
pub const VOTES: Rate = rate(30, HOUR);
/// Tries to sign in, for each account and for each address.
pub const SIGN_INS: Rate = rate(10, 15 * MINUTE);
/// Requests from one address that have been answered before.
pub const REPLAYS: Rate = rate(60, HOUR);
/// Challenges for one address: the server computes a little for each.
pub const CHALLENGES: Rate = rate(60, HOUR);
/// Signs of one visitor that are not kept: writing, having seen.
pub const SIGNALS: Rate = rate(120, MINUTE);
/// Streams of one visitor at the same time, on all nodes: one more ends the oldest, whose line may be
/// dead.
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

/// Who did what how often.
struct Memory {
    counts: HashMap<Hash, Count>,
    /// When what counts no more was last thrown away.
    swept: Instant,
}

struct Count {
    within: Duration,
    times: Vec<Instant>,
}

/// The counts that are kept in memory. Cheap to clone: clones share them.
#[derive(Clone)]
pub struct Limits {
    /// `false` lifts every limit.
    pub on: bool,
    memory: Arc<Mutex<Memory>>,
    outbox: Outbox,
}

impl Limits {
    /// No counts yet; other nodes are told of each through `outbox`.
    #[must_use]
    pub fn new(on: bool, outbox: Outbox) -> Self {
        Self {
            on,
            memory: Arc::new(Mutex::new(Memory {
                counts: HashMap::new(),
                swept: Instant::now(),
            })),
            outbox,
        }
    }

    /// Counts one more of `what` for `who`.
    ///
    /// # Errors
    /// `Error::TooMany`, and it is not counted.
    pub fn count(&self, what: &'static str, who: &[u8], rate: Rate) -> Result<()> {
        self.attempt(what, who, rate).map(Attempt::succeeded)
    }

    /// Counts one more of `what` for `who` for as long as it may come to it: of many at once each sees
    /// those before it.
    ///
    /// # Errors
    /// `Error::TooMany`, and it is not counted.
    pub fn attempt(&self, what: &'static str, who: &[u8], rate: Rate) -> Result<Attempt> {
        let key = secrets::hash(&[what.as_bytes(), b" ", who].concat());
        let at = Instant::now();
        if self.on {
            let mut memory = self.memory();
            let times = memory.count(key.clone(), rate.within);
            if times.len() >= rate.most as usize {
                let first = times.first();
                let wait = first.map_or(rate.within, |first| rate.within - (at - *first));
                return Err(Error::TooMany(wait.as_secs() + 1));
            }
            times.push(at);
        }
        Ok(Attempt {
            limits: self.clone(),
            key,
            within: rate.within,
            at,
            succeeded: false,
        })
    }

    /// Takes note of what another node has counted.
    pub fn counted(&self, key: Hash, within: Duration) {
        self.memory().count(key, within).push(Instant::now());
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    /// The times of one key that still count.
    fn count(&mut self, key: Hash, within: Duration) -> &mut Vec<Instant> {
        let now = Instant::now();
        if now - self.swept > Duration::from_secs(MINUTE) {
            self.swept = now;
            self.counts.retain(|_, count| {
                let last = count.times.last();
                last.is_some_and(|last| now - *last < count.within)
            });
        }
        let count = self.counts.entry(key).or_insert_with(|| Count {
            within,
            times: Vec::new(),
        });
        count.times.retain(|time| now - *time < within);
        &mut count.times
    }
}

/// Something that is counted, unless it comes to nothing.
#[must_use]
pub struct Attempt {
    limits: Limits,
    key: Hash,
    within: Duration,
    at: Instant,
    succeeded: bool,
}

impl Attempt {
    /// It counts from now on, on every node.
    pub fn succeeded(mut self) {
        self.succeeded = true;
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if !self.limits.on {
            return;
        }
        let (key, within) = (self.key.clone(), self.within);
        if self.succeeded {
            let within = within.as_secs();
            self.limits.outbox.tell(Word::Counted { key, within });
            return;
        }
        let mut memory = self.limits.memory();
        let times = memory.count(key, within);
        if let Some(at) = times.iter().position(|time| *time == self.at) {
            times.remove(at);
        }
    }
}

/// Where a request comes from, as a key to count by: the IPv4 address, or the /64 of an IPv6 one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(pub Vec<u8>);

impl FromRequestParts<App> for Address {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let peer = parts.extensions.get::<ConnectInfo<Peer>>();
        let peer = peer.map(|ConnectInfo(Peer(address))| address.ip().to_canonical());
        let trusted = peer.is_some_and(|peer| app.trusted_proxies.contains(&peer));
        let address = if trusted {
            forwarded(&parts.headers).or(peer)
        } else {
            peer
        };
        Ok(Self(match address {
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            Some(IpAddr::V6(address)) => address.octets()[..8].to_vec(),
            None => Vec::new(),
        }))
    }
}

/// What the proxy in front has added: the last address of the last header, since a client may
/// have sent others before it.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = last.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse::<IpAddr>()
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused_and_told_when_to_come_back() {
        let limits = Limits::new(true, Outbox::default());
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
        let limits = Limits::new(true, Outbox::default());
        limits.count("search", b"a", quick).unwrap();
        assert!(limits.count("search", b"a", quick).is_err());
        std::thread::sleep(Duration::from_millis(30));
        limits.count("search", b"a", quick).unwrap();
    }

    #[test]
    fn only_what_the_nearest_proxy_has_added_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "9.9.9.9, 8.8.8.8".parse().unwrap());
        headers.append(
            "x-forwarded-for",
            "7.7.7.7, ::ffff:6.6.6.6".parse().unwrap(),
        );
        assert_eq!(forwarded(&headers), Some([6, 6, 6, 6].into()));
        headers.append("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(forwarded(&headers), None);
    }

    #[test]
    fn what_comes_to_nothing_counts_only_while_it_may_still() {
        let limits = Limits::new(true, Outbox::default());
        let one = rate(1, MINUTE);
        let attempt = limits.attempt("tickets", b"a", one).unwrap();
        assert!(limits.attempt("tickets", b"a", one).is_err());
        drop(attempt);
        limits.attempt("tickets", b"a", one).unwrap().succeeded();
        assert!(limits.count("tickets", b"a", one).is_err());
    }

    #[test]
    fn limits_that_are_off_refuse_nothing() {
        let limits = Limits::new(false, Outbox::default());
        for _ in 0..1_000 {
            limits.count("search", b"a", SEARCHES).unwrap();
        }
    }
}
