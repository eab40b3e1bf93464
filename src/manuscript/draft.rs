//! Drafting: a lecture has been heard, and somebody begins to write.

use entity::{audit_entry::Deed, lecture, manuscript, manuscript::Stage, manuscript_step::Step, summary};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, SqlErr,
};
use uuid::Uuid;

use super::{
    attached,
    content::ContentError,
    deed::{Taken, remember},
    save::{Saving, new_version},
};
use crate::{app::App, bundle::Draft};

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

/// A draft to be, whose content, name and lecture are as they should be.
pub(super) struct NewDraft {
    lecture: lecture::Model,
    pub(super) slug: String,
    saving: Saving,
    hash: String,
    /// The writer's file it is made of.
    pub(super) page: Option<Draft>,
}

/// Begins a manuscript on a lecture.
pub(super) async fn draft(
    app: &App,
    lecture: Uuid,
    slug: Option<String>,
    saving: Saving,
) -> Result<manuscript::Model, DraftError> {
    let new = check(app, lecture, slug, saving).await?;
    let tx = app.db.begin().await?;
    let manuscript = begin(app, &tx, &new).await?;
    tell(app, &tx, &manuscript, &new).await?;
    tx.commit().await?;
    Ok(manuscript)
}

/// Looks whether it can be begun.
pub(super) async fn check(
    app: &App,
    lecture: Uuid,
    slug: Option<String>,
    saving: Saving,
) -> Result<NewDraft, DraftError> {
    let content = &saving.content;
    content.check(app.db.reader()).await?;
    let lecture =
        lecture::Entity::find_by_id(lecture).one(app.db.reader()).await?.ok_or(DraftError::NoLecture)?;
    let slug = match slug {
        Some(slug) if !is_slug(&slug) => return Err(DraftError::BadSlug),
        Some(slug) if is_taken(app, &slug).await? => return Err(DraftError::SlugTaken),
        Some(slug) => slug,
        None => free_slug(app, &content.title).await?,
    };
    let hash = content.hash()?;
    Ok(NewDraft { lecture, slug, saving, hash, page: None })
}

/// Writes its rows.
pub(super) async fn begin(
    app: &App,
    tx: &DatabaseTransaction,
    new: &NewDraft,
) -> Result<manuscript::Model, DraftError> {
    let NewDraft { lecture, slug, saving, hash, page } = new;
    let (id, now, content) = (app.ids.next(), app.clock.now(), &saving.content);
    attached::hold(tx, content).await.map_err(ContentError::from)?;
    let row = summary::ActiveModel {
        id: Set(id),
        slug: Set(slug.clone()),
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
    row.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => DraftError::SlugTaken,
        _ => DraftError::Database(error),
    })?;
    let manuscript = manuscript::Model {
        id,
        stage: Stage::Draft,
        number: 1,
        hash: hash.clone(),
        changed_at: now,
        is_legal_review_wanted: false,
        release_at: None,
    };
    manuscript::Entity::insert(manuscript::ActiveModel::from(manuscript.clone()))
        .exec_without_returning(tx)
        .await?;
    new_version(app, tx, &manuscript, saving).await?;
    if let Some(page) = page {
        page.add_sources(tx, &app.ids, id).await?;
    }
    Ok(manuscript)
}

/// Leaves a trace of it, as the last act of a transaction.
pub(super) async fn tell(
    app: &App,
    tx: &DatabaseTransaction,
    manuscript: &manuscript::Model,
    new: &NewDraft,
) -> Result<(), DbErr> {
    let taken = Taken { note: new.saving.reason.clone(), ..Taken::new(Step::Save, new.saving.by) };
    remember(app, tx, manuscript, &taken, Deed::ManuscriptDraft).await
}

/// The longest name in addresses that is made from a title.
const LONGEST: usize = 80;

/// A name in addresses made from a title that no summary has.
async fn free_slug(app: &App, title: &str) -> Result<String, DbErr> {
    let base = slug_of(title);
    if !base.is_empty() && !is_taken(app, &base).await? {
        return Ok(base);
    }
    let id = app.ids.next().simple().to_string();
    let tail = id.get(id.len() - 8..).unwrap_or_default();
    Ok(format!("{base}-{tail}").trim_start_matches('-').to_owned())
}

async fn is_taken(app: &App, slug: &str) -> Result<bool, DbErr> {
    let named = summary::Entity::find().filter(summary::Column::Slug.eq(slug));
    Ok(named.count(app.db.reader()).await? > 0)
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
