//! Drafting: a lecture has been heard, and somebody begins to write.

use entity::{audit_entry::Deed, lecture, manuscript, manuscript::Stage, manuscript_step::Step, summary};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, SqlErr,
};
use uuid::Uuid;

use super::{
    attached,
    content::ContentError,
    deed::{Taken, remember},
    save::{Saving, new_version},
};
use crate::app::App;

/// Why nothing was begun.
#[derive(Debug, thiserror::Error)]
pub(super) enum DraftError {
    #[error("There is no such lecture.")]
    NoLecture,
    #[error(
        "A name in addresses has lower-case letters, digits and single hyphens, such as a-treat-at-ash-2020."
    )]
    BadSlug,
    #[error("Another summary has this name in addresses.")]
    SlugTaken,
    #[error(transparent)]
    Content(#[from] ContentError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Begins a manuscript on a lecture.
pub(super) async fn draft(
    app: &App,
    lecture: Uuid,
    slug: Option<String>,
    saving: &Saving,
) -> Result<manuscript::Model, DraftError> {
    let content = &saving.content;
    content.check(app.db.reader()).await?;
    let lecture =
        lecture::Entity::find_by_id(lecture).one(app.db.reader()).await?.ok_or(DraftError::NoLecture)?;
    let slug = match slug {
        Some(slug) if !is_slug(&slug) => return Err(DraftError::BadSlug),
        Some(slug) => slug,
        None => free_slug(app, &content.title).await?,
    };
    let (id, now, hash) = (app.ids.next(), app.clock.now(), content.hash()?);
    let tx = app.db.begin().await?;
    attached::hold(&tx, content).await.map_err(ContentError::from)?;
    let row = summary::ActiveModel {
        id: Set(id),
        slug: Set(slug),
        lecture_id: Set(Some(lecture.id)),
        meeting_id: Set(Some(lecture.meeting_id)),
        title: Set(content.title.clone()),
        lead_message: Set(content.lead_message.clone()),
        language: Set(content.language.clone()),
        status: Set(summary::Status::Draft),
        published_at: Set(None),
        reading_minutes: Set(None),
        is_demonstration: Set(false),
    };
    row.insert(&tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => DraftError::SlugTaken,
        _ => DraftError::Database(error),
    })?;
    let manuscript = manuscript::Model { id, stage: Stage::Draft, number: 1, hash, changed_at: now };
    manuscript::Entity::insert(manuscript::ActiveModel::from(manuscript.clone()))
        .exec_without_returning(&tx)
        .await?;
    new_version(app, &tx, &manuscript, saving).await?;
    let taken = Taken { note: saving.reason.clone(), ..Taken::new(Step::Save, saving.by) };
    remember(app, &tx, &manuscript, &taken, Deed::ManuscriptDraft).await?;
    tx.commit().await?;
    Ok(manuscript)
}

/// The longest name in addresses that is made from a title.
const LONGEST: usize = 80;

/// A name in addresses made from a title that no summary has.
async fn free_slug(app: &App, title: &str) -> Result<String, DbErr> {
    let base = slug_of(title);
    let taken =
        summary::Entity::find().filter(summary::Column::Slug.eq(&base)).count(app.db.reader()).await?;
    if taken == 0 && !base.is_empty() {
        return Ok(base);
    }
    let id = app.ids.next().simple().to_string();
    let tail = id.get(id.len() - 8..).unwrap_or_default();
    Ok(format!("{base}-{tail}").trim_start_matches('-').to_owned())
}

fn slug_of(title: &str) -> String {
    let plain = title
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' });
    let mut slug = String::new();
    for word in plain.collect::<String>().split_whitespace() {
        if slug.len() + word.len() >= LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

fn is_slug(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 2 * LONGEST && text.split('-').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{is_slug, slug_of};

    #[test]
    fn a_title_becomes_a_name_in_addresses() {
        assert_eq!(slug_of("A-TREAT: β-blockers & more (2020)"), "a-treat-blockers-more-2020");
        assert_eq!(slug_of("χ²"), "");
        assert!(slug_of(&"word ".repeat(50)).len() < 80);
        assert!(is_slug(&slug_of("Asciminib v. bosutinib")));
    }
}
