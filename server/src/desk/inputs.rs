//! What agents send, field by field.

use guichet_shared::{
    desk::{
        Change, Handover, Learned, Markdown, NewArticle, NewNote, NewVersion, Presence, Solution,
        Written,
    },
    guest::NewGuest,
};

use crate::fields::{Fields, Input};

impl Input for Written {
    fn read(fields: &mut Fields) -> Option<Self> {
        let body = fields.required("body");
        let after = fields.optional("after");
        let then = fields.optional("then");
        Some(Self {
            body: body?,
            after: after?,
            then: then?,
        })
    }
}

impl Input for NewNote {
    fn read(fields: &mut Fields) -> Option<Self> {
        let body = fields.required("body");
        let mentions = fields.optional("mentions");
        let then = fields.optional("then");
        Some(Self {
            body: body?,
            mentions: mentions?.unwrap_or_default(),
            then: then?,
        })
    }
}

impl Input for Presence {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            doing: fields.required("doing")?,
        })
    }
}

impl Input for NewGuest {
    fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.required("name");
        let may = fields.required("may");
        Some(Self {
            name: name?,
            may: may?,
        })
    }
}

impl Input for Change {
    fn read(fields: &mut Fields) -> Option<Self> {
        let status = fields.optional("status");
        let note = fields.optional("note");
        let due = fields.optional("due");
        let priority = fields.optional("priority");
        let tags = fields.optional("tags");
        let team = fields.settable("team");
        let snoozed_until = fields.settable("snoozed_until");
        Some(Self {
            status: status?,
            note: note?,
            due: due?,
            priority: priority?,
            tags: tags?,
            team: team?,
            snoozed_until: snoozed_until?,
        })
    }
}

impl Input for Handover {
    fn read(fields: &mut Fields) -> Option<Self> {
        let to = fields.optional("to");
        let team = fields.optional("team");
        let reason = fields.required("reason");
        let level = fields.optional("level");
        let public_note = fields.optional("public_note");
        let note = fields.optional("note");
        Some(Self {
            to: to?,
            team: team?,
            reason: reason?,
            level: level?,
            public_note: public_note?,
            note: note?,
        })
    }
}

impl Input for Solution {
    fn read(fields: &mut Fields) -> Option<Self> {
        let body = fields.required("body");
        let to = fields.optional("to");
        Some(Self {
            body: body?,
            to: to?,
        })
    }
}

impl Input for Learned {
    fn read(fields: &mut Fields) -> Option<Self> {
        let article = fields.optional("article");
        let why = fields.optional("why");
        Some(Self {
            article: article?,
            why: why?,
        })
    }
}

impl Input for Markdown {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            body: fields.required("body")?,
        })
    }
}

impl Input for NewArticle {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.required("site");
        let lang = fields.required("lang");
        let slug = fields.required("slug");
        let text = fields.required("text");
        Some(Self {
            site: site?,
            lang: lang?,
            slug: slug?,
            text: text?,
        })
    }
}

impl Input for NewVersion {
    fn read(fields: &mut Fields) -> Option<Self> {
        let version = fields.required("version");
        let text = fields.required("text");
        Some(Self {
            version: version?,
            text: text?,
        })
    }
}
