//! What can be listened to.

use async_graphql::{Context, ID, Subscription};
use entity::{event::Model, subject::Subject};
use futures_util::{Stream, stream};

use super::{
    follow::{Audience, follow},
    object::{DeskEvent, PublicationEvent},
};
use crate::graphql::{Desk, NodeId, Result, happened};

/// What can be listened to.
#[derive(Default)]
pub struct EventSubscription;

#[Subscription]
impl EventSubscription {
    /// What is published, as it is published: summaries at their moment and not before, and notices. For everybody.
    async fn publications(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The cursor of the last event that was heard: none is missed and none told twice. From now on if nothing is said."
        )]
        after: Option<String>,
    ) -> Result<impl Stream<Item = PublicationEvent>> {
        let listen = async |since| follow(ctx.app(), Audience::Readers, since).await;
        let told = happened::<Model>(ctx, after, listen).await?;
        Ok(stream::iter(told.map(|(row, cursor)| PublicationEvent { row, cursor })))
    }

    /// What is done at the desk, as it is done: the steps of manuscripts, and notices. For writers, reviewers and editors.
    async fn desk_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The cursor of the last event that was heard: none is missed and none told twice. From now on if nothing is said."
        )]
        after: Option<String>,
        #[graphql(desc = "The id of a manuscript, to hear of that one alone.")] manuscript: Option<ID>,
    ) -> Result<impl Stream<Item = DeskEvent>> {
        let manuscript = manuscript.map(|id| NodeId::decode_as(&id, Subject::Manuscript)).transpose()?;
        let listen = async |since| follow(ctx.app(), Audience::Desk(manuscript), since).await;
        let told = happened::<Model>(ctx, after, listen).await?;
        Ok(stream::iter(told.map(|(row, cursor)| DeskEvent { row, cursor })))
    }
}
