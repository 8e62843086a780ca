//! `GET /guest/stream`: a guest's ticket, whole, each time something happens that they may see.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event as Message, Sse},
};
use futures_core::Stream;
use guichet_shared::guest::GuestThread;
use tokio::{sync::broadcast::error::RecvError, time::sleep};

use super::{LivingGuest, thread};
use crate::{
    App, db,
    error::{Error, Result},
    live::{Holder, LASTS, Signal},
    tickets::stream::{heartbeat, message, replaced},
};

/// The ticket that the caller's link leads to, live
///
/// Server-sent events: `thread` (a `GuestThread`), at the start and whenever it has changed. The
/// stream ends when the link leads nowhere any more.
#[utoipa::path(
    get, path = "/guest/stream", tag = "guests",
    responses((status = 200, body = GuestThread, content_type = "text/event-stream")),
)]
pub(super) async fn follow(
    State(app): State<App>,
    mut guest: LivingGuest,
) -> Result<Sse<impl Stream<Item = std::result::Result<Message, Infallible>>>> {
    let mut stream = app.live.open(Holder::Guest(guest.guest.id));
    let messages = async_stream::stream! {
        let left = Duration::try_from(guest.guest.expires_at - db::now()).unwrap_or_default();
        let end = sleep(LASTS.min(left));
        tokio::pin!(end);
        let mut told = None;
        loop {
            let Some(now) = read(&app, &guest).await else { return };
            if told.as_ref() != Some(&now) {
                let Ok(message) = message("thread", &now) else { return };
                yield Ok(message);
                told = Some(now);
            }
            loop {
                let signal = tokio::select! {
                    signal = stream.signals.recv() => signal,
                    () = &mut end => return,
                };
                match signal {
                    Ok(Signal::End) | Err(RecvError::Closed) => return,
                    Ok(Signal::Revoked(token)) if token == guest.guest.token => return,
                    Ok(Signal::Replaced(id)) if id == stream.id => {
                        yield Ok(replaced());
                        return;
                    }
                    Ok(Signal::Ticket { ticket, .. }) if ticket == guest.ticket.id => break,
                    // Signals were lost; what happened is not.
                    Ok(Signal::Lost) | Err(RecvError::Lagged(_)) if stream.is_listed() => break,
                    Ok(Signal::Lost) | Err(RecvError::Lagged(_)) => return,
                    Ok(_) => {}
                }
            }
            // The permission is checked anew with each thing that is told.
            guest = match LivingGuest::of(&app, &guest.guest.token).await {
                Ok(guest) => guest,
                Err(error) => return give_up(&error),
            };
        }
    };
    Ok(Sse::new(messages).keep_alive(heartbeat()))
}

async fn read(app: &App, guest: &LivingGuest) -> Option<GuestThread> {
    let read = thread(app, guest).await;
    read.inspect_err(give_up).ok()
}

fn give_up(error: &Error) {
    if !matches!(error, Error::NotFound) {
        tracing::warn!(?error, "a guest's stream could not go on");
    }
}
