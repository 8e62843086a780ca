//! Those who call: visitors with their tokens, agents with their cookies.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use guichet_server::{
    agents::{self, store::NewAgent},
    secrets,
    sites::SiteRow,
};
use guichet_shared::{
    agent::{AgentId, Email, Me, Name, Role},
    desk,
    guest::{GuestId, Invited},
    ticket::{Filed, Thread, TicketId},
};
use serde_json::{Value, json};

use crate::app::{Reply, TestApp};

pub const PASSWORD: &str = "correct horse battery";

/// How a caller shows who it is.
#[derive(Clone, Debug)]
pub enum Caller {
    Nobody,
    Visitor(String),
    Agent(String),
    Guest(String),
}

/// An agent who is signed in.
pub struct Agent {
    pub id: AgentId,
    pub caller: Caller,
}

/// A new idempotency key.
pub fn key() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// A ticket to be filed.
pub fn request() -> Value {
    json!({"subject": "My parcel", "body": "Where is it?", "name": "Élise", "email": "elise@mail.example"})
}

impl TestApp {
    pub async fn call(
        &self,
        caller: &Caller,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Reply {
        self.call_with(caller, method, path, body, &[]).await
    }

    pub async fn call_with(
        &self,
        caller: &Caller,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        match caller {
            Caller::Nobody => {}
            Caller::Visitor(token) | Caller::Guest(token) => {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            Caller::Agent(cookie) => request = request.header("cookie", cookie),
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }

    /// Files a ticket as somebody new.
    pub async fn file(&self, site: &str) -> (TicketId, Caller) {
        let path = format!("/api/v1/sites/{site}/tickets");

        let key = key();
        let headers = [("idempotency-key", key.as_str())];
        let reply = self
            .call_with(
                &Caller::Nobody,
                Method::POST,
                &path,
                Some(&request()),
                &headers,
            )
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let filed: Filed = reply.json();
        let token = filed.visitor_token.unwrap().as_str().to_owned();
        (filed.ticket.id, Caller::Visitor(token))
    }

    /// An agent of these sites, signed in.
    pub async fn agent(&self, name: &str, level: u8, sites: &[&SiteRow]) -> Agent {
        self.agent_as(name, level, Role::Agent, sites).await
    }

    pub async fn agent_as(&self, name: &str, level: u8, role: Role, sites: &[&SiteRow]) -> Agent {
        let email = format!("{}@desk.example", name.to_lowercase().replace(' ', "."));
        let agent = NewAgent {
            email: Email::parse(&email).unwrap(),
            name: Name::parse(name).unwrap(),
            alias: None,
            role,
            level,
            password: secrets::hash_password(PASSWORD.to_owned()).await.unwrap(),
            sites: sites.iter().map(|site| site.id).collect(),
        };
        let id = agents::store::create(&self.db, &agent)
            .await
            .unwrap()
            .unwrap();
        let caller = self.sign_in(&email).await;
        Agent { id, caller }
    }

    pub async fn sign_in(&self, email: &str) -> Caller {
        let credentials = json!({"email": email, "password": PASSWORD});
        let reply = self.post("/api/v1/desk/session", &credentials).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let _: Me = reply.json();
        let cookie = reply.header("set-cookie");
        Caller::Agent(cookie.split(';').next().unwrap().to_owned())
    }

    /// A guest whom an agent asks to a ticket: by id, and by what their link carries.
    pub async fn guest(&self, agent: &Agent, ticket: TicketId, may: &str) -> (GuestId, Caller) {
        let body = json!({"name": "Max Weber", "may": may});
        let path = format!("/api/v1/desk/tickets/{ticket}/guests");
        let reply = self
            .call(&agent.caller, Method::POST, &path, Some(&body))
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let invited: Invited = reply.json();
        let id = invited.guests.last().unwrap().id;
        (id, Caller::Guest(invited.token.as_str().to_owned()))
    }

    /// What a customer does, which must succeed.
    pub async fn customer(
        &self,
        caller: &Caller,
        ticket: TicketId,
        what: &str,
        body: Value,
    ) -> Thread {
        let path = format!("/api/v1/tickets/{ticket}/{what}");
        let reply = self.call(caller, Method::POST, &path, Some(&body)).await;
        assert_eq!(
            reply.status,
            StatusCode::CREATED,
            "{what}: {}",
            reply.text()
        );
        reply.json()
    }

    /// What an agent does, which must succeed.
    pub async fn desk(
        &self,
        agent: &Agent,
        ticket: TicketId,
        what: &str,
        body: Value,
    ) -> desk::Thread {
        let path = format!("/api/v1/desk/tickets/{ticket}/{what}");
        let reply = self
            .call(&agent.caller, Method::POST, &path, Some(&body))
            .await;
        assert_eq!(
            reply.status,
            StatusCode::CREATED,
            "{what}: {}",
            reply.text()
        );
        reply.json()
    }

    pub async fn set(&self, agent: &Agent, ticket: TicketId, change: Value) -> Reply {
        let path = format!("/api/v1/desk/tickets/{ticket}");
        self.call(&agent.caller, Method::PATCH, &path, Some(&change))
            .await
    }

    pub async fn thread(&self, caller: &Caller, ticket: TicketId) -> Thread {
        let path = format!("/api/v1/tickets/{ticket}");
        self.call(caller, Method::GET, &path, None).await.json()
    }
}
