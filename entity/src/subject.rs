//! The things that statements, people, organisations, topics, counts and sources can be about.
//! Ids are unique over all tables, so an id alone finds its rows; the kind tells which table.

use crate::closed::closed_set;

closed_set! {
    /// Which noun an id belongs to.
    pub enum Subject {
        Organisation, Person, Writer, MeetingSeries, Meeting, ScheduleStep, Session, Lecture, Topic, Trial, Outcome,
        Summary, KeySlide, PodcastSeries, PodcastEpisode, Video, ExecutiveMessage, TrainingTool, AccreditationScheme,
        Newsletter, Reference, Source, Statement, Metric, Contribution, Involvement, Office,
        Account, AccessToken, Manuscript, AuditEntry, Notice, Flag, Feedback, Comment, Media,
    }
}
