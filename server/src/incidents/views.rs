//! Incidents as agents see them.

use guichet_shared::{
    block::Block,
    desk::{InEach, Incident, IncidentEdit, IncidentSummary, IncidentUpdate},
    topic::Localised,
};

use super::{
    IncidentRow,
    store::{self, Counts},
};
use crate::{
    App,
    articles::markdown,
    error::Result,
    sites::SiteRow,
    tickets::views::{Views, time},
};

/// An incident as a row of the list; `counts` are its tickets.
///
/// # Errors
/// When a time cannot be written.
pub fn summary(
    row: IncidentRow,
    site: &SiteRow,
    counts: Option<&Counts>,
) -> Result<IncidentSummary> {
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    Ok(IncidentSummary {
        id: row.id,
        site: site.key.clone(),
        topic: row.topic_key,
        title: row.title.0,
        updates: number(row.seq),
        tickets: counts.map_or(0, |counts| number(counts.tickets)),
        owed: counts.map_or(0, |counts| number(counts.owed)),
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
        closed_at: row.closed_at.map(time).transpose()?,
    })
}

/// A text as customers read it, in each of its languages.
fn shown(text: &Localised) -> InEach<Vec<Block>> {
    let texts = text.0.iter();
    texts
        .map(|(lang, text)| (lang.clone(), markdown::message(text)))
        .collect()
}

/// An incident with all that is known of it.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, site: &SiteRow, row: IncidentRow) -> Result<Incident> {
    let views = Views::of(app, site).await?;
    let counts = store::counts(&app.db, &[site.id]).await?;
    let counts = counts.iter().find(|counts| counts.incident_id == row.id);
    let said = store::updates(&app.db, row.id).await?;
    let said = said.into_iter().map(|update| {
        Ok(IncidentUpdate {
            seq: u32::try_from(update.seq).unwrap_or_default(),
            text: shown(&update.body),
            solution: update.solution,
            by: views.roster.for_agents(update.agent_id, views.live),
            at: time(update.created_at)?,
        })
    });
    let edits = store::edits(&app.db, row.id)
        .await?
        .into_iter()
        .map(|edit| {
            Ok(IncidentEdit {
                text: shown(&edit.body),
                title: edit.title.0,
                by: views.roster.for_agents(edit.agent_id, views.live),
                at: time(edit.created_at)?,
            })
        });
    let linked = store::linked(&app.db, row.id).await?;
    let linked = linked.into_iter().map(|ticket| views.desk_ticket(ticket));
    Ok(Incident {
        said: said.collect::<Result<_>>()?,
        linked: linked.collect::<Result<_>>()?,
        edits: edits.collect::<Result<_>>()?,
        version: u32::try_from(row.version).unwrap_or_default(),
        text: shown(&row.body),
        body: row.body.0.clone(),
        by: views.roster.for_agents(row.created_by, views.live),
        summary: summary(row, site, counts)?,
    })
}
