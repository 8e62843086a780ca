//! What the desk says of working together, and what guests read.

#[path = "together/de.rs"]
mod de;
#[path = "together/en.rs"]
mod en;
#[path = "together/fr.rs"]
mod fr;

pub use self::{de::TOGETHER as DE, en::TOGETHER as EN, fr::TOGETHER as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct TogetherWords {
    /// `{who}` has the ticket on screen.
    pub reading: &'static str,
    /// `{who}` writes to the customer.
    pub answering: &'static str,
    /// Several people do; `{who}`.
    pub answering_many: &'static str,

    // A text over a newer one.
    /// `{who}` wrote to the customer meanwhile.
    pub newer_answer: &'static str,
    /// `{who}` wrote a note meanwhile.
    pub newer_note: &'static str,
    /// The customer wrote meanwhile.
    pub newer_customer: &'static str,
    /// What became of the text.
    pub newer_hint: &'static str,
    /// The same of several; `{n}`.
    pub newer_hints: &'static str,
    /// Sends it all the same.
    pub send_anyway: &'static str,
    /// Goes back to the text.
    pub keep_writing: &'static str,

    // Mentions.
    /// Names the list of those who can be mentioned.
    pub whom: &'static str,
    /// What the composer's hint says besides, in a note.
    pub mention_hint: &'static str,
    /// How many can be chosen; `{n}`.
    pub people_found: &'static str,
    /// Leads to the notes that name the reader.
    pub mentions: &'static str,
    /// The same with how many are unread; `{n}`.
    pub mentions_unread: &'static str,
    /// There are none.
    pub no_mentions: &'static str,
    /// When there will be some.
    pub no_mentions_hint: &'static str,
    /// `{who}` mentioned the reader on `{ticket}`.
    pub mentioned_you: &'static str,
    /// The reader has not seen it yet.
    pub unread: &'static str,

    // Followers.
    /// Heading of those who follow.
    pub followers: &'static str,
    /// Nobody does.
    pub no_followers: &'static str,
    /// Begins to follow.
    pub follow: &'static str,
    /// Ends it.
    pub unfollow: &'static str,

    // Guests, at the desk.
    /// Heading of the guests.
    pub guests: &'static str,
    /// What a guest is.
    pub guests_hint: &'static str,
    /// Asks one.
    pub invite: &'static str,
    /// Heading of the dialog.
    pub invite_title: &'static str,
    /// The field of the name.
    pub guest_name: &'static str,
    /// Who reads it.
    pub guest_name_hint: &'static str,
    /// The name is missing.
    pub guest_name_missing: &'static str,
    /// What a guest may do: the list.
    pub guest_may: &'static str,
    /// Reads and writes notes.
    pub may_internal: &'static str,
    /// What that means.
    pub may_internal_hint: &'static str,
    /// Writes to the customer.
    pub may_public: &'static str,
    /// What that means.
    pub may_public_hint: &'static str,
    /// Makes the link.
    pub make_link: &'static str,
    /// Heading once the link is there; `{name}`.
    pub link_title: &'static str,
    /// That it is shown once.
    pub link_hint: &'static str,
    /// Names the field with the link.
    pub link: &'static str,
    /// Copies it.
    pub copy: &'static str,
    /// It is copied.
    pub copied: &'static str,
    /// Closes the dialog.
    pub done: &'static str,
    /// Until when a link leads in; `{time}`.
    pub until: &'static str,
    /// Takes the link away.
    pub revoke: &'static str,
    /// The same for screen readers; `{name}`.
    pub revoke_of: &'static str,
    /// It is taken away; `{name}`.
    pub revoked: &'static str,

    // The guest's page.
    /// Stands before a guest's name in the timeline.
    pub guest: &'static str,
    /// Who the guest is here; `{name}` and `{site}`.
    pub you_are: &'static str,
    /// What an internal guest may.
    pub you_internal: &'static str,
    /// What a public guest may.
    pub you_public: &'static str,
    /// Until when the link leads in; `{time}`.
    pub you_until: &'static str,
    /// The link leads nowhere.
    pub gone: &'static str,
    /// What to do then.
    pub gone_hint: &'static str,
    /// The ticket is closed.
    pub closed: &'static str,
    /// Names the field, for an internal guest.
    pub write_note: &'static str,
    /// Names the field, for a public guest.
    pub write_message: &'static str,
    /// Sends a note.
    pub send_note: &'static str,
    /// Sends a message.
    pub send_message: &'static str,
    /// It is sent.
    pub sent: &'static str,
    /// Changes do not arrive just now.
    pub cut: &'static str,
}
