//! Edges around summaries.

use std::sync::Arc;

use entity::summary_text::{Column, Entity, Model};
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::graphql::{Answers, Ask, Question, among, deal, edges};

edges! {
    /// What readers should remember of a summary, in order.
    MessagesOf: take_home_message by take_home_message.SummaryId order take_home_message.Position;
    /// The results a message rests on.
    OutcomesOfMessage: outcome through message_outcome(OutcomeId) by message_outcome.MessageId
        order message_outcome.Position;
    /// The key slides of a summary, in order.
    SlidesOf: key_slide by key_slide.SummaryId order key_slide.Position, key_slide.Id;
    /// The newsletters a summary is in.
    NewslettersWith: newsletter pairs newsletter_item(NewsletterId) by newsletter_item.SubjectId
        order newsletter.Id;
}

/// The bodies of summaries, read only when a body is asked for.
pub(super) struct TextOf;

impl Ask for TextOf {
    type Key = Uuid;
    type Answer = Option<Arc<Model>>;

    async fn answer(question: &Question, summaries: &[Uuid]) -> Answers<Self> {
        let matching = among(Column::SummaryId, summaries, question.engine);
        let found = Entity::find().filter(matching).all(&question.db).await;
        deal(summaries, found, |rows| rows.into_iter().next().map(Arc::new), |row| row.summary_id)
    }
}
