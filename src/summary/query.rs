//! Ways in to summaries.

use entity::summary::Column;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::object::Summary;
use crate::{
    graphql::{DateTimeFilter, StringFilter, by_id_or_slug, filter, roots, sorted, tagged, within},
    lecture::LectureWhere,
    meeting::MeetingWhere,
    topic::TopicWhere,
    writer::WriterWhere,
};

by_id_or_slug! {
    /// Names one summary.
    SummaryBy = Summary
}

filter! {
    /// Which summaries.
    pub struct SummaryWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its title.
        title: StringFilter = |filter, _| Ok(filter.on(Column::Title));
        /// When it was published.
        published_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::PublishedAt));
        /// The meeting it is on.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
        /// The lecture it is on.
        lecture: LectureWhere = |filter, now| within::<entity::lecture::Entity>(Column::LectureId, filter, now);
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
        /// Who signs it: at least one writer fits.
        writer: WriterWhere = |filter, now| {
            use entity::summary_writer;

            let fitting = within::<entity::writer::Entity>(summary_writer::Column::WriterId, filter, now)?;
            let signed = summary_writer::Entity::find()
                .filter(fitting)
                .select_only()
                .column(summary_writer::Column::SummaryId)
                .into_query();
            Ok(Condition::all().add(Column::Id.in_subquery(signed)))
        };
    }
}

sorted! {
    /// What summaries are sorted by.
    SummaryOrderField(summary, SummaryWhere, PublishedAt Desc) {
        /// By the moment of publication.
        PublishedAt = PublishedAt always;
        /// By title.
        Title = Title;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    SummaryQuery {
        /// One summary, such as `{slug: "..."}`. Null until it is published.
        summary(SummaryBy);
        /// Summaries of all meetings, newest first: a reader's home feed. Only what has been
        /// published.
        summaries: Summary;
    }
}
