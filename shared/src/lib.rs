//! What crosses the wire, one file per noun; behaviour lives in the server and the widget.

pub mod article;
pub mod block;
pub mod error;
pub mod lang;
mod parsed;
pub mod search;
pub mod site;

pub use parsed::{Invalid, Text};
