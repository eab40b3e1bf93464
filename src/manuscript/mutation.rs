//! What can be done with manuscripts.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::{manuscript, subject::Subject};
use uuid::Uuid;

use super::{
    deed::StepError,
    draft,
    object::Manuscript,
    payload::{ManuscriptInput, ManuscriptSavePayload, ManuscriptStepPayload},
    release, review,
    save::{self, SaveError},
    version::ManuscriptVersion,
};
use crate::graphql::{Desk, NodeId, Result, problems, scalar::DateTime, who};

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
        match draft::draft(ctx.app(), lecture, slug, &input.saved_by(by)?).await {
            Ok(row) => {
                Ok(ManuscriptSavePayload { manuscript: Some(shown(row)), ..ManuscriptSavePayload::default() })
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
        match save::save(ctx.app(), id, expected_version, &input.saved_by(by)?).await {
            Ok(row) => {
                Ok(ManuscriptSavePayload { manuscript: Some(shown(row)), ..ManuscriptSavePayload::default() })
            }
            Err(error) => {
                let theirs = if let SaveError::Conflict(theirs) = &error {
                    Some(ManuscriptVersion::read(theirs)?)
                } else {
                    None
                };
                Ok(ManuscriptSavePayload { manuscript: None, theirs, problems: problems(error)? })
            }
        }
    }

    /// Sends a version to review. For writers.
    async fn manuscript_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(review::submit(ctx.app(), by, named(&id)?, version).await)
    }

    /// Sends a version back, before or after it was approved. For reviewers.
    async fn manuscript_request_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(desc = "What is to be changed, and why.")] note: String,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(review::request_changes(ctx.app(), by, named(&id)?, version, &note).await)
    }

    /// Signs a version off: that one and no other. For reviewers who saved no version of it.
    async fn manuscript_approve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(review::approve(ctx.app(), by, named(&id)?, version).await)
    }

    /// Releases an approved version: readers see it from a moment on. Done again before that moment, it moves the
    /// moment. For editors.
    async fn manuscript_release(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "The number of the version.")] version: i32,
        #[graphql(
            desc = "The moment, such as the end of its embargo; now if nothing is said, or if it has passed."
        )]
        at: Option<DateTime>,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(release::release(ctx.app(), by, named(&id)?, version, at.map(|at| at.0)).await)
    }

    /// Takes a release back before its moment. For editors.
    async fn manuscript_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the manuscript.")] id: ID,
        #[graphql(desc = "Why.")] note: Option<String>,
    ) -> Result<ManuscriptStepPayload> {
        let by = who(ctx)?;
        done(release::withdraw(ctx.app(), by, named(&id)?, note).await)
    }
}

fn named(id: &ID) -> Result<Uuid> {
    NodeId::decode_as(id, Subject::Manuscript)
}

fn shown(row: manuscript::Model) -> Manuscript {
    Manuscript(Arc::new(row))
}

fn done(taken: Result<manuscript::Model, StepError>) -> Result<ManuscriptStepPayload> {
    match taken {
        Ok(row) => Ok(ManuscriptStepPayload { manuscript: Some(shown(row)), problems: Vec::new() }),
        Err(error) => Ok(ManuscriptStepPayload { manuscript: None, problems: problems(error)? }),
    }
}
