//! The icons that the desk alone shows, after the shapes of Lucide.

/// A paper clip.
pub const CLIP: &str = "m21.4 11.1-9.2 9.2a6 6 0 0 1-8.5-8.5l9.2-9.2a4 4 0 0 1 5.7 5.7l-9.2 9.2a2 2 0 0 1-2.8-2.8l8.5-8.5";
/// A small arrow down.
pub const DOWN: &str = "m6 9 6 6 6-6";
/// A small arrow up.
pub const UP: &str = "m18 15-6-6-6 6";
/// Two arrows past each other.
pub const HANDOVER: &str = "m16 3 4 4-4 4M20 7H4M8 21l-4-4 4-4M4 17h16";
/// A padlock.
pub const LOCK: &str = "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4";
/// A clock.
pub const CLOCK: &str = "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M12 6v6l4 2";
/// A window with a column on the right.
pub const PANEL: &str = "M3 4h18v16H3zM15 4v16";
/// A sheet of paper.
pub const SHEET: &str = "M15 2H6v20h14V7zM14 2v6h6";
/// A number sign.
pub const HASH: &str = "M4 9h16M4 15h16M10 3 8 21M16 3l-2 18";
/// Three dots.
pub const DOTS: &str = "M5 12h.01M12 12h.01M19 12h.01";
/// A plus.
pub const PLUS: &str = "M5 12h14M12 5v14";
/// An arrow into a tray.
pub const DOWNLOAD: &str = "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5M12 15V3";
/// The sign of a mention.
pub const AT: &str = "M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M16 8v5a3 3 0 0 0 6 0v-1a10 10 0 1 0-4 8";
/// A light bulb.
pub const BULB: &str = "M15 14c.2-1 .7-1.7 1.5-2.5A5 5 0 0 0 18 8 6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5M9 18h6M10 22h4";
/// Two people.
pub const PEOPLE: &str = "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0M22 21v-2a4 4 0 0 0-3-3.9M16 3.1a4 4 0 0 1 0 7.8";
