//! What must hold when things go wrong: the real binary, killed and watched from outside.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test speaks by panicking, and says what it left out"
)]

mod absences;
mod cluster;
mod desk;
mod incidents;
mod kills;
mod postgres;
mod relations;
mod server;
mod sync;
