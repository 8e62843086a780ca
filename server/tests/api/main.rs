//! The server from outside, on SQLite and on PostgreSQL; one file per noun, as the routes have.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test speaks by panicking, and says what it left out"
)]

mod absences;
mod access;
mod admin;
mod app;
mod articles;
mod assets;
mod assignment;
mod bulk;
mod caller;
mod connections;
mod desk;
mod files;
mod guests;
mod import;
mod incidents;
mod levels;
mod macros;
mod openapi;
mod pages;
mod people;
mod privacy;
mod problems;
mod promises;
mod proofs;
mod races;
mod relations;
mod retries;
mod s3;
mod schema;
mod search;
mod sessions;
mod sites;
mod storage;
mod stream;
mod tickets;
mod together;
mod triage;
mod upgrade;
