//! Tickets, their events and what a stream says of them.

use guichet_shared::{
    Text,
    agent::{Holder, PublicAgent},
    block::Block,
    event::{By, Event, Reason, What},
    file::{File, FileId},
    incident::{IncidentId, Part},
    status::Turn,
    ticket::{
        Filed, Rating, Stars, Thread, Ticket, TicketId, Tickets, Typing, Update, VisitorToken,
    },
    topic::Answered,
};
use wasm_bindgen::JsValue;

use super::{Read, field};

read_fields! {
    Answered { label, kind, value }
    Event { seq, at, by, what }
    File { id, name, kind, size }
    Filed { ticket, visitor_token }
    Holder { agent, here }
    PublicAgent { name, level }
    Rating { stars, comment }
    Thread { ticket, events }
    Ticket {
        id, site, number, subject, topic, answers, status, hold, turn, holder, due, last, unread,
        rating, closes_at, reopens_until, created_at
    }
    Tickets { tickets }
    Typing { ticket }
    Update { ticket, event }
}

read_parsed! { VisitorToken }

impl<const MAX: usize> Read for Text<MAX> {
    fn read(value: &JsValue) -> Option<Self> {
        Self::parse(&value.as_string()?).ok()
    }
}

impl Read for TicketId {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()?.parse().ok()
    }
}

impl Read for IncidentId {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()?.parse().ok()
    }
}

impl Read for Part {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match value.as_string()?.as_str() {
            "joined" => Self::Joined,
            "left" => Self::Left,
            "over" => Self::Over,
            _ => return None,
        })
    }
}

impl Read for FileId {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()?.parse().ok()
    }
}

impl Read for u8 {
    fn read(value: &JsValue) -> Option<Self> {
        u32::read(value)?.try_into().ok()
    }
}

impl Read for Stars {
    fn read(value: &JsValue) -> Option<Self> {
        Self::try_from(i64::from(u32::read(value)?)).ok()
    }
}

impl Read for Turn {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match value.as_string()?.as_str() {
            "support" => Self::Support,
            "customer" => Self::Customer,
            "nobody" => Self::Nobody,
            _ => return None,
        })
    }
}

impl Read for Reason {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match value.as_string()?.as_str() {
            "taken" => Self::Taken,
            "routed" => Self::Routed,
            "solution" => Self::Solution,
            "back" => Self::Back,
            "escalation" => Self::Escalation,
            "absence" => Self::Absence,
            "expertise" => Self::Expertise,
            "workload" => Self::Workload,
            "shift_end" => Self::ShiftEnd,
            "customer_request" => Self::CustomerRequest,
            _ => return None,
        })
    }
}

impl Read for By<PublicAgent> {
    fn read(value: &JsValue) -> Option<Self> {
        match value.as_string().as_deref() {
            Some("customer") => Some(Self::Customer),
            Some("system") => Some(Self::System),
            Some(_) => None,
            None => field(value, "agent")
                .map(Self::Agent)
                .or_else(|| field(value, "guest").map(Self::Guest)),
        }
    }
}

impl Read for What<PublicAgent, Vec<Block>> {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match field::<String>(value, "kind")?.as_str() {
            "created" => Self::Created {
                body: field(value, "body")?,
            },
            "message" => Self::Message {
                body: field(value, "body")?,
            },
            "file" => Self::File {
                file: field(value, "file")?,
            },
            "status" => Self::Status {
                from: field(value, "from")?,
                to: field(value, "to")?,
                note: field(value, "note")?,
            },
            "handover" => Self::Handover {
                from: field(value, "from")?,
                to: field(value, "to")?,
                reason: field(value, "reason")?,
                note: field(value, "note")?,
                level: field(value, "level")?,
                until: field(value, "until")?,
            },
            "proposal" => Self::Proposal {
                body: field(value, "body")?,
            },
            "verdict" => Self::Verdict {
                solved: field(value, "solved")?,
                comment: field(value, "comment")?,
            },
            "rating" => Self::Rating {
                stars: field(value, "stars")?,
                comment: field(value, "comment")?,
            },
            "promise" => Self::Promise {
                due: field(value, "due")?,
            },
            "merged" => Self::Merged {
                into: field(value, "into")?,
                number: field(value, "number")?,
            },
            "incident" => Self::Incident {
                incident: field(value, "incident")?,
                title: field(value, "title")?,
                part: field(value, "part")?,
                seq: field(value, "seq")?,
            },
            "news" => Self::News {
                update: field(value, "update")?,
                body: field(value, "body")?,
            },
            _ => return None,
        })
    }
}
