//! Places of files on their way in: so many at once, and of one address so many that it leaves room for
//! others. Where none is left, the slowest gives its own to who comes next.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use crate::{
    error::{Error, Result},
    limits::Address,
};

/// The most files on their way in at the same time.
const MOST: usize = 32;
/// The most of them from one address.
const OF_ONE: usize = 8;
/// For so long nobody is slow.
const AT_FIRST: Duration = Duration::from_secs(10);
/// After so many seconds it may be tried again.
const LATER: u64 = 5;

/// The places that are taken. Cheap to clone: clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Arc<Mutex<Vec<Arc<Taken>>>>);

#[derive(Debug)]
struct Taken {
    address: Address,
    since: Instant,
    arrived: AtomicUsize,
    given_away: Notify,
}

/// A place; dropping it leaves it to somebody else.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    taken: Arc<Taken>,
}

impl Places {
    /// Takes a place at the time `now`.
    ///
    /// # Errors
    /// `Error::TooMany` where there is none left, and nobody slow.
    pub(super) fn take(&self, address: Address, now: Instant) -> Result<Place> {
        let mut all = self.all();
        let own = all.iter().filter(|taken| taken.address == address);
        if own.count() >= OF_ONE {
            return Err(Error::TooMany(LATER));
        }
        if all.len() >= MOST {
            let slowest = slowest(&all, now).ok_or(Error::TooMany(LATER))?;
            all.swap_remove(slowest).given_away.notify_one();
        }
        let taken = Arc::new(Taken {
            address,
            since: now,
            arrived: AtomicUsize::new(0),
            given_away: Notify::new(),
        });
        all.push(taken.clone());
        Ok(Place {
            places: self.clone(),
            taken,
        })
    }

    fn all(&self) -> MutexGuard<'_, Vec<Arc<Taken>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Of those that have been at it for a while, the one of which the least has arrived in its time.
fn slowest(all: &[Arc<Taken>], now: Instant) -> Option<usize> {
    let pace = |taken: &Taken| {
        let time = now.saturating_duration_since(taken.since);
        (time >= AT_FIRST).then(|| taken.arrived.load(Ordering::Relaxed) as u128 / time.as_millis())
    };
    let slow = all.iter().enumerate();
    let slow = slow.filter_map(|(at, taken)| Some((pace(taken)?, at)));
    slow.min().map(|(_, at)| at)
}

impl Place {
    /// So many bytes have arrived.
    pub(super) fn moved(&self, bytes: usize) {
        self.taken.arrived.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Waits until somebody else has the place.
    pub(super) async fn is_lost(&self) -> Error {
        self.taken.given_away.notified().await;
        Error::TooMany(LATER)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places
            .all()
            .retain(|taken| !Arc::ptr_eq(taken, &self.taken));
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn address(number: usize) -> Address {
        Address(number.to_be_bytes().to_vec())
    }

    #[test]
    fn one_address_leaves_room_for_others_and_gives_its_places_back() {
        let (places, now) = (Places::default(), Instant::now());
        let take = |number| places.take(address(number), now);
        let mut own: Vec<_> = (0..OF_ONE).map(|_| take(1).unwrap()).collect();
        assert!(matches!(take(1), Err(Error::TooMany(_))));
        take(2).unwrap();
        own.pop();
        take(1).unwrap();
        drop(own);
        assert!(places.all().is_empty());
    }

    #[test]
    fn where_none_is_left_the_slowest_makes_room_and_nobody_who_has_just_come() {
        let (places, then) = (Places::default(), Instant::now());
        let taken: Vec<_> = (0..MOST)
            .map(|number| places.take(address(number), then).unwrap())
            .collect();
        for (number, place) in taken.iter().enumerate() {
            place.moved(if number == 7 { 1_000 } else { 1_000_000 });
        }
        assert!(matches!(
            places.take(address(MOST), then),
            Err(Error::TooMany(_))
        ));
        let newcomer = places.take(address(MOST), then + AT_FIRST).unwrap();
        let lost: Vec<_> = taken
            .iter()
            .map(|place| place.is_lost().now_or_never().is_some())
            .collect();
        assert_eq!(lost.iter().position(|lost| *lost), Some(7));
        assert_eq!(lost.iter().filter(|lost| **lost).count(), 1);
        drop((taken, newcomer));
        assert!(places.all().is_empty());
    }
}
