//! What agents send of incidents, read field by field.

use guichet_shared::{
    Text,
    desk::{EditedIncident, InEach, Link, NewIncident, NewUpdate},
    lang::Lang,
    topic::Localised,
};

use crate::{
    error::{Error, Result},
    fields::{Fields, Input},
    sites::SiteRow,
};

impl Input for NewIncident {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.required("site");
        let topic = fields.optional("topic");
        let title = fields.required("title");
        let body = fields.required("body");
        Some(Self {
            site: site?,
            topic: topic?,
            title: title?,
            body: body?,
        })
    }
}

impl Input for NewUpdate {
    fn read(fields: &mut Fields) -> Option<Self> {
        let after = fields.required("after");
        let body = fields.required("body");
        let solution = fields.optional("solution");
        Some(Self {
            after: after?,
            body: body?,
            solution: solution?.unwrap_or_default(),
        })
    }
}

impl Input for EditedIncident {
    fn read(fields: &mut Fields) -> Option<Self> {
        let version = fields.required("version");
        let title = fields.required("title");
        let body = fields.required("body");
        Some(Self {
            version: version?,
            title: title?,
            body: body?,
        })
    }
}

impl Input for Link {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            incident: fields.optional("incident")?,
        })
    }
}

/// A text in languages of the site, in one of them at least.
pub fn localised<const MAX: usize, const ONE_LINE: bool>(
    field: &str,
    texts: InEach<Text<MAX, ONE_LINE>>,
    site: &SiteRow,
) -> Result<Localised> {
    if texts.is_empty() || texts.keys().any(|lang| !site.languages.contains(lang)) {
        let languages: Vec<_> = site.languages.iter().map(Lang::as_str).collect();
        let must = ["must be in languages of the site: ", &languages.join(", ")].concat();
        return Err(Error::field(field, &must));
    }
    let texts = texts.into_iter();
    Ok(Localised(
        texts
            .map(|(lang, text)| (lang, text.as_str().to_owned()))
            .collect(),
    ))
}
