//! Incidents.

use guichet_shared::incident::{Announced, Incident, Known, Update};

read_fields! {
    Announced { known }
    Incident { id, topic, lang, title, body, updates, created_at, closed_at }
    Known { id, topic, title, updated_at }
    Update { body, solution, at }
}
