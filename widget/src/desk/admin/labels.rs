//! The site's own words for statuses, for customers and for agents.

use guichet_shared::status::Status;

use super::{
    fields::{group, said, text},
    site::languages,
};
use crate::{
    desk::state::State,
    parts::element::{Element, words},
};

const STATUSES: [(&str, Status); 6] = [
    ("new", Status::New),
    ("open", Status::Open),
    ("waiting", Status::Waiting),
    ("on_hold", Status::OnHold),
    ("proposed", Status::Proposed),
    ("closed", Status::Closed),
];

/// Both tables.
pub fn labels(state: State) -> Vec<Element> {
    let w = state.words().admin;
    let table = |list: &str, title: &'static str| {
        let list = ["policies.", list].concat();
        let mut fields: Vec<Element> = Vec::new();
        for (tag, language) in languages(state) {
            let words = STATUSES.map(|(name, status)| {
                text(
                    state,
                    &format!("{list}.{name}.{tag}"),
                    state.words().status(status),
                    None,
                )
            });
            fields.push(group(&language, "group inner columns-2", words.into()));
        }
        fields.push(said(state, &list));
        group(title, "group", fields)
    };
    vec![
        words("p", "field-hint", w.status_words_hint),
        table("labels", w.for_customers),
        table("desk_labels", w.for_agents),
    ]
}
