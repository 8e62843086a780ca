//! `guichet demo`: the site "demo" with a FAQ, agents and tickets, and a host page on a second
//! origin.

mod days;
mod incidents;
mod macros;
mod tickets;

use std::io::Write;

use anyhow::Context;
use axum::{
    Router,
    http::{HeaderValue, header},
    response::Html,
    routing::get,
};
use guichet_shared::{
    article::{Slug, Vote},
    lang::Lang,
    site::{Colour, Origin, SiteId, SiteKey, Theme},
};
use rust_embed::RustEmbed;

use crate::{
    articles::{
        front_matter,
        store::{self, Over},
    },
    commands::DeskFile,
    config,
    db::Db,
    files::Files,
    serve::{self, Patience},
    sites::{self, store::NewSite},
};

/// The page that site owners copy from.
const HOST_PAGE: &str = include_str!("../../index.html");
/// The demo's topics and policies.
const DESK: &str = include_str!("../demo/desk.json");
/// The address that the page's tag names.
const ADDRESS_IN_PAGE: &str = "http://127.0.0.1:8787";

#[derive(RustEmbed)]
#[folder = "demo/articles"]
struct Articles;

/// What customers of the demo found most helpful, best first.
const HELPFUL: [&str; 6] = [
    "track-order",
    "get-refund",
    "delivery-period",
    "cancel-order",
    "payment-methods",
    "recover-password",
];

/// Fills the data folder where it is empty, then serves both origins until asked to end.
///
/// # Errors
/// When an address cannot be listened on or the database fails.
pub async fn run(db: Db, files: Files, options: &config::Demo) -> anyhow::Result<()> {
    let host = serve::listen(options.host_listen).await?;
    let host_origin = format!("http://{}", host.local_addr()?);
    fill(&db, &host_origin, options.more).await?;
    let ready = serve::prepare(db.clone(), files, &options.serve).await?;
    let public_url = ready.public_url.clone();
    let mut out = std::io::stdout();
    writeln!(out, "\n  A product page with the widget   {host_origin}/")?;
    writeln!(
        out,
        "  The portal on a page of its own  {public_url}/portal/demo"
    )?;
    writeln!(
        out,
        "  The desk                         {public_url}/desk\n"
    )?;
    for (level, (email, ..)) in (1..).zip(tickets::AGENTS) {
        writeln!(
            out,
            "  An agent of level {level}              {email}, password {}",
            tickets::PASSWORD
        )?;
    }
    writeln!(out)?;
    writeln!(out, "  Ctrl+C ends both.\n")?;
    out.flush()?;
    let page = HOST_PAGE.replace(ADDRESS_IN_PAGE, public_url.as_str());
    tokio::join!(
        serve::until_the_end(ready),
        serve::run(host, host_page(page), Patience::default(), serve::end()),
    );
    db.close().await;
    Ok(())
}

fn host_page(page: String) -> Router {
    let page = move || {
        let no_cache = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
        std::future::ready((no_cache, Html(page)))
    };
    Router::new()
        .route("/", get(page.clone()))
        .route("/index.html", get(page))
}

/// Creates the site with its articles and votes; in a data folder that has it, only
/// the origins are brought up to date.
///
/// # Errors
/// When the database fails.
pub async fn fill(db: &Db, host_origin: &str, more: u32) -> anyhow::Result<()> {
    let key = SiteKey::parse("demo")?;
    let mut origins = vec![Origin::parse(host_origin)?];
    // The same page by its other name.
    if let Some(port) = host_origin.strip_prefix("http://127.0.0.1:") {
        origins.push(Origin::parse(&format!("http://localhost:{port}"))?);
    }
    let desk: DeskFile = serde_json::from_str(DESK)?;
    let site = NewSite {
        key,
        name: "Tamblin".to_owned(),
        origins,
        languages: vec![Lang::parse("en")?, Lang::parse("fr")?],
        theme: Theme {
            // The colour of the host page, as its tag has it.
            accent: Some(Colour::parse("#1f5f59")?),
        },
        topics: desk.topics,
        policies: desk.policies,
    };
    let Some(id) = sites::store::create(db, &site).await? else {
        // The host page may have moved to another port since.
        sites::store::set_origins(db, &site.key, &site.origins).await?;
        return Ok(());
    };
    let mut drafts = Vec::new();
    for path in Articles::iter() {
        let file = Articles::get(&path).with_context(|| format!("{path} is missing"))?;
        let name = path.rsplit('/').next().unwrap_or_default();
        let slug = Slug::parse(name.trim_end_matches(".md"))?;
        let draft = front_matter::parse(slug, &file.data)
            .map_err(|refusal| anyhow::anyhow!("{path} {}", refusal.reason))?;
        drafts.push(draft);
    }
    store::put(db, id, &drafts, Over::Anything, None).await?;
    for lang in &site.languages {
        vote(db, id, lang).await?;
    }
    let site = sites::store::by_id(db, id).await?;
    let site = site.context("the demo's site is missing")?;
    let agents = tickets::agents(db, &site).await?;
    macros::macros(db, &site, &agents).await?;
    days::days(db, &site, &agents).await?;
    tickets::tickets(db, &site, &agents).await?;
    tickets::more(db, &site, more).await?;
    let last = agents.last().context("the demo has no agents")?;
    incidents::announce(db, &site, *last).await
}

async fn vote(db: &Db, site: SiteId, lang: &Lang) -> anyhow::Result<()> {
    let vote = Vote {
        lang: lang.clone(),
        helpful: true,
        comment: None,
    };
    for (place, slug) in HELPFUL.into_iter().enumerate() {
        for _ in place..HELPFUL.len() {
            store::vote(db, site, &Slug::parse(slug)?, &vote).await?;
        }
    }
    Ok(())
}
