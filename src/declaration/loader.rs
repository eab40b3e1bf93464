//! What is declared of summaries, in bulk.

use crate::graphql::asks;

asks! {
    /// What is declared of a summary; none if it was published before that was asked.
    DeclarationOf: one declaration by SummaryId(summary_id);
}
