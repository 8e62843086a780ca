//! `GET /sites/{site}/search`.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use guichet_shared::search::Hits;

use crate::app::on_both_databases;

async fn found(app: &crate::app::TestApp, query: &str) -> Vec<String> {
    let address = format!("/api/v1/sites/acme/search?{query}");
    let hits: Hits = app.get(&address).await.json();
    hits.hits
        .into_iter()
        .map(|hit| hit.slug.to_string())
        .collect()
}

on_both_databases! {
    async fn an_article_is_found_right_after_it_is_published_or_changed(app: TestApp) {
        let site = app.site("acme").await;
        assert_eq!(found(&app, "q=carafe").await, [""; 0]);
        app.publish(&site, "en", "a", "Cleaning the carafe", "Use warm water.").await;
        assert_eq!(found(&app, "q=carafe").await, ["a"]);
        app.publish(&site, "en", "a", "Cleaning the jug", "Use warm water.").await;
        assert_eq!(found(&app, "q=jug").await, ["a"]);
        app.publish(&site, "en", "b", "Returning a jug", "Within 30 days.").await;
        assert_eq!(found(&app, "q=return").await, ["b"]);
    }

    async fn typing_finds_before_the_word_is_whole_or_right(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "fr", "r", "Être remboursé", "Le remboursement prend trois jours.").await;
        app.publish(&site, "fr", "l", "Suivre la livraison", "Votre colis est en route.").await;
        for query in ["rembou", "remboursment", "rembousrement", "REMBOURSEMENTS", "etre+rembourse"] {
            assert_eq!(found(&app, &format!("lang=fr&q={query}")).await[0], "r", "{query}");
        }
    }

    async fn a_hit_marks_what_matched_and_keeps_its_title_whole(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "When is my refund due?", "A refund takes <b>three</b> days.").await;
        let hits: Hits = app.get("/api/v1/sites/acme/search?q=refund").await.json();
        let title = &hits.hits[0].title;
        let whole: String = title.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(whole, "When is my refund due?");
        let marked: Vec<_> = title.iter().filter(|segment| segment.hit).collect();
        assert_eq!(marked.len(), 1);
        assert_eq!(marked[0].text, "refund");
        assert!(hits.hits[0].snippet.iter().any(|segment| segment.hit));
    }

    async fn another_language_answers_where_the_one_asked_for_has_nothing(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "Cleaning the carafe", "Use warm water.").await;
        let hits: Hits = app.get("/api/v1/sites/acme/search?q=carafe&lang=fr").await.json();
        assert_eq!(hits.hits[0].lang.as_str(), "en");
    }

    async fn a_search_gives_no_more_than_was_asked_for(app: TestApp) {
        let site = app.site("acme").await;
        for n in 1..=12 {
            app.publish(&site, "en", &format!("a-{n}"), "A carafe", "Use warm water.").await;
        }
        assert_eq!(found(&app, "q=carafe").await.len(), 8);
        assert_eq!(found(&app, "q=carafe&limit=3").await.len(), 3);
    }

    async fn the_sixty_first_search_of_a_minute_is_refused_and_another_browser_is_not(app: TestApp) {
        // Others hear of a count a moment later; the tests of nodes wait for it.
        let app = app.alone();
        app.site("acme").await;
        let search = |browser: &'static str| {
            let request = Request::get("/api/v1/sites/acme/search?q=a").header("user-agent", browser);
            app.send(request.body(Body::empty()).unwrap())
        };
        for _ in 0..60 {
            assert_eq!(search("one").await.status, StatusCode::OK);
        }
        let refused = search("one").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!((1..=60).contains(&refused.header("retry-after").parse::<u64>().unwrap()));
        assert_eq!(search("another").await.status, StatusCode::OK);
    }
}
