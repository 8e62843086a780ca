//! `GET /sites/{site}`.

use axum::http::StatusCode;
use guichet_shared::site::Site;

use crate::app::on_both_databases;

on_both_databases! {
    async fn a_site_tells_what_its_portal_needs(app: TestApp) {
        app.site("acme").await;
        let reply = app.get("/api/v1/sites/acme").await;
        assert_eq!(reply.status, StatusCode::OK);
        let site: Site = reply.json();
        assert_eq!(site.key.as_str(), "acme");
        assert_eq!(site.name, "A & B </script>");
        assert_eq!(site.origins[0].as_str(), "https://shop.example");
        assert_eq!(site.languages[1].as_str(), "fr");
    }

    async fn a_missing_and_a_malformed_site_answer_the_same_404(app: TestApp) {
        app.site("acme").await;
        for key in ["other", "ACME", "%ff", "a%2Fb", "acme%00", "-", "acme%20"] {
            let reply = app.get(&format!("/api/v1/sites/{key}")).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{key}");
            let mut problem: serde_json::Value = reply.json();
            problem.as_object_mut().unwrap().remove("request_id");
            assert_eq!(
                problem,
                serde_json::json!({
                    "status": 404,
                    "code": "not_found",
                    "title": "Not found",
                    "detail": "There is nothing at this address, or nothing that you may see.",
                }),
                "{key}"
            );
        }
    }

    async fn a_key_is_taken_once(app: TestApp) {
        let site = app.site("acme").await;
        let again = guichet_server::sites::store::NewSite {
            key: site.key.clone(),
            name: "Another".to_owned(),
            origins: Vec::new(),
            languages: site.languages.0.clone(),
            theme: site.theme.0.clone(),
            topics: Vec::new(),
            policies: guichet_shared::policy::Policies::default(),
        };
        let created = guichet_server::sites::store::create(&app.db, &again).await.unwrap();
        assert!(created.is_none());
        let kept: Site = app.get("/api/v1/sites/acme").await.json();
        assert_eq!(kept.name, "A & B </script>");
    }
}
