//! Tickets for somebody who called, and who that may be.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    Text,
    desk::{Customer, Customers, NewTicket, Thread},
    event::{By, Reason, What},
    site::SiteKey,
    ticket::{self, Context, TicketId},
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    store,
    work::{noted, thread},
};
use crate::{
    App, db,
    error::{Error, Result},
    fields::{Fields, Input},
    live::Signal,
    request::{Keyed, Params},
    secrets,
    sessions::SignedIn,
    sites::SiteRow,
    tickets::{
        self,
        events::Step,
        store::{NewRow, Opening, RequestKey},
        to_the_end,
        views::Views,
    },
    visitors::VisitorId,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(customers))
}

impl Input for NewTicket {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.required("site");
        let topic = fields.optional("topic");
        let subject = fields.required("subject");
        let body = fields.required("body");
        let name = fields.optional("name");
        let email = fields.optional("email");
        let lang = fields.optional("lang");
        let answers = fields.optional("fields");
        let of = fields.optional("of");
        let note = fields.optional("note");
        let assign_to_me = fields.optional("assign_to_me");
        Some(Self {
            site: site?,
            topic: topic?,
            subject: subject?,
            body: body?,
            name: name?,
            email: email?,
            lang: lang?,
            fields: answers?.unwrap_or_default(),
            of: of?,
            note: note?,
            assign_to_me: assign_to_me?.unwrap_or_default(),
        })
    }
}

/// Opens a ticket for somebody who called
///
/// The same key with the same body answers with the same ticket, however often it is sent.
#[utoipa::path(
    post, path = "/desk/tickets", tag = "desk",
    params(("Idempotency-Key" = String, Header, description = "New for each ticket, the same for each retry")),
    request_body = NewTicket,
    responses((status = 201, body = Thread), (status = 422, description = "Fields at fault, or a key used for another ticket")),
)]
async fn open(
    State(app): State<App>,
    me: SignedIn,
    Keyed {
        key,
        fingerprint,
        input,
    }: Keyed<NewTicket>,
) -> Result<(StatusCode, Json<Thread>)> {
    let no_key = || Error::field("Idempotency-Key", "is missing from the headers");
    let key = key.ok_or_else(no_key)?;
    let site = me.site_by_key(&input.site)?.clone();
    let request = RequestKey {
        site: site.id,
        scope: secrets::hash(&[me.agent.id.0.as_bytes(), b"tickets".as_slice()].concat()),
        key,
        fingerprint,
    };
    let visitor = known(&app, &site, input.of).await;
    let agent = me.agent.id;
    let mut steps = Vec::new();
    if input.assign_to_me {
        let what = What::Handover {
            from: None,
            to: Some(agent),
            reason: Reason::Taken,
            note: None,
            level: None,
            until: None,
        };
        steps.push(Step::visible(By::Agent(agent), what));
    }
    steps.extend(
        input
            .note
            .map(|note| noted(By::Agent(agent), &note, Vec::new())),
    );
    let new = ticket::NewTicket {
        topic: input.topic,
        subject: input.subject,
        body: input.body,
        name: input.name,
        email: input.email,
        lang: input.lang,
        fields: input.fields,
        context: Context::default(),
        follows: None,
        incident: None,
    };
    let new = NewRow::read(&site, new);
    let opening = || {
        Ok(Opening {
            visitor: visitor?,
            new: new?,
            steps,
        })
    };
    let (to, on) = (app.clone(), site.clone());
    let opened = to_the_end(async move {
        let now = db::now();
        let opened = tickets::store::open(&to.db, &on, agent, &request, now, opening).await?;
        to.live.send(Signal::Ticket {
            site: on.id,
            ticket: opened.ticket.id,
            visitor: opened.ticket.visitor_id,
            before: 0,
            seq: opened.ticket.seq,
        });
        Ok(opened.ticket)
    })
    .await?;
    let thread = thread(&app, &site, opened).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}

/// Whose the ticket is to be, where it is somebody who has asked before.
async fn known(app: &App, site: &SiteRow, of: Option<TicketId>) -> Result<Option<VisitorId>> {
    let Some(of) = of else { return Ok(None) };
    let of = tickets::store::by_id(&app.db, of).await?;
    let of = of.filter(|ticket| ticket.site_id == site.id);
    let wrong = || Error::field("of", "must be a ticket of the same site");
    Ok(Some(of.ok_or_else(wrong)?.visitor_id))
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct CustomersQuery {
    /// A part of the name or the address, or the number of a ticket.
    #[param(value_type = String)]
    q: Text<200>,
    /// Only on this site.
    site: Option<SiteKey>,
}

impl Input for CustomersQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let q = fields.required("q");
        let site = fields.optional("site");
        Some(Self { q: q?, site: site? })
    }
}

/// The most customers of one answer, and the most tickets of each.
const MOST: usize = 10;
const LAST: usize = 5;

/// Who has asked before on the caller's sites, with their last tickets
#[utoipa::path(
    get, path = "/desk/customers", tag = "desk",
    params(CustomersQuery),
    responses((status = 200, body = Customers)),
)]
async fn customers(
    State(app): State<App>,
    me: SignedIn,
    Params(query): Params<CustomersQuery>,
) -> Result<Json<Customers>> {
    let mut customers = Vec::new();
    let wanted = |key: &SiteKey| query.site.as_ref().is_none_or(|site| site == key);
    let sites: Vec<_> = me.sites.iter().filter(|site| wanted(&site.key)).collect();
    let ids: Vec<_> = sites.iter().map(|site| site.id).collect();
    for (visitor, site) in store::customers(&app.db, &ids, query.q.as_str(), MOST).await? {
        let Some(site) = me.site(site) else { continue };
        let views = Views::of(&app, site).await?;
        let mut rows = tickets::store::of_visitor(&app.db, visitor).await?;
        rows.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
        let said = |of: fn(&tickets::events::TicketRow) -> &Option<String>| {
            rows.iter().find_map(|row| of(row).clone())
        };
        let (name, email) = (said(|row| &row.name), said(|row| &row.email));
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let last = rows.into_iter().take(LAST);
        let tickets = last.map(|row| views.desk_ticket(row));
        customers.push(Customer {
            name,
            email,
            site: site.key.clone(),
            total,
            tickets: tickets.collect::<Result<_>>()?,
        });
    }
    Ok(Json(Customers { customers }))
}
