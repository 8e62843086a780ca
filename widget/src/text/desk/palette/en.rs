//! English.

use super::PaletteWords;

/// The words.
pub const PALETTE: PaletteWords = PaletteWords {
    open: "Commands",
    commands: "Commands",
    what: "What would you like to do?",
    none: "No command has these letters.",
    go: "Go to {page}",
    open_number: "Open #{n}",
    no_number: "There is no ticket #{n} on your sites.",
    r#macro: "Macro: {name}",
};
