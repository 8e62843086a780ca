//! The command line and its `GUICHET_*` variables: every wrong value stops the start.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use guichet_shared::site::Origin;

use crate::files::{BucketUrl, Storage};

mod manage;

pub use manage::{Agent, Articles, CreateAgent, CreateSite, Folder, SetDesk, Site};

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
