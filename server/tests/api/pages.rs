//! The portal's and the desk's HTML.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

use crate::{app::on_both_databases, people::Caller};

on_both_databases! {
    async fn a_portal_may_be_framed_by_its_sites_origins_alone(app: TestApp) {
        app.site("acme").await;
        let page = app.get("/portal/acme").await;
        assert_eq!(page.status, StatusCode::OK);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors https://shop.example"), "{policy}");
        assert!(policy.contains("worker-src 'self';"), "{policy}");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"));
        assert!(!policy.contains("unsafe-inline"));
        let desk = app.get("/desk").await;
        assert!(desk.header("content-security-policy").contains("frame-ancestors 'none'"));
    }

    async fn a_sites_name_cannot_leave_its_place_in_the_page(app: TestApp) {
        app.site("acme").await;
        let page = app.get("/portal/acme").await;
        let html = page.text();
        assert!(html.contains("<title>A &amp; B &lt;/script>"), "{html}");
        let (_, data) = html.split_once("id=\"site\">").unwrap();
        let (data, _) = data.split_once("</script>").unwrap();
        let site: guichet_shared::site::Site = serde_json::from_str(data).unwrap();
        assert_eq!(site.name, "A & B </script>");
        assert!(!html.contains("{{"), "a placeholder was left: {html}");
    }

    async fn the_desk_is_out_of_reach_of_the_page_that_opened_it(app: TestApp) {
        let desk = app.get("/desk").await;
        assert_eq!(desk.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(desk.header("cross-origin-resource-policy"), "same-origin");
    }

    async fn what_is_somebodys_own_is_kept_by_no_browser(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        for (caller, path) in [
            (&visitor, format!("/api/v1/tickets/{ticket}")),
            (&tom.caller, format!("/api/v1/desk/tickets/{ticket}")),
            (&tom.caller, "/api/v1/desk/session".to_owned()),
        ] {
            let reply = app.call(caller, Method::GET, &path, None).await;
            assert_eq!(reply.header("cache-control"), "private, no-store", "{path}");
            assert_eq!(reply.header("etag"), "", "{path}");
        }
    }

    async fn a_page_of_another_origin_changes_nothing_in_an_agents_name(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, _) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let Caller::Agent(cookie) = &tom.caller else { unreachable!() };
        for (from, status) in [("same-origin", StatusCode::CREATED), ("same-site", StatusCode::FORBIDDEN), ("cross-site", StatusCode::FORBIDDEN)] {
            let request = Request::post(format!("/api/v1/desk/tickets/{ticket}/attachments?name=a.txt"))
                .header("cookie", cookie)
                .header("origin", "https://evil.example")
                .header("sec-fetch-site", from);
            let reply = app.send(request.body(Body::from("words")).unwrap()).await;
            assert_eq!(reply.status, status, "{from}");
        }
    }

    async fn no_page_sets_a_cookie_and_every_answer_is_guarded(app: TestApp) {
        app.site("acme").await;
        for address in ["/portal/acme", "/desk", "/api/v1/sites/acme", "/guichet.js", "/nowhere"] {
            let reply = app.get(address).await;
            assert_eq!(reply.header("set-cookie"), "", "{address}");
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{address}");
            assert_eq!(reply.header("referrer-policy"), "no-referrer", "{address}");
            assert!(!reply.header("content-security-policy").is_empty(), "{address}");
            assert!(!reply.header("x-request-id").is_empty(), "{address}");
        }
    }

    async fn a_person_who_opens_a_wrong_address_reads_a_page(app: TestApp) {
        for address in ["/portal/none", "/nowhere"] {
            let request = axum::http::Request::get(address).header("accept", "text/html,*/*;q=0.8");
            let page = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            assert!(page.header("content-type").starts_with("text/html"));
            assert_eq!(page.header("cache-control"), "no-store");
            assert!(page.text().contains("There is no page here"), "{}", page.text());
            assert!(!page.text().contains("{{"), "a placeholder was left: {}", page.text());
        }
    }

    async fn a_page_that_fails_gives_a_reference_and_no_code(app: TestApp) {
        app.site("acme").await;
        app.db.close().await;
        let request = axum::http::Request::get("/portal/acme").header("accept", "text/html");
        let page = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.text().contains("Nothing is lost. Try again in a moment."));
        assert!(page.text().contains(page.header("x-request-id")));
        assert!(!page.text().contains("503"));
    }
}
