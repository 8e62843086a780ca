//! Incidents.

use guichet_shared::incident::{Incident, Known, Update};

read_fields! {
    Incident { id, topic, title, body, updates, created_at, closed_at }
    Known { id, topic, title }
    Update { body, solution, at }
}
