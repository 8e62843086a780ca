//! Places of files on their way in: so many at once, and of one address so many that it leaves room for
//! others.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    error::{Error, Result},
    limits::Address,
};

/// The most files on their way in at the same time.
const MOST: usize = 32;
/// The most of them from one address.
const OF_ONE: usize = 8;
/// After so many seconds it may be tried again.
const LATER: u64 = 5;

/// The places that are taken, by address. Cheap to clone: clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Arc<Mutex<HashMap<Address, usize>>>);

/// A place; dropping it leaves it to somebody else.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    address: Address,
}

impl Places {
    /// Takes a place.
    ///
    /// # Errors
    /// `Error::TooMany` where there is none left.
    pub(super) fn take(&self, address: Address) -> Result<Place> {
        let mut taken = self.taken();
        let own = taken.get(&address).copied().unwrap_or_default();
        if own >= OF_ONE || taken.values().sum::<usize>() >= MOST {
            return Err(Error::TooMany(LATER));
        }
        taken.insert(address.clone(), own + 1);
        Ok(Place {
            places: self.clone(),
            address,
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<Address, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(own) = taken.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u8) -> Address {
        Address(vec![192, 0, 2, number])
    }

    #[test]
    fn one_address_leaves_room_for_others_and_gives_its_places_back() {
        let places = Places::default();
        let mut own: Vec<_> = (0..OF_ONE)
            .map(|_| places.take(address(1)).unwrap())
            .collect();
        assert!(matches!(places.take(address(1)), Err(Error::TooMany(_))));
        places.take(address(2)).unwrap();
        own.pop();
        places.take(address(1)).unwrap();
        drop(own);
        assert!(places.taken().is_empty());
    }

    #[test]
    fn all_together_take_no_more_than_there_are() {
        let places = Places::default();
        let taken: Vec<_> = (0..=MOST)
            .map(|number| places.take(address(u8::try_from(number).unwrap())))
            .collect();
        assert_eq!(taken.iter().filter(|place| place.is_ok()).count(), MOST);
    }
}
