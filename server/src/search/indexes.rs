//! The indexes of all sites, each brought up to its site's revision before it answers.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use guichet_shared::site::SiteId;

use crate::{
    App,
    articles::{markdown, store},
    db::Db,
    error::{Error, Result},
    search::{Document, Index},
    sites::{self, SiteRow},
};

/// One index per site. Cheap to clone: clones share the indexes.
///
/// The site's row, which every request reads anyway, carries the revision of its articles. An
/// index behind it takes what it missed first, so that an article is found right after it is
/// published, on every node and from the command line too, without anyone sending word.
#[derive(Clone, Default)]
pub struct Indexes {
    by_site: Arc<Mutex<HashMap<SiteId, Arc<SiteIndex>>>>,
}

struct SiteIndex {
    index: Index,
    /// The site's revision that the index has taken in.
    revision: AtomicI64,
    updating: tokio::sync::Mutex<()>,
}

impl Indexes {
    /// Builds the index of every site, so that no customer waits for it.
    ///
    /// # Errors
    /// When the database or an index fails.
    pub async fn build_all(&self, db: &Db) -> Result<()> {
        for site in sites::store::all(db).await? {
            self.current(db, &site).await?;
        }
        Ok(())
    }

    /// Searches a site's articles, `site` being its row as just read.
    pub async fn search(
        &self,
        db: &Db,
        site: &SiteRow,
        ask: impl FnOnce(&Index) -> tantivy::Result<Vec<guichet_shared::search::Hit>>,
    ) -> Result<Vec<guichet_shared::search::Hit>> {
        let current = self.current(db, site).await?;
        ask(&current.index).map_err(internal)
    }

    /// The same for the portal, `site` being its row as last known: while the database is away, the
    /// articles that were there before are searched.
    ///
    /// # Errors
    /// When an index fails, or the database is away and this one was never built.
    pub async fn search_known(
        &self,
        app: &App,
        site: &SiteRow,
        ask: impl FnOnce(&Index) -> tantivy::Result<Vec<guichet_shared::search::Hit>>,
    ) -> Result<Vec<guichet_shared::search::Hit>> {
        let known = self.of(site.id);
        if known.is_behind(site.revision) {
            let (indexes, db, site) = (self.clone(), app.db.clone(), site.clone());
            let updating = async move { indexes.current(&db, &site).await.map(drop) };
            match app.last_known.reach(&app.db, updating).await {
                Err(Error::Unavailable(_)) if known.is_built() => {}
                updated => updated?,
            }
        }
        ask(&known.index).map_err(internal)
    }

    fn of(&self, site: SiteId) -> Arc<SiteIndex> {
        let mut by_site = self.by_site.lock().unwrap_or_else(PoisonError::into_inner);
        by_site.entry(site).or_default().clone()
    }

    async fn current(&self, db: &Db, site: &SiteRow) -> Result<Arc<SiteIndex>> {
        let current = self.of(site.id);
        if current.is_behind(site.revision) {
            // A task of its own: a client that hangs up must not leave an update half recorded.
            let (current, db) = (current.clone(), db.clone());
            let (id, revision) = (site.id, site.revision);
            tokio::spawn(async move { current.update(&db, id, revision).await })
                .await
                .map_err(|error| Error::Internal(error.into()))??;
        }
        Ok(current)
    }
}

impl Default for SiteIndex {
    fn default() -> Self {
        Self {
            index: Index::new(),
            // Below every revision an article can have.
            revision: AtomicI64::new(0),
            updating: tokio::sync::Mutex::default(),
        }
    }
}

impl SiteIndex {
    fn is_behind(&self, revision: i64) -> bool {
        self.revision.load(Ordering::Acquire) < revision
    }

    fn is_built(&self) -> bool {
        self.revision.load(Ordering::Acquire) > 0
    }

    async fn update(self: Arc<Self>, db: &Db, site: SiteId, revision: i64) -> Result<()> {
        let _one_at_a_time = self.updating.lock().await;
        let known = self.revision.load(Ordering::Acquire);
        if known >= revision {
            return Ok(());
        }
        let changed = store::changed_since(db, site, known).await?;
        let this = Arc::clone(&self);
        tokio::task::spawn_blocking(move || {
            let (put, gone): (Vec<_>, Vec<_>) = changed.into_iter().partition(|row| row.published);
            let gone: Vec<_> = gone.into_iter().map(|row| row.id).collect();
            this.index
                .apply(put.into_iter().map(document).collect(), &gone)
        })
        .await
        .map_err(|error| Error::Internal(error.into()))?
        .map_err(internal)?;
        self.revision.store(revision, Ordering::Release);
        Ok(())
    }
}

fn document(row: store::ArticleRow) -> Document {
    Document {
        id: row.id,
        slug: row.slug,
        lang: row.lang,
        title: row.title,
        category: row.category,
        keywords: row.keywords.0,
        body: markdown::plain_text(&row.body),
    }
}

fn internal(error: tantivy::TantivyError) -> Error {
    Error::Internal(error.into())
}
