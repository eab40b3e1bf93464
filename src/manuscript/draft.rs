//! Drafting: a lecture has been heard, and somebody begins to write.

use entity::{lecture, manuscript, manuscript::Stage, manuscript_step::Step, manuscript_version, summary};
use sea_orm::{
    ActiveValue::NotSet,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QuerySelect, SqlErr,
    sea_query::{LockType, Query},
};
use uuid::Uuid;

use super::{
    attached,
    content::ContentError,
    deed::{Taken, remember},
    save::{Saving, add, new_version},
    slug::{is_slug, slug_of, tail},
};
use crate::{
    app::App,
    database::{Rows, Transaction},
    idempotency::is_noted,
};

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

impl DraftError {
    fn of(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::SlugTaken,
            _ => Self::Database(error),
        }
    }
}

/// A draft to be.
pub(super) struct NewDraft {
    lecture: Uuid,
    pub(super) slug: String,
    saving: Saving,
    hash: String,
}

/// A manuscript that was begun.
pub(super) struct Begun {
    pub(super) manuscript: manuscript::Model,
    pub(super) summary: summary::Model,
    pub(super) version: manuscript_version::Model,
}

/// Begins a manuscript on a lecture. It is written at once; what is wrong with it is asked only if that fails.
pub(super) async fn draft(
    app: &App,
    lecture: Uuid,
    slug: Option<String>,
    saving: Saving,
) -> Result<Begun, DraftError> {
    saving.content.check_form()?;
    let (is_free, slug) = match slug {
        Some(slug) if !is_slug(&slug) => return Err(DraftError::BadSlug),
        Some(slug) => (false, slug),
        None => (
            true,
            Some(slug_of(&saving.content.title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| tail(app)),
        ),
    };
    let mut new = NewDraft { lecture, slug, hash: saving.content.hash()?, saving };
    match write(app, &new).await {
        Err(DraftError::SlugTaken) if is_free => {
            new.slug = format!("{}-{}", new.slug, tail(app));
            write(app, &new).await
        }
        done => done,
    }
}

async fn write(app: &App, new: &NewDraft) -> Result<Begun, DraftError> {
    let content = &new.saving.content;
    new.saving.check_reason()?;
    attached::check(app.db.reader(), content).await.map_err(ContentError::from)?;
    let is_one_statement = !is_noted() && !attached::is_any(content);
    let tx = if is_one_statement { app.db.single().await? } else { app.db.begin().await? };
    new.hold(&tx).await?;
    let (mut begun, rows) = new.rows(app, tx.get_database_backend())?;
    match remember(app, &tx, &begun.manuscript, Taken { rows, ..new.taken() }).await {
        Ok(filled) => {
            if let Some(row) = filled {
                begun.summary = summary::Model::from_query_result(&row, "")?;
            }
            tx.commit().await?;
            Ok(begun)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(new.why(app, error).await)
        }
    }
}

/// Looks whether it can be begun, before anything is written.
pub(super) async fn check(
    app: &App,
    lecture: Uuid,
    slug: String,
    saving: Saving,
) -> Result<NewDraft, DraftError> {
    saving.content.check(app.db.reader()).await?;
    if !is_slug(&slug) {
        return Err(DraftError::BadSlug);
    }
    let new = NewDraft { lecture, slug, hash: saving.content.hash()?, saving };
    let named = summary::Entity::find().filter(summary::Column::Slug.eq(&new.slug));
    if !new.has_lecture(app).await? {
        return Err(DraftError::NoLecture);
    }
    if named.count(app.db.reader()).await? > 0 {
        return Err(DraftError::SlugTaken);
    }
    Ok(new)
}

/// Writes its rows, one of several drafts that are begun together.
pub(super) async fn begin(
    app: &App,
    tx: &Transaction,
    new: &NewDraft,
) -> Result<manuscript::Model, DraftError> {
    new.hold(tx).await?;
    let (Begun { manuscript, .. }, rows) = new.rows(app, tx.get_database_backend())?;
    rows.write(tx).await.map_err(DraftError::of)?;
    Ok(manuscript)
}

/// Leaves a trace of it, as the last act of a transaction.
pub(super) async fn tell(
    app: &App,
    tx: &Transaction,
    manuscript: &manuscript::Model,
    new: &NewDraft,
) -> Result<(), DbErr> {
    remember(app, tx, manuscript, new.taken()).await.map(drop)
}

impl NewDraft {
    fn taken(&self) -> Taken {
        Taken { note: self.saving.reason.clone(), ..Taken::new(Step::Save, self.saving.by) }
    }

    /// Takes hold of the files it shows, after its lecture: whoever brings a bundle in holds all lectures first.
    async fn hold(&self, tx: &Transaction) -> Result<(), DraftError> {
        if attached::is_any(&self.saving.content) {
            lecture::Entity::find_by_id(self.lecture).lock(LockType::KeyShare).one(tx).await?;
            attached::hold(tx, &self.saving.content).await.map_err(ContentError::from)?;
        }
        Ok(())
    }

    /// What is to be written. Nothing comes of it unless the lecture, and whom and what the content names, is there.
    fn rows(&self, app: &App, engine: DbBackend) -> Result<(Begun, Rows), DbErr> {
        let (id, content) = (app.ids.next(), &self.saving.content);
        let manuscript = manuscript::Model {
            id,
            stage: Stage::Draft,
            number: 1,
            hash: self.hash.clone(),
            changed_at: app.clock.now(),
            is_legal_review_wanted: false,
            release_at: None,
        };
        let summary = summary::Model {
            id,
            slug: self.slug.clone(),
            lecture_id: Some(self.lecture),
            meeting_id: None,
            title: content.title.clone(),
            lead_message: content.lead_message.clone(),
            language: content.language.clone(),
            status: summary::Status::Draft,
            published_at: None,
            reading_minutes: None,
            is_demonstration: false,
        };
        let mut lecture = Query::select();
        // Whoever changes lectures is waited for before anything is held, above all the log.
        lecture
            .from(lecture::Entity)
            .and_where(lecture::Column::Id.eq(self.lecture))
            .lock(LockType::KeyShare);
        for (_, is_there) in content.names(engine) {
            lecture.and_where(is_there);
        }
        let version = new_version(app, &manuscript, &self.saving)?;
        let mut rows = Rows::default();
        rows.fill(
            &summary::ActiveModel { meeting_id: NotSet, ..summary.clone().into_active_model() },
            lecture,
        );
        rows.add(manuscript.clone().into_active_model());
        add(&mut rows, version.clone(), content);
        Ok((Begun { manuscript, summary, version }, rows))
    }

    async fn has_lecture(&self, app: &App) -> Result<bool, DbErr> {
        let found = lecture::Entity::find_by_id(self.lecture).count(app.db.reader()).await?;
        Ok(found > 0)
    }

    /// Why it was not written. A summary that was not inserted, for want of what it names, is missed by its manuscript.
    async fn why(&self, app: &App, error: DbErr) -> DraftError {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => {
                let names = self.saving.content.check_names(app.db.reader()).await;
                match (names, self.has_lecture(app).await) {
                    (Err(missing), _) => missing.into(),
                    (Ok(()), Ok(false)) => DraftError::NoLecture,
                    (Ok(()), Ok(true)) => error.into(),
                    (Ok(()), Err(error)) => error.into(),
                }
            }
            _ => DraftError::of(error),
        }
    }
}
