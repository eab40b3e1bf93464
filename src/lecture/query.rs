//! Ways in to lectures.

use async_graphql::{Context, ID, InputObject};
use entity::{
    Readable,
    lecture::{Column, Entity, Model},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::object::{Completeness, Lecture};
use crate::{
    graphql::{
        By, ById, BySlug, Desk, EnumFilter, Fault, NodeId, Noun, Question, Result, StringFilter, filter,
        roots, sorted, tagged, within,
    },
    meeting::{MeetingWhere, SessionKind},
    topic::TopicWhere,
};

/// Names one lecture: by `id`, by `slug`, or by `meeting` and `abstractNumber` together.
#[derive(Clone, Debug, Default, InputObject)]
pub struct LectureBy {
    /// Its id, as a field `id` answered it.
    id: Option<ID>,
    /// Its name in addresses.
    slug: Option<String>,
    /// The slug of the meeting it was given at.
    meeting: Option<String>,
    /// The number of its abstract, as printed.
    abstract_number: Option<String>,
}

impl By for LectureBy {
    type Noun = Lecture;

    async fn find(self, ctx: &Context<'_>) -> Result<Option<Lecture>> {
        let row = match self {
            Self { id: Some(id), slug: None, meeting: None, abstract_number: None } => {
                ctx.load::<ById<Entity>>(NodeId::decode_as(&id, Lecture::SUBJECT)?).await?
            }
            Self { id: None, slug: Some(slug), meeting: None, abstract_number: None } => {
                ctx.load::<BySlug<Entity>>(slug).await?
            }
            Self { id: None, slug: None, meeting: Some(meeting), abstract_number: Some(number) } => {
                by_number(&ctx.question(), meeting, number).await?.map(Into::into)
            }
            _ => {
                return Err(Fault::Malformed(
                    "Name a lecture by `id`, by `slug`, or by `meeting` and `abstractNumber` together."
                        .to_owned(),
                ));
            }
        };
        Ok(row.map(Lecture))
    }
}

async fn by_number(question: &Question, meeting: String, number: String) -> Result<Option<Model>> {
    use entity::meeting;

    let meeting = meeting::Entity::readable(question.now)
        .filter(meeting::Column::Slug.eq(meeting))
        .select_only()
        .column(meeting::Column::Id)
        .into_query();
    let found = Entity::readable(question.now)
        .filter(Column::AbstractNumber.eq(number))
        .filter(Column::MeetingId.in_subquery(meeting))
        .order_by_asc(Column::Id)
        .one(&question.db)
        .await?;
    Ok(found)
}

filter! {
    /// Which lectures.
    pub struct LectureWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its title.
        title: StringFilter = |filter, _| Ok(filter.on(Column::Title));
        /// The number of its abstract, as printed.
        abstract_number: StringFilter = |filter, _| Ok(filter.on(Column::AbstractNumber));
        /// The DOI of its abstract.
        doi: StringFilter = |filter, _| Ok(filter.on(Column::Doi));
        /// The kind of session it was given in.
        kind: EnumFilter<SessionKind> = |filter, _| Ok(filter.on::<entity::session::Kind>(Column::Kind));
        /// How much of a record the sources allowed.
        completeness: EnumFilter<Completeness> = |filter, _| {
            Ok(filter.on::<entity::lecture::Completeness>(Column::Completeness))
        };
        /// The meeting it was given at.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
    }
}

sorted! {
    /// What lectures are sorted by.
    LectureOrderField(lecture, LectureWhere, AbstractNumber Asc) {
        /// By the number of the abstract, naturally: 6 before 34 before 412, each lettered series
        /// apart.
        AbstractNumber = AbstractKey;
        /// By title.
        Title = Title;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    LectureQuery {
        /// One lecture, such as `{meeting: "ash-2020", abstractNumber: "LBA-4"}`.
        lecture(LectureBy);
        /// Lectures of all meetings, by abstract number.
        lectures: Lecture;
    }
}
