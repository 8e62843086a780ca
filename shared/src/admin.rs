//! What admins set up: sites, accounts and teams, the log of it, and the very first start.

mod account;
mod log;
mod site;
mod start;
mod team;

pub use self::{
    account::{Account, AccountAfter, AccountChange, Accounts, Disable, Password, Seat},
    log::{Changed, Deed, Log, LogEntry, LogId},
    site::{NewSite, Seen, Settings, Site, SiteChange, SiteSummary, Sites},
    start::{FirstRun, LinkOwner, NewPassword, OneTimeLink, OwnPassword, PasswordLink},
    team::{ManagedTeam, TeamChange, Teams},
};
