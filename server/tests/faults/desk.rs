//! Agents and customers of a server that may be gone at any time, and what its database says.

use guichet_server::{
    agents::store::NewAgent,
    agents::store::create,
    db::{self, Db},
    secrets, sessions, sites,
    tickets::events::Step,
};
use guichet_shared::{
    agent::{AgentId, Email, Name, Role},
    site::SiteKey,
    ticket::{Filed, TicketId},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow, types::Json};

use crate::server::{Server, wait};

const JSON: &str = "application/json";

/// An agent who is signed in.
pub struct Agent {
    pub id: AgentId,
    /// The header that says so.
    pub who: String,
}

/// A customer with a ticket.
pub struct Customer {
    pub token: String,
    pub ticket: TicketId,
}

impl Server {
    /// An agent of the site.
    pub fn agent(&self, name: &str) -> Agent {
        let token = secrets::token().unwrap();
        let now = db::now();
        let id = wait(async {
            let db = Db::open(&self.database).await.unwrap();
            let key = SiteKey::parse("acme").unwrap();
            let site = sites::store::by_key(&db, &key).await.unwrap().unwrap();
            let agent = NewAgent {
                email: Email::parse(&format!("{name}@desk.example")).unwrap(),
                name: Name::parse(name).unwrap(),
                alias: None,
                role: Role::Agent,
                level: 1,
                password: "none".to_owned(),
                sites: vec![site.id],
            };
            let id = create(&db, &agent).await.unwrap().unwrap();
            let hash = secrets::hash(token.as_str().as_bytes());
            let later = now + time::Duration::hours(1);
            sessions::store::create(&db, &hash, (id, "none"), now, later)
                .await
                .unwrap();
            db.close().await;
            id
        });
        let who = format!("Cookie: __Host-guichet-desk={}\r\n", token.as_str());
        Agent { id, who }
    }

    /// Files a ticket as somebody new.
    pub fn file(&self, body: &Value) -> Customer {
        let token = secrets::token().unwrap().as_str().to_owned();
        let answer = self.insist(
            "/api/v1/sites/acme/tickets",
            &token,
            JSON,
            body.to_string().as_bytes(),
        );
        let filed: Filed = serde_json::from_slice(&answer).unwrap();
        let ticket = filed.ticket.id;
        Customer { token, ticket }
    }

    /// Writes on a customer's own ticket.
    pub fn write_as(&self, customer: &Customer, body: &Value) {
        let path = format!("/api/v1/tickets/{}/messages", customer.ticket);
        self.insist(&path, &customer.token, JSON, body.to_string().as_bytes());
    }

    /// What an agent does, until it is acknowledged.
    pub fn does<T: DeserializeOwned>(&self, agent: &Agent, path: &str, body: &Value) -> T {
        let path = format!("/api/v1/desk/{path}");
        let answer = self.insist_as(&agent.who, &path, JSON, body.to_string().as_bytes());
        serde_json::from_slice(&answer).unwrap()
    }

    /// One request of an agent's that may be lost.
    pub fn tries(
        &self,
        agent: &Agent,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Option<(u16, Vec<u8>)> {
        let headers = format!("{}Content-Type: {JSON}\r\n", agent.who);
        let path = format!("/api/v1/desk/{path}");
        self.ask(method, &path, &headers, body.to_string().as_bytes())
    }

    /// What the database says.
    pub fn rows<R>(&self, sql: &'static str) -> Vec<R>
    where
        R: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
    {
        wait(async {
            let db = Db::open(&self.database).await.unwrap();
            let rows = match &db {
                Db::Sqlite(db) => sqlx::query_as(sql).fetch_all(&db.readers).await,
                Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await,
            };
            db.close().await;
            rows.unwrap()
        })
    }

    /// All that has happened to all tickets, each ticket's in order.
    pub fn steps(&self) -> Vec<(TicketId, Step)> {
        let rows: Vec<(TicketId, Json<Step>)> =
            self.rows("select ticket_id, data from events order by ticket_id, seq");
        rows.into_iter().map(|(id, step)| (id, step.0)).collect()
    }
}
