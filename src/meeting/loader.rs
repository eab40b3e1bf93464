//! Edges around meetings.

use entity::contribution::{Column as Contribution, Role};
use sea_orm::ColumnTrait;

use crate::graphql::edges;

edges! {
    /// The steps of a schedule, oldest first.
    StepsOf: schedule_step by schedule_step.MeetingId order schedule_step.Seq;
    /// The programme of a meeting.
    SessionsOf: session by session.MeetingId order session.Position, session.Id;
    /// The lectures of a meeting.
    LecturesOf: lecture by lecture.MeetingId order lecture.Id;
    /// The lectures of a session.
    LecturesOfSession: lecture by lecture.SessionId order lecture.Id;
    /// The summaries written on a meeting.
    SummariesOf: summary by summary.MeetingId order summary.Id;
    /// The podcast episodes on a meeting.
    EpisodesOf: podcast_episode by podcast_episode.MeetingId order podcast_episode.Id;
    /// The newsletters on a meeting.
    NewslettersOf: newsletter by newsletter.MeetingId order newsletter.Id;
    /// The training tools made from a meeting.
    ToolsOf: training_tool by training_tool.MeetingId order training_tool.Id;
    /// The editions of a series.
    EditionsOf: meeting by meeting.SeriesId order meeting.Id;
    /// The offices held for a meeting.
    OfficesOf: office by office.MeetingId order office.Position, office.Id;
    /// Who chairs a meeting.
    ChairsOf: person through contribution(PersonId) by contribution.SubjectId
        when Contribution::Role.eq(Role::Chair),
        order contribution.Position;
}
