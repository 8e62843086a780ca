//! `POST /sites/{site}/tickets`: once for each request, however often it is sent.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    desk::Entry,
    event::{By, What},
    ticket::{Filed, NewTicket},
};

use super::{
    events::{Step, TicketRow},
    record,
    store::{self, NewRow, RequestKey},
    to_the_end,
    views::Views,
};
use crate::{
    App, db,
    error::{Error, Result},
    incidents,
    limits::{Address, CHALLENGES, REPLAYS, TICKETS_BY_ADDRESS},
    live::Signal,
    proofs::{self, Given, Rules},
    request::Keyed,
    secrets,
    sites::{CurrentSite, SiteRow},
    visitors::Bearer,
};

/// Files a ticket
///
/// The same key with the same body answers with the same ticket, however often it is sent. A site
/// to which many tickets come just now answers 428 with a `challenge`: the same request with the
/// same key and the solution in the header `Proof` is then taken. `Problem` describes both.
#[utoipa::path(
    post, path = "/sites/{site}/tickets", tag = "tickets",
    params(
        ("site" = String, Path, description = "The site's public key"),
        ("Idempotency-Key" = String, Header, description = "New for each ticket, the same for each retry"),
        ("Authorization" = Option<String>, Header, description = "The visitor's token; made by the caller, or given in the answer"),
        ("Proof" = Option<String>, Header, description = "A solved challenge: `{\"challenge\", \"solution\": {\"counter\", \"derivedKey\"}}` as JSON in base64"),
    ),
    request_body = NewTicket,
    responses(
        (status = 201, body = Filed),
        (status = 422, description = "Fields at fault, or a key used for another ticket"),
        (status = 428, description = "A proof of work is needed, or this one is late, used or of another site: `challenge` is a new one"),
    ),
)]
pub(super) async fn file(
    State(app): State<App>,
    CurrentSite(site): CurrentSite,
    Bearer(token): Bearer,
    address: Address,
    proof: Given,
    Keyed {
        key,
        fingerprint,
        input,
    }: Keyed<NewTicket>,
) -> Result<(StatusCode, Json<Filed>)> {
    let no_key = || Error::field("Idempotency-Key", "is missing from the headers");
    let key = key.ok_or_else(no_key)?;
    let given = token.is_some();
    let token = match token {
        Some(token) => token,
        None => secrets::token()?,
    };
    let hash = secrets::hash(token.as_str().as_bytes());
    let request = RequestKey {
        site: site.id,
        scope: if given { hash.clone() } else { Vec::new() },
        key,
        fingerprint,
    };
    let joining = Joining::of(&input);
    // What was filed once is filed, whatever the limits are now.
    let known = store::is_known(&app.db, &request).await?;
    let attempt = if known {
        app.limits.count("replays", &address.0, REPLAYS)?;
        None
    } else {
        let rate = TICKETS_BY_ADDRESS;
        Some(app.limits.attempt("tickets", &address.0, rate)?)
    };
    let incident = input.incident;
    let new = NewRow::read(&site, input);
    let now = db::now();
    let rules = if app.limits.on && !known {
        Some(Rules {
            proof_after: app.proofs.after,
            proof: proof.check(&app.db, site.id).await?,
        })
    } else {
        None
    };
    // Who has been asked for so many proofs and gave none does not come as far as the database.
    let challenge = match &rules {
        Some(rules) if rules.proof.is_none() => {
            Some(app.limits.attempt("challenges", &address.0, CHALLENGES)?)
        }
        _ => None,
    };
    let (to, on) = (app.clone(), site.clone());
    let filed = to_the_end(async move {
        let rules = rules.as_ref();
        let filed = store::file(&to.db, &on, new, hash, &request, rules, now).await?;
        let Some(mut filed) = filed else {
            return Ok(None);
        };
        let before = filed.ticket.seq;
        if let Some(joining) = joining.filter(|_| !filed.is_new) {
            filed.ticket = joining.add(&to, &on, filed.ticket, request).await?;
        }
        if let Some(attempt) = attempt
            && (filed.is_new || filed.ticket.seq > before)
        {
            attempt.succeeded();
        }
        to.live.send(Signal::Ticket {
            site: on.id,
            ticket: filed.ticket.id,
            visitor: filed.ticket.visitor_id,
            before: 0,
            seq: filed.ticket.seq,
        });
        // One that is over has a solution to propose.
        if let Some(incident) = incident {
            incidents::tell_soon(&to, incident, filed.ticket.id);
        }
        Ok(Some(filed))
    })
    .await?;
    let Some(filed) = filed else {
        if let Some(challenge) = challenge {
            challenge.succeeded();
        }
        let challenge = proofs::ask(&app, site.id).await?;
        return Err(Error::ProofRequired(Box::new(challenge)));
    };
    let views = Views::of(&app, &site).await?;
    let last = store::last_visible(&app.db, &filed.ticket).await?;
    let answer = Filed {
        ticket: views.ticket(filed.ticket, last)?,
        visitor_token: (!given).then_some(token),
    };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Who says again that they have a known problem too, with what they say of it.
struct Joining {
    body: String,
}

impl Joining {
    fn of(input: &NewTicket) -> Option<Self> {
        input.incident.is_some().then(|| Self {
            body: input.body.as_str().to_owned(),
        })
    }

    /// Adds what they say to the ticket that they have for the problem, unless it says so already.
    async fn add(
        self,
        app: &App,
        site: &SiteRow,
        ticket: TicketRow,
        request: RequestKey,
    ) -> Result<TicketRow> {
        let said = store::events_after(&app.db, ticket.id, 0).await?;
        let said = said.into_iter().any(|event| {
            let step = event.data.0;
            let text = match &step.what {
                Entry::Visible(What::Created { body } | What::Message { body }) => body,
                _ => return false,
            };
            step.by == By::Customer && *text == self.body
        });
        if said {
            return Ok(ticket);
        }
        let request = RequestKey {
            scope: secrets::hash(&[ticket.id.0.as_bytes(), b"joining".as_slice()].concat()),
            ..request
        };
        let body = self.body;
        record(app, site, ticket.id, Some(request), |_| {
            Ok(vec![Step::visible(By::Customer, What::Message { body })])
        })
        .await
    }
}
