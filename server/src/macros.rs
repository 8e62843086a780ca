//! Macros: answers kept for use again, with what else they do to a ticket.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    desk::{
        Actions, Macro, MacroId, MacroText, Macros, NewMacro, Placeholders, unknown_placeholders,
    },
    ticket::Message,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::store::Row;
use crate::{
    App,
    desk::Changes,
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Body, path_parameter},
    sessions::SignedIn,
    sites::SiteRow,
    tickets::views::time,
};

pub mod store;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(save, remove))
}

/// The macro named by `{macro}` in the path, for an agent of its site; any other is a 404.
#[derive(Debug)]
struct DeskMacro {
    site: SiteRow,
    row: Row,
}

impl FromRequestParts<App> for DeskMacro {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id: MacroId = path_parameter(parts, app, "macro").await?;
        let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
        let site = me.site(row.site_id).ok_or(Error::NotFound)?.clone();
        Ok(Self { site, row })
    }
}

impl Input for MacroText {
    fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required("name");
        let body = fields.optional::<Message>("body");
        let actions = fields.optional::<Actions>("actions");
        let mut fine = true;
        if let Some(Some(body)) = &body {
            let unknown = unknown_placeholders(body.as_str()).join(", ");
            if !unknown.is_empty() {
                let known = Placeholders::NAMES.join(", ");
                let wrong = format!("has {unknown}, which stands for nothing; there are {known}");
                fields.refuse("body", &wrong);
                fine = false;
            }
        }
        let idle = |actions: &Option<Actions>| actions.as_ref().is_none_or(Actions::is_empty);
        if matches!((&body, &actions), (Some(None), Some(actions)) if idle(actions)) {
            fields.refuse("body", "is missing, and the macro does nothing else");
            fine = false;
        }
        Some(Self {
            name: name?,
            body: body.filter(|_| fine)?,
            actions: actions?.unwrap_or_default(),
        })
    }
}

impl Input for NewMacro {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.required("site");
        let text = MacroText::read(fields);
        Some(Self {
            site: site?,
            text: text?,
        })
    }
}

fn view(row: Row, site: &SiteRow) -> Result<Macro> {
    Ok(Macro {
        id: row.id,
        site: site.key.clone(),
        name: row.name,
        body: row.body,
        actions: row.actions.0,
        updated_at: time(row.updated_at)?,
    })
}

const TAKEN: &str = "is taken by another macro of the site";

/// The macros of the caller's sites, by name
#[utoipa::path(
    get, path = "/desk/macros", tag = "desk",
    responses((status = 200, body = Macros)),
)]
async fn list(State(app): State<App>, me: SignedIn) -> Result<Json<Macros>> {
    let mut macros = Vec::new();
    for site in &me.sites {
        for row in store::of_site(&app.db, site.id).await? {
            macros.push(view(row, site)?);
        }
    }
    macros.sort_by_key(|kept| kept.name.to_lowercase());
    Ok(Json(Macros { macros }))
}

/// Keeps a new macro
#[utoipa::path(
    post, path = "/desk/macros", tag = "desk",
    request_body = NewMacro,
    responses((status = 201, body = Macro), (status = 422, description = "Fields at fault, a name that is taken among them")),
)]
async fn create(
    State(app): State<App>,
    me: SignedIn,
    Body(new): Body<NewMacro>,
) -> Result<(StatusCode, Json<Macro>)> {
    let site = me.site_by_key(&new.site)?;
    Changes::of_actions(&app.db, site, new.text.actions.clone(), "actions.").await?;
    let row = store::create(&app.db, site.id, &new.text, me.agent.id).await?;
    let row = row.ok_or_else(|| Error::field("name", TAKEN))?;
    Ok((StatusCode::CREATED, Json(view(row, site)?)))
}

/// Saves a macro
#[utoipa::path(
    put, path = "/desk/macros/{macro}", tag = "desk",
    params(("macro" = MacroId, Path, description = "The macro's id")),
    request_body = MacroText,
    responses((status = 200, body = Macro), (status = 404, description = "No such macro of the caller's sites")),
)]
async fn save(
    State(app): State<App>,
    DeskMacro { site, row }: DeskMacro,
    Body(text): Body<MacroText>,
) -> Result<Json<Macro>> {
    Changes::of_actions(&app.db, &site, text.actions.clone(), "actions.").await?;
    let saved = store::save(&app.db, &row, &text).await?;
    let row = saved.ok_or_else(|| Error::field("name", TAKEN))?;
    view(row, &site).map(Json)
}

/// Throws a macro away
#[utoipa::path(
    delete, path = "/desk/macros/{macro}", tag = "desk",
    params(("macro" = MacroId, Path, description = "The macro's id")),
    responses((status = 204)),
)]
async fn remove(State(app): State<App>, DeskMacro { row, .. }: DeskMacro) -> Result<StatusCode> {
    store::remove(&app.db, row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
