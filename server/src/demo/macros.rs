//! The demo's macros.

use guichet_shared::{
    agent::AgentId,
    desk::{Actions, MacroName, MacroText},
    status::Status,
    ticket::{Message, Remark},
    triage::Tag,
};

use crate::{db::Db, macros::store, sites::SiteRow};

/// Keeps one that asks for an order number, and one that ends a ticket.
pub async fn macros(db: &Db, site: &SiteRow, agents: &[AgentId]) -> anyhow::Result<()> {
    let Some(by) = agents.first() else {
        return Ok(());
    };
    let ask = MacroText {
        name: MacroName::parse("Ask for the order number")?,
        body: Some(Message::parse(
            "Hello {customer},\n\nthank you for writing. Which order is this about? Its number \
             begins with T- and is in the confirmation that we sent you.\n\n{agent}, {site}",
        )?),
        actions: Actions {
            status: Some(Status::Waiting),
            note: Some(Remark::parse("Which order is this about?")?),
            add_tags: vec![Tag::parse("order-number")?],
            assign_to_me: true,
            ..Actions::default()
        },
    };
    let thanks = MacroText {
        name: MacroName::parse("Say thank you and close")?,
        body: Some(Message::parse(
            "Thank you, {customer}. Request #{number} is settled.\n\n{agent}",
        )?),
        actions: Actions {
            status: Some(Status::Closed),
            ..Actions::default()
        },
    };
    for text in [ask, thanks] {
        store::create(db, site.id, &text, *by).await?;
    }
    Ok(())
}
