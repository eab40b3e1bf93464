//! Raising flags.

use std::collections::{BTreeSet, HashMap};

use entity::{
    flag::{ActiveModel, Entity, Kind},
    key_slide, newsletter_item, notice, outcome, podcast_episode,
    subject::Subject,
    summary,
    value::Decimal,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    Statement, Value,
};
use uuid::Uuid;

use crate::{
    app::App,
    database::Transaction,
    graphql::{MANY, among},
};

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

/// Pairs of a result as a summary gives it and as it was published, which are not written alike and not flagged yet.
const NOT_ALIKE: &str = "
    SELECT DISTINCT message.summary_id AS summary, told.id AS told, later.id AS later
    FROM outcome AS later
    JOIN outcome AS told ON told.trial_id = later.trial_id AND told.endpoint = later.endpoint
        AND told.analysis_set = later.analysis_set AND told.subgroup IS NOT DISTINCT FROM later.subgroup
        AND told.stage <> 'published'
    JOIN message_outcome ON message_outcome.outcome_id = told.id
    JOIN take_home_message AS message ON message.id = message_outcome.message_id
    WHERE later.stage = 'published'
        AND (told.measure IS DISTINCT FROM later.measure OR told.effect IS DISTINCT FROM later.effect
            OR told.value IS DISTINCT FROM later.value OR told.interval_low IS DISTINCT FROM later.interval_low
            OR told.interval_high IS DISTINCT FROM later.interval_high
            OR told.p_operator IS DISTINCT FROM later.p_operator OR told.p_value IS DISTINCT FROM later.p_value)
        AND NOT EXISTS (SELECT 1 FROM flag WHERE flag.summary_id = message.summary_id AND flag.subject_id = later.id)";

#[derive(FromQueryResult)]
struct NotAlike {
    summary: Uuid,
    told: Uuid,
    later: Uuid,
}

/// Tells the desk where a result was published with other figures than a summary gives.
pub(crate) async fn tell_of_results(app: &App, tx: &Transaction) -> Result<(), DbErr> {
    tell(app, tx, NOT_ALIKE, []).await
}

/// The same of one summary, which is about to be released.
pub(crate) async fn tell_of_results_in(app: &App, tx: &Transaction, summary: Uuid) -> Result<(), DbErr> {
    tell(app, tx, &format!("{NOT_ALIKE} AND message.summary_id = $1"), [summary.into()]).await
}

async fn tell(
    app: &App,
    tx: &Transaction,
    asked: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<(), DbErr> {
    let engine = tx.get_database_backend();
    let pairs =
        NotAlike::find_by_statement(Statement::from_sql_and_values(engine, asked, values)).all(tx).await?;
    let ids: BTreeSet<Uuid> = pairs.iter().flat_map(|pair| [pair.told, pair.later]).collect();
    let mut outcomes = HashMap::new();
    for some in Vec::from_iter(ids).chunks(MANY) {
        let found = outcome::Entity::find().filter(among(outcome::Column::Id, some, engine)).all(tx).await?;
        outcomes.extend(found.into_iter().map(|row| (row.id, row)));
    }
    let differing = pairs.iter().filter(|pair| {
        let both = outcomes.get(&pair.told).zip(outcomes.get(&pair.later));
        both.is_some_and(|(told, later)| is_other(told, later))
    });
    let differing: BTreeSet<_> = differing.map(|pair| (pair.summary, pair.later)).collect();
    let flag_of = |(summary, later)| flag(app, Kind::ResultDiffers, summary, (Subject::Outcome, later));
    let flags: Vec<_> = differing.into_iter().map(flag_of).collect();
    for some in flags.chunks(MANY) {
        Entity::insert_many(some.iter().cloned()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Whether two give other figures. That 0.70 is 0.7 is no news.
fn is_other(told: &outcome::Model, later: &outcome::Model) -> bool {
    let differ = |one: &Option<Decimal>, other: &Option<Decimal>| match (one, other) {
        (Some(one), Some(other)) => one.compare(other).is_ne(),
        (one, other) => one.is_some() != other.is_some(),
    };
    told.measure != later.measure
        || told.p_operator != later.p_operator
        || differ(&told.effect, &later.effect)
        || differ(&told.value, &later.value)
        || differ(&told.interval_low, &later.interval_low)
        || differ(&told.interval_high, &later.interval_high)
        || differ(&told.p_value, &later.p_value)
}
