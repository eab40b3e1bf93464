//! The table of contents: every way in, and what each request is served with.

use std::sync::Arc;

use async_graphql::{
    MergedObject, MergedSubscription, Request, SDLExportOptions, Schema, SchemaBuilder, ValidationMode,
};

use crate::{
    account::{AccountMutation, AccountQuery},
    app::App,
    assignment::{AssignmentMutation, AssignmentQuery},
    audit::AuditQuery,
    autosave::AutosaveMutation,
    comment::CommentMutation,
    embargo::EmbargoMutation,
    event::EventSubscription,
    feedback::{FeedbackMutation, FeedbackQuery, OwnFeedbackQuery},
    flag::{FlagMutation, FlagQuery},
    graphql::{Shown, Table, Turns},
    insight::InsightQuery,
    issuer::IssuerQuery,
    lecture::LectureQuery,
    manuscript::{BulkMutation, ManuscriptMutation, ManuscriptQuery},
    media::MediaMutation,
    meeting::{MeetingQuery, SeriesQuery, SessionQuery},
    newsletter::NewsletterQuery,
    node::NodeQuery,
    notice::{NoticeMutation, NoticeQuery},
    organisation::{AccreditationQuery, MessageQuery, OrganisationQuery},
    person::PersonQuery,
    podcast::{EpisodeQuery, PodcastSeriesQuery},
    policy::{Policy, Standing, Unreadable},
    reference::ReferenceQuery,
    source::SourceQuery,
    summary::{SlideQuery, SummaryQuery},
    topic::TopicQuery,
    training::TrainingQuery,
    trial::{OutcomeQuery, TrialQuery},
    video::VideoQuery,
    viewer::Viewer,
    writer::WriterQuery,
};

/// Every way in.
#[derive(Default, MergedObject)]
pub struct Query(
    NodeQuery,
    MeetingQuery,
    SeriesQuery,
    SessionQuery,
    LectureQuery,
    SummaryQuery,
    SlideQuery,
    PodcastSeriesQuery,
    EpisodeQuery,
    NewsletterQuery,
    WriterQuery,
    PersonQuery,
    OrganisationQuery,
    MessageQuery,
    AccreditationQuery,
    TrainingQuery,
    VideoQuery,
    TopicQuery,
    TrialQuery,
    OutcomeQuery,
    ReferenceQuery,
    SourceQuery,
    InsightQuery,
    AccountQuery,
    ManuscriptQuery,
    AssignmentQuery,
    AuditQuery,
    NoticeQuery,
    FlagQuery,
    IssuerQuery,
    FeedbackQuery,
    OwnFeedbackQuery,
);

/// Everything that can be done.
#[derive(Default, MergedObject)]
pub struct Mutation(
    AccountMutation,
    ManuscriptMutation,
    BulkMutation,
    AutosaveMutation,
    CommentMutation,
    AssignmentMutation,
    MediaMutation,
    EmbargoMutation,
    NoticeMutation,
    FlagMutation,
    FeedbackMutation,
);

/// Everything that can be listened to.
#[derive(Default, MergedSubscription)]
pub struct Subscription(EventSubscription);

/// Selections within selections; above what the transport lets through.
const RECURSION: usize = 64;

/// The schema as the transport runs it.
pub type Contract = Schema<Query, Mutation, Subscription>;

/// The contract, without anything behind it. Enough to print it.
pub fn build() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        // Documents are validated by the transport, against the printed contract.
        .validation_mode(ValidationMode::Fast)
        .limit_recursive_depth(RECURSION)
}

/// The contract as `schema.graphql` shows it.
pub fn sdl() -> String {
    build().finish().sdl_with_options(SDLExportOptions::new().include_specified_by())
}

/// The contract as somebody sees it who stands so.
pub fn sdl_as(standing: Standing) -> Result<String, Unreadable> {
    Ok(Policy::over(&sdl())?.view(standing))
}

/// Lays the table for one request of a viewer. Rows are read whole if it is not known what the document shows.
pub fn furnish(request: Request, app: &App, viewer: Viewer, shown: Option<Arc<Shown>>) -> (Request, Turns) {
    let table = Table::new(app, viewer, shown);
    let turns = table.turns();
    (request.data(table), turns)
}
