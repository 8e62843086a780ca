//! What was written to somebody: a text, and what kind of text it is.

use guichet_shared::{
    block::Block,
    desk::Entry,
    event::{Internal, What},
};

use crate::{
    desk::{icons, together::mention},
    parts::{
        element::{Element, element, words},
        icons::icon,
    },
    text::desk::Words,
};

/// A text in a timeline.
pub struct Written {
    pub body: Vec<Block>,
    /// What sets it apart from a message.
    pub label: Option<Element>,
    /// Whether customers never see it.
    pub internal: bool,
}

/// What was written, where that is what happened; `name` is what an agent is called.
pub fn written<A>(
    w: &Words,
    what: &Entry<A, Vec<Block>>,
    name: impl Fn(&A) -> &str,
) -> Option<Written> {
    let internal = |label| {
        element("span", "label internal")
            .child(icon(icons::LOCK))
            .text(label)
    };
    let (body, label) = match what {
        Entry::Visible(What::Created { body } | What::Message { body }) => (body.clone(), None),
        Entry::Visible(What::Proposal { body }) => {
            let label = element("span", "label proposal").child(icon(icons::BULB));
            (body.clone(), Some(label.text(w.proposal)))
        }
        Entry::Visible(What::News { body, .. }) => {
            let label = words("span", "label", w.history.news_label);
            (body.clone(), Some(label))
        }
        Entry::Internal(Internal::Note { body, mentions }) => {
            let body = mention::stressed(body, mentions.iter().map(name));
            (body, Some(internal(w.internal)))
        }
        Entry::Internal(Internal::Solution { body }) => {
            (body.clone(), Some(internal(w.history.solution_label)))
        }
        Entry::Visible(_) | Entry::Internal(_) => return None,
    };
    Some(Written {
        body,
        label,
        internal: matches!(what, Entry::Internal(_)),
    })
}
