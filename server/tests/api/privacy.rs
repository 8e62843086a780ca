//! What customers get to know: nothing internal, of agents no more than the policy says.

use axum::http::Method;
use serde_json::json;

use crate::app::on_both_databases;

/// What must never reach a customer: an address, a last name, a note, what is internal by name.
const SECRETS: [&str; 7] = [
    "desk.example",
    "Abel",
    "Silva",
    "planted-in-a-note",
    "\"note\",\"body\"",
    "visitor_id",
    "password",
];

on_both_databases! {
    async fn no_response_to_a_customer_tells_more_of_an_agent_than_the_policy(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom Abel", 1, &[&site]).await;
        let ana = app.agent("Ana Silva", 2, &[&site]).await;
        let mut said = Vec::new();
        let mut live = app.stream(&visitor, "/api/v1/stream", "").await;

        app.desk(&tom, ticket, "take", json!({})).await;
        app.desk(&tom, ticket, "notes", json!({"body": "planted-in-a-note"})).await;
        app.desk(&tom, ticket, "messages", json!({"body": "Hello"})).await;
        app.set(&tom, ticket, json!({"status": "waiting", "note": "A question."})).await;
        app.set(&tom, ticket, json!({"status": "on_hold", "note": "The carrier."})).await;
        app.set(&tom, ticket, json!({"due": "2099-01-01T00:00:00Z"})).await;
        let handover = json!({"to": ana.id, "reason": "escalation", "note": "planted-in-a-note, again"});
        app.desk(&tom, ticket, "handover", handover).await;
        app.attach(&ana.caller, &format!("/api/v1/desk/tickets/{ticket}/attachments?name=a.txt"), b"words").await;
        let why = json!({"why": "planted-in-a-note"});
        let path = format!("/api/v1/desk/tickets/{ticket}/knowledge");
        let learned = app.call(&ana.caller, Method::PUT, &path, Some(&why)).await;
        assert!(learned.status.is_success(), "{}", learned.text());
        app.desk(&ana, ticket, "proposal", json!({"body": "So."})).await;
        for (what, body) in [
            ("messages", json!({"body": "Not yet"})),
            ("typing", json!({})),
            ("seen", json!({"seq": 3})),
        ] {
            let path = format!("/api/v1/tickets/{ticket}/{what}");
            said.push(app.call(&visitor, Method::POST, &path, Some(&body)).await.text().to_owned());
        }
        app.desk(&ana, ticket, "proposal", json!({"body": "So then."})).await;
        for (what, body) in [("verdict", json!({"solved": true})), ("rating", json!({"stars": 5}))] {
            let path = format!("/api/v1/tickets/{ticket}/{what}");
            said.push(app.call(&visitor, Method::POST, &path, Some(&body)).await.text().to_owned());
        }
        for path in ["/api/v1/tickets".to_owned(), format!("/api/v1/tickets/{ticket}"), "/api/v1/sites/acme".to_owned(), "/portal/acme".to_owned()] {
            said.push(app.call(&visitor, Method::GET, &path, None).await.text().to_owned());
        }
        let mut again = app.stream(&visitor, "/api/v1/stream", "").await;
        let end = app.thread(&visitor, ticket).await.events.last().unwrap().seq;
        let end = format!("{ticket}:{end}");
        for stream in [&mut live, &mut again] {
            loop {
                let message = stream.next().await.unwrap();
                let last = message.id == end;
                said.push(message.data);
                if last {
                    break;
                }
            }
        }
        assert!(said.len() > 20, "{}", said.len());
        assert!(said.iter().any(|text| text.contains("Tom")) && said.iter().any(|text| text.contains("Ana")));
        for text in &said {
            for secret in SECRETS {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
            for agent in [tom.id, ana.id] {
                assert!(!text.contains(&agent.to_string()), "an agent's id in {text}");
            }
        }
    }
}
