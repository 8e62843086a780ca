//! What the palette says.

#[path = "palette/de.rs"]
mod de;
#[path = "palette/en.rs"]
mod en;
#[path = "palette/fr.rs"]
mod fr;

pub use self::{de::PALETTE as DE, en::PALETTE as EN, fr::PALETTE as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct PaletteWords {
    /// Opens it, in the bar.
    pub open: &'static str,
    /// Its name.
    pub commands: &'static str,
    /// In its empty field.
    pub what: &'static str,
    /// Leads to `{page}`.
    pub go: &'static str,
    /// Searches the tickets for `{query}`.
    pub search: &'static str,
    /// Opens the ticket `{n}`.
    pub open_number: &'static str,
    /// There is no ticket `{n}`.
    pub no_number: &'static str,
    /// Inserts the macro `{name}`.
    pub r#macro: &'static str,
}
