//! The server from outside, on SQLite and on PostgreSQL; one file per noun, as the routes have.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by panicking"
)]

mod app;
mod articles;
mod assets;
mod connections;
mod import;
mod openapi;
mod pages;
mod problems;
mod schema;
mod search;
mod sites;
