//! What the command line sets up: sites, agents and articles.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use guichet_shared::{
    Text,
    agent::{Email, Name, Role},
    lang::Lang,
    site::{Colour, Origin, SiteKey},
};

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
    /// A JSON file: {"topics": […], "policies": {…}}, as server/demo/desk.json in the source has it
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
