//! The icons: one stroke set on a 24-unit grid, after the shapes of Lucide. They are always
//! hidden from screen readers; the control that holds one carries the name.

use super::element::{Element, element};

/// A magnifying glass.
pub const SEARCH: &str = "m21 21-4.3-4.3M3 11a8 8 0 1 0 16 0 8 8 0 1 0-16 0";
/// A cross.
pub const CROSS: &str = "M18 6 6 18M6 6l12 12";
/// An arrow to the left.
pub const BACK: &str = "m12 19-7-7 7-7M19 12H5";
/// A small arrow to the right.
pub const NEXT: &str = "m9 18 6-6-6-6";
/// A globe.
pub const GLOBE: &str =
    "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0h20M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20";
/// A tick.
pub const CHECK: &str = "M20 6 9 17l-5-5";
/// An arrow that leaves.
pub const OUTSIDE: &str = "M7 7h10v10M7 17 17 7";

/// A paper clip.
pub const CLIP: &str = "m21 11.5-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.5a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.5a1.8 1.8 0 0 1-2.6-2.6l7.9-7.8";
/// A sheet of paper.
pub const FILE: &str =
    "M14 2.5H6.5a2 2 0 0 0-2 2v15a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V8zM14 2.5V8h5.5";
/// A bubble.
pub const BUBBLE: &str = "M6.5 4h11A3.5 3.5 0 0 1 21 7.5v6a3.5 3.5 0 0 1-3.5 3.5H12l-5 4v-4h-.5A3.5 3.5 0 0 1 3 13.5v-6A3.5 3.5 0 0 1 6.5 4z";
/// A question mark in a circle.
pub const HELP: &str =
    "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9.1 9a3 3 0 0 1 5.8 1c0 2-3 2.5-3 4M12 17.5v.01";
/// A plus.
pub const PLUS: &str = "M12 5v14M5 12h14";
/// An arrow that goes up: send.
pub const SEND: &str = "M12 19V5M5 12l7-7 7 7";

/// An icon by its path.
#[must_use]
pub fn icon(path: &'static str) -> Element {
    element("svg", "icon")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .child(element("path", "").set("d", path))
}
