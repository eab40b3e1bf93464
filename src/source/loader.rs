use crate::graphql::edges;

edges! {
    /// What stands behind a thing.
    SourcesOf: source through sourcing(SourceId) by sourcing.SubjectId order sourcing.Position, source.Id;
    /// The lectures a source tells of.
    LecturesFrom: lecture through sourcing(SubjectId) by sourcing.SourceId order lecture.Id;
    /// The meetings a source tells of.
    MeetingsFrom: meeting through sourcing(SubjectId) by sourcing.SourceId order meeting.Id;
    /// The results a source reports.
    OutcomesFrom: outcome through sourcing(SubjectId) by sourcing.SourceId order outcome.Id;
}
