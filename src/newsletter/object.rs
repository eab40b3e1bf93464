//! Newsletters as the contract shows them, and the ways in.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::newsletter::Column;

use crate::{
    graphql::{
        All, DateTimeFilter, Desk, Result, StringFilter, by_id_or_slug, edges, filter, nouns, one, roots,
        scalar::{DateTime, LanguageTag},
        sorted, within,
    },
    meeting::{Meeting, MeetingWhere},
    node::Node,
    source::Sourced,
};

nouns! { Newsletter = newsletter }

edges! {
    /// The entries of an issue, in order.
    ItemsOf: newsletter_item by newsletter_item.NewsletterId order newsletter_item.Position;
}

/// One issue of a highlights newsletter.
#[Object]
impl Newsletter {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The code of the issue, such as `BJH 1`.
    fn code(&self) -> &str {
        &self.0.code
    }

    /// Its number.
    fn ordinal(&self) -> Option<i32> {
        self.0.ordinal
    }

    /// The subject of the mail.
    fn subject_line(&self) -> Option<&str> {
        self.0.subject_line.as_deref()
    }

    /// The line a mail client shows beside the subject.
    fn preheader(&self) -> &str {
        &self.0.preheader
    }

    /// The language it is written in.
    fn language(&self) -> LanguageTag {
        LanguageTag(self.0.language.clone())
    }

    /// When it was sent.
    fn published_at(&self) -> Option<DateTime> {
        self.0.published_at.map(DateTime)
    }

    /// Whether it demonstrates this service and is nobody's editorial work.
    fn is_demonstration(&self) -> bool {
        self.0.is_demonstration
    }

    /// The meeting it is on.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    /// Its entries, in order.
    async fn items(&self, ctx: &Context<'_>) -> Result<Vec<NewsletterItem>> {
        let rows = ctx.load::<All<ItemsOf>>(self.0.id).await?;
        Ok(rows.iter().cloned().map(NewsletterItem).collect())
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

/// An entry of an issue.
pub struct NewsletterItem(Arc<entity::newsletter_item::Model>);

/// One entry of an issue.
#[Object]
impl NewsletterItem {
    /// Its place, from 1.
    fn position(&self) -> i32 {
        self.0.position
    }

    /// The words that lead to it.
    fn teaser(&self) -> Option<&str> {
        self.0.teaser.as_deref()
    }

    /// The highlight; null if it may not be seen.
    async fn highlight(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        Node::find(ctx, self.0.subject, self.0.subject_id).await.transpose()
    }
}

by_id_or_slug! {
    /// Names one newsletter.
    NewsletterBy = Newsletter
}

filter! {
    /// Which newsletters.
    pub struct NewsletterWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// When it was sent.
        published_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::PublishedAt));
        /// The meeting it is on.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
    }
}

sorted! {
    /// What newsletters are sorted by.
    NewsletterOrderField(newsletter, NewsletterWhere, PublishedAt Desc) {
        /// By the moment they were sent.
        PublishedAt = PublishedAt always;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    NewsletterQuery {
        /// One issue of a newsletter. Null until it is sent.
        newsletter(NewsletterBy);
        /// Newsletters, newest first. Only what has been sent.
        newsletters: Newsletter;
    }
}
