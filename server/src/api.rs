//! The API: every route under `/api/v1`, and the document made from those same routes.

use std::sync::Arc;

use axum::{Extension, Json, Router};
use guichet_shared::error::Problem;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Info, OpenApi, OpenApiBuilder, Ref, ResponseBuilder, content::ContentBuilder},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{App, articles, search, sites};

/// The routes, documented.
pub fn router() -> Router<App> {
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
                .merge(search::routes()),
        )
        .split_for_parts();
    document_problems(&mut document);
    router.layer(Extension(Arc::new(document)))
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
