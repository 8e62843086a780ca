//! The command line and its `GUICHET_*` variables: every wrong value stops the start.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use guichet_shared::{
    Text,
    agent::{Email, Name, Role},
    lang::Lang,
    site::{Colour, Origin, SiteKey},
};

use crate::files::{BucketUrl, Storage};

/// A help desk in one binary: FAQ, tickets and a widget for any website
#[derive(Debug, Parser)]
#[command(name = "guichet", version)]
pub struct Config {
    /// Where everything is kept
    #[command(flatten)]
    pub store: Store,
    /// How to log
    #[command(flatten)]
    pub logs: Logs,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// Where everything is kept.
#[derive(Clone, Debug, Args)]
pub struct Store {
    /// The folder for the database and the files [default: guichet-data, or guichet-demo for the demo]
    #[arg(long, env = "GUICHET_DATA_DIR", global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The database: sqlite://PATH or postgres://… [default: guichet.db in the data folder]
    #[arg(
        long,
        env = "GUICHET_DATABASE_URL",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// Where files are kept: s3://BUCKET or s3://BUCKET/PREFIX, reached as the AWS_… variables say
    /// [default: the folder "files" in the data folder]
    #[arg(
        long,
        env = "GUICHET_FILES_URL",
        global = true,
        value_name = "URL",
        value_parser = BucketUrl::parse
    )]
    pub files_url: Option<BucketUrl>,
}

impl Store {
    /// The data folder, `folder` where none is given.
    #[must_use]
    pub fn folder(&self, folder: &str) -> PathBuf {
        self.data_dir.clone().unwrap_or_else(|| folder.into())
    }

    /// Where files are kept; `folder` is the data folder where none is given.
    #[must_use]
    pub fn files(&self, folder: &str) -> Storage {
        match &self.files_url {
            Some(url) => Storage::Bucket(url.clone()),
            None => Storage::Folder(self.folder(folder).join("files")),
        }
    }

    /// The database's URL; `folder` is the data folder where none is given.
    #[must_use]
    pub fn url(&self, folder: &str) -> String {
        self.database_url.clone().unwrap_or_else(|| {
            let folder = self.folder(folder);
            format!("sqlite://{}", folder.join("guichet.db").display())
        })
    }
}

/// How to log.
#[derive(Clone, Debug, Args)]
pub struct Logs {
    /// How log lines look
    #[arg(
        long,
        env = "GUICHET_LOG_FORMAT",
        global = true,
        default_value = "text"
    )]
    pub log_format: LogFormat,
    /// Which lines are logged
    #[arg(
        long,
        env = "GUICHET_LOG_FILTER",
        global = true,
        default_value = "info,sqlx=warn,tantivy=warn"
    )]
    pub log_filter: String,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API, the portal and the desk
    Serve(Serve),
    /// Serve an example: the site "demo" with a FAQ, and a page that shows it from a second origin
    Demo(Demo),
    /// Manage sites
    #[command(subcommand)]
    Site(Site),
    /// Manage agents
    #[command(subcommand)]
    Agent(Agent),
    /// Move articles in and out
    #[command(subcommand)]
    Articles(Articles),
    /// Copy everything from one database into another, empty one, and prove that it is the same there
    MigrateData(MigrateData),
}

/// Two databases.
#[derive(Clone, Debug, Args)]
pub struct MigrateData {
    /// The database to move from: sqlite://PATH or postgres://…
    #[arg(long, env = "GUICHET_FROM", value_name = "URL", hide_env_values = true)]
    pub from: String,
    /// The empty database to move to: sqlite://PATH or postgres://…
    #[arg(long, env = "GUICHET_TO", value_name = "URL", hide_env_values = true)]
    pub to: String,
    /// Copy nothing, and compare what is in both
    #[arg(long)]
    pub compare: bool,
}

/// Where to listen, and how the outside sees it.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The address to listen on
    #[arg(
        long,
        env = "GUICHET_LISTEN",
        default_value = "127.0.0.1:8787",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
    /// The address that browsers use [default: http:// and the address listened on]
    #[arg(long, env = "GUICHET_PUBLIC_URL", value_name = "URL", value_parser = Origin::parse)]
    pub public_url: Option<Origin>,
    /// How often visitors and agents may do things; off is for tests and benchmarks
    #[arg(
        long,
        env = "GUICHET_LIMITS",
        default_value = "on",
        value_name = "on|off"
    )]
    pub limits: Switch,
    /// How many tickets an hour a site takes before it asks browsers for proof of work
    #[arg(
        long,
        env = "GUICHET_PROOF_AFTER",
        default_value = "300",
        value_name = "TICKETS"
    )]
    pub proof_after: u32,
    /// The address of a proxy in front, whose X-Forwarded-For is believed; may be repeated
    #[arg(
        long = "trusted-proxy",
        env = "GUICHET_TRUSTED_PROXY",
        value_name = "ADDRESS",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<IpAddr>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// As it should be
    On,
    /// Lifted
    Off,
}

impl Switch {
    /// Whether it is off.
    #[must_use]
    pub fn are_off(self) -> bool {
        self == Self::Off
    }
}

/// The example.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// As for `serve`
    #[command(flatten)]
    pub serve: Serve,
    /// The address of the page that shows the widget
    #[arg(
        long,
        env = "GUICHET_HOST_LISTEN",
        default_value = "127.0.0.1:8788",
        value_name = "ADDRESS"
    )]
    pub host_listen: SocketAddr,
    /// How many tickets to file besides those with a story, in an empty data folder
    #[arg(long, env = "GUICHET_MORE", default_value_t = 0, value_name = "NUMBER")]
    pub more: u32,
}

/// Manage sites.
#[derive(Debug, Subcommand)]
pub enum Site {
    /// Create a site and print the tag to paste into its pages
    Create(CreateSite),
    /// Set what customers pick from and how a site deals with tickets
    Desk(SetDesk),
}

/// Topics and policies of a site.
#[derive(Debug, Args)]
pub struct SetDesk {
    /// The site's key
    #[arg(long, value_parser = SiteKey::parse)]
    pub site: SiteKey,
    /// A JSON file: {"topics": […], "policies": {…}}, as README.md shows it
    pub file: PathBuf,
}

/// Manage agents.
#[derive(Debug, Subcommand)]
pub enum Agent {
    /// Create an agent; the password is read from standard input
    Create(CreateAgent),
}

/// A new agent.
#[derive(Debug, Args)]
pub struct CreateAgent {
    /// The account, an email address
    #[arg(long, value_parser = Email::parse)]
    pub email: Email,
    /// The full name; what customers read of it is the site's policy
    #[arg(long, value_parser = Name::parse)]
    pub name: Name,
    /// The name for customers of sites that show such names
    #[arg(long, value_parser = Name::parse)]
    pub alias: Option<Name>,
    /// What they may do
    #[arg(long, default_value = "agent", value_parser = parse_role, value_name = "agent|lead|admin")]
    pub role: Role,
    /// The level they answer at
    #[arg(long, default_value = "1", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub level: u8,
    /// The key of a site they answer for; may be repeated [default: every site]
    #[arg(long = "site", value_parser = SiteKey::parse)]
    pub sites: Vec<SiteKey>,
}

fn parse_role(text: &str) -> Result<Role, &'static str> {
    match text {
        "agent" => Ok(Role::Agent),
        "lead" => Ok(Role::Lead),
        "admin" => Ok(Role::Admin),
        _ => Err("must be agent, lead or admin"),
    }
}

/// A new site.
#[derive(Debug, Args)]
pub struct CreateSite {
    /// Its public key: lower-case letters, digits and hyphens
    #[arg(long, value_parser = SiteKey::parse)]
    pub key: SiteKey,
    /// The name customers know it by
    #[arg(long, value_parser = Text::<80>::parse)]
    pub name: Text<80>,
    /// A page's origin that may show the widget, such as https://shop.example; may be repeated
    #[arg(long = "origin", required = true, value_parser = Origin::parse)]
    pub origins: Vec<Origin>,
    /// A language of its articles, the default one first; may be repeated
    #[arg(long = "language", default_values = ["en"], value_parser = Lang::parse)]
    pub languages: Vec<Lang>,
    /// The accent colour as #rrggbb
    #[arg(long, value_parser = Colour::parse)]
    pub accent: Option<Colour>,
    /// The address that browsers reach Guichet at, for the tag
    #[arg(long, env = "GUICHET_PUBLIC_URL", default_value = "http://127.0.0.1:8787", value_name = "URL", value_parser = Origin::parse)]
    pub public_url: Origin,
}

/// Move articles in and out.
#[derive(Debug, Subcommand)]
pub enum Articles {
    /// Import a folder of Markdown files with front matter; run again, it updates
    Import(Folder),
    /// Export every published article as such a folder
    Export(Folder),
}

/// A site and a folder.
#[derive(Debug, Args)]
pub struct Folder {
    /// The site's key
    #[arg(long, value_parser = SiteKey::parse)]
    pub site: SiteKey,
    /// The folder
    pub folder: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_flag_is_well_formed_and_its_variable_bears_its_name() {
        let mut command = Config::command();
        command.build();
        let mut stack = vec![&command];
        while let Some(command) = stack.pop() {
            for arg in command.get_arguments() {
                if let (Some(env), Some(flag)) = (arg.get_env(), arg.get_long()) {
                    let name = format!("GUICHET_{}", flag.replace('-', "_").to_uppercase());
                    assert_eq!(env.to_str(), Some(name.as_str()));
                }
            }
            stack.extend(command.get_subcommands());
        }
        for server in ["serve", "demo"] {
            let found = command.find_subcommand(server);
            for arg in found.into_iter().flat_map(clap::Command::get_arguments) {
                let flag = arg.get_long().unwrap_or_default();
                assert!(
                    arg.get_env().is_some() || flag == "help",
                    "{server} --{flag}"
                );
            }
        }
        Config::command().debug_assert();
    }

    #[test]
    fn a_wrong_value_is_named() {
        let tried = Config::try_parse_from(["guichet", "serve", "--listen", "nowhere"]);
        let message = tried.unwrap_err().to_string();
        assert!(
            message.contains("nowhere") && message.contains("--listen"),
            "{message}"
        );
    }
}
