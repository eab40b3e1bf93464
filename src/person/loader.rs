//! Edges around people.

use std::sync::Arc;

use entity::{
    contribution::{Column, Entity, Model, Role},
    person,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal, edges};

edges! {
    /// Who presents a thing.
    PresentersOf: person through contribution(PersonId) by contribution.SubjectId
        when Column::Role.eq(Role::Presenter),
        order contribution.Position;
    /// The people around a thing in one order.
    PersonOfSubject: person through contribution(PersonId) by contribution.SubjectId order contribution.Position;
    /// What a person did.
    ContributionsBy: contribution by contribution.PersonId order contribution.Id;
    /// The lectures a person presented, wrote or commented on.
    LecturesOfPerson: lecture pairs contribution(SubjectId) by contribution.PersonId order lecture.Id;
    /// The meetings a person chaired or played another part in.
    MeetingsOfPerson: meeting pairs contribution(SubjectId) by contribution.PersonId order meeting.Id;
    /// The podcast episodes a person speaks in.
    EpisodesOfPerson: podcast_episode pairs contribution(SubjectId) by contribution.PersonId
        order podcast_episode.Id;
    /// The offices a person held.
    OfficesOfPerson: office by office.PersonId order office.Position, office.Id;
    /// The writer a person is.
    WriterOfPerson: writer by writer.PersonId order writer.Slug;
}

/// The parts people play in a thing, each with the person: one statement for both.
pub(super) struct ContributionsOf;

impl Ask for ContributionsOf {
    type Key = Uuid;
    type Answer = Arc<[(Arc<Model>, Option<Arc<person::Model>>)]>;

    async fn answer(question: &Question, subjects: &[Uuid]) -> Answers<Self> {
        let found = Entity::find()
            .find_also_related(person::Entity)
            .filter(among(Column::SubjectId, subjects, question.engine))
            .order_by_asc(Column::Position)
            .order_by_asc(Column::Id)
            .all(&question.db)
            .await;
        let hand = |rows: Vec<(Model, Option<person::Model>)>| {
            rows.into_iter().map(|(row, person)| (Arc::new(row), person.map(Arc::new))).collect()
        };
        deal(subjects, found, hand, |(row, _)| row.subject_id)
    }
}
