//! Steps as the desk sees them, and who took them.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::{manuscript_step, subject::Subject};
use uuid::Uuid;

use super::{loader::AccountOf, object::lost};
use crate::graphql::{Desk, NodeId, Result, scalar::DateTime};

/// What was done with a manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::manuscript_step::Step")]
pub enum ManuscriptStepKind {
    /// A version was saved.
    Save,
    /// It was sent to review.
    Submit,
    /// It was sent back.
    RequestChanges,
    /// It was signed off in part; more reviews were wanted.
    Sign,
    /// It was signed off.
    Approve,
    /// It was released.
    Release,
    /// The release was taken back before its moment.
    Withdraw,
    /// It took the place of the version that was published.
    Correct,
}

/// What a reviewer reads for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::manuscript_step::Review")]
pub enum ReviewKind {
    /// Whether it is right as medicine.
    Medical,
    /// Whether its facts and figures are those of its sources.
    Factual,
    /// Whether it may be published.
    Legal,
}

/// Somebody at the desk.
#[derive(Clone, Debug, SimpleObject)]
pub struct Colleague {
    /// The id of their account.
    account: ID,
    /// Their name.
    name: String,
}

impl Colleague {
    /// Whose account it is, and what they are called.
    pub(crate) fn new(account: Uuid, name: String) -> Self {
        Self { account: NodeId { subject: Subject::Account, id: account }.encode(), name }
    }
}

/// One step of a manuscript on its way.
#[derive(Clone, Debug)]
pub struct ManuscriptStep(pub(super) manuscript_step::Model);

/// One step of a manuscript on its way.
#[Object]
impl ManuscriptStep {
    /// What was done.
    fn kind(&self) -> ManuscriptStepKind {
        self.0.step.into()
    }

    /// Who did it; of a release that moved with the programme, who had released it.
    async fn taken_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.taken_by).await
    }

    /// When it was done.
    fn taken_at(&self) -> DateTime {
        DateTime(self.0.taken_at)
    }

    /// The number of the version it was done with.
    fn version(&self) -> i32 {
        self.0.number
    }

    /// The hash of the version it was done with: a signature holds for nothing else.
    fn hash(&self) -> &str {
        &self.0.hash
    }

    /// What was signed; empty if it is no signature.
    fn reviews(&self) -> Vec<ReviewKind> {
        self.0.reviews.iter().copied().map(Into::into).collect()
    }

    /// The moment it was released for; null if it is no release.
    fn released_at(&self) -> Option<DateTime> {
        self.0.released_at.map(DateTime)
    }

    /// What was said with it; null if nothing was.
    fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

/// Whoever an id of an account is of.
pub(crate) async fn colleague(ctx: &Context<'_>, id: Uuid) -> Result<Colleague> {
    let found = ctx.load::<AccountOf>(id).await?;
    let account = found.ok_or_else(|| lost("who wrote it"))?;
    Ok(Colleague::new(account.id, account.name.clone()))
}
