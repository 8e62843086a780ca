//! German.

use super::PaletteWords;

/// The words.
pub const PALETTE: PaletteWords = PaletteWords {
    open: "Befehle",
    commands: "Befehle",
    what: "Was möchten Sie tun?",
    go: "Gehe zu: {page}",
    search: "Anfragen nach „{query}“ durchsuchen",
    open_number: "#{n} öffnen",
    no_number: "Auf Ihren Websites gibt es keine Anfrage #{n}.",
    r#macro: "Makro: {name}",
};
