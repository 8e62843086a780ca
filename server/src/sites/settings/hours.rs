//! Opening hours, as admins send them; what makes sense is said in `crate::hours`.

use guichet_shared::policy::{Hours, Opening};

use crate::{
    fields::{Fields, Input},
    hours,
};

const OPENINGS: usize = 42;
const HOLIDAYS: usize = 200;

impl Input for Hours {
    fn read(fields: &mut Fields) -> Option<Self> {
        let zone = fields.required("zone");
        let open = fields.each("open", OPENINGS);
        let holidays = fields.optional::<Vec<String>>("holidays");
        let read = Self {
            zone: zone?,
            open: open?,
            holidays: holidays?.unwrap_or_default(),
        };
        if read.holidays.len() > HOLIDAYS {
            fields.refuse("holidays", &format!("must be at most {HOLIDAYS}"));
            return None;
        }
        let problems = hours::problems(&read);
        for problem in &problems {
            let field = problem.field.as_str();
            fields.refuse(
                field.strip_prefix("hours.").unwrap_or(field),
                &problem.message,
            );
        }
        problems.is_empty().then_some(read)
    }
}

impl Input for Opening {
    fn read(fields: &mut Fields) -> Option<Self> {
        let day = fields.required("day");
        let from = fields.required("from");
        let until = fields.required("until");
        Some(Self {
            day: day?,
            from: from?,
            until: until?,
        })
    }
}
