//! What admins send about accounts, field by field.

use guichet_shared::admin::{AccountChange, Disable, Seat};

use crate::fields::{Fields, Input};

const SITES: usize = 200;
const CAPACITY: u16 = 1000;

impl Input for Seat {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.required("site");
        let topics = fields.optional("topics");
        Some(Self {
            site: site?,
            topics: topics?.unwrap_or_default(),
        })
    }
}

impl Input for AccountChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let version = fields.optional("version");
        let email = fields.required("email");
        let name = fields.required("name");
        let alias = fields.optional("alias");
        let role = fields.required("role");
        let level = fields.required::<u8>("level").filter(|level| {
            let fits = (1..=3).contains(level);
            if !fits {
                fields.refuse("level", "must be 1, 2 or 3");
            }
            fits
        });
        let languages = fields.optional("languages");
        let capacity = fields.optional::<u16>("capacity");
        let capacity = capacity.filter(|given| {
            let fits = given.is_none_or(|given| (1..=CAPACITY).contains(&given));
            if !fits {
                fields.refuse("capacity", &format!("must be 1 to {CAPACITY}"));
            }
            fits
        });
        let sites: Option<Vec<Seat>> = fields.each("sites", SITES);
        // A new account is nobody's yet; one that there is may still belong to sites of others.
        let new = version == Some(None);
        let homeless = new && sites.as_ref().is_some_and(Vec::is_empty);
        if homeless {
            fields.refuse("sites", "must name at least one site");
        }
        let release = fields.optional("release");
        Some(Self {
            version: version?.unwrap_or(0),
            email: email?,
            name: name?,
            alias: alias?,
            role: role?,
            level: level?,
            languages: languages?.unwrap_or_default(),
            capacity: capacity?.unwrap_or(20),
            sites: sites.filter(|_| !homeless)?,
            release: release?.unwrap_or(false),
        })
    }
}

impl Input for Disable {
    fn read(fields: &mut Fields) -> Option<Self> {
        let release = fields.optional("release");
        Some(Self {
            release: release?.unwrap_or(false),
        })
    }
}
