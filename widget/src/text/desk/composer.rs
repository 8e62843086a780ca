//! What the desk says where an agent writes.

#[path = "composer/de.rs"]
mod de;
#[path = "composer/en.rs"]
mod en;
#[path = "composer/fr.rs"]
mod fr;

pub use self::{de::COMPOSER as DE, en::COMPOSER as EN, fr::COMPOSER as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct ComposerWords {
    /// Names the composer.
    pub label: &'static str,
    /// Names the choice.
    pub modes: &'static str,
    /// A message to the customer.
    pub reply: &'static str,
    /// A note for colleagues.
    pub note: &'static str,
    /// A solution.
    pub propose: &'static str,
    /// In the empty field.
    pub reply_hint: &'static str,
    /// In the empty field.
    pub note_hint: &'static str,
    /// In the empty field.
    pub proposal_hint: &'static str,
    /// Adds files.
    pub attach: &'static str,
    /// Takes a file off; `{name}`.
    pub remove_file: &'static str,
    /// More files than go at once; `{n}`.
    pub too_many_files: &'static str,
    /// Sends.
    pub send_reply: &'static str,
    /// Sends.
    pub send_note: &'static str,
    /// Sends.
    pub send_proposal: &'static str,
    /// On the button while it works.
    pub sending: &'static str,
    /// The key that sends.
    pub send_key: &'static str,
    /// Said after sending.
    pub sent_reply: &'static str,
    /// Said after sending.
    pub sent_note: &'static str,
    /// Said after sending.
    pub sent_proposal: &'static str,
    /// Where nothing is written.
    pub nothing: &'static str,
    /// The choice to wait for the customer after a reply.
    pub then_wait: &'static str,
    /// Who answers a ticket that nobody has takes it.
    pub takes: &'static str,
    /// The desk's, after a reply.
    pub turn_ours: &'static str,
    /// The customer's, after a reply.
    pub turn_theirs: &'static str,
    /// Nobody's, after a reply.
    pub turn_nobodys: &'static str,
}
