//! What a macro does to a ticket, where no message goes with it.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    desk::{Actions, Thread},
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DeskTicket, arrange::Changes, work::agent_does};
use crate::{
    App,
    absences::Absent,
    db,
    error::{Error, Result},
    fields::{Fields, Input},
    request::Body,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(act))
}

impl Input for Actions {
    fn read(fields: &mut Fields) -> Option<Self> {
        let status = fields.optional("status");
        let note = fields.optional("note");
        let priority = fields.optional("priority");
        let add_tags = fields.optional("add_tags");
        let remove_tags = fields.optional("remove_tags");
        let assign_to_me = fields.optional("assign_to_me");
        let team = fields.optional("team");
        Some(Self {
            status: status?,
            note: note?,
            priority: priority?,
            add_tags: add_tags?.unwrap_or_default(),
            remove_tags: remove_tags?.unwrap_or_default(),
            assign_to_me: assign_to_me?.unwrap_or_default(),
            team: team?,
        })
    }
}

/// Does to a ticket what goes with no message, in one step
///
/// What is so already leaves no trace.
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/actions", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Actions,
    responses((status = 201, body = Thread), (status = 409, description = "Not a move from where it stands")),
)]
async fn act(
    State(app): State<App>,
    on: DeskTicket,
    Body(actions): Body<Actions>,
) -> Result<(StatusCode, Json<Thread>)> {
    if actions.is_empty() {
        return Err(Error::field(
            "status",
            "or priority, tags, assign_to_me or team must be there",
        ));
    }
    let me = on.me.agent.id;
    if actions.assign_to_me {
        let absent = Absent::load(&app.db, db::now()).await?;
        absent.must_not_have(me)?;
    }
    let changes = Changes::of_actions(&app.db, &on.site, actions, "").await?;
    let thread = agent_does(&app, on, None, move |ticket, _| {
        changes.steps(ticket, None, me)
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}
