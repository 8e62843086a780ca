//! The server from outside, on SQLite and on PostgreSQL; one file per noun, as the routes have.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test speaks by panicking, and says what it left out"
)]

mod absences;
mod access;
mod accounts;
mod admin;
mod admin_log;
mod app;
mod articles;
mod assets;
mod assignment;
mod away;
mod bulk;
mod caller;
mod citus;
mod connections;
mod covers;
mod desk;
mod files;
mod filled;
mod first_run;
mod guests;
mod import;
mod incidents;
mod known;
mod levels;
mod line;
mod macros;
mod moving;
mod nodes;
mod openapi;
mod pages;
mod passwords;
mod people;
mod privacy;
mod problems;
mod promises;
mod proofs;
mod races;
mod relations;
mod reports;
mod retries;
mod s3;
mod schema;
mod search;
mod sessions;
mod sites;
mod storage;
mod stream;
mod teams;
mod then;
mod tickets;
mod together;
mod triage;
mod upgrade;
