//! What each command of the command line does.

use std::io::{self, Write};

use anyhow::{Context, bail};
use guichet_shared::{policy::Policies, site::SiteKey, site::Theme, topic::Topic};

use crate::{
    agents::{self, store::NewAgent},
    articles::{export, import},
    config::{
        Agent, Articles, Command, Config, CreateAgent, CreateSite, MigrateData, SetDesk, Site,
    },
    db::Db,
    demo,
    files::Files,
    hours, moving, secrets, serve,
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
            let files = Files::open(&store.files("guichet-data"), variables()).await?;
            serve::serve(db, files, &serve).await?;
            Ok(true)
        }
        Command::Demo(options) => {
            let db = Db::open(&store.url("guichet-demo")).await?;
            let files = Files::open(&store.files("guichet-demo"), variables()).await?;
            demo::run(db, files, &options).await?;
            Ok(true)
        }
        Command::Site(Site::Create(site)) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            create_site(&db, site).await?;
            db.close().await;
            Ok(true)
        }
        Command::Site(Site::Desk(desk)) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            set_desk(&db, &desk).await?;
            db.close().await;
            Ok(true)
        }
        Command::Agent(Agent::Create(agent)) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            create_agent(&db, agent).await?;
            db.close().await;
            Ok(true)
        }
        Command::Articles(articles) => {
            let db = Db::open(&store.url("guichet-data")).await?;
            let whole = move_articles(&db, articles).await?;
            db.close().await;
            Ok(whole)
        }
        Command::MigrateData(databases) => {
            migrate_data(&databases).await?;
            Ok(true)
        }
    }
}

/// What is to be done for what is not in a database.
const FILES: &str = "Files of tickets are not in the database. Start the server with the --data-dir or \
--files-url that it had before, or copy what is in the folder \"files\" to where they will be: to the \
folder \"files\" of the new data folder, or into the bucket, below its prefix, under the same names.";

async fn migrate_data(databases: &MigrateData) -> anyhow::Result<()> {
    let MigrateData { from, to, compare } = databases;
    let report = if *compare {
        moving::compare(from, to).await?
    } else {
        moving::copy(from, to).await?
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{report}")?;
    let different = report.different().join(", ");
    if !different.is_empty() {
        let kept = if *compare {
            ""
        } else {
            "; nothing was kept, and the database to move to is still empty"
        };
        bail!("these tables are not the same in both databases: {different}{kept}");
    }
    if *compare {
        writeln!(out, "Both databases hold the same.")?;
    } else {
        writeln!(
            out,
            "Everything was copied, and is the same in both.\n\n{FILES}"
        )?;
    }
    Ok(())
}

/// The variables that the process was started with, those that are text.
fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
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
        topics: Vec::new(),
        policies: Policies::default(),
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

/// What `guichet site desk` reads.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskFile {
    /// What customers pick from.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// How the site deals with tickets.
    #[serde(default)]
    pub policies: Policies,
}

async fn set_desk(db: &Db, desk: &SetDesk) -> anyhow::Result<()> {
    let text = std::fs::read(&desk.file)
        .with_context(|| format!("cannot read {}", desk.file.display()))?;
    let file: DeskFile =
        serde_json::from_slice(&text).with_context(|| format!("{}", desk.file.display()))?;
    let problems = file.policies.hours.as_ref().map(hours::problems);
    if let Some(problem) = problems.iter().flatten().next() {
        bail!(
            "{}: policies.{} {}",
            desk.file.display(),
            problem.field,
            problem.message
        );
    }
    let set = sites::store::set_desk(db, &desk.site, &file.topics, &file.policies).await?;
    anyhow::ensure!(set, "there is no site with the key {}", desk.site);
    writeln!(io::stdout(), "{} topics are set", file.topics.len())?;
    Ok(())
}

/// The fewest characters of a password.
const PASSWORD: usize = 10;

async fn create_agent(db: &Db, agent: CreateAgent) -> anyhow::Result<()> {
    let mut ids = Vec::new();
    for key in &agent.sites {
        ids.push(site(db, key).await?.id);
    }
    if ids.is_empty() {
        let all = sites::store::all(db).await?;
        ids = all.into_iter().map(|site| site.id).collect();
    }
    anyhow::ensure!(
        !ids.is_empty(),
        "there is no site to answer for yet: `guichet site create` makes one"
    );
    let mut password = String::new();
    io::stdin().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(
        (PASSWORD..=200).contains(&password.chars().count()),
        "the password, a line on standard input, must have {PASSWORD} to 200 characters"
    );
    let email = agent.email.clone();
    let new = NewAgent {
        email: agent.email,
        name: agent.name,
        alias: agent.alias,
        role: agent.role,
        level: agent.level,
        password: secrets::hash_password(password.to_owned()).await?,
        sites: ids,
    };
    if agents::store::create(db, &new).await?.is_none() {
        bail!("there is an agent with the address {email} already");
    }
    let sites = match new.sites.len() {
        1 => "1 site".to_owned(),
        many => format!("{many} sites"),
    };
    writeln!(
        io::stdout(),
        "{email} can sign in at /desk and answers for {sites}"
    )?;
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
