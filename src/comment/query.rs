//! What comments are narrowed and sorted by. The ways to them begin at manuscripts.

use entity::{
    comment::{self, Column},
    summary,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::object::CommentState;
use crate::{
    graphql::{DateTimeFilter, EnumFilter, filter, sorted, within},
    meeting::MeetingWhere,
};

filter! {
    /// Which comments.
    pub struct CommentWhere {
        /// Whether it waits for something.
        state: EnumFilter<CommentState> = |filter, _| Ok(filter.on::<comment::State>(Column::State));
        /// Whether nothing is approved until it is resolved.
        is_blocking: bool = |is_blocking, _| Ok(Condition::all().add(Column::IsBlocking.eq(*is_blocking)));
        /// When it was written.
        written_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::WrittenAt));
        /// The meeting its manuscript is on.
        meeting: MeetingWhere = |filter, now| {
            let fits = within::<entity::meeting::Entity>(summary::Column::MeetingId, filter, now)?;
            let on = summary::Entity::find().filter(fits).select_only().column(summary::Column::Id);
            Ok(Condition::all().add(Column::ManuscriptId.in_subquery(on.into_query())))
        };
    }
}

sorted! {
    /// What comments are sorted by.
    CommentOrderField(comment, CommentWhere, WrittenAt Asc) {
        /// By the moment they were written.
        WrittenAt = WrittenAt always;
    }
}
