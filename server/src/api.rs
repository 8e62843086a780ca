//! The API: every route under `/api/v1`, and the document made from those same routes.

use std::{sync::Arc, time::Duration};

use axum::{Extension, Json, Router, extract::DefaultBodyLimit, http::StatusCode, middleware};
use guichet_shared::error::Problem;
use tower_http::{csrf::CsrfLayer, timeout::TimeoutLayer};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Info, OpenApi, OpenApiBuilder, Ref, ResponseBuilder, content::ContentBuilder},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App, absences, admin_log, agents, articles, cache, desk, first_run, guests, incidents, macros,
    reports, retries, search, sessions, sites, teams, tickets,
};

/// How long a file may take to arrive over a bad network.
const UPLOAD: Duration = Duration::from_secs(5 * 60);

/// The routes, documented; each request may take `patience`, files apart.
pub fn router(patience: Duration) -> Router<App> {
    let within = |time| TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time);
    let document = OpenApiBuilder::new()
        .info(Info::new("Guichet", env!("CARGO_PKG_VERSION")))
        .build();
    let (router, mut document) = OpenApiRouter::with_openapi(document)
        .nest(
            "/api/v1",
            OpenApiRouter::new()
                .routes(routes!(openapi))
                .merge(sites::routes())
                .merge(articles::routes())
                .merge(search::routes())
                .merge(tickets::routes())
                .merge(incidents::routes())
                .merge(sessions::routes())
                .merge(agents::routes())
                .merge(absences::routes())
                .merge(teams::routes())
                .merge(admin_log::routes())
                .merge(first_run::routes())
                .merge(desk::routes())
                .merge(guests::routes())
                .merge(macros::routes())
                .merge(reports::routes())
                .layer(DefaultBodyLimit::max(64 * 1024))
                .merge(
                    desk::articles::routes()
                        .merge(sites::settings::routes())
                        .layer(DefaultBodyLimit::max(512 * 1024)),
                )
                .layer(middleware::from_fn(retries::retry))
                .layer(within(patience))
                .merge(
                    tickets::uploads()
                        .merge(desk::uploads())
                        .layer(within(patience.max(UPLOAD))),
                ),
        )
        .split_for_parts();
    document_problems(&mut document);
    router
        // A page of another origin, or of a sibling of ours, changes nothing in anybody's name.
        .layer(CsrfLayer::new())
        .layer(Extension(Arc::new(document)))
        .layer(middleware::from_fn(cache::revalidate))
}

/// The description of this API
#[utoipa::path(
    get, path = "/openapi.json", tag = "operations",
    responses((status = 200, description = "An OpenAPI document", content_type = "application/json")),
)]
async fn openapi(Extension(document): Extension<Arc<OpenApi>>) -> Json<Arc<OpenApi>> {
    Json(document)
}

/// Every call may fail, and each fails with the same kind of body.
fn document_problems(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components
        .schemas
        .insert(Problem::name().into_owned(), Problem::schema());
    let mut schemas = Vec::new();
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(Problem::name())))
        .build();
    let problem = ResponseBuilder::new()
        .description("Any refusal or failure")
        .content("application/problem+json", content)
        .build();
    for path in document.paths.paths.values_mut() {
        let operations = [
            &mut path.get,
            &mut path.post,
            &mut path.put,
            &mut path.patch,
            &mut path.delete,
        ];
        for operation in operations.into_iter().flatten() {
            let responses = &mut operation.responses.responses;
            responses.insert("default".to_owned(), problem.clone().into());
        }
    }
}
