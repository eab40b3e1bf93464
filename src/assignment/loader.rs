//! Asking for assignments in bulk.

use crate::graphql::asks;

asks! {
    /// Who is to do what with a manuscript, by task.
    AssignmentsOf: all assignment by ManuscriptId(manuscript_id) order Task Asc, Id Asc;
}
