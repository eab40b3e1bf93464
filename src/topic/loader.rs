//! Edges around topics.

use crate::graphql::edges;

edges! {
    /// What a thing is about.
    TopicsOf: topic through tagging(TopicId) by tagging.SubjectId order tagging.Position, topic.Id;
    /// The topics above a topic.
    BroaderThan: topic through topic_broader(BroaderId) by topic_broader.TopicId order topic.Name;
    /// The topics below a topic.
    NarrowerThan: topic through topic_broader(TopicId) by topic_broader.BroaderId order topic.Name;
    /// The lectures on a topic.
    LecturesOn: lecture through tagging(SubjectId) by tagging.TopicId order lecture.Id;
    /// The summaries on a topic.
    SummariesOn: summary through tagging(SubjectId) by tagging.TopicId order summary.Id;
    /// The meetings on a topic.
    MeetingsOn: meeting through tagging(SubjectId) by tagging.TopicId order meeting.Id;
    /// The trials on a topic.
    TrialsOn: trial through tagging(SubjectId) by tagging.TopicId order trial.Id;
    /// The podcast episodes on a topic.
    EpisodesOn: podcast_episode through tagging(SubjectId) by tagging.TopicId order podcast_episode.Id;
    /// The training tools on a topic.
    ToolsOn: training_tool through tagging(SubjectId) by tagging.TopicId order training_tool.Id;
}
