//! Writers' files: pages of Markdown with front matter become drafts.

use std::collections::HashSet;

use entity::manuscript;
use sea_orm::DbErr;
use uuid::Uuid;

use super::{
    bulk::Policy,
    content::ContentError,
    draft::{DraftError, NewDraft, begin, check, tell},
    save::Saving,
};
use crate::{
    app::App,
    bundle::{Draft, PageFile, Problem, read_draft},
    graphql::{Refusal as _, snake},
};

/// What became of a file.
pub(super) struct Outcome {
    pub(super) file: PageFile,
    /// None if it was not brought in, for its own faults or for another's.
    pub(super) begun: Option<manuscript::Model>,
    pub(super) problems: Vec<Problem>,
}

/// Brings files in: all or none, or those without faults.
pub(super) async fn import(
    app: &App,
    by: Uuid,
    files: Vec<PageFile>,
    policy: Policy,
) -> Result<Vec<Outcome>, DbErr> {
    let (mut outcomes, drafts) = read(app, by, files).await?;
    let has_faults = outcomes.iter().any(|outcome| !outcome.problems.is_empty());
    match policy {
        Policy::AllOrNothing if has_faults => {}
        Policy::AllOrNothing => together(app, &mut outcomes, drafts).await?,
        Policy::GoodOnes => one_by_one(app, &mut outcomes, drafts).await?,
    }
    Ok(outcomes)
}

/// The drafts without faults, each with the place of its file, and what is told of the others.
async fn read(
    app: &App,
    by: Uuid,
    files: Vec<PageFile>,
) -> Result<(Vec<Outcome>, Vec<(usize, NewDraft)>), DbErr> {
    let (mut outcomes, mut drafts) = (Vec::with_capacity(files.len()), Vec::new());
    let mut slugs = HashSet::new();
    let snapshot = app.db.snapshot().await?;
    for (place, file) in files.into_iter().enumerate() {
        let problems = match read_draft(&snapshot, &file).await? {
            Ok(page) if !slugs.insert(page.slug().to_owned()) => {
                let message = format!("“{}” is the slug of another file", page.slug());
                vec![problem(&file, "slug", message)]
            }
            Ok(page) => match checked(app, by, &file, &page).await {
                Ok(draft) => {
                    drafts.push((place, draft));
                    Vec::new()
                }
                Err(error) => vec![broken_or_told(&file, error)?],
            },
            Err(problems) => problems,
        };
        outcomes.push(Outcome { file, begun: None, problems });
    }
    snapshot.rollback().await?;
    Ok((outcomes, drafts))
}

/// A page as a draft, if it can be one.
async fn checked(app: &App, by: Uuid, file: &PageFile, page: &Draft) -> Result<NewDraft, DraftError> {
    let content = serde_json::from_value(page.content()).map_err(|error| DbErr::Json(error.to_string()))?;
    let saving = Saving { by, content, reason: Some(format!("From {}.", file.name)), ends_autosave: false };
    check(app, page.lecture(), page.slug().to_owned(), saving).await
}

/// All in one transaction. The log is written last, because whoever writes to it holds it.
async fn together(
    app: &App,
    outcomes: &mut [Outcome],
    mut drafts: Vec<(usize, NewDraft)>,
) -> Result<(), DbErr> {
    // Two imports at a time come to the same names in the same order.
    drafts.sort_by(|(_, one), (_, other)| one.slug.cmp(&other.slug));
    let tx = app.db.begin().await?;
    let mut begun = Vec::with_capacity(drafts.len());
    for (place, draft) in &drafts {
        match begin(app, &tx, draft).await {
            Ok(row) => begun.push((*place, row)),
            Err(error) => {
                let told = broken_or_told(&outcomes[*place].file, error)?;
                outcomes[*place].problems.push(told);
                return tx.rollback().await;
            }
        }
    }
    for ((_, draft), (_, row)) in drafts.iter().zip(&begun) {
        tell(app, &tx, row, draft).await?;
    }
    tx.commit().await?;
    for (place, row) in begun {
        outcomes[place].begun = Some(row);
    }
    Ok(())
}

/// Each in a transaction of its own.
async fn one_by_one(
    app: &App,
    outcomes: &mut [Outcome],
    drafts: Vec<(usize, NewDraft)>,
) -> Result<(), DbErr> {
    for (place, draft) in &drafts {
        let tx = app.db.begin().await?;
        match begin(app, &tx, draft).await {
            Ok(row) => {
                tell(app, &tx, &row, draft).await?;
                tx.commit().await?;
                outcomes[*place].begun = Some(row);
            }
            Err(error) => {
                tx.rollback().await?;
                let told = broken_or_told(&outcomes[*place].file, error)?;
                outcomes[*place].problems.push(told);
            }
        }
    }
    Ok(())
}

fn broken_or_told(file: &PageFile, error: DraftError) -> Result<Problem, DbErr> {
    match error {
        DraftError::Database(error) | DraftError::Content(ContentError::Database(error)) => Err(error),
        error => Ok(refused(file, &error)),
    }
}

/// Why a page without faults cannot be a draft.
fn refused(file: &PageFile, error: &DraftError) -> Problem {
    let argument = error.reason().and_then(|(_, path)| path.last().copied());
    problem(file, &snake(argument.unwrap_or_default()), error.to_string())
}

fn problem(file: &PageFile, field: &str, message: String) -> Problem {
    Problem { file: file.name.clone(), line: file.line_of(field), field: field.to_owned(), message }
}
