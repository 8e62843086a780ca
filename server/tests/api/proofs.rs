//! Proof of work: asked where many tickets come to a site, and good for one ticket there, in time.

use altcha::{SolveChallengeOptions, solve_challenge};
use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::future::join_all;
use guichet_server::{
    db::{self, Db},
    proofs::{self, Proofs, Work},
    sites::SiteRow,
};
use guichet_shared::{
    error::{Code, Problem},
    proof::Challenge,
    ticket::Filed,
};
use serde_json::{Value, json};
use time::Duration;

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Caller, key, request},
};

/// So little that a test does not wait for it.
pub const WORK: Work = Work { cost: 2, keys: 50 };

/// Two tickets an hour are taken without a proof.
async fn busy(app: &mut TestApp) -> SiteRow {
    app.app.proofs = Proofs {
        after: 2,
        work: WORK,
    };
    app.restart(true);
    let site = app.site("acme").await;
    app.file("acme").await;
    app.file("acme").await;
    site
}

/// Sends a ticket as somebody new.
pub async fn send(app: &TestApp, site: &str, key: &str, proof: Option<&str>) -> Reply {
    let path = format!("/api/v1/sites/{site}/tickets");
    let mut headers = vec![("idempotency-key", key)];
    headers.extend(proof.map(|proof| ("proof", proof)));
    let body = request();
    app.call_with(&Caller::Nobody, Method::POST, &path, Some(&body), &headers)
        .await
}

/// What is asked for, a refusal being expected.
pub fn asked(reply: &Reply) -> Challenge {
    assert_eq!(
        reply.status,
        StatusCode::PRECONDITION_REQUIRED,
        "{}",
        reply.text()
    );
    let problem: Problem = reply.json();
    assert_eq!(problem.code, Code::ProofRequired);
    problem.challenge.unwrap()
}

/// A challenge with its solution, before it is written as a header.
pub fn solved(challenge: &Challenge) -> Value {
    let challenge = json!(challenge);
    let read = serde_json::from_value(challenge.clone()).unwrap();
    let solution = solve_challenge(SolveChallengeOptions::new(&read)).unwrap();
    json!({"challenge": challenge, "solution": solution.unwrap()})
}

pub fn header(proof: &Value) -> String {
    STANDARD.encode(proof.to_string())
}

async fn tickets(app: &TestApp) -> i64 {
    let sql = "select count(*) from tickets";
    let (count,) = match &app.db {
        Db::Sqlite(db) => sqlx::query_as(sql).fetch_one(&db.readers).await,
        Db::Postgres(pool) => sqlx::query_as(sql).fetch_one(pool).await,
    }
    .unwrap();
    count
}

on_both_databases! {
    async fn a_busy_site_asks_for_a_proof_and_takes_the_same_ticket_with_it(app: TestApp) {
        let mut app = app;
        busy(&mut app).await;
        let key = key();
        let challenge = asked(&send(&app, "acme", &key, None).await);
        assert_eq!(tickets(&app).await, 2);
        let proof = header(&solved(&challenge));
        let reply = send(&app, "acme", &key, Some(&proof)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        assert_eq!(reply.json::<Filed>().ticket.number, 3);
        // The answer was lost: what is filed is filed, and nobody computes again.
        let again = send(&app, "acme", &key, None).await;
        assert_eq!((again.status, again.json::<Filed>().ticket.number), (StatusCode::CREATED, 3));
    }

    async fn a_proof_that_was_used_is_refused_and_stores_nothing(app: TestApp) {
        let mut app = app;
        busy(&mut app).await;
        let challenge = asked(&send(&app, "acme", &key(), None).await);
        let proof = header(&solved(&challenge));
        assert_eq!(send(&app, "acme", &key(), Some(&proof)).await.status, StatusCode::CREATED);
        app.restart(true);
        let next = asked(&send(&app, "acme", &key(), Some(&proof)).await);
        assert_ne!(next, challenge);
        assert_eq!(tickets(&app).await, 3);
    }

    async fn of_five_tickets_with_one_proof_at_the_same_time_one_is_taken(app: TestApp) {
        let mut app = app;
        busy(&mut app).await;
        let challenge = asked(&send(&app, "acme", &key(), None).await);
        let proof = header(&solved(&challenge));
        let (app, proof) = (&app, proof.as_str());
        let all = (0..5).map(|_| async move { send(app, "acme", &key(), Some(proof)).await.status });
        let mut all = join_all(all).await;
        all.sort();
        assert_eq!(all[0], StatusCode::CREATED);
        assert_eq!(all[1..], [StatusCode::PRECONDITION_REQUIRED; 4]);
        assert_eq!(tickets(app).await, 3);
    }

    async fn a_proof_that_comes_too_late_is_refused(app: TestApp) {
        let mut app = app;
        let site = busy(&mut app).await;
        let signed_with = proofs::store::key(&app.db, site.id).await.unwrap();
        let at = |ago| proofs::challenge(signed_with.clone(), WORK, db::now() - ago).unwrap();
        let late = header(&solved(&at(Duration::minutes(11))));
        asked(&send(&app, "acme", &key(), Some(&late)).await);
        assert_eq!(tickets(&app).await, 2);
        let in_time = header(&solved(&at(Duration::minutes(9))));
        assert_eq!(send(&app, "acme", &key(), Some(&in_time)).await.status, StatusCode::CREATED);
    }

    async fn a_spliced_proof_is_refused(app: TestApp) {
        let mut app = app;
        let site = busy(&mut app).await;
        let other = app.site("other").await;
        let one = asked(&send(&app, "acme", &key(), None).await);
        let two = asked(&send(&app, "acme", &key(), None).await);
        let own = proofs::store::key(&app.db, site.id).await.unwrap();
        let foreign = proofs::store::key(&app.db, other.id).await.unwrap();
        assert_ne!(own, foreign);
        let elsewhere = proofs::challenge(foreign, WORK, db::now()).unwrap();
        let mut forged = vec![solved(&elsewhere)];
        // The challenge with some of its parts changed, solved where that is then quick.
        for (parts, quick) in [
            (json!({"cost": 1, "keyPrefix": ""}), true),
            (json!({"keyPrefix": ""}), true),
            (json!({"expiresAt": one.parameters.expires_at + 60}), true),
            (json!({"keyLength": 16}), false),
            (json!({"nonce": two.parameters.nonce}), false),
            (json!({"salt": two.parameters.salt}), false),
            (json!({"keySignature": two.parameters.key_signature}), false),
        ] {
            let mut changed = json!(one);
            for (part, value) in parts.as_object().unwrap() {
                changed["parameters"][part] = value.clone();
            }
            let mut proof = if quick {
                solved(&serde_json::from_value(changed.clone()).unwrap())
            } else {
                solved(&one)
            };
            proof["challenge"] = changed;
            forged.push(proof);
        }
        let mut signed_by_another = solved(&one);
        signed_by_another["challenge"]["signature"] = json!(two.signature);
        let mut solved_by_another = solved(&one);
        solved_by_another["solution"] = solved(&two)["solution"].clone();
        let mut unsolved = solved(&one);
        unsolved["solution"]["derivedKey"] = json!(format!("{}{}", one.parameters.key_prefix, "0".repeat(32)));
        let mut unsigned = solved(&one);
        unsigned["challenge"].as_object_mut().unwrap().remove("signature");
        forged.extend([signed_by_another, solved_by_another, unsolved, unsigned, json!({})]);
        for proof in &forged {
            asked(&send(&app, "acme", &key(), Some(&header(proof))).await);
        }
        asked(&send(&app, "acme", &key(), Some("nonsense")).await);
        assert_eq!(tickets(&app).await, 2);
        let whole = header(&solved(&one));
        assert_eq!(send(&app, "acme", &key(), Some(&whole)).await.status, StatusCode::CREATED);
    }

    async fn a_restart_does_not_forget_how_many_came_and_an_hour_does(app: TestApp) {
        let mut app = app;
        busy(&mut app).await;
        app.site("other").await;
        app.restart(true);
        asked(&send(&app, "acme", &key(), None).await);
        assert_eq!(send(&app, "other", &key(), None).await.status, StatusCode::CREATED);
        app.execute("update tickets set created_at = '2026-01-01 00:00:00+00:00'").await;
        assert_eq!(send(&app, "acme", &key(), None).await.status, StatusCode::CREATED);
    }

    async fn a_proof_that_nobody_asked_for_is_not_used_up(app: TestApp) {
        let mut app = app;
        busy(&mut app).await;
        let proof = header(&solved(&asked(&send(&app, "acme", &key(), None).await)));
        app.app.proofs.after = 3;
        app.restart(true);
        assert_eq!(send(&app, "acme", &key(), Some(&proof)).await.status, StatusCode::CREATED);
        assert_eq!(send(&app, "acme", &key(), Some(&proof)).await.status, StatusCode::CREATED);
        asked(&send(&app, "acme", &key(), Some(&proof)).await);
    }

    async fn limits_that_are_off_ask_for_no_proof(app: TestApp) {
        let mut app = app;
        busy(&mut app).await;
        app.restart(false);
        assert_eq!(send(&app, "acme", &key(), None).await.status, StatusCode::CREATED);
    }
}
