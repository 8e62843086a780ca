//! What the portal read last: shown where the database is away, and only then.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use crate::{
    db::Db,
    error::{Error, Result},
};

/// How many answers are kept; beyond it the one that was not asked for the longest goes.
const MOST: usize = 500;
/// After this time without an answer the database is taken to be away.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same while it is known to be away: nobody who searches waits long for what does not come.
const PATIENCE_WHILE_AWAY: Duration = Duration::from_millis(250);
/// A read that takes longer, which nobody waits for any more, is given up: its line has fallen silent.
const LONGEST: Duration = Duration::from_secs(30);

/// A small memory of what was read for everybody to see: sites, articles and their lists, and never
/// tickets. Each read asks the database first, so that nothing is shown from here while it answers.
/// Cheap to clone: clones share it.
#[derive(Clone, Default)]
pub struct LastKnown(Arc<Memory>);

#[derive(Default)]
struct Memory {
    away: AtomicBool,
    kept: Mutex<Kept>,
}

/// What is read, and by which name.
type Name = (TypeId, String);

#[derive(Default)]
struct Kept {
    answers: HashMap<Name, Answer>,
    asked: u64,
}

struct Answer {
    value: Box<dyn Any + Send>,
    /// When it was asked for last, counted in questions.
    asked: u64,
}

impl LastKnown {
    /// What `read` answers; where the database is away, what it answered last by this name.
    ///
    /// # Errors
    /// What `read` says; `Error::Unavailable` where the database is away and nothing is known.
    pub async fn or_last<T: Clone + Send + 'static>(
        &self,
        db: &Db,
        name: impl Into<String>,
        read: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let name = (TypeId::of::<T>(), name.into());
        let (memory, as_name) = (self.0.clone(), name.clone());
        let answer = self.reach(db, async move {
            let value = read.await?;
            memory.keep(as_name, value.clone());
            Ok(value)
        });
        match answer.await {
            Err(Error::Unavailable(error)) if self.is_away() => {
                self.0.last(&name).ok_or(Error::Unavailable(error))
            }
            answer => answer,
        }
    }

    /// Whether the database was away when it was asked last.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.0.away.load(Ordering::Relaxed)
    }

    /// What `read` answers, and whether the database is away.
    ///
    /// # Errors
    /// What `read` says; `Error::Unavailable` where it takes too long.
    pub async fn reach<T: Send + 'static>(
        &self,
        db: &Db,
        read: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let (memory, db) = (self.0.clone(), db.clone());
        let patience = if self.is_away() {
            PATIENCE_WHILE_AWAY
        } else {
            PATIENCE
        };
        // A task of its own, which goes on: a connection that takes longer than the patience is
        // made all the same, and with its answer the database is back.
        let reading = tokio::spawn(async move {
            let answer = tokio::time::timeout(LONGEST, read)
                .await
                .unwrap_or_else(|late| Err(Error::Unavailable(late.into())));
            // A line that was cut, or others that were in the way, do not make it away.
            let away = matches!(answer, Err(Error::Unavailable(_))) && db.ping().await.is_err();
            memory.away.store(away, Ordering::Relaxed);
            answer
        });
        match tokio::time::timeout(patience, reading).await {
            Ok(answer) => answer.map_err(|error| Error::Internal(error.into()))?,
            Err(late) => {
                self.0.away.store(true, Ordering::Relaxed);
                Err(Error::Unavailable(late.into()))
            }
        }
    }
}

impl Memory {
    fn keep<T: Send + 'static>(&self, name: Name, value: T) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.asked += 1;
        let asked = kept.asked;
        let value = Box::new(value);
        kept.answers.insert(name, Answer { value, asked });
        if kept.answers.len() > MOST {
            let oldest = kept.answers.iter().min_by_key(|(_, answer)| answer.asked);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                kept.answers.remove(&oldest);
            }
        }
    }

    fn last<T: Clone + 'static>(&self, name: &Name) -> Option<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.asked += 1;
        let asked = kept.asked;
        let answer = kept.answers.get_mut(name)?;
        answer.asked = asked;
        answer.value.downcast_ref().cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn unavailable<T>() -> Result<T> {
        Err(Error::Unavailable(anyhow::anyhow!("no connection")))
    }

    async fn answering() -> (Db, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/guichet.db", folder.path().display());
        (Db::open(&url).await.unwrap(), folder)
    }

    async fn away() -> Db {
        let (db, _folder) = answering().await;
        db.close().await;
        db
    }

    #[tokio::test]
    async fn the_last_answer_stands_in_while_the_database_is_away() {
        let (known, db) = (LastKnown::default(), away().await);
        let first = known.or_last(&db, "a", async { Ok(1) }).await;
        assert_eq!(first.unwrap(), 1);
        let last = known
            .or_last(&db, "a", async { unavailable::<i32>() })
            .await;
        assert_eq!(last.unwrap(), 1);
        let fresh = known.or_last(&db, "a", async { Ok(2) }).await;
        assert_eq!(fresh.unwrap(), 2);
    }

    #[tokio::test]
    async fn the_last_answer_never_stands_in_while_the_database_answers() {
        let known = LastKnown::default();
        let (db, _folder) = answering().await;
        known.or_last(&db, "a", async { Ok(1) }).await.unwrap();
        let cut = known.or_last(&db, "a", async { unavailable::<i32>() });
        assert!(matches!(cut.await, Err(Error::Unavailable(_))));
        let gone = known.or_last(&db, "a", async { Err::<i32, _>(Error::NotFound) });
        assert!(matches!(gone.await, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn what_was_never_read_is_not_there_while_the_database_is_away() {
        let (known, db) = (LastKnown::default(), away().await);
        known.or_last(&db, "a", async { Ok(1) }).await.unwrap();
        let other = known.or_last(&db, "b", async { unavailable::<i32>() });
        assert!(matches!(other.await, Err(Error::Unavailable(_))));
        let of_another_kind = known.or_last(&db, "a", async { unavailable::<String>() });
        assert!(matches!(of_another_kind.await, Err(Error::Unavailable(_))));
    }

    #[tokio::test]
    async fn a_silent_database_is_waited_for_once_and_then_hardly() {
        let (known, db) = (LastKnown::default(), away().await);
        let silence = std::future::pending::<Result<i32>>;
        known.or_last(&db, "a", async { Ok(1) }).await.unwrap();
        let asked = Instant::now();
        let last = known.or_last(&db, "a", silence()).await;
        assert_eq!(last.unwrap(), 1);
        assert!(asked.elapsed() >= PATIENCE);
        let asked = Instant::now();
        known.or_last(&db, "a", silence()).await.unwrap();
        assert!(asked.elapsed() < PATIENCE);
        // It is waited for again once it has answered.
        known.or_last(&db, "a", async { Ok(2) }).await.unwrap();
        assert!(!known.is_away());
    }

    #[tokio::test]
    async fn only_so_much_is_kept_and_what_is_asked_for_stays() {
        let (known, db) = (LastKnown::default(), away().await);
        let last =
            |name: usize| known.or_last(&db, name.to_string(), async { unavailable::<usize>() });
        for number in 0..=MOST {
            if number == MOST {
                last(0).await.unwrap();
            }
            let read = async move { Ok(number) };
            known.or_last(&db, number.to_string(), read).await.unwrap();
        }
        assert_eq!(last(0).await.unwrap(), 0);
        assert!(last(1).await.is_err());
        assert_eq!(last(MOST).await.unwrap(), MOST);
    }
}
