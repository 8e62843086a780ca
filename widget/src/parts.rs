//! Small stateless views that both apps use.

pub mod blocks;
pub mod element;
pub mod icons;
pub mod initials;
pub mod label;
pub mod rows;
pub mod states;
pub mod value;
