//! Everything with a life of its own, by id alone.

use async_graphql::{Context, ID, Interface, Object};
use entity::subject::Subject;
use futures_util::future::join_all;
use uuid::Uuid;

use crate::{
    account::{AccessToken, Account},
    audit::AuditEntry,
    claim::{Metric, Statement},
    comment::Comment,
    feedback::Feedback,
    flag::Flag,
    graphql::{ById, Desk, NodeId, Result},
    lecture::Lecture,
    manuscript::Manuscript,
    media::Media,
    meeting::{Meeting, MeetingSeries, ScheduleStep, Session},
    newsletter::Newsletter,
    notice::Notice,
    organisation::{AccreditationScheme, ExecutiveMessage, Involvement, Organisation},
    person::{Contribution, Office, Person},
    podcast::{PodcastEpisode, PodcastSeries},
    reference::Reference,
    source::Source,
    summary::{KeySlide, Summary},
    topic::Topic,
    training::TrainingTool,
    trial::{Outcome, Trial},
    video::Video,
    writer::Writer,
};

macro_rules! nodes {
    ($($noun:ident = $table:ident),+ $(,)?) => {
        /// Anything with a life of its own and an id that stays the same for ever.
        #[derive(Interface)]
        #[graphql(field(name = "id", ty = "ID", desc = "Stays the same for ever."))]
        pub enum Node {
            $($noun($noun),)+
        }

        impl Node {
            /// The row of a noun, if the viewer may see it.
            pub(crate) async fn find(ctx: &Context<'_>, subject: Subject, id: Uuid) -> Result<Option<Self>> {
                Ok(match subject {
                    $(Subject::$noun => {
                        ctx.load::<ById<entity::$table::Entity>>(id).await?.map(|row| Self::$noun($noun::from(row)))
                    })+
                })
            }
        }
    };
}

nodes! {
    AccreditationScheme = accreditation_scheme, Contribution = contribution, ExecutiveMessage = executive_message,
    Involvement = involvement, KeySlide = key_slide, Lecture = lecture, Meeting = meeting,
    MeetingSeries = meeting_series, Metric = metric, Newsletter = newsletter, Office = office,
    Organisation = organisation, Outcome = outcome, Person = person, PodcastEpisode = podcast_episode,
    PodcastSeries = podcast_series, Reference = reference, ScheduleStep = schedule_step, Session = session,
    Source = source, Statement = statement, Summary = summary, Topic = topic, TrainingTool = training_tool,
    Trial = trial, Video = video, Writer = writer, Notice = notice,
    AccessToken = token, Account = account, AuditEntry = audit_entry, Comment = comment, Feedback = feedback,
    Flag = flag, Manuscript = manuscript, Media = media,
}

/// The ways in by id alone.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything by its id; null if there is nothing the viewer may see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An id, as a field `id` answered it.")] id: ID,
    ) -> Option<Result<Node>> {
        by_id(ctx, &id).await
    }

    /// Many at once, in the order asked; null where there is nothing the viewer may see. What is no id
    /// is an error at its place and leaves the others alone.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Ids, as fields `id` answered them; at most 100.")] ids: Vec<ID>,
    ) -> Vec<Option<Result<Node>>> {
        join_all(ids.iter().map(|id| by_id(ctx, id))).await
    }
}

async fn by_id(ctx: &Context<'_>, id: &ID) -> Option<Result<Node>> {
    match NodeId::decode(id) {
        Ok(node) => Node::find(ctx, node.subject, node.id).await.transpose(),
        Err(fault) => Some(Err(fault)),
    }
}
