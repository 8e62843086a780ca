//! What is served as HTML: a site's portal, the desk, and problems met by a person.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use guichet_shared::{
    error::{Code, Problem},
    site::Origin,
};

use crate::{
    App,
    assets::Manifest,
    cache, db,
    error::Result,
    sites::{self, KnownSite, SiteRow},
};

const PORTAL: &str = include_str!("../../widget/portal.html");
const DESK: &str = include_str!("../../widget/desk.html");
const PROBLEM: &str = include_str!("../../widget/problem.html");

const EMBEDDER_POLICY: &str = "cross-origin-embedder-policy";
const RESOURCE_POLICY: &str = "cross-origin-resource-policy";

/// The pages' addresses.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/portal/{site}", get(portal))
        .route("/desk", get(desk))
        .layer(axum::middleware::from_fn(cache::revalidate))
}

async fn portal(
    State(app): State<App>,
    KnownSite(site): KnownSite,
    headers: HeaderMap,
) -> Result<Response> {
    note_sighting(&app, &site, &headers);
    let frames = match site.origins.as_slice() {
        [] => "'none'".to_owned(),
        origins => {
            let origins: Vec<_> = origins.iter().map(Origin::as_str).collect();
            origins.join(" ")
        }
    };
    let lang = site.languages[0].to_string();
    let site = site.view(&app).await?;
    // `<` cannot occur: the text stands inside a script element.
    let json = serde_json::to_string(&site)
        .map_err(anyhow::Error::from)?
        .replace('<', "\\u003c");
    let mut values = addresses(&app.manifest, "portal")?;
    values.extend([("lang", lang), ("name", escape(&site.name)), ("site", json)]);
    let policy = format!("worker-src 'self'; frame-ancestors {frames}");
    let mut response = page_response(fill(PORTAL, &values), &policy)?;
    // Hosts that isolate themselves may only frame pages that say the same.
    let headers = response.headers_mut();
    headers.insert(EMBEDDER_POLICY, HeaderValue::from_static("require-corp"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    Ok(response)
}

/// Notes that a page of the site shows its portal. The launcher's frame names the page's origin,
/// and nothing else of it, whatever the page's own policy on referrers is.
fn note_sighting(app: &App, site: &SiteRow, headers: &HeaderMap) {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let framed = header("sec-fetch-dest").is_none_or(|dest| dest == "iframe");
    let Some(page) = header("referer").filter(|_| framed) else {
        return;
    };
    let page = page.trim_end_matches('/');
    let Some(origin) = site.origins.iter().find(|known| known.as_str() == page) else {
        return;
    };
    let (db, id, origin) = (app.db.clone(), site.id, origin.clone());
    // The page does not wait for it, and is there without it.
    tokio::spawn(async move {
        if let Err(error) = sites::store::settings::note_seen(&db, id, &origin, db::now()).await {
            tracing::warn!(%error, "a sighting could not be noted");
        }
    });
}

async fn desk(State(app): State<App>) -> Result<Response> {
    let values = addresses(&app.manifest, "desk")?;
    let mut response = page_response(fill(DESK, &values), "frame-ancestors 'none'")?;
    // Whoever has opened it keeps no hold of it.
    response.headers_mut().insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    Ok(response)
}

/// What a page that tells of a problem may load: our style sheet.
pub const PROBLEM_POLICY: &str = "default-src 'none'; style-src 'self'; frame-ancestors 'none'";

/// A problem for a person who has opened an address in a browser: what happened, and what to do.
///
/// # Errors
/// When the build made no style sheet.
pub fn problem(manifest: &Manifest, problem: &Problem) -> anyhow::Result<String> {
    let id = problem.request_id.as_deref().unwrap_or_default();
    let (title, detail, reference) = match problem.code {
        Code::NotFound | Code::MethodNotAllowed => (
            "There is no page here",
            "The address may be mistyped, or the page may have moved. Go back to where you came \
             from and try from there.",
            String::new(),
        ),
        _ => (
            "This page cannot be shown just now",
            "Nothing is lost. Try again in a moment. If it stays like this, tell us the reference \
             below.",
            format!("Reference: {id}"),
        ),
    };
    let values = [
        ("css", manifest.address("portal.css")?),
        ("title", title.to_owned()),
        ("detail", detail.to_owned()),
        ("reference", escape(&reference)),
    ];
    Ok(fill(PROBLEM, &values))
}

/// The addresses of what an app is made of.
fn addresses(manifest: &Manifest, app: &str) -> anyhow::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("css", manifest.address(&format!("{app}.css"))?),
        ("js", manifest.address(&format!("{app}.js"))?),
        ("wasm", manifest.address(&format!("{app}.wasm"))?),
    ])
}

/// Puts values into the places of a template, `{{name}}` each; what they hold is no place.
fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let (name, behind) = after.split_once("}}").unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        page.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    page + rest
}

/// A page that may run its own WASM, talk to its own origin and nothing else; `more` ends its policy.
fn page_response(page: String, more: &str) -> Result<Response> {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self'; img-src 'self' blob:; form-action 'none'; base-uri 'none'; {more}"
    );
    let mut response = Html(page).into_response();
    let headers = response.headers_mut();
    let policy = HeaderValue::from_str(&policy).map_err(anyhow::Error::from)?;
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
