//! Filing a ticket: once for each request, however often it is sent.

use guichet_shared::{
    agent::AgentId,
    event::{By, What},
    incident::IncidentId,
    lang::Lang,
    site::SiteId,
    status::Status,
    team::TeamId,
    ticket::{Context, TicketId},
    topic::{Answered, Localised},
    triage::{Priority, Source},
};
use sqlx::{AssertSqlSafe, types::Json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    COLUMNS, RequestKey,
    requests::{answered, insert_request},
    rows::{insert_ticket, last_number, locked},
};
use crate::{
    db::{Db, write},
    error::{Error, Result},
    incidents::{self, IncidentRow},
    limits::TICKETS,
    proofs::{
        Rules,
        store::{is_busy, spend},
    },
    secrets::Hash,
    sites::SiteRow,
    tickets::events::{Step, TicketRow},
    visitors::{VisitorId, store::insert_visitor},
};

/// For how long a request that is repeated without a token is given a new one.
const TOKENS_FOR: Duration = Duration::hours(24);

/// How many characters of a ticket's text it is found by.
const SEARCHED: usize = 500;

/// A ticket that is not filed yet.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Its id.
    pub id: Uuid,
    /// In a few words.
    pub subject: String,
    /// In full, as it was typed.
    pub body: String,
    /// What the customer wants to be called.
    pub name: Option<String>,
    /// The address that the customer typed.
    pub email: Option<String>,
    /// The language that the customer reads.
    pub lang: Option<Lang>,
    /// The closed ticket that this one goes on from.
    pub follows: Option<TicketId>,
    /// The known problem that the customer has met too.
    pub incident: Option<IncidentId>,
    /// The topic's name.
    pub topic: Option<Localised>,
    /// The topic's key.
    pub topic_key: Option<String>,
    /// In whose queue it begins.
    pub team: Option<TeamId>,
    /// Answers to the topic's fields.
    pub answers: Vec<Answered>,
    /// What was tried before.
    pub context: Context,
}

/// What became of a ticket to be filed.
#[derive(Debug)]
pub struct FiledRow {
    /// The ticket, as it is now.
    pub ticket: TicketRow,
    /// Whether this request filed it.
    pub is_new: bool,
}

impl NewRow {
    /// The ticket and its first event.
    pub(super) fn row(
        &self,
        site: &SiteRow,
        visitor: VisitorId,
        number: i64,
        (by, source): (By<AgentId>, Source),
        now: OffsetDateTime,
    ) -> Result<(TicketRow, Step)> {
        let mut ticket = TicketRow {
            id: TicketId(self.id),
            site_id: site.id,
            number,
            visitor_id: visitor,
            subject: self.subject.clone(),
            topic: self.topic.clone().map(Json),
            answers: Json(self.answers.clone()),
            context: Json(self.context.clone()),
            name: self.name.clone(),
            email: self.email.clone(),
            lang: self.lang.clone(),
            words: self.words(number),
            follows: self.follows,
            status: Status::New,
            hold: None,
            assignee: None,
            covers: None,
            level: 1,
            team_id: self.team,
            topic_key: self.topic_key.clone(),
            priority: Priority::default(),
            tags: Json(Vec::new()),
            source,
            snoozed_until: None,
            solved_level: None,
            knowledge: None,
            merged_into: None,
            incident_id: None,
            incident_seq: 0,
            missed: 0,
            due_at: None,
            stars: None,
            rating_comment: None,
            seq: 0,
            last_visible: 0,
            unread: 0,
            assignee_seen: 0,
            first_reply_at: None,
            proposed_at: None,
            closed_at: None,
            created_at: now,
            updated_at: now,
        };
        let body = self.body.clone();
        let step = Step::visible(by, What::Created { body });
        ticket.apply(&step, now, &site.policies)?;
        Ok((ticket, step))
    }

    /// What a search at the desk looks through, in lower case: number, subject, who asks, and how their
    /// text begins. Databases differ in what they hold for lower case.
    fn words(&self, number: i64) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        let email = self.email.as_deref().unwrap_or_default();
        let begins: String = self.body.chars().take(SEARCHED).collect();
        format!("{number} {} {name} {email} {begins}", self.subject).to_lowercase()
    }
}

/// What a request asks for.
enum Asked {
    /// A ticket that is there already: the same request filed it, or it is part of the same known
    /// problem.
    There(Box<TicketRow>),
    /// A new one.
    New(Box<NewRow>),
}

/// Files a ticket, or finds the one that the same request has filed before. `token` is the hash
/// of the caller's token: one that is not known yet is given to the ticket's visitor. `None` where
/// the site is busy and no proof of work came along, or one that was used before.
///
/// # Errors
/// `Error::KeyReused` when the key belongs to another body, `Error::TooMany` when the visitor has
/// filed too many for the `rules`, `Error::InvalidFields` when `follows` is not the visitor's, and
/// what refuses the `new` one.
pub async fn file(
    db: &Db,
    site: &SiteRow,
    new: Result<NewRow>,
    token: Hash,
    request: &RequestKey,
    rules: Option<&Rules>,
    now: OffsetDateTime,
) -> Result<Option<FiledRow>> {
    let incident = || {
        AssertSqlSafe(format!(
            "select {} from incidents where id = $1 and site_id = $2",
            incidents::store::COLUMNS
        ))
    };
    let by_incident = || {
        AssertSqlSafe(format!(
            "select {COLUMNS} from tickets where visitor_id = $1 and incident_id = $2
             and status <> 'closed' order by number limit 1"
        ))
    };
    Ok(write!(db, |tx| {
        let last = last_number!(tx, site.id);
        let mut asked = match answered!(tx, request) {
            Some(ticket) => Asked::There(Box::new(locked!(tx, ticket))),
            None => Asked::New(Box::new(new?)),
        };
        let visitor: Option<(VisitorId, SiteId)> =
            sqlx::query_as("select visitor_id, site_id from visitor_tokens where token = $1")
                .bind(&token)
                .fetch_optional(&mut *tx)
                .await?;
        let visitor = match visitor {
            Some((visitor, of)) if of == site.id => Some(visitor),
            // A token is good on one site alone.
            Some(_) => return Err(Error::Unauthenticated),
            None => None,
        };
        if let (Some(visitor), Some(_), Asked::New(_)) = (visitor, rules, &asked) {
            for rate in TICKETS {
                let (count, oldest): (i64, Option<OffsetDateTime>) = sqlx::query_as(
                    "select count(*), min(created_at) from tickets
                     where visitor_id = $1 and created_at > $2",
                )
                .bind(visitor)
                .bind(rate.since(now))
                .fetch_one(&mut *tx)
                .await?;
                rate.check(count, oldest, now)?;
            }
        }
        if let (Some(visitor), Asked::New(new)) = (visitor, &asked)
            && let Some(incident) = new.incident
        {
            let joined: Option<TicketRow> = sqlx::query_as(by_incident())
                .bind(visitor)
                .bind(incident)
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(ticket) = joined {
                insert_request!(tx, request, ticket, now);
                asked = Asked::There(Box::new(ticket));
            }
        }
        if let (Some(rules), Asked::New(_)) = (rules, &asked)
            && is_busy!(tx, site.id, rules.proof_after, now)
        {
            let proved = match &rules.proof {
                Some(proof) => spend!(tx, site.id, proof, now),
                None => false,
            };
            if !proved {
                return Ok(None);
            }
        }
        let owner = match (visitor, &asked) {
            (Some(visitor), _) => visitor,
            (None, Asked::There(ticket)) => ticket.visitor_id,
            (None, Asked::New(_)) => insert_visitor!(tx, site.id, now),
        };
        if visitor.is_none() {
            if let Asked::There(ticket) = &asked
                && now - ticket.created_at > TOKENS_FOR
            {
                return Err(Error::Unauthenticated);
            }
            sqlx::query(
                "insert into visitor_tokens (token, site_id, visitor_id, created_at)
                 values ($1, $2, $3, $4)",
            )
            .bind(&token)
            .bind(site.id)
            .bind(owner)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        }
        Some(match asked {
            Asked::There(ticket) => FiledRow {
                ticket: *ticket,
                is_new: false,
            },
            Asked::New(new) => {
                let customer = (By::Customer, Source::Customer);
                let (mut ticket, created) = new.row(site, owner, last + 1, customer, now)?;
                let mut steps = vec![created];
                if let Some(id) = new.incident {
                    let incident: Option<IncidentRow> = sqlx::query_as(incident())
                        .bind(id)
                        .bind(site.id)
                        .fetch_optional(&mut *tx)
                        .await?;
                    let unknown =
                        || Error::field("incident", "must be a known problem of the site");
                    let incident = incident.ok_or_else(unknown)?;
                    incident.place(&mut ticket, site);
                    let joining = incident.joining(By::Customer, &ticket, site);
                    ticket.apply(&joining, now, &site.policies)?;
                    steps.push(joining);
                }
                if let Some(follows) = new.follows {
                    let own: Option<(VisitorId,)> =
                        sqlx::query_as("select visitor_id from tickets where id = $1")
                            .bind(follows)
                            .fetch_optional(&mut *tx)
                            .await?;
                    if own != Some((owner,)) {
                        return Err(Error::field(
                            "follows",
                            "must be a ticket of the same visitor",
                        ));
                    }
                }
                insert_ticket!(tx, ticket, steps, now);
                insert_request!(tx, request, ticket, now);
                FiledRow {
                    ticket,
                    is_new: true,
                }
            }
        })
    }))
}
