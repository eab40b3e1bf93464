//! What can be done with many manuscripts at once.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::subject::Subject;

use super::{
    bulk::{self, Bulk, Named, Policy},
    import::{self, Outcome},
    mutation::done,
    object::Manuscript,
    payload::ManuscriptStepPayload,
};
use crate::{
    bundle::{PageFile, Problem},
    graphql::{Desk, NodeId, Result, scalar::DateTime, who},
};

/// What can be done with many manuscripts at once.
#[derive(Default)]
pub struct BulkMutation;

/// What to do if some of many cannot be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[graphql(remote = "Policy")]
pub enum BulkPolicy {
    /// If one cannot be done, none is.
    #[default]
    AllOrNothing,
    /// What can be done is done.
    GoodOnes,
}

/// A page of Markdown with front matter, as it would lie in the folder `summaries` of a bundle.
#[derive(InputObject)]
pub struct SummaryFileInput {
    /// What the file is called, for what is told about it.
    name: String,
    /// All that is in it.
    markdown: String,
}

/// A version of a manuscript.
#[derive(InputObject)]
pub struct ManuscriptVersionInput {
    /// The id of the manuscript.
    id: ID,
    /// The number of the version.
    version: i32,
}

/// What is wrong with a file.
#[derive(Clone, Debug, SimpleObject)]
pub struct FileProblem {
    /// The line it is on, counted from 1; the first if it is about the file as a whole.
    line: i32,
    /// The field of the front matter, with those around it, such as `take_home_messages.outcomes`; empty if it is about the
    /// file as a whole.
    field: String,
    /// What is the matter and what would be right, for a person.
    message: String,
}

/// What became of a file.
#[derive(Clone, Debug, SimpleObject)]
pub struct SummaryImportResult {
    /// What the file is called.
    name: String,
    /// The manuscript that was begun; null if none was, for the file's own problems or, all or nothing, for another's.
    manuscript: Option<Manuscript>,
    /// What is wrong with the file.
    problems: Vec<FileProblem>,
}

/// What bringing files in answers.
#[derive(SimpleObject)]
pub struct SummaryImportPayload {
    /// What became of each file, in the order they were given.
    results: Vec<SummaryImportResult>,
}

/// What a step with many manuscripts answers.
#[derive(SimpleObject)]
pub struct ManuscriptsStepPayload {
    /// What became of each, in the order they were named. Without a manuscript and without a problem, it was not taken
    /// because another was refused.
    results: Vec<ManuscriptStepPayload>,
}

#[Object]
impl BulkMutation {
    /// Begins manuscripts from writers' files, in the format of the folder `summaries` of a bundle: a draft each, on the
    /// lecture it names. What it cites and rests on comes with it; slides are attached at the desk. For writers.
    async fn summary_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The files; at most 100.")] files: Vec<SummaryFileInput>,
        #[graphql(desc = "What to do if some have faults; all or nothing if nothing is said.")]
        policy: Option<BulkPolicy>,
    ) -> Result<SummaryImportPayload> {
        let by = who(ctx)?;
        let files = files.into_iter().map(|file| PageFile { name: file.name, text: file.markdown });
        let outcomes =
            import::import(ctx.deed(), by, files.collect(), policy.unwrap_or_default().into()).await?;
        Ok(SummaryImportPayload { results: outcomes.into_iter().map(SummaryImportResult::from).collect() })
    }

    /// Sends many manuscripts to review. A lawyer's review that was asked for before is still wanted. For writers.
    async fn manuscripts_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The manuscripts and their versions; at most 100.")] manuscripts: Vec<
            ManuscriptVersionInput,
        >,
        #[graphql(desc = "What to do if some cannot be sent; all or nothing if nothing is said.")]
        policy: Option<BulkPolicy>,
    ) -> Result<ManuscriptsStepPayload> {
        all(ctx, Bulk::Submit, &manuscripts, policy.unwrap_or_default()).await
    }

    /// Releases many approved manuscripts: for one moment, or each with the embargo on its lecture. For editors.
    async fn manuscripts_release(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The manuscripts and their versions; at most 100.")] manuscripts: Vec<
            ManuscriptVersionInput,
        >,
        #[graphql(
            desc = "The moment; if nothing is said, the end of the embargo on each lecture, or now if there is none."
        )]
        at: Option<DateTime>,
        #[graphql(desc = "What to do if some cannot be released; all or nothing if nothing is said.")] policy: Option<BulkPolicy>,
    ) -> Result<ManuscriptsStepPayload> {
        all(ctx, Bulk::Release(at.map(|at| at.0)), &manuscripts, policy.unwrap_or_default()).await
    }
}

async fn all(
    ctx: &Context<'_>,
    step: Bulk,
    manuscripts: &[ManuscriptVersionInput],
    policy: BulkPolicy,
) -> Result<ManuscriptsStepPayload> {
    let by = who(ctx)?;
    let named = manuscripts
        .iter()
        .map(|one| Ok(Named { id: NodeId::decode_as(&one.id, Subject::Manuscript)?, number: one.version }));
    let named: Vec<Named> = named.collect::<Result<_>>()?;
    let taken = bulk::all(ctx.deed(), by, step, &named, policy.into()).await?;
    let is_undone = policy == BulkPolicy::AllOrNothing && taken.iter().any(Result::is_err);
    let results = taken.into_iter().map(|taken| match taken {
        Ok(_) if is_undone => Ok(ManuscriptStepPayload::default()),
        taken => done(taken),
    });
    Ok(ManuscriptsStepPayload { results: results.collect::<Result<_>>()? })
}

impl From<Outcome> for SummaryImportResult {
    fn from(outcome: Outcome) -> Self {
        let problems = outcome.problems.into_iter().map(|Problem { line, field, message, .. }| FileProblem {
            line: i32::try_from(line).unwrap_or(i32::MAX),
            field,
            message,
        });
        Self {
            name: outcome.file.name,
            manuscript: outcome.begun.map(|row| Manuscript(Arc::new(row))),
            problems: problems.collect(),
        }
    }
}
