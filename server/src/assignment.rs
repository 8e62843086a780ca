//! Assignment: which ticket somebody takes next, and who is given one by the rules of its site.

use std::collections::{HashMap, HashSet, hash_map::Entry as Place};

use guichet_shared::{
    agent::AgentId,
    event::{By, Reason, What},
    lang::Lang,
    site::SiteId,
    status::Status,
    team::TeamId,
    topic::Key,
};
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;

use crate::{
    App,
    absences::Absent,
    error::{Error, Result},
    sites::{self, SiteRow},
    tickets::{
        events::{Step, TicketRow},
        record,
    },
};

pub mod store;

/// Somebody who may be given a ticket.
#[derive(Clone, Debug, FromRow)]
pub struct Candidate {
    /// Who.
    pub id: AgentId,
    /// What they speak; whatever there is where nothing is known.
    pub languages: Json<Vec<Lang>>,
    /// The topics they know on the site; all of them where none is named.
    pub topics: Json<Vec<String>>,
    /// How many of their tickets may wait for the desk.
    pub capacity: i64,
    /// How many do.
    pub load: i64,
    /// When a rule last gave them one.
    pub given_at: Option<OffsetDateTime>,
}

impl Candidate {
    /// Whether the ticket is in a language and of a topic that they know.
    fn knows(&self, ticket: &TicketRow) -> bool {
        let lang = ticket.lang.as_ref();
        let speaks = lang.is_none_or(|lang| self.languages.contains(lang));
        let topic = ticket.topic_key.as_ref();
        let masters = topic.is_none_or(|topic| self.topics.contains(topic));
        (speaks || self.languages.is_empty()) && (masters || self.topics.is_empty())
    }

    fn has_time(&self) -> bool {
        self.load < self.capacity
    }
}

/// A ticket that waits for somebody.
#[derive(Clone, Debug, FromRow)]
pub struct Waiting {
    /// The ticket.
    #[sqlx(flatten)]
    pub ticket: TicketRow,
    /// Who put it back into the queue by hand: a rule would only return it to them.
    pub gave_up: Option<String>,
}

/// How many pages of tickets that wait are looked at, most urgent first.
const PAGES: usize = 10;

/// Those who may be given tickets of a site, by team and level, as far as they have been asked for.
type Candidates = HashMap<(SiteId, Option<TeamId>, i64), Vec<Candidate>>;

/// Gives tickets that wait on an automatic route to those who are here and have time: the least
/// loaded first, then who has been given none for longest.
///
/// # Errors
/// When the database fails.
pub async fn route(app: &App, now: OffsetDateTime) -> Result<()> {
    let absent = Absent::load(&app.db, now).await?;
    let mut candidates = Candidates::new();
    for site in sites::store::all(&app.db).await? {
        for route in site.policies.routes.iter().filter(|route| route.automatic) {
            let topic = route.topic.as_ref().map(Key::as_str);
            let mut left = 0;
            for _ in 0..PAGES {
                let page = store::waiting(&app.db, site.id, topic, now, left).await?;
                let is_last = page.len() < store::PAGE;
                for waiting in page {
                    let id = waiting.ticket.id;
                    let given = give(app, &site, &waiting, &absent, &mut candidates, now).await;
                    match given {
                        Ok(true) => {}
                        Ok(false) => left += 1,
                        Err(error) => {
                            left += 1;
                            tracing::warn!(?error, ticket = %id, "a ticket could not be given to anyone");
                        }
                    }
                }
                // Behind those that fit nobody there may be some that do.
                let time = candidates.values().flatten().any(Candidate::has_time);
                if is_last || !time {
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Gives a ticket to who fits best; says whether it waits no longer.
async fn give(
    app: &App,
    site: &SiteRow,
    Waiting { ticket, gave_up }: &Waiting,
    absent: &Absent,
    candidates: &mut Candidates,
    now: OffsetDateTime,
) -> Result<bool> {
    let group = (site.id, ticket.team_id, ticket.level);
    let candidates = match candidates.entry(group) {
        Place::Occupied(known) => known.into_mut(),
        Place::Vacant(new) => {
            let mut all = store::candidates(&app.db, site.id, ticket.team_id, ticket.level).await?;
            all.retain(|who| app.live.is_here(who.id) && !absent.has(who.id));
            new.insert(all)
        }
    };
    let gave_up = gave_up.as_deref().and_then(|id| id.parse().ok());
    let mut asked: HashSet<AgentId> = gave_up.into_iter().collect();
    loop {
        let fit = candidates
            .iter_mut()
            .filter(|who| who.has_time() && who.knows(ticket) && !asked.contains(&who.id));
        let Some(best) = fit.min_by_key(|who| (who.load, who.given_at)) else {
            return Ok(false);
        };
        let to = best.id;
        asked.insert(to);
        match record(app, site, ticket.id, None, move |ticket| {
            Ok(given(ticket, to))
        })
        .await
        {
            Ok(ticket) if ticket.assignee == Some(to) => {
                best.load += 1;
                best.given_at = Some(now);
                return Ok(true);
            }
            // Somebody else has it, or it needs nobody any more.
            Ok(_) => return Ok(true),
            // Others have given them something meanwhile.
            Err(Error::Conflict(_)) => best.load = best.capacity,
            Err(error) => return Err(error),
        }
    }
}

/// A ticket's way to who has time for it, where nobody has it still.
fn given(ticket: &TicketRow, to: AgentId) -> Vec<Step> {
    let waits = matches!(ticket.status, Status::New | Status::Open);
    if ticket.assignee.is_some() || !waits {
        return Vec::new();
    }
    vec![Step::visible(
        By::System,
        What::Handover {
            from: None,
            to: Some(to),
            reason: Reason::Routed,
            note: None,
            level: None,
            until: None,
        },
    )]
}
