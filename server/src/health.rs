//! What a load balancer asks: is the process alive, and can it serve.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use crate::{
    App,
    error::{Error, Result},
};

/// The health checks.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/health/live", get(|| async { StatusCode::NO_CONTENT }))
        .route("/health/ready", get(ready))
}

async fn ready(State(app): State<App>) -> Result<StatusCode> {
    if app.live.is_adrift() {
        let deaf = anyhow::anyhow!("other nodes cannot be heard");
        return Err(Error::Unavailable(deaf));
    }
    app.db.ping().await?;
    Ok(StatusCode::NO_CONTENT)
}
