//! Raising flags.

use entity::{
    flag::{ActiveModel, Entity, Kind},
    key_slide, newsletter_item, notice, podcast_episode,
    subject::Subject,
    summary,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, Statement};
use uuid::Uuid;

use crate::{app::App, database::Transaction};

/// Flags what was built on a summary that a notice was issued on: its slides, newsletters it is in, and what else was
/// made of its lecture.
pub(crate) async fn raise_on_notice(
    app: &App,
    tx: &Transaction,
    notice: &notice::Model,
) -> Result<(), DbErr> {
    let id = notice.summary_id;
    let lecture = summary::Entity::find_by_id(id).one(tx).await?.and_then(|row| row.lecture_id);
    let slides = key_slide::Entity::find().filter(key_slide::Column::SummaryId.eq(id)).all(tx).await?;
    let items =
        newsletter_item::Entity::find().filter(newsletter_item::Column::SubjectId.eq(id)).all(tx).await?;
    let episodes = podcast_episode::Entity::find().filter(podcast_episode::Column::LectureId.eq(lecture));
    let others = summary::Entity::find().filter(summary::Column::LectureId.eq(lecture));
    let others = others.filter(summary::Column::Id.ne(id)).all(tx).await?;
    let slides = slides.into_iter().map(|row| (Subject::KeySlide, row.id));
    let letters = items.into_iter().map(|row| (Subject::Newsletter, row.newsletter_id));
    let episodes = episodes.all(tx).await?.into_iter().map(|row| (Subject::PodcastEpisode, row.id));
    let others = others.into_iter().map(|row| (Subject::Summary, row.id));
    let flags =
        slides.chain(letters).chain(episodes).chain(others).map(|(subject, subject_id)| ActiveModel {
            notice_id: Set(Some(notice.id)),
            ..flag(app, Kind::BuiltOnNotice, id, (subject, subject_id))
        });
    Entity::insert_many(flags).exec_without_returning(tx).await?;
    Ok(())
}

fn flag(app: &App, kind: Kind, summary: Uuid, (subject, subject_id): (Subject, Uuid)) -> ActiveModel {
    ActiveModel {
        id: Set(app.ids.next()),
        kind: Set(kind),
        summary_id: Set(summary),
        notice_id: Set(None),
        subject: Set(subject),
        subject_id: Set(subject_id),
        raised_at: Set(app.clock.now()),
        settled_at: Set(None),
        settled_by: Set(None),
        note: Set(None),
    }
}

/// Results that were published with other figures than those a summary gives as presented, and are not flagged yet.
const DIFFERING: &str = "
    SELECT DISTINCT message.summary_id, later.id AS outcome_id
    FROM outcome AS later
    JOIN outcome AS told ON told.trial_id = later.trial_id AND told.endpoint = later.endpoint
        AND told.analysis_set = later.analysis_set AND told.subgroup IS NOT DISTINCT FROM later.subgroup
        AND told.stage <> 'published'
    JOIN message_outcome ON message_outcome.outcome_id = told.id
    JOIN take_home_message AS message ON message.id = message_outcome.message_id
    WHERE later.stage = 'published'
        AND (told.effect IS DISTINCT FROM later.effect OR told.value IS DISTINCT FROM later.value
            OR told.interval_low IS DISTINCT FROM later.interval_low
            OR told.interval_high IS DISTINCT FROM later.interval_high
            OR told.p_value IS DISTINCT FROM later.p_value)
        AND NOT EXISTS (SELECT 1 FROM flag WHERE flag.summary_id = message.summary_id AND flag.subject_id = later.id)
    ORDER BY message.summary_id, later.id";

#[derive(FromQueryResult)]
struct Differing {
    summary_id: Uuid,
    outcome_id: Uuid,
}

/// Tells the desk where a result was published with other figures than a summary gives.
pub(crate) async fn tell_of_results(app: &App, tx: &Transaction) -> Result<(), DbErr> {
    use sea_orm::ConnectionTrait;

    let asked = Statement::from_string(tx.get_database_backend(), DIFFERING);
    let found = Differing::find_by_statement(asked).all(tx).await?;
    let flags = found
        .into_iter()
        .map(|row| flag(app, Kind::ResultDiffers, row.summary_id, (Subject::Outcome, row.outcome_id)));
    Entity::insert_many(flags).exec_without_returning(tx).await?;
    Ok(())
}
