//! Writers as the contract shows them.

use async_graphql::{Context, ID, Object};

use super::loader::{MeetingsOfWriter, SummariesOfWriter};
use crate::{
    graphql::{Result, lists, nouns, one},
    media::Image,
    meeting::Meeting,
    organisation::Organisation,
    person::Person,
    source::Sourced,
    summary::Summary,
};

nouns! { Writer = writer }

/// A medical writer.
#[Object]
impl Writer {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Their name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Their name as they sign.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Degrees behind the name, such as `PhD`.
    fn credentials(&self) -> &[String] {
        &self.0.credentials
    }

    /// Their portrait; null if we have none.
    fn photo(&self) -> Option<Image> {
        let path = self.0.photo.clone()?;
        Some(Image {
            path,
            width: None,
            height: None,
            focal_point: None,
            alt: self.0.photo_alt.clone().unwrap_or_default(),
        })
    }

    /// Whether this is a desk that signs demonstrations, and no real person.
    fn is_demonstration(&self) -> bool {
        self.0.is_demonstration
    }

    /// The person they are; null for a desk.
    async fn person(&self, ctx: &Context<'_>) -> Option<Result<Person>> {
        one(ctx, self.0.person_id).await
    }

    /// Whom they write for.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }

    #[graphql(flatten)]
    fn lists(&self) -> WriterLists {
        WriterLists(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    WriterLists {
        /// The summaries they sign, newest first. Only what has been published.
        summaries: Summary = SummariesOfWriter;
        /// The meetings they cover.
        meetings: Meeting = MeetingsOfWriter;
    }
}
