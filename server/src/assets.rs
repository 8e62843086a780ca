//! What the browser loads, compressed at build and carried in the binary.

use std::collections::HashMap;

use anyhow::Context;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use axum_extra::headers::HeaderMapExt;
use rust_embed::RustEmbed;

use crate::{
    App, cache,
    error::{Error, Result},
};

#[derive(RustEmbed)]
#[folder = "../widget/dist"]
#[allow_missing = true]
struct Dist;

/// The hashed names of the files that a page refers to.
#[derive(Clone, Debug)]
pub struct Manifest(HashMap<String, String>);

impl Manifest {
    /// Reads the names that the build gave.
    ///
    /// # Errors
    /// When the binary was built without the browser's files.
    pub fn read() -> anyhow::Result<Self> {
        let file = Dist::get("manifest.json").context(
            "this binary was built without the portal: build it with `cargo xtask build`",
        )?;
        Ok(Self(serde_json::from_slice(&file.data)?))
    }

    /// Whether the build gave this name to a file.
    #[must_use]
    pub fn has(&self, hashed: &str) -> bool {
        self.0.values().any(|name| name == hashed)
    }

    /// The address of `portal.js`, `desk.css` and so on.
    ///
    /// # Errors
    /// When the build made no such file.
    pub fn address(&self, name: &str) -> anyhow::Result<String> {
        let hashed = self.0.get(name);
        let hashed = hashed.with_context(|| format!("the build made no {name}"))?;
        Ok(format!("/assets/{hashed}"))
    }
}

/// The loader and every hashed file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/guichet.js", get(loader))
        .route("/favicon.ico", get(icon))
        .route("/assets/{name}", get(hashed))
}

async fn loader(headers: HeaderMap) -> Result<Response> {
    let mut response = answer("guichet.js", &headers)?;
    let own = response.headers_mut();
    // A page keeps the script for ten minutes, then asks; an old one serves while it asks.
    own.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=600, stale-while-revalidate=86400"),
    );
    // Any page may load it, those that ask for CORS or isolate themselves too.
    own.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    own.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    Ok(response)
}

/// Browsers ask for it unasked; the window shows the site's name, and no icon of ours.
async fn icon() -> impl IntoResponse {
    (
        [(header::CACHE_CONTROL, cache::A_DAY)],
        StatusCode::NO_CONTENT,
    )
}

async fn hashed(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    // Names without a hash must not be kept for good.
    if !app.manifest.has(&name) {
        return Err(Error::NotFound);
    }
    let mut response = answer(&name, &headers)?;
    let own = response.headers_mut();
    own.insert(header::CACHE_CONTROL, cache::FOREVER);
    // A page that isolates itself may only start workers that say the same.
    own.insert(
        "cross-origin-embedder-policy",
        HeaderValue::from_static("require-corp"),
    );
    Ok(response)
}

/// The file in the smallest form that the caller takes.
fn answer(name: &str, headers: &HeaderMap) -> Result<Response> {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let forms = [("br", ".br"), ("gzip", ".gz")];
    let (encoding, file) = forms
        .into_iter()
        .filter(|(encoding, _)| accepts(headers, encoding))
        .find_map(|(encoding, end)| Some((Some(encoding), Dist::get(&format!("{name}{end}"))?)))
        .or_else(|| Some((None, Dist::get(name)?)))
        .ok_or(Error::NotFound)?;
    let mut own = HeaderMap::new();
    own.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    // A host page in another encoding would read our words in its own. WASM must be named bare.
    let charset = if kind.type_() == "text" {
        "; charset=utf-8"
    } else {
        ""
    };
    if let Ok(kind) = HeaderValue::from_str(&format!("{}{charset}", kind.essence_str())) {
        own.insert(header::CONTENT_TYPE, kind);
    }
    if let Some(tag) = cache::tag(&file.data) {
        let known = cache::is_known(headers, &tag);
        own.typed_insert(tag);
        if known {
            return Ok((StatusCode::NOT_MODIFIED, own).into_response());
        }
    }
    if let Some(encoding) = encoding {
        own.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok((own, file.data.into_owned()).into_response())
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
            let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
            name.trim().eq_ignore_ascii_case(encoding) && !refused
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_refused_by_its_weight_is_not_accepted() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT_ENCODING,
            "gzip;q=0.5, br;q=0".parse().unwrap(),
        );
        assert!(accepts(&headers, "gzip"));
        assert!(!accepts(&headers, "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }
}
