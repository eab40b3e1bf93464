//! What writers send: a manuscript as a whole.

use async_graphql::{ID, InputObject};
use entity::{citation::Role, subject::Subject};
use uuid::Uuid;

use super::{
    attachment::{ManuscriptEpisodeInput, ManuscriptSlideInput, trimmed},
    content::{Content, Message, ReferenceRole},
    save::Saving,
};
use crate::{
    declaration::{DisclosureInput, FundingInput, Rights},
    graphql::{
        NodeId, Result,
        scalar::{LanguageTag, Markdown},
    },
    reference::CitationRole,
};

/// What a manuscript is to say. It is saved as a whole: what is left empty is empty.
#[derive(InputObject)]
pub struct ManuscriptInput {
    /// The title, in at most 300 characters.
    title: String,
    /// The message in a sentence or two, in at most 1,000 characters.
    #[graphql(default)]
    lead_message: String,
    /// The text, in at most 100,000 characters of Markdown, without HTML and without images: these are key slides.
    #[graphql(default_with = "Markdown(String::new())")]
    body: Markdown,
    /// The language it is written in.
    #[graphql(default_with = "LanguageTag(\"en\".to_owned())")]
    language: LanguageTag,
    /// What readers should remember, in order; at most 20.
    #[graphql(default)]
    take_home_messages: Vec<ManuscriptMessageInput>,
    /// The ids of the writers who are to sign it, in order.
    #[graphql(default)]
    writers: Vec<ID>,
    /// The ids of the topics it is about.
    #[graphql(default)]
    topics: Vec<ID>,
    /// The ids of the references it rests on, in order.
    #[graphql(default)]
    references: Vec<ID>,
    /// What those of the references are to it that are more than cited, each said once.
    #[graphql(default)]
    reference_roles: Vec<ManuscriptReferenceRoleInput>,
    /// The ids of the sources that its facts come from, in order.
    #[graphql(default)]
    sources: Vec<ID>,
    /// By what right it is published.
    rights: Option<Rights>,
    /// Who paid for it; empty as long as nobody has answered. That nobody paid is an answer: `[{kind: NONE}]`.
    #[graphql(default)]
    funding: Vec<FundingInput>,
    /// What its experts stated about their interests; one for each presenter of the lecture.
    #[graphql(default)]
    disclosures: Vec<DisclosureInput>,
    /// Whether it tells nothing beyond the published abstract, so that only the embargo on the abstract binds it.
    #[graphql(default)]
    is_abstract_only: bool,
    /// Its key slides, in order; at most 40.
    #[graphql(default)]
    slides: Vec<ManuscriptSlideInput>,
    /// The podcast episodes that come out with it, in order; at most 5.
    #[graphql(default)]
    episodes: Vec<ManuscriptEpisodeInput>,
    /// Why it was changed, for colleagues, in at most 2,000 characters.
    reason: Option<String>,
}

/// What readers should remember.
#[derive(InputObject)]
pub struct ManuscriptMessageInput {
    /// In a sentence, of at most 1,000 characters.
    text: String,
    /// The ids of the results it rests on.
    #[graphql(default)]
    outcomes: Vec<ID>,
}

/// What a reference is to a summary.
#[derive(InputObject)]
pub struct ManuscriptReferenceRoleInput {
    /// The id of the reference, which is among `references`.
    reference: ID,
    /// What it is to the summary. That it is `CITED` need not be said.
    role: CitationRole,
}

impl ManuscriptReferenceRoleInput {
    fn read(self) -> Result<ReferenceRole> {
        let reference = NodeId::decode_as(&self.reference, Subject::Reference)?;
        Ok(ReferenceRole { reference, role: self.role.into() })
    }
}

impl ManuscriptInput {
    /// As somebody saves it.
    pub(crate) fn saved_by(self, by: Uuid) -> Result<Saving> {
        let ids = |ids: Vec<ID>, subject: Subject| -> Result<Vec<_>> {
            ids.iter().map(|id| NodeId::decode_as(id, subject)).collect()
        };
        let messages = self.take_home_messages.into_iter().map(|message| {
            Ok(Message {
                text: message.text.trim().to_owned(),
                outcomes: ids(message.outcomes, Subject::Outcome)?,
            })
        });
        let roles = self.reference_roles.into_iter().map(ManuscriptReferenceRoleInput::read);
        let mut reference_roles = roles.collect::<Result<Vec<_>>>()?;
        reference_roles.retain(|one| one.role != Role::Cited);
        let content = Content {
            title: self.title.trim().to_owned(),
            lead_message: self.lead_message.trim().to_owned(),
            body: self.body.0.trim_end().to_owned(),
            language: self.language.0,
            take_home_messages: messages.collect::<Result<_>>()?,
            writers: ids(self.writers, Subject::Writer)?,
            topics: ids(self.topics, Subject::Topic)?,
            references: ids(self.references, Subject::Reference)?,
            reference_roles,
            sources: ids(self.sources, Subject::Source)?,
            rights: self.rights.map(Into::into),
            funding: self.funding.into_iter().map(FundingInput::read).collect::<Result<_>>()?,
            disclosures: self.disclosures.into_iter().map(DisclosureInput::read).collect::<Result<_>>()?,
            is_abstract_only: self.is_abstract_only,
            slides: self.slides.into_iter().map(ManuscriptSlideInput::read).collect::<Result<_>>()?,
            episodes: self.episodes.into_iter().map(ManuscriptEpisodeInput::read).collect::<Result<_>>()?,
        };
        Ok(Saving { by, content, reason: trimmed(self.reason), ends_autosave: true })
    }
}
