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

use crate::error::{Error, Result};

/// How many answers are kept; beyond it the one that was not asked for the longest goes.
const MOST: usize = 500;
/// After this time without an answer the database is taken to be away.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same while it is known to be away: nobody who searches waits long for what does not come.
const PATIENCE_WHILE_AWAY: Duration = Duration::from_millis(250);

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
        name: impl Into<String>,
        read: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let name = (TypeId::of::<T>(), name.into());
        let (memory, as_name) = (self.0.clone(), name.clone());
        let answer = self.reach(async move {
            let value = read.await?;
            memory.keep(as_name, value.clone());
            Ok(value)
        });
        match answer.await {
            Err(Error::Unavailable(error)) => {
                self.0.last(&name).ok_or(Error::Unavailable(error))
            }
            answer => answer,
        }
    }

    /// What `read` answers, or that the database is away.
    ///
    /// # Errors
    /// What `read` says; `Error::Unavailable` where it takes too long.
    pub async fn reach<T: Send + 'static>(
        &self,
        read: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let memory = self.0.clone();
        let patience = if memory.away.load(Ordering::Relaxed) {
            PATIENCE_WHILE_AWAY
        } else {
            PATIENCE
        };
        // A task of its own, which goes on: a connection that takes longer than the patience is
        // made all the same, and with its answer the database is back.
        let reading = tokio::spawn(async move {
            let answer = read.await;
            let away = matches!(answer, Err(Error::Unavailable(_)));
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

    fn away<T>() -> Result<T> {
        Err(Error::Unavailable(anyhow::anyhow!("no connection")))
    }

    #[tokio::test]
    async fn the_last_answer_stands_in_only_while_the_database_is_away() {
        let known = LastKnown::default();
        assert_eq!(known.or_last("a", async { Ok(1) }).await.unwrap(), 1);
        assert_eq!(known.or_last("a", async { away() }).await.unwrap(), 1);
        assert_eq!(known.or_last("a", async { Ok(2) }).await.unwrap(), 2);
        let refused = known.or_last("a", async { Err::<i32, _>(Error::NotFound) });
        assert!(matches!(refused.await, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn what_was_never_read_is_not_there_while_the_database_is_away() {
        let known = LastKnown::default();
        known.or_last("a", async { Ok(1) }).await.unwrap();
        let other = known.or_last("b", async { away::<i32>() }).await;
        assert!(matches!(other, Err(Error::Unavailable(_))));
        let of_another_type = known.or_last("a", async { away::<String>() }).await;
        assert!(matches!(of_another_type, Err(Error::Unavailable(_))));
    }

    #[tokio::test]
    async fn a_silent_database_is_waited_for_once_and_then_hardly() {
        let known = LastKnown::default();
        known.or_last("a", async { Ok(1) }).await.unwrap();
        let silent = || known.or_last("a", std::future::pending::<Result<i32>>());
        let asked = Instant::now();
        assert_eq!(silent().await.unwrap(), 1);
        assert!(asked.elapsed() >= PATIENCE);
        let asked = Instant::now();
        assert_eq!(silent().await.unwrap(), 1);
        assert!(asked.elapsed() < PATIENCE);
        // It is waited for again once it has answered.
        assert_eq!(known.or_last("a", async { Ok(2) }).await.unwrap(), 2);
        let asked = Instant::now();
        assert_eq!(silent().await.unwrap(), 2);
        assert!(asked.elapsed() >= PATIENCE);
    }

    #[tokio::test]
    async fn only_so_much_is_kept_and_what_is_asked_for_stays() {
        let known = LastKnown::default();
        for number in 0..=MOST {
            if number == MOST {
                known.or_last("0", async { away::<usize>() }).await.unwrap();
            }
            let read = async move { Ok(number) };
            known.or_last(number.to_string(), read).await.unwrap();
        }
        assert!(known.or_last("0", async { away::<usize>() }).await.is_ok());
        assert!(known.or_last("1", async { away::<usize>() }).await.is_err());
    }
}
