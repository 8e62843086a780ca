//! Teams: agents of one site who share a queue.

pub mod store;
