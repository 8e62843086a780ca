//! What databases of older versions held, as SQL of their time: a few rows for each table that there was.

/// What the session, the visitor and the guest of these data carry.
pub const AGENT: &str = "QUdFTlRTLUNPT0tJRS1PRi1BTi1PTERFUi1HVUlDSEU";
pub const VISITOR: &str = "VklTSVRPUlMtVE9LRU4tT0YtQU4tT0xERVItR1VJQ0g";
pub const GUEST: &str = "R1VFU1RTLVRPS0VOLU9GLUFOLU9MREVSLUdVSUNIRVQ";
/// The ticket with a past, and the known problem.
pub const TICKET: &str = "00000000-0000-0000-0000-000000000009";
pub const INCIDENT: &str = "00000000-0000-0000-0000-00000000000d";

const AGENT_HASH: &str = "dcd1e2780be39089805e22b8fafd140852f04d698175c62a20efaa464db48ae8";
const VISITOR_HASH: &str = "7c1928cd1836a13f9928fc7f70e99b2c8cd271b9de34320b22643a2f4c6233e9";
const GUEST_HASH: &str = "9c29c944e842a5f1fdd4714efc94073b741c453e1bf1a5452ea9e1abc7415885";

/// How an engine writes ids and bytes.
pub struct Writing {
    pub id: fn(u8) -> String,
    pub bytes: fn(&str) -> String,
}

const THEN: &str = "'2026-01-02T03:04:05Z'";
const LATER: &str = "'2026-02-03T04:05:06.789012Z'";
const LATE: &str = "'2099-01-01T00:00:00Z'";

/// The data of a database after so many migrations.
pub fn data(to: &Writing, migration: i64) -> String {
    let of_each = [first, tickets, proofs, desk, incidents, files];
    let there = usize::try_from(migration).unwrap().min(of_each.len());
    of_each[..there].iter().map(|of| of(to)).collect()
}

/// A site, an article with votes, a draft.
fn first(to: &Writing) -> String {
    let (site, article, draft, vote) = ((to.id)(1), (to.id)(2), (to.id)(3), (to.id)(4));
    format!(
        "insert into sites (id, key, name, origins, languages, theme, revision, created_at)
         values ({site}, 'acme', 'Acme', '[\"https://acme.example\"]', '[\"en\"]', '{{}}', 7, {THEN});
         insert into articles (id, site_id, lang, slug, title, category, keywords, body, published,
             helpful, unhelpful, revision, created_at, updated_at)
         values ({article}, {site}, 'en', 'returns', 'Returns', 'Orders', '[\"refund\"]',
             'Send it **back**.', true, 5, 2, 6, {THEN}, {LATER});
         insert into articles (id, site_id, lang, slug, title, category, keywords, body, published,
             helpful, unhelpful, revision, created_at, updated_at)
         values ({draft}, {site}, 'en', 'draft', 'A draft', 'Orders', '[]', 'Soon.', false, 0, 0, 7,
             {THEN}, {THEN});
         insert into votes (id, site_id, article_id, helpful, comment, created_at)
         values ({vote}, {site}, {article}, true, 'Clear', {THEN});"
    )
}

/// An agent who is signed in, a visitor with a closed ticket and one that follows it.
fn tickets(to: &Writing) -> String {
    let (site, article, draft, agent, tried) =
        ((to.id)(1), (to.id)(2), (to.id)(3), (to.id)(5), (to.id)(6));
    let (visitor, before, ticket, file) = ((to.id)(7), (to.id)(8), (to.id)(9), (to.id)(10));
    let (session, token, bytes) = (
        (to.bytes)(AGENT_HASH),
        (to.bytes)(VISITOR_HASH),
        (to.bytes)("0001ff"),
    );
    let by = r#"{"agent":"00000000-0000-0000-0000-000000000005"}"#;
    let taken =
        r#"{"kind":"handover","to":"00000000-0000-0000-0000-000000000005","reason":"taken"}"#;
    format!(
        "update sites set tickets = 2;
         insert into article_versions (site_id, article_id, version, title, category, keywords, body, published, created_at)
         select site_id, id, 1, title, category, keywords, body, published, updated_at from articles
         where id in ({article}, {draft})
             and not exists (select 1 from article_versions v where v.article_id = articles.id);
         insert into agents (id, email, name, role, level, password, created_at)
         values ({agent}, 'ana@acme.example', 'Ana Silva', 'agent', 1, 'none', {THEN});
         insert into agent_sites (site_id, agent_id) values ({site}, {agent});
         insert into sessions (token, agent_id, created_at, expires_at)
         values ({session}, {agent}, {THEN}, {LATE});
         insert into sign_ins (id, tried, created_at) values ({tried}, {bytes}, {THEN});
         insert into visitors (id, site_id, created_at) values ({visitor}, {site}, {THEN});
         insert into visitor_tokens (token, site_id, visitor_id, created_at)
         values ({token}, {site}, {visitor}, {THEN});
         insert into tickets (id, site_id, number, visitor_id, subject, answers, context, words, status,
             seq, last_visible, unread, closed_at, created_at, updated_at)
         values ({before}, {site}, 1, {visitor}, 'My parcel', '[]', '{{}}', '1 my parcel', 'closed',
             1, 1, 0, {THEN}, {THEN}, {THEN});
         insert into tickets (id, site_id, number, visitor_id, subject, topic, answers, context, name, email,
             lang, words, follows, status, assignee, seq, last_visible, unread, first_reply_at, created_at, updated_at)
         values ({ticket}, {site}, 2, {visitor}, 'My parcel again', '{{\"en\":\"An order\"}}', '[]',
             '{{\"searches\":[\"parcel\"]}}', 'Élise', 'elise@mail.example', 'en', '2 my parcel again élise',
             {before}, 'open', {agent}, 3, 3, 1, {LATER}, {THEN}, {LATER});
         insert into events (site_id, ticket_id, seq, party, visible, data, created_at) values
             ({site}, {before}, 1, 'customer', true, '{{\"by\":\"customer\",\"what\":{{\"kind\":\"created\",\"body\":\"Where?\"}}}}', {THEN}),
             ({site}, {ticket}, 1, 'customer', true, '{{\"by\":\"customer\",\"what\":{{\"kind\":\"created\",\"body\":\"Where is it now?\"}}}}', {THEN}),
             ({site}, {ticket}, 2, 'agent', true, '{{\"by\":{by},\"what\":{taken}}}', {LATER}),
             ({site}, {ticket}, 3, 'agent', true, '{{\"by\":{by},\"what\":{{\"kind\":\"message\",\"body\":\"It is on its way.\"}}}}', {LATER});
         insert into files (id, site_id, ticket_id, name, kind, size, created_at)
         values ({file}, {site}, {ticket}, 'a.txt', 'text/plain', 5, {THEN});
         insert into requests (site_id, scope, key, fingerprint, ticket_id, created_at)
         values ({site}, {bytes}, 'a-key-of-long-ago', {bytes}, {ticket}, {THEN});"
    )
}

/// What a busy site signed and took.
fn proofs(to: &Writing) -> String {
    let site = (to.id)(1);
    format!(
        "insert into proof_keys (site_id, key) values ({site}, 'a key');
         insert into proofs (site_id, challenge, expires_at) values ({site}, 'a challenge', {LATE});"
    )
}

/// A team, an absence that is over, a known problem, a follower, a guest, a macro, the log, a link.
fn desk(to: &Writing) -> String {
    let (site, agent, ticket, team, absence) =
        ((to.id)(1), (to.id)(5), (to.id)(9), (to.id)(11), (to.id)(12));
    let (incident, guest, kept, entry) = ((to.id)(13), (to.id)(14), (to.id)(15), (to.id)(16));
    let (token, link) = ((to.bytes)(GUEST_HASH), (to.bytes)("0002ff"));
    format!(
        "insert into teams (id, site_id, name, created_at) values ({team}, {site}, 'Billing', {THEN});
         insert into team_agents (site_id, team_id, agent_id) values ({site}, {team}, {agent});
         insert into absences (id, agent_id, from_at, until_at, give_back, settled_at, created_by, created_at)
         values ({absence}, {agent}, {THEN}, {LATER}, true, {LATER}, {agent}, {THEN});
         insert into incidents (id, site_id, title, body, seq, created_by, created_at, updated_at)
         values ({incident}, {site}, '{{\"en\":\"Cards fail\"}}', '{{\"en\":\"All of them.\"}}', 1, {agent}, {THEN}, {LATER});
         insert into incident_updates (site_id, incident_id, seq, body, solution, agent_id, created_at)
         values ({site}, {incident}, 1, '{{\"en\":\"We look into it.\"}}', false, {agent}, {LATER});
         update tickets set team_id = {team}, tags = '[\"vip\"]', incident_id = {incident}, incident_seq = 1
         where id = {ticket};
         insert into follows (site_id, ticket_id, agent_id, seen, mentioned, created_at)
         values ({site}, {ticket}, {agent}, 3, 0, {LATER});
         insert into guests (id, site_id, ticket_id, name, may, token, created_by, created_at, expires_at)
         values ({guest}, {site}, {ticket}, 'Max Weber', 'internal', {token}, {agent}, {THEN}, {LATE});
         insert into macros (id, site_id, name, body, actions, created_by, created_at, updated_at)
         values ({kept}, {site}, 'Which order', 'Hello {{customer}}', '{{\"add_tags\":[\"asked\"]}}', {agent}, {THEN}, {THEN});
         insert into admin_log (id, site_id, agent_id, what, data, created_at)
         values ({entry}, {site}, {agent}, 'site_created', '{{\"about\":\"Acme\"}}', {THEN});
         insert into links (token, agent_id, expires_at) values ({link}, {agent}, {LATE});"
    )
}

/// What the known problem said before, and a request about it.
fn incidents(to: &Writing) -> String {
    let (site, agent, incident, bytes) =
        ((to.id)(1), (to.id)(5), (to.id)(13), (to.bytes)("0003ff"));
    format!(
        "update incidents set version = 2 where id = {incident};
         insert into incident_edits (site_id, incident_id, version, title, body, agent_id, created_at)
         values ({site}, {incident}, 1, '{{\"en\":\"Cards\"}}', '{{\"en\":\"Some.\"}}', {agent}, {LATER});
         insert into requests (site_id, scope, key, fingerprint, incident_id, created_at)
         values ({site}, {bytes}, 'another-key-of-long-ago', {bytes}, {incident}, {LATER});"
    )
}

/// A file that was never whole.
fn files(to: &Writing) -> String {
    let id = (to.id)(17);
    format!("insert into unfinished_files (id, upload, begun_at) values ({id}, 'upload', {LATER});")
}
