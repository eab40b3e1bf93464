//! Topics as the contract shows them.

use std::marker::PhantomData;

use async_graphql::{Context, Enum, ID, Object, OutputType, SimpleObject};
use uuid::Uuid;

use super::loader::{
    BroaderThan, EpisodesOn, LecturesOn, MeetingsOn, NarrowerThan, SummariesOn, ToolsOn, TopicsOf, TrialsOn,
};
use crate::{
    graphql::{All, Desk, Noun, Result, flattened, lists, nouns},
    lecture::Lecture,
    meeting::Meeting,
    podcast::PodcastEpisode,
    summary::Summary,
    training::TrainingTool,
    trial::Trial,
};

nouns! { Topic = topic }

/// What sort of topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::topic::Kind")]
pub enum TopicKind {
    /// A disease.
    Disease,
    /// A drug.
    Drug,
    /// A gene.
    Gene,
    /// Anything else one can speak about.
    Subject,
}

/// A code in somebody's classification.
#[derive(Clone, Debug, SimpleObject)]
pub struct TopicCode {
    /// Whose classification.
    system: String,
    /// The code there.
    code: String,
}

/// A disease, a drug, a gene or a subject.
#[Object]
impl Topic {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its name.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What sort of topic.
    fn kind(&self) -> TopicKind {
        self.0.kind.into()
    }

    /// Other names and spellings.
    fn synonyms(&self) -> &[String] {
        &self.0.synonyms
    }

    /// Its codes in classifications.
    fn codes(&self) -> Vec<TopicCode> {
        let codes = self.0.codes.iter();
        codes.map(|code| TopicCode { system: code.system.clone(), code: code.code.clone() }).collect()
    }

    /// The topics above it.
    async fn broader(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        Ok(Topic::all(&ctx.load::<All<BroaderThan>>(self.0.id).await?))
    }

    /// The topics below it.
    async fn narrower(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        Ok(Topic::all(&ctx.load::<All<NarrowerThan>>(self.0.id).await?))
    }

    #[graphql(flatten)]
    fn lists(&self) -> TopicLists {
        TopicLists(self.0.id)
    }
}

lists! {
    TopicLists {
        /// Lectures on it.
        lectures: Lecture = LecturesOn;
        /// Summaries on it, newest first. Only what has been published.
        summaries: Summary = SummariesOn;
        /// Meetings on it, latest first.
        meetings: Meeting = MeetingsOn;
        /// Trials on it.
        trials: Trial = TrialsOn;
        /// Podcast episodes on it, newest first. Only what has been published.
        podcast_episodes: PodcastEpisode = EpisodesOn;
        /// Training tools on it.
        training_tools: TrainingTool = ToolsOn;
    }
}

/// Flattened into whatever is about topics.
pub struct About<T>(Uuid, PhantomData<fn() -> T>);

flattened! { About }

#[Object(name_type)]
impl<T: OutputType> About<T> {
    /// What it is about.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        Ok(Topic::all(&ctx.load::<All<TopicsOf>>(self.0).await?))
    }
}
