//! Embargoes in bulk.

use crate::graphql::asks;

asks! {
    /// All that were set on a lecture, the latest first.
    EmbargoesOn: all embargo by LectureId(lecture_id) order SetAt Desc, Id Desc;
}
