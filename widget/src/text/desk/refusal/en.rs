//! English.

use super::RefusalWords;

/// The words.
pub const REFUSAL: RefusalWords = RefusalWords {
    gone: "This is not here any more.",
    changed: "This has changed meanwhile. Nothing you wrote is lost.",
    now_with: "Now: {who}, {status}.",
    too_many: "That was too often in a short time. Try again {when}. What you typed is kept.",
    refused: "The server did not take this. Check what you entered.",
    too_large: "The file is too large. A file may have 10 MB, all files of a ticket 25 MB.",
    wrong_kind: "Files of this kind are not accepted. Pictures, PDF, text, office documents and ZIP are.",
    broken: "The server did not answer. What you wrote is kept; try again.",
    unavailable: "Nothing can be stored at the moment. What you wrote is kept here; send it again in a moment.",
};
