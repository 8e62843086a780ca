//! A server with data of every kind, filled as people fill it, and all that it answers to them.

use axum::http::{Method, StatusCode};
use guichet_server::{
    db::{self, Db},
    demo,
    proofs::Proofs,
    sites,
};
use guichet_shared::{agent::Role, site::SiteKey, ticket::Filed};
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    people::{Agent, Caller, key, request},
    proofs::{WORK, asked, header, send, solved},
};

const PIXEL: &[u8] = include_bytes!("../../src/files/pixel.png");

/// Those who look at a full database.
pub struct People {
    pub zara: Agent,
    pub customer: Caller,
    pub guest: Caller,
}

/// One more ticket of a visitor, which goes on from another one.
async fn file_after(app: &TestApp, customer: &Caller, ticket: &Value) -> Value {
    let mut body = request();
    body["follows"] = ticket.clone();
    let key = key();
    let headers = [("idempotency-key", key.as_str())];
    let path = "/api/v1/sites/demo/tickets";
    let reply = app
        .call_with(customer, Method::POST, path, Some(&body), &headers)
        .await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    json!(reply.json::<Filed>().ticket.id)
}

/// Everything that Guichet can know, at least once: the demo, and what people did on it.
pub async fn fill(app: &mut TestApp) -> People {
    app.restart(false);
    demo::fill(&app.db, "http://127.0.0.1:8788", 0)
        .await
        .unwrap();
    let demo = SiteKey::parse("demo").unwrap();
    let site = sites::store::by_key(&app.db, &demo).await.unwrap().unwrap();
    let zara = app.agent_as("Zara Ünal", 3, Role::Admin, &[&site]).await;
    let tom = app.agent("Tim", 1, &[&site]).await;

    // A customer with files, a follow-up, and two tickets that are merged.
    let (ticket, customer) = app.file("demo").await;
    let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.png");
    app.attach(&customer, &path, PIXEL).await;
    app.customer(
        &customer,
        ticket,
        "messages",
        json!({"body": "« Où ? » \u{1f4e6}\n{\"b\": 1, \"a\": 1.50}"}),
    )
    .await;
    let second = file_after(app, &customer, &json!(ticket)).await;
    let third = file_after(app, &customer, &second).await;
    let merge = format!("tickets/{}/merge", second.as_str().unwrap());
    let merged = app.send_as(&tom, &merge, json!({"into": third})).await;
    assert_eq!(merged.status, StatusCode::CREATED, "{}", merged.text());

    // At the desk: a reply, a note that names somebody, a guest, a file, a proposal.
    app.desk(&tom, ticket, "messages", json!({"body": "On its way."}))
        .await;
    app.desk(
        &tom,
        ticket,
        "notes",
        json!({"body": "@Zara, please look.", "mentions": [zara.id]}),
    )
    .await;
    let (_, guest) = app.guest(&tom, ticket, "internal").await;
    app.desk(&zara, ticket, "proposal", json!({"body": "Here it is."}))
        .await;
    app.customer(&customer, ticket, "verdict", json!({"solved": true}))
        .await;
    app.customer(
        &customer,
        ticket,
        "rating",
        json!({"stars": 5, "comment": "Merci"}),
    )
    .await;
    app.go_away(&tom, json!({"cover": zara.id, "give_back": true}))
        .await;

    // Set up by an admin: a team, an account with a link, a known problem whose words are changed.
    let team = json!({"name": "Billing", "members": [tom.id]});
    let made = app.send_as(&zara, "sites/demo/teams", team).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let link = format!(
        "accounts/{}/link",
        serde_json::to_value(tom.id).unwrap().as_str().unwrap()
    );
    let made = app.send_as(&zara, &link, json!({})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let incidents = app.learn(&zara, "incidents").await;
    let incident = ids(&incidents).remove(0);
    let words = json!({"version": 1, "title": {"en": "Some cards fail"}, "body": {"en": "Pay by transfer."}});
    let edited = app
        .put(&zara, &format!("incidents/{incident}"), words)
        .await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.text());

    // A wrong password, a proof of work, a file that was never whole.
    app.app.proofs = Proofs {
        after: 0,
        work: WORK,
    };
    app.restart(true);
    let wrong = json!({"email": "zara@desk.example", "password": "not this one"});
    app.post("/api/v1/desk/session", &wrong).await;
    let proof = header(&solved(&asked(&send(app, "demo", &key(), None).await)));
    let taken = send(app, "demo", &key(), Some(&proof)).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.text());
    let id = match &app.db {
        Db::Sqlite(_) => format!("x'{}'", "ab".repeat(16)),
        Db::Postgres(_) => format!("'{}'", "ab".repeat(16)),
    };
    let long_ago = "'2026-01-02T03:04:05.678901Z'";
    app.execute(&format!(
        "insert into unfinished_files (id, upload, begun_at) values ({id}, 'u', {long_ago})"
    ))
    .await;
    app.restart(false);
    People {
        zara,
        customer,
        guest,
    }
}

/// The ids of the things in a list.
fn ids(list: &Value) -> Vec<String> {
    let mut lists = list
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_array);
    let things = lists.find(|things| things.iter().any(|thing| thing["id"].is_string()));
    let things = things.unwrap_or_else(|| panic!("nothing is listed in {list}"));
    things
        .iter()
        .filter_map(|thing| thing["id"].as_str())
        .map(str::to_owned)
        .collect()
}

/// What a server answers to all that can be asked.
pub async fn answers(app: &TestApp, people: &People) -> Vec<(String, Vec<u8>)> {
    let mut answers = Vec::new();
    let mut ask = async |caller: &Caller, path: String| {
        let reply = app.call(caller, Method::GET, &path, None).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        let read = serde_json::from_slice::<Value>(&reply.body).unwrap_or_default();
        answers.push((path, reply.body));
        read
    };
    let (zara, site) = (&people.zara.caller, "/api/v1/sites/demo");
    let mut public = vec![site.to_owned(), "/portal/demo".to_owned()];
    for word in ["order", "refund", "parcel", "password"] {
        public.push(format!("{site}/search?q={word}"));
    }
    for list in ["articles", "categories", "incidents"] {
        public.push(format!("{site}/{list}"));
    }
    for slug in ["track-order", "get-refund"] {
        public.push(format!("{site}/articles/{slug}"));
    }
    for path in public {
        ask(&Caller::Nobody, path).await;
    }
    let own = ask(&people.customer, "/api/v1/tickets".to_owned()).await;
    for id in ids(&own) {
        ask(&people.customer, format!("/api/v1/tickets/{id}")).await;
    }
    ask(&people.guest, "/api/v1/guest".to_owned()).await;
    for path in [
        "session",
        "agents",
        "tickets",
        "sorting?site=demo",
        "customers?q=mail",
        "macros",
        "members",
        "absences",
        "mentions",
        "log",
        "sites",
        "sites/demo",
        "sites/demo/teams",
    ] {
        ask(zara, format!("/api/v1/desk/{path}")).await;
    }
    // Of a day that is over: a report of today says when it was asked for.
    let yesterday = db::now().date().previous_day().unwrap();
    let report = format!("/api/v1/desk/reports?site=demo&day={yesterday}");
    ask(zara, report).await;
    for (list, of_each) in [
        ("tickets", vec!["", "/suggestions"]),
        ("tickets?status=closed", vec![""]),
        ("articles", vec!["", "/versions"]),
        ("incidents", vec![""]),
        ("accounts", vec![""]),
    ] {
        let read = ask(zara, format!("/api/v1/desk/{list}")).await;
        let noun = list.split('?').next().unwrap();
        for id in ids(&read).into_iter().take(30) {
            for part in &of_each {
                ask(zara, format!("/api/v1/desk/{noun}/{id}{part}")).await;
            }
        }
    }
    answers
}

/// Asserts that both servers answer the same to everything.
pub async fn answer_alike(one: &TestApp, other: &TestApp, people: &People) {
    let (one, other) = (answers(one, people).await, answers(other, people).await);
    assert!(one.len() > 80, "{} answers", one.len());
    assert_eq!(one.len(), other.len());
    for ((path, one), (_, other)) in one.iter().zip(&other) {
        let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
        assert_eq!(one, other, "{path}");
    }
}
