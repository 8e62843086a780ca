//! The server killed while tickets are split and merged: the trail is on both tickets or on none.

use std::sync::Mutex;

use guichet_shared::{
    desk::{Entry, Thread},
    event::{Internal, What},
    ticket::TicketId,
    triage::Relation,
};
use serde_json::json;

use crate::{
    desk::Agent,
    server::{Server, kills},
};

const WRITERS: usize = 4;

/// What a writer was told: the ticket, and the one that was split off it and merged into it again.
type Acknowledged = (TicketId, TicketId);

fn split_and_merge(server: &Server, tom: &Agent) -> Acknowledged {
    let customer = server.file(&json!({"subject": "S", "body": "B"}));
    server.write_as(&customer, &json!({"body": "Something else."}));
    let whole = customer.ticket;
    let path = format!("tickets/{whole}/split");
    let part: Thread = server.does(tom, &path, &json!({"seq": 2, "subject": "Part"}));
    let part = part.ticket.id;
    let merged: Thread = server.does(
        tom,
        &format!("tickets/{part}/merge"),
        &json!({"into": whole}),
    );
    assert_eq!(merged.ticket.merged_into, Some(whole));
    (whole, part)
}

/// What tickets say of others, and what those say of them: from, to, whether it was merged.
#[derive(Default)]
struct Trails {
    here: Vec<(TicketId, TicketId, bool)>,
    there: Vec<(TicketId, TicketId, bool)>,
}

impl Trails {
    fn of(server: &Server) -> Self {
        let mut trails = Self::default();
        for (id, step) in server.steps() {
            match step.what {
                Entry::Visible(What::Merged { into, .. }) => trails.here.push((id, into, true)),
                Entry::Internal(Internal::Related {
                    relation, ticket, ..
                }) => match relation {
                    Relation::MergedFrom => trails.there.push((ticket, id, true)),
                    Relation::SplitInto => trails.here.push((id, ticket, false)),
                    Relation::SplitFrom => trails.there.push((ticket, id, false)),
                    Relation::Linked | Relation::Unlinked => {}
                },
                _ => {}
            }
        }
        trails.here.sort_unstable();
        trails.there.sort_unstable();
        trails
    }
}

fn trails_are_whole(server: &Server) {
    let tom = server.agent("Tom");
    let log = Mutex::new(Vec::new());
    let write = |_| {
        let written = split_and_merge(server, &tom);
        log.lock().unwrap().push(written);
    };
    let look = || {
        let trails = Trails::of(server);
        assert_eq!(trails.here, trails.there, "half a trail was left behind");
    };
    server.killed(kills().min(50), WRITERS, write, look);
    let mut expected = Vec::new();
    let written = log.into_inner().unwrap();
    for (whole, part) in &written {
        expected.push((*whole, *part, false));
        expected.push((*part, *whole, true));
    }
    expected.sort_unstable();
    let trails = Trails::of(server);
    assert_eq!((&trails.here, &trails.there), (&expected, &expected));
    // Filed, written, split, merged into; split off, filed, merged.
    let counts: Vec<(i64, i64, i64)> = server.rows(
        "select (select count(*) from tickets), (select count(*) from events),
         (select count(*) from tickets where merged_into is not null and status = 'closed')",
    );
    let all = i64::try_from(written.len()).unwrap();
    assert_eq!(counts, [(2 * all, 7 * all, all)]);
}

#[test]
fn a_merge_and_a_split_stand_on_both_tickets_or_on_none_on_sqlite() {
    trails_are_whole(&Server::on_sqlite());
}

#[test]
fn a_merge_and_a_split_stand_on_both_tickets_or_on_none_on_postgres() {
    trails_are_whole(&Server::on_postgres());
}
