//! Sends the files of a ticket or of a reply, each judged on its own.

use guichet_shared::ticket::{Thread, TicketId};

use super::{
    super::{route::encode, state::State, tickets},
    Item, Parcel, Progress,
    send::AGAIN,
    store,
};
use crate::api::{
    Read,
    call::{Body, Call, Refusal},
};

/// Sends the files of a ticket that is there; after how many seconds to try again.
pub async fn parcels(state: State, item: &mut Item) -> Option<u32> {
    let (id, _) = item.filed?;
    let outbox = &state.requests.outbox;
    let key = item.key.clone();
    for at in 0..item.files.len() {
        if item.files[at].progress != Progress::Waiting {
            continue;
        }
        let report = |progress: Progress| {
            outbox.change(&key, |item| item.files[at].progress = progress);
        };
        report(Progress::Sending);
        let file_key = [key.as_str(), "-", &at.to_string()].concat();
        let sent = upload(state, &item.token, id, &file_key, &item.files[at]).await;
        let progress = match sent {
            Ok(()) => Progress::Sent,
            Err(Refusal::TooLarge) => Progress::TooLarge,
            Err(Refusal::Unanswered | Refusal::Away) => {
                report(Progress::Waiting);
                return Some(AGAIN);
            }
            Err(Refusal::TooMany(seconds)) => {
                report(Progress::Waiting);
                return Some(seconds.max(1));
            }
            Err(_) => Progress::Refused,
        };
        report(progress);
        item.files[at].progress = progress;
        store::keep_item(state, item).await;
    }
    None
}

/// Sends one file.
async fn upload(
    state: State,
    token: &str,
    id: TicketId,
    key: &str,
    file: &Parcel,
) -> Result<(), Refusal> {
    let name = encode(&file.name);
    let path = tickets::path(id, &["/attachments?name=", &name].concat());
    let call = Call {
        path: &path,
        token: Some(token),
        key: Some(key),
        body: Body::File(file.blob.clone()),
    };
    let thread = call.answer().await?;
    if let Some(thread) = Thread::read(&thread) {
        tickets::take_thread(state, thread);
    }
    Ok(())
}
