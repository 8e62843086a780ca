//! What crosses the wire, one file per noun; behaviour lives in the server and the widget.

pub mod absence;
pub mod admin;
pub mod agent;
pub mod article;
pub mod block;
pub mod desk;
pub mod error;
pub mod event;
pub mod file;
pub mod guest;
pub mod incident;
pub mod lang;
mod parsed;
pub mod policy;
pub mod proof;
pub mod search;
pub mod site;
pub mod status;
pub mod team;
pub mod ticket;
pub mod topic;
pub mod triage;

pub use parsed::{Invalid, Line, Text};
