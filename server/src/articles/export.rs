//! `guichet articles export`: the articles of a site as a folder that `import` reads back.

use std::path::Path;

use anyhow::Context;
use guichet_shared::{
    article::{Category, Keyword, Title},
    site::SiteId,
};

use crate::{
    articles::{
        front_matter,
        store::{self, Draft},
    },
    db::Db,
};

/// Writes every published article to `folder/{language}/{slug}.md` and tells how many there were.
///
/// # Errors
/// When the database fails or a file cannot be written.
pub async fn export(db: &Db, site: SiteId, folder: &Path) -> anyhow::Result<usize> {
    let mut written = 0;
    for row in store::changed_since(db, site, -1).await? {
        if !row.published {
            continue;
        }
        let folder = folder.join(row.lang.as_str());
        tokio::fs::create_dir_all(&folder)
            .await
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join(format!("{}.md", row.slug));
        let keywords: Result<_, _> = row.keywords.iter().map(|k| Keyword::parse(k)).collect();
        let draft = Draft {
            title: Title::parse(&row.title)?,
            category: Category::parse(&row.category)?,
            keywords: keywords?,
            lang: row.lang,
            slug: row.slug,
            body: row.body,
            published: row.published,
        };
        tokio::fs::write(&path, front_matter::print(&draft))
            .await
            .with_context(|| format!("cannot write {}", path.display()))?;
        written += 1;
    }
    Ok(written)
}
