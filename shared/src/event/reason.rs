//! Reasons for a ticket's way to somebody else.

use serde::{Deserialize, Serialize};

/// Why a ticket moved to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reason {
    /// Somebody took it up.
    Taken,
    /// A rule of the site gave it to somebody who has time.
    Routed,
    /// It needs a higher level.
    Escalation,
    /// A solution was found: somebody else checks it and proposes it.
    Solution,
    /// Who had it is away.
    Absence,
    /// Who had it before is back.
    Back,
    /// Somebody knows more of it.
    Expertise,
    /// Who had it has too much to do.
    Workload,
    /// Who had it goes home.
    ShiftEnd,
    /// The customer asked for it.
    CustomerRequest,
}

impl Reason {
    /// Those that an agent may give for a handover, in the order of a list to choose from.
    pub const FOR_A_HANDOVER: [Self; 6] = [
        Self::Escalation,
        Self::Absence,
        Self::Expertise,
        Self::Workload,
        Self::ShiftEnd,
        Self::CustomerRequest,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Routed => "routed",
            Self::Escalation => "escalation",
            Self::Solution => "solution",
            Self::Absence => "absence",
            Self::Back => "back",
            Self::Expertise => "expertise",
            Self::Workload => "workload",
            Self::ShiftEnd => "shift_end",
            Self::CustomerRequest => "customer_request",
        }
    }
}
