//! A file that was added to a ticket.

use serde::{Deserialize, Serialize};

use crate::parsed::id;

id!(
    /// A file's id; the file is stored under it and nothing else.
    FileId
);

/// The most bytes of one file.
pub const MAX_FILE: usize = 10 * 1024 * 1024;
/// The most bytes of all files of a ticket.
pub const MAX_FILES: usize = 25 * 1024 * 1024;
/// The most files that are sent with one message.
pub const FILES_AT_ONCE: usize = 5;

/// A file as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// The name it came with, made harmless; for people alone.
    pub name: String,
    /// Its media type, found in its bytes.
    pub kind: String,
    /// Its size in bytes.
    pub size: u32,
}

impl File {
    /// Whether a browser can show it as a picture.
    #[must_use]
    pub fn is_image(&self) -> bool {
        self.kind.starts_with("image/")
    }
}
