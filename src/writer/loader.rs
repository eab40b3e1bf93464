//! Edges around writers.

use crate::graphql::edges;

edges! {
    /// Who covers a meeting, in the order they are named.
    WritersOfMeeting: writer through meeting_writer(WriterId) by meeting_writer.MeetingId
        order meeting_writer.Position;
    /// Who signs a summary, in order.
    WritersOfSummary: writer through summary_writer(WriterId) by summary_writer.SummaryId
        order summary_writer.Position;
    /// The summaries a writer signs.
    SummariesOfWriter: summary through summary_writer(SummaryId) by summary_writer.WriterId order summary.Id;
    /// The meetings a writer covers.
    MeetingsOfWriter: meeting through meeting_writer(MeetingId) by meeting_writer.WriterId order meeting.Id;
}
