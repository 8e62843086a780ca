//! What each command of the command line does.

use std::io::{self, Write};

use anyhow::{Context, bail};
use guichet_shared::{site::SiteKey, site::Theme};

use crate::{
    articles::{export, import},
    config::{Articles, Command, Config, CreateSite, Site},
    db::Db,
    demo, serve,
    sites::{self, SiteRow, store::NewSite},
};

/// Runs the command; `false` when part of its work was refused.
///
/// # Errors
/// When it cannot be done.
pub async fn run(config: Config) -> anyhow::Result<bool> {
    let store = config.store;
    match config.command {
        Command::Serve(serve) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            serve::serve(db, &serve).await?;
            Ok(true)
        }
        Command::Demo(options) => {
            let db = Db::open(&store.url("guichet-demo")).await?;
            demo::run(db, &options).await?;
            Ok(true)
        }
        Command::Site(Site::Create(site)) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            create_site(&db, site).await?;
            db.close().await;
            Ok(true)
        }
        Command::Articles(articles) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            let whole = move_articles(&db, articles).await?;
            db.close().await;
            Ok(whole)
        }
    }
}

async fn create_site(db: &Db, site: CreateSite) -> anyhow::Result<()> {
    let new = NewSite {
        key: site.key.clone(),
        name: site.name.as_str().to_owned(),
        origins: site.origins,
        languages: site.languages,
        theme: Theme {
            accent: site.accent.clone(),
        },
    };
    if sites::store::create(db, &new).await?.is_none() {
        bail!("there is a site with the key {} already", site.key);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "The site is there. Paste this tag into its pages:\n")?;
    write!(
        out,
        "<script src=\"{}/guichet.js\" data-site=\"{}\"",
        site.public_url, site.key
    )?;
    if let Some(accent) = site.accent {
        write!(out, " data-colour=\"{accent}\"")?;
    }
    writeln!(out, " async></script>")?;
    Ok(())
}

async fn move_articles(db: &Db, articles: Articles) -> anyhow::Result<bool> {
    match articles {
        Articles::Import(from) => {
            let site = site(db, &from.site).await?;
            let report = import::import(db, site.id, &from.folder).await?;
            let mut out = io::stdout().lock();
            for note in &report.refused {
                writeln!(out, "refused  {note}")?;
            }
            for note in &report.remarks {
                writeln!(out, "remark   {note}")?;
            }
            writeln!(
                out,
                "{} new, {} updated, {} unchanged, {} refused",
                report.created,
                report.updated,
                report.unchanged,
                report.refused.len()
            )?;
            Ok(report.refused.is_empty())
        }
        Articles::Export(to) => {
            let site = site(db, &to.site).await?;
            let written = export::export(db, site.id, &to.folder).await?;
            writeln!(
                io::stdout(),
                "{written} articles written to {}",
                to.folder.display()
            )?;
            Ok(true)
        }
    }
}

async fn site(db: &Db, key: &SiteKey) -> anyhow::Result<SiteRow> {
    sites::store::by_key(db, key).await?.with_context(|| {
        format!("there is no site with the key {key}: `guichet site create` makes one")
    })
}
