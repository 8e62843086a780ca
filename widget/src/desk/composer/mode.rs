//! What an agent can write.

use guichet_shared::status::{Act, Party, Status};

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A message to the customer.
    Reply,
    /// A note that the customer never sees.
    Note,
    /// A solution that the customer is asked about.
    Proposal,
    /// A solution that level 1 checks first.
    Solution,
}

impl Mode {
    /// All of them, in the order of their buttons.
    pub const ALL: [Self; 4] = [Self::Reply, Self::Note, Self::Proposal, Self::Solution];

    /// Its name in addresses and in drafts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "messages",
            Self::Note => "notes",
            Self::Proposal => "proposal",
            Self::Solution => "solution",
        }
    }

    /// Whether customers never see it.
    pub fn is_internal(self) -> bool {
        matches!(self, Self::Note | Self::Solution)
    }

    /// Whether who writes it to a customer whose ticket nobody has takes the ticket with it.
    pub fn takes(self) -> bool {
        !self.is_internal()
    }

    /// Whether a ticket with this status, at this level, takes it.
    pub fn fits(self, status: Status, level: u8) -> bool {
        let act = match self {
            Self::Reply => Act::Reply,
            Self::Note => Act::Note,
            Self::Proposal => Act::Propose,
            Self::Solution if level > 1 => Act::Solve,
            Self::Solution => return false,
        };
        status.after(Party::Agent, act).is_some()
    }
}
