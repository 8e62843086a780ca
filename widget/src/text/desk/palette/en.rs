//! English.

use super::PaletteWords;

/// The words.
pub const PALETTE: PaletteWords = PaletteWords {
    open: "Commands",
    commands: "Commands",
    what: "What would you like to do?",
    go: "Go to {page}",
    search: "Search tickets for “{query}”",
    open_number: "Open #{n}",
    no_number: "There is no ticket #{n} on your sites.",
    r#macro: "Macro: {name}",
};
