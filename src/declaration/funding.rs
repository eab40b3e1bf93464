//! Funding as the contract shows and takes it.

use async_graphql::{Context, Enum, ID, InputObject, Object};
use entity::{declaration, subject::Subject};

use crate::{
    graphql::{NodeId, Result, one},
    organisation::Organisation,
};

/// What sort of money paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::declaration::FundingKind")]
pub enum FundingKind {
    /// Nobody paid: the answer to the question, not the lack of one.
    None,
    /// The publisher paid.
    OwnFunds,
    /// A grant without conditions.
    UnrestrictedGrant,
    /// A grant for education.
    EducationalGrant,
    /// A grant of public money.
    PublicGrant,
    /// The sponsor of a channel.
    ChannelSponsor,
    /// An industry symposium.
    Satellite,
    /// Advertising.
    Advertising,
}

/// How near a funder came to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::declaration::Influence")]
pub enum FunderInfluence {
    /// Had no access to it.
    NoAccess,
    /// Knew the topic only.
    SawTopicOnly,
    /// Saw it before it was published.
    SawBeforePublication,
    /// Took part in it.
    Involved,
}

/// Who paid for something, and how near they came to its content.
#[derive(Clone, Debug)]
pub struct FundingStatement(declaration::Funding);

/// Who paid for something, and how near they came to its content.
#[Object]
impl FundingStatement {
    /// What sort of money.
    fn kind(&self) -> FundingKind {
        self.0.kind.into()
    }

    /// Who paid; null if nobody did, or if it is the publisher.
    async fn funder(&self, ctx: &Context<'_>) -> Option<Result<Organisation>> {
        one(ctx, self.0.funder).await
    }

    /// The level the money bought, such as `gold`; null if there are none.
    fn level(&self) -> Option<&str> {
        self.0.level.as_deref()
    }

    /// How near the funder came; null if nobody else paid.
    fn influence(&self) -> Option<FunderInfluence> {
        self.0.influence.map(Into::into)
    }

    /// What is to be read beside the content, such as a sentence on independence; null if nothing is.
    fn statement(&self) -> Option<&str> {
        self.0.statement.as_deref()
    }
}

impl From<declaration::Funding> for FundingStatement {
    fn from(funding: declaration::Funding) -> Self {
        Self(funding)
    }
}

/// Who paid for something.
#[derive(Clone, Debug, InputObject)]
pub struct FundingInput {
    /// What sort of money; `NONE` answers that nobody paid.
    kind: FundingKind,
    /// The id of the organisation that paid; left out for `NONE` and `OWN_FUNDS`.
    funder: Option<ID>,
    /// The level the money bought, such as `gold`.
    level: Option<String>,
    /// How near the funder came to the content.
    influence: Option<FunderInfluence>,
    /// What is to be read beside the content.
    statement: Option<String>,
}

impl FundingInput {
    /// As it is kept.
    pub(crate) fn read(self) -> Result<declaration::Funding> {
        let funder = self.funder.map(|id| NodeId::decode_as(&id, Subject::Organisation)).transpose()?;
        Ok(declaration::Funding {
            kind: self.kind.into(),
            funder,
            level: self.level,
            influence: self.influence.map(Into::into),
            statement: self.statement,
        })
    }
}
