//! `GET /sites/{site}/articles…`, `/categories` and votes.

use axum::http::StatusCode;
use guichet_shared::{
    article::{Article, Categories, Summaries},
    block::Block,
};
use serde_json::json;

use crate::app::on_both_databases;

fn slugs(page: &Summaries) -> Vec<&str> {
    page.articles
        .iter()
        .map(|article| article.slug.as_str())
        .collect()
}

on_both_databases! {
    async fn a_list_comes_in_pages_that_follow_each_other(app: TestApp) {
        let site = app.site("acme").await;
        for slug in ["b-2", "a-1", "c", "b-10", "b"] {
            app.publish(&site, "en", slug, slug, "words").await;
        }
        app.publish(&site, "fr", "a-1", "a", "mots").await;
        let mut seen = Vec::new();
        let mut address = "/api/v1/sites/acme/articles?limit=2".to_owned();
        loop {
            let page: Summaries = app.get(&address).await.json();
            seen.extend(slugs(&page).into_iter().map(str::to_owned));
            let Some(next) = page.next else { break };
            address = format!("/api/v1/sites/acme/articles?limit=2&after={next}");
        }
        assert_eq!(seen, ["a-1", "b", "b-10", "b-2", "c"]);
    }

    async fn a_list_keeps_to_a_language_and_a_category(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "a", "words").await;
        app.publish(&site, "fr", "b", "b", "mots").await;
        let french: Summaries = app.get("/api/v1/sites/acme/articles?lang=fr&category=General").await.json();
        assert_eq!(slugs(&french), ["b"]);
        let none: Summaries = app.get("/api/v1/sites/acme/articles?lang=fr&category=Other").await.json();
        assert_eq!(none.articles, []);
        let counted: Categories = app.get("/api/v1/sites/acme/categories?lang=fr").await.json();
        assert_eq!((counted.categories[0].name.as_str(), counted.categories[0].articles), ("General", 1));
    }

    async fn what_helps_most_comes_first(app: TestApp) {
        let site = app.site("acme").await;
        for slug in ["a", "b", "c"] {
            app.publish(&site, "en", slug, slug, "words").await;
        }
        for (slug, helpful) in [("c", true), ("a", false)] {
            let vote = json!({"lang": "en", "helpful": helpful, "comment": "It was short."});
            let reply = app.post(&format!("/api/v1/sites/acme/articles/{slug}/votes"), &vote).await;
            assert_eq!(reply.status, StatusCode::NO_CONTENT);
        }
        let page: Summaries = app.get("/api/v1/sites/acme/articles?sort=popular").await.json();
        assert_eq!(slugs(&page), ["c", "b", "a"]);
    }

    async fn a_vote_for_what_is_not_there_is_a_404_and_counts_nothing(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "a", "words").await;
        for (slug, lang) in [("b", "en"), ("a", "fr"), ("..", "en")] {
            let vote = json!({"lang": lang, "helpful": true});
            let reply = app.post(&format!("/api/v1/sites/acme/articles/{slug}/votes"), &vote).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{slug} {lang}");
        }
    }

    async fn an_article_travels_as_blocks(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "A title", "# One\n\n<b>two</b>").await;
        let article: Article = app.get("/api/v1/sites/acme/articles/a?lang=en").await.json();
        assert_eq!(article.title, "A title");
        assert!(matches!(article.body[0], Block::Heading { level: 2, .. }));
        assert!(article.updated_at.ends_with('Z'), "{}", article.updated_at);
        assert!(app.get("/api/v1/sites/acme/articles/a").await.text().contains("<b>two</b>"));
    }

    async fn an_article_without_a_translation_is_shown_in_the_nearest_language(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "English", "words").await;
        app.publish(&site, "fr", "a", "Français", "mots").await;
        app.publish(&site, "de", "b", "Deutsch", "Wörter").await;
        for (address, lang) in [("a?lang=fr", "fr"), ("a?lang=es", "en"), ("a", "en"), ("b?lang=fr", "de")] {
            let article: Article = app.get(&format!("/api/v1/sites/acme/articles/{address}")).await.json();
            assert_eq!(article.lang.as_str(), lang, "{address}");
        }
    }

    async fn a_site_never_shows_the_articles_of_another(app: TestApp) {
        let acme = app.site("acme").await;
        app.site("other").await;
        app.publish(&acme, "en", "a", "a", "words").await;
        let reply = app.get("/api/v1/sites/other/articles/a").await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        let page: Summaries = app.get("/api/v1/sites/other/articles").await.json();
        assert_eq!(page.articles, []);
        let found: serde_json::Value = app.get("/api/v1/sites/other/search?q=words").await.json();
        assert_eq!(found, json!({"hits": []}));
    }

    async fn what_has_not_changed_is_not_sent_again(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "a", "words").await;
        let address = "/api/v1/sites/acme/articles/a";
        let first = app.get(address).await;
        let tag = first.header("etag").to_owned();
        let ask = || axum::http::Request::get(address).header("if-none-match", &tag);
        let second = app.send(ask().body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!((second.status, second.body.len()), (StatusCode::NOT_MODIFIED, 0));
        app.publish(&site, "en", "a", "a", "other words").await;
        let third = app.send(ask().body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(third.status, StatusCode::OK);
    }
}
