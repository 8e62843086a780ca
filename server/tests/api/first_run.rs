//! The very first start: a link that works once.

use axum::http::StatusCode;
use guichet_server::{first_run, links, secrets};
use guichet_shared::agent::{Me, Role};
use serde_json::json;

use crate::{
    admin::wrong,
    app::on_both_databases,
    people::{Agent, Caller, PASSWORD},
};

on_both_databases! {
    async fn the_first_start_makes_an_admin_and_a_site_once(app: TestApp) {
        let token = first_run::link(&app.db).await.unwrap().unwrap();
        let first = json!({"token": token, "email": "mira@desk.example", "name": "Mira", "password": PASSWORD,
            "site": {"key": "shop", "name": "Shop", "origins": ["https://shop.example"], "languages": ["en"]}});
        let mut faulty = first.clone();
        faulty["password"] = json!("short");
        faulty["site"]["key"] = json!("No Key");
        assert_eq!(wrong(&app.post("/api/v1/desk/first-run", &faulty).await), ["password", "site.key"]);
        let check = json!({"token": token});
        assert_eq!(app.post("/api/v1/desk/first-run/check", &check).await.status, StatusCode::NO_CONTENT);

        // Two at once: one of them is first.
        let (one, other) = tokio::join!(app.post("/api/v1/desk/first-run", &first), app.post("/api/v1/desk/first-run", &first));
        let (done, refused) = if one.status == StatusCode::CREATED { (one, other) } else { (other, one) };
        assert_eq!(done.status, StatusCode::CREATED, "{}", done.text());
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text());
        let cookie = done.header("set-cookie").split(';').next().unwrap().to_owned();
        let me: Me = done.json();
        assert_eq!((me.role, me.sites[0].key.as_str()), (Role::Admin, "shop"));
        let mira = Agent { id: me.id, caller: Caller::Agent(cookie) };
        assert_eq!(app.deeds(&mira).await, ["signed_in", "first_run"]);

        // Used: refused, and there is no other link.
        assert_eq!(app.post("/api/v1/desk/first-run/check", &check).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.post("/api/v1/desk/first-run", &first).await.status, StatusCode::NOT_FOUND);
        assert!(first_run::link(&app.db).await.unwrap().is_none());
    }

    async fn a_late_link_and_a_guessed_one_are_refused_alike(app: TestApp) {
        let now = time::OffsetDateTime::now_utc();
        let hash = secrets::hash(b"late");
        links::store::add_first(&app.db, &hash, now - time::Duration::days(2), now - time::Duration::days(1)).await.unwrap();
        for token in ["late", "guessed"] {
            let reply = app.post("/api/v1/desk/first-run/check", &json!({"token": token})).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{token}");
            let first = json!({"token": token, "email": "mira@desk.example", "name": "Mira", "password": PASSWORD,
                "site": {"key": "shop", "name": "Shop", "origins": ["https://shop.example"], "languages": ["en"]}});
            assert_eq!(app.post("/api/v1/desk/first-run", &first).await.status, StatusCode::NOT_FOUND, "{token}");
        }
        // What a link was is nowhere to be read: a new one is stored as its hash.
        let token = first_run::link(&app.db).await.unwrap().unwrap();
        assert!(links::store::first_works(&app.db, &secrets::hash(token.as_bytes()), now).await.unwrap());
        assert!(!links::store::first_works(&app.db, &token.into_bytes(), now).await.unwrap());
    }
}
