//! Recording what happens to a ticket, and waking those who watch it.

use std::time::Duration;

use guichet_shared::ticket::TicketId;
use tokio::time::timeout;

use super::{
    events::{Step, TicketRow},
    store::{self, RequestKey, Still},
};
use crate::{
    App, db,
    error::{Error, Result},
    live::Signal,
    sites::SiteRow,
};

/// As long as the longest request, that with a file, may take.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// Does `work` to its end, also when the client hangs up or is out of patience meanwhile: what has
/// been stored is then told, and nothing is left behind half done. A database that has fallen silent is
/// not waited for.
///
/// # Errors
/// What `work` fails with; `Error::Unavailable` where it does not come to an end.
pub async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    tokio::spawn(async {
        timeout(LONGEST, work)
            .await
            .unwrap_or_else(|late| Err(Error::Unavailable(late.into())))
    })
    .await
    .map_err(|error| Error::Internal(error.into()))?
}

/// Records what happens to a ticket, and wakes those who watch it. `decide` sees the ticket as it
/// is under its lock. A request that was answered before wakes them again, in case nobody was, and
/// never comes to `decide`: what is judged before the lock is handed to it as a `Result` and refused
/// there, so that a retry has the first answer whatever was removed meanwhile.
///
/// # Errors
/// What `decide` refuses, and `Error::Conflict` for a move that the table does not have.
pub async fn record(
    app: &App,
    site: &SiteRow,
    ticket: TicketId,
    request: Option<RequestKey>,
    decide: impl FnOnce(&TicketRow) -> Result<Vec<Step>> + Send + 'static,
) -> Result<TicketRow> {
    record_if(app, site, ticket, request, None, decide).await
}

/// Records as `record` does, if what must be so is so `still` under the ticket's lock.
///
/// # Errors
/// As `record`; `Error::NewerMessage`, or `Error::NotFound` for a guest, where it is not.
pub async fn record_if(
    app: &App,
    site: &SiteRow,
    ticket: TicketId,
    request: Option<RequestKey>,
    still: Option<Still>,
    decide: impl FnOnce(&TicketRow) -> Result<Vec<Step>> + Send + 'static,
) -> Result<TicketRow> {
    let (app, policies) = (app.clone(), site.policies.0.clone());
    to_the_end(async move {
        let request = request.as_ref();
        let now = db::now();
        let (before, ticket) =
            store::record(&app.db, ticket, &policies, request, still, now, decide).await?;
        if ticket.seq > before || request.is_some() {
            app.live.send(Signal::Ticket {
                site: ticket.site_id,
                ticket: ticket.id,
                visitor: ticket.visitor_id,
                before,
                seq: ticket.seq,
            });
        }
        Ok(ticket)
    })
    .await
}
