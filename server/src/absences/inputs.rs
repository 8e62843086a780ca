//! What agents send about absences, field by field.

use guichet_shared::absence::{AbsencePlan, NewAbsence};

use crate::fields::{Fields, Input};

impl Input for AbsencePlan {
    fn read(fields: &mut Fields) -> Option<Self> {
        let until = fields.optional("until");
        let cover = fields.optional("cover");
        let give_back = fields.required("give_back");
        Some(Self {
            until: until?,
            cover: cover?,
            give_back: give_back?,
        })
    }
}

impl Input for NewAbsence {
    fn read(fields: &mut Fields) -> Option<Self> {
        let agent = fields.optional("agent");
        let from = fields.optional("from");
        let plan = AbsencePlan::read(fields);
        Some(Self {
            agent: agent?,
            from: from?,
            plan: plan?,
        })
    }
}
