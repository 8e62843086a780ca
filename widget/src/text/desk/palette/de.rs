//! German.

use super::PaletteWords;

/// The words.
pub const PALETTE: PaletteWords = PaletteWords {
    open: "Befehle",
    commands: "Befehle",
    what: "Was möchten Sie tun?",
    none: "Kein Befehl enthält diese Buchstaben.",
    go: "Gehe zu: {page}",
    open_number: "#{n} öffnen",
    no_number: "Auf Ihren Websites gibt es keine Anfrage #{n}.",
    r#macro: "Makro: {name}",
};
