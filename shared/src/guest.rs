//! A guest: somebody who is no agent and was asked to one ticket by link.

use serde::{Deserialize, Serialize};

use crate::parsed::id;

id!(
    /// A guest's id.
    GuestId
);

/// What a guest may see and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum GuestMay {
    /// Sees internal notes too, and writes notes alone.
    Internal,
    /// Sees what the customer sees, and writes to the customer.
    Public,
}
