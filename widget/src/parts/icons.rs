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

/// An icon by its path.
#[must_use]
pub fn icon(path: &'static str) -> Element {
    element("svg", "icon")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .child(element("path", "").set("d", path))
}
