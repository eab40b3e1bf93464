//! Ways of asking around notices in bulk.

use crate::graphql::{asks, edges};

edges! {
    /// What readers were told about a summary, oldest first.
    NoticesOf: notice by notice.SummaryId order notice.IssuedAt, notice.Id;
}

asks! {
    /// Versions that were published once, by id.
    FormerText: one manuscript_version by Id(id);
}
