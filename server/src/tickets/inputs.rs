//! What customers send, field by field.

use guichet_shared::ticket::{NewTicket, Rating, Reply, Seen, Verdict};
use uuid::Uuid;

use super::store::NewRow;
use crate::{
    error::{Error, Result},
    fields::{Fields, Input},
    sites::SiteRow,
};

/// The most searches and the most articles that travel with a ticket.
const TRIED: usize = 20;

impl NewRow {
    /// Matches a ticket with its site's topics.
    ///
    /// # Errors
    /// Each field at fault.
    pub fn read(site: &SiteRow, new: NewTicket) -> Result<Self> {
        let mut context = new.context;
        context
            .searches
            .drain(..context.searches.len().saturating_sub(TRIED));
        context
            .articles
            .drain(..context.articles.len().saturating_sub(TRIED));
        let (topic, answers) = match &new.topic {
            None if new.fields.is_empty() => (None, Vec::new()),
            None => return Err(Error::field("fields", "belong to a topic")),
            Some(key) => {
                let topic = site.topics.iter().find(|topic| topic.key == *key);
                let topic = topic
                    .ok_or_else(|| Error::field("topic", "must be one of the site's topics"))?;
                let answers = topic.answered(&new.fields);
                (Some(topic), answers.map_err(Error::InvalidFields)?)
            }
        };
        let topic_key = topic.map(|topic| topic.key.as_str().to_owned());
        let route = site.policies.route(topic_key.as_deref());
        Ok(Self {
            id: Uuid::now_v7(),
            subject: new.subject.as_str().to_owned(),
            body: new.body.as_str().to_owned(),
            name: new.name.map(|name| name.as_str().to_owned()),
            email: new.email.map(|email| email.as_str().to_owned()),
            lang: new.lang,
            follows: new.follows,
            incident: new.incident,
            topic: topic.map(|topic| topic.name.clone()),
            topic_key,
            team: route.and_then(|route| route.team),
            answers,
            context,
        })
    }
}

impl Input for NewTicket {
    fn read(fields: &mut Fields) -> Option<Self> {
        let topic = fields.optional("topic");
        let subject = fields.required("subject");
        let body = fields.required("body");
        let name = fields.optional("name");
        let email = fields.optional("email");
        let lang = fields.optional("lang");
        let answers = fields.optional("fields");
        let context = fields.optional("context");
        let follows = fields.optional("follows");
        let incident = fields.optional("incident");
        Some(Self {
            topic: topic?,
            subject: subject?,
            body: body?,
            name: name?,
            email: email?,
            lang: lang?,
            fields: answers?.unwrap_or_default(),
            context: context?.unwrap_or_default(),
            follows: follows?,
            incident: incident?,
        })
    }
}

impl Input for Reply {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            body: fields.required("body")?,
        })
    }
}

impl Input for Verdict {
    fn read(fields: &mut Fields) -> Option<Self> {
        let solved = fields.required("solved");
        let comment = fields.optional("comment");
        Some(Self {
            solved: solved?,
            comment: comment?,
        })
    }
}

impl Input for Rating {
    fn read(fields: &mut Fields) -> Option<Self> {
        let stars = fields.required("stars");
        let comment = fields.optional("comment");
        Some(Self {
            stars: stars?,
            comment: comment?,
        })
    }
}

impl Input for Seen {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            seq: fields.required("seq")?,
        })
    }
}
