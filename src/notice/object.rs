//! Notices as the contract shows them.

use async_graphql::{ComplexObject, Context, Enum, ID, Object, SimpleObject};
use entity::{manuscript_version, notice::Kind};
use futures_util::future::join_all;
use sea_orm::DbErr;
use uuid::Uuid;

use super::loader;
use crate::{
    declaration::{Disclosure, FundingStatement, Rights},
    graphql::{
        Desk, Result, nouns, one, prose,
        scalar::{DateTime, Html, Markdown},
    },
    manuscript::{Colleague, Content, colleague},
    reference::Reference,
    summary::Summary,
};

nouns! { Notice = notice }

/// What sort of notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::notice::Kind")]
pub enum NoticeKind {
    /// The writers erred; the text was changed.
    Correction,
    /// The publisher erred; the text was changed.
    Erratum,
    /// Nothing was wrong, but it could be misread.
    Clarification,
    /// What it rests on was corrected, or was published with other figures; the text was changed.
    SourceChanged,
    /// It is doubted, and the doubt is looked into.
    ExpressionOfConcern,
    /// Part of it is withdrawn.
    PartialRetraction,
    /// All of it is withdrawn. It stays readable, marked.
    Retraction,
    /// It stays as it is and is no longer brought up to date.
    Archiving,
}

/// How a summary stands now, after all that was told about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SummaryStanding {
    /// It stands as it was published, or was made clearer.
    Current,
    /// It is kept as it was, and no longer brought up to date.
    Archived,
    /// It was corrected, and reads as it should.
    Corrected,
    /// It is doubted.
    ExpressionOfConcern,
    /// Part of it is withdrawn.
    PartiallyRetracted,
    /// It is withdrawn: do not rely on it.
    Retracted,
}

impl SummaryStanding {
    /// After these notices, oldest first. A doubt ends with what is said next.
    pub(crate) fn after<'a>(notices: impl Iterator<Item = &'a Kind>) -> Self {
        notices.fold(Self::Current, |standing, kind| match (standing, kind) {
            (Self::Retracted, _) | (_, Kind::Retraction) => Self::Retracted,
            (Self::PartiallyRetracted, _) | (_, Kind::PartialRetraction) => Self::PartiallyRetracted,
            (_, Kind::ExpressionOfConcern) => Self::ExpressionOfConcern,
            (_, Kind::Correction | Kind::Erratum | Kind::SourceChanged) => Self::Corrected,
            (Self::Current | Self::Archived, Kind::Archiving) => Self::Archived,
            (standing, Kind::Clarification | Kind::Archiving) => standing,
        })
    }
}

/// What a summary said before a notice changed it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct FormerText {
    /// Its title then.
    title: String,
    /// The message in a sentence or two.
    lead_message: String,
    /// The text as sanitised HTML.
    body: Html,
    /// The text in Markdown.
    body_markdown: Markdown,
    /// What readers were to remember, in order.
    take_home_messages: Vec<String>,
    /// What its slides said, in order. The images themselves may have been taken back.
    slides: Vec<FormerSlide>,
    /// By what right it was published; null if that was not recorded.
    rights: Option<Rights>,
    /// Who had paid for it.
    funding: Vec<FundingStatement>,
    /// What its experts had stated about their interests.
    disclosures: Vec<Disclosure>,
    #[graphql(skip)]
    references: Vec<Uuid>,
}

/// What a slide said.
#[derive(Clone, Debug, SimpleObject)]
pub struct FormerSlide {
    /// What it showed, in a line.
    caption: String,
    /// What it showed, for those who could not see it.
    alt: String,
}

#[ComplexObject]
impl FormerText {
    /// The references it rested on, in order.
    async fn references(&self, ctx: &Context<'_>) -> Result<Vec<Reference>> {
        let found = join_all(self.references.iter().map(|id| one(ctx, *id))).await;
        found.into_iter().flatten().collect()
    }
}

/// What readers are told about a summary after it was published. It is never taken back.
#[Object]
impl Notice {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// What sort of notice.
    fn kind(&self) -> NoticeKind {
        self.0.kind.into()
    }

    /// Why it was issued.
    fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Who issued it, in the words of the notice.
    fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Who issued it by the desk. The desk sees it.
    async fn issued_by(&self, ctx: &Context<'_>) -> Result<Colleague> {
        colleague(ctx, self.0.issued_by).await
    }

    /// When it was issued.
    fn issued_at(&self) -> DateTime {
        DateTime(self.0.issued_at)
    }

    /// The summary it is about.
    async fn summary(&self, ctx: &Context<'_>) -> Option<Result<Summary>> {
        one(ctx, self.0.summary_id).await
    }

    /// What the summary said before; null if the text stayed.
    async fn before(&self, ctx: &Context<'_>) -> Option<Result<FormerText>> {
        let version = ctx.load::<loader::FormerText>(self.0.before_id?).await.transpose()?;
        Some(version.and_then(|version| FormerText::read(&version)))
    }
}

impl FormerText {
    fn read(version: &manuscript_version::Model) -> Result<Self> {
        let content: Content = serde_json::from_value(version.content.clone())
            .map_err(|error| DbErr::Json(error.to_string()))?;
        let messages = content.take_home_messages.into_iter().map(|message| message.text);
        let slides = content.slides.into_iter();
        Ok(Self {
            take_home_messages: messages.collect(),
            slides: slides.map(|slide| FormerSlide { caption: slide.caption, alt: slide.alt }).collect(),
            rights: content.rights.map(Into::into),
            funding: content.funding.into_iter().map(Into::into).collect(),
            disclosures: content.disclosures.into_iter().map(Into::into).collect(),
            references: content.references,
            title: content.title,
            lead_message: content.lead_message,
            body: prose::html(&content.body),
            body_markdown: Markdown(content.body),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retraction_is_the_last_word_and_a_correction_ends_a_doubt() {
        for (kinds, standing) in [
            (&[][..], SummaryStanding::Current),
            (&[Kind::Clarification], SummaryStanding::Current),
            (&[Kind::Archiving], SummaryStanding::Archived),
            (&[Kind::Archiving, Kind::Erratum], SummaryStanding::Corrected),
            (&[Kind::Correction, Kind::Archiving], SummaryStanding::Corrected),
            (&[Kind::Erratum], SummaryStanding::Corrected),
            (&[Kind::Correction, Kind::ExpressionOfConcern], SummaryStanding::ExpressionOfConcern),
            (&[Kind::ExpressionOfConcern, Kind::Correction], SummaryStanding::Corrected),
            (&[Kind::PartialRetraction, Kind::Correction], SummaryStanding::PartiallyRetracted),
            (&[Kind::Retraction, Kind::Clarification], SummaryStanding::Retracted),
        ] {
            assert_eq!(SummaryStanding::after(kinds.iter()), standing, "{kinds:?}");
        }
    }
}
