//! What can be done with manuscripts.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::{account::Role, manuscript, subject::Subject};
use uuid::Uuid;

use super::{
    discard::{self, Discarder},
    draft::{self, Begun},
    input::ManuscriptInput,
    loader::{SummaryOf, VersionAt},
    object::Manuscript,
    payload::{
        ManuscriptDiscardPayload, ManuscriptSavePayload, ManuscriptStepPayload, ManuscriptStepProblemCode,
    },
    release, restore,
    restore::RestoreError,
    review,
    save::{self, SaveError},
    step::ReviewKind,
    step_error::StepError,
    version::ManuscriptVersion,
};
use crate::graphql::{Desk, NodeId, Problem, Result, problems, scalar::DateTime, who};

/// What can be done with manuscripts.
#[derive(Default)]
pub struct ManuscriptMutation;

#[Object]
impl ManuscriptMutation {
    /// Begins a manuscript on a lecture. For writers.
    async fn manuscript_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the lecture.")] lecture: ID,
        #[graphql(desc = "The name of the summary in addresses; made from the title if nothing is said.")]
        slug: Option<String>,
        #[graphql(desc = "What it says.")] input: ManuscriptInput,
    ) -> Result<ManuscriptSavePayload> {
        let by = who(ctx)?;
        let lecture = NodeId::decode_as(&lecture, Subject::Lecture)?;
        match draft::draft(ctx.deed(), lecture, slug, input.saved_by(by)?).await {
            Ok(Begun { manuscript, summary, version }) => {
                ctx.know::<SummaryOf>(manuscript.id, Some(Arc::new(summary))).await;
                ctx.know::<VersionAt>((manuscript.id, manuscript.number), Some(Arc::new(version))).await;
                let manuscript = Some(shown(manuscript));
                Ok(ManuscriptSavePayload { manuscript, ..ManuscriptSavePayload::default() })
            }
            Err(error) => {
                Ok(ManuscriptSavePayload { problems: problems(error)?, ..ManuscriptSavePayload::default() })
            }
        }
    }

    /// Saves a version of a manuscript. A review that has begun begins anew. For writers.
    async fn manuscript_save(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version this was made from.")] expected_version: i32,
        #[graphql(desc = "What it says now, all of it.")] input: ManuscriptInput,
    ) -> Result<ManuscriptSavePayload> {
        let by = who(ctx)?;
        let id = NodeId::decode_as(&id, Subject::Manuscript)?;
        match save::save(ctx.deed(), id, expected_version, &input.saved_by(by)?).await {
            Ok(row) => {
                Ok(ManuscriptSavePayload { manuscript: Some(shown(row)), ..ManuscriptSavePayload::default() })
            }
            Err(error) => {
                let answer = overtaken(ctx, &error, expected_version).await?;
                Ok(ManuscriptSavePayload { problems: problems(error)?, ..answer })
            }
        }
    }

    /// Saves what an earlier version says as the latest version. Nothing is overwritten: the versions between stay. For
    /// writers.
    #[expect(clippy::too_many_arguments, reason = "which version, over which, and why")]
    async fn manuscript_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version that is to be read again.")] version: i32,
        #[graphql(desc = "The number of the latest version.")] expected_version: i32,
        #[graphql(desc = "Why, for colleagues, in at most 2,000 characters.")] reason: Option<String>,
    ) -> Result<ManuscriptSavePayload> {
        let by = who(ctx)?;
        let again = restore::Again { id: named(&id)?, number: version, reason };
        match restore::restore(ctx.deed(), by, again, expected_version).await {
            Ok(row) => {
                Ok(ManuscriptSavePayload { manuscript: Some(shown(row)), ..ManuscriptSavePayload::default() })
            }
            Err(error) => {
                let answer = match &error {
                    RestoreError::Save(error) => overtaken(ctx, error, expected_version).await?,
                    _ => ManuscriptSavePayload::default(),
                };
                Ok(ManuscriptSavePayload { problems: problems(error)?, ..answer })
            }
        }
    }

    /// Sends a version to review. For writers.
    async fn manuscript_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(
            desc = "Whether it is to be reviewed by a lawyer as well; if nothing is said, as it was wanted before, which is no at first."
        )]
        legal_review: Option<bool>,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(review::submit(ctx.deed(), by, (named(&id)?, version), legal_review).await)
    }

    /// Sends a version back, before or after it was approved. For reviewers.
    async fn manuscript_request_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(desc = "What is to be changed, and why; at most 2,000 characters.")] note: String,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(review::request_changes(ctx.deed(), by, named(&id)?, version, &note).await)
    }

    /// Signs a version off: that one and no other. It is approved once it was reviewed as medicine and for its facts, and by
    /// a lawyer if that was asked. For reviewers who saved no version of it.
    async fn manuscript_approve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(desc = "What it was reviewed for; as medicine and for its facts if nothing is said.")]
        reviews: Option<Vec<ReviewKind>>,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        let reviews = reviews.unwrap_or_else(|| vec![ReviewKind::Medical, ReviewKind::Factual]);
        let reviews = reviews.into_iter().map(Into::into).collect();
        done(review::approve(ctx.deed(), by, (named(&id)?, version), reviews).await)
    }

    /// Releases an approved version: readers see it from a moment on. Done again before that moment, it moves the
    /// moment. For editors.
    async fn manuscript_release(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(
            desc = "The moment; if nothing is said, the end of the embargo on its lecture, or now if there is none."
        )]
        at: Option<DateTime>,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(release::release(ctx.deed(), by, named(&id)?, version, at.map(|at| at.0)).await)
    }

    /// Takes a release back before its moment. For editors.
    async fn manuscript_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(desc = "Why, in at most 2,000 characters.")] note: Option<String>,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(release::withdraw(ctx.deed(), by, (named(&id)?, version), note).await)
    }

    /// Discards a manuscript that readers never saw, with all its versions, comments and assignments. Its name in addresses
    /// is free again; the log keeps that it was there. For editors, and for writers who saved a version of it.
    async fn manuscript_discard(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of its latest version.")] version: i32,
        #[graphql(desc = "Why, for the log, in at most 2,000 characters.")] note: Option<String>,
    ) -> Result<ManuscriptDiscardPayload> {
        let is_editor = ctx.viewer().standing().has_any(&[Role::Editor]);
        let discarder = Discarder { by: who(ctx)?, is_editor };
        match discard::discard(ctx.deed(), discarder, (named(&id)?, version), note).await {
            Ok(()) => Ok(ManuscriptDiscardPayload { discarded: Some(id), problems: Vec::new() }),
            Err(error) => Ok(ManuscriptDiscardPayload { discarded: None, problems: problems(error)? }),
        }
    }
}

/// What somebody else saved meanwhile, if that is why nothing was saved.
async fn overtaken(ctx: &Context<'_>, error: &SaveError, expected: i32) -> Result<ManuscriptSavePayload> {
    let SaveError::Conflict(theirs) = error else { return Ok(ManuscriptSavePayload::default()) };
    let theirs = ManuscriptVersion::read(theirs)?;
    let their_changes = theirs.since(ctx, expected).await?;
    Ok(ManuscriptSavePayload { theirs: Some(theirs), their_changes, ..ManuscriptSavePayload::default() })
}

fn named(id: &ID) -> Result<Uuid> {
    NodeId::decode_as(id, Subject::Manuscript)
}

fn shown(row: manuscript::Model) -> Manuscript {
    Manuscript(Arc::new(row))
}

pub(super) fn done(taken: Result<manuscript::Model, StepError>) -> Result<ManuscriptStepPayload> {
    match taken {
        Ok(row) => Ok(ManuscriptStepPayload { manuscript: Some(shown(row)), problems: Vec::new() }),
        Err(StepError::Unready(wants)) => {
            let problems = wants.into_iter().map(|wanted| {
                let message = format!("Before it is released it wants {}.", wanted.words);
                Problem::new(ManuscriptStepProblemCode::NotReady, message, &["id"])
            });
            Ok(ManuscriptStepPayload { manuscript: None, problems: problems.collect() })
        }
        Err(error) => Ok(ManuscriptStepPayload { manuscript: None, problems: problems(error)? }),
    }
}
