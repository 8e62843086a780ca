//! What the log compares of an account before and after a change.

use guichet_shared::{
    admin::Changed,
    agent::Role,
    lang::Lang,
    site::{SiteId, SiteKey},
    topic::Key,
};
use serde::Serialize;
use sqlx::types::Json;

use crate::{admin_log, error::Result};

/// A place: the site, its key, and the topics known there.
pub type SeatOf = (SiteId, SiteKey, Json<Vec<Key>>);

/// What the log compares.
#[derive(Serialize)]
pub struct Logged<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub alias: Option<&'a str>,
    pub role: Role,
    pub level: i64,
    pub languages: &'a [Lang],
    pub capacity: i64,
}

/// What the log compares of a place on a site, which the admins of that site alone read.
#[derive(Default, PartialEq, Serialize)]
struct Place<'a> {
    site: Option<&'a SiteKey>,
    topics: &'a [Key],
}

/// What has become of the places on each site.
pub fn places(before: &[SeatOf], after: &[SeatOf]) -> Result<Vec<(SiteId, Vec<Changed>)>> {
    fn on(seats: &[SeatOf], site: SiteId) -> Place<'_> {
        let seat = seats.iter().find(|(id, ..)| *id == site);
        seat.map_or_else(Place::default, |(_, key, topics)| Place {
            site: Some(key),
            topics,
        })
    }
    let gained = after.iter().map(|(site, ..)| *site);
    let gained = gained.filter(|site| on(before, *site).site.is_none());
    let sites = before.iter().map(|(site, ..)| *site).chain(gained);
    let changes = sites.map(|site| {
        let changes = admin_log::changes(&on(before, site), &on(after, site));
        Ok((site, changes.map_err(anyhow::Error::from)?))
    });
    changes.collect()
}
