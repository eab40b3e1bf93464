//! Edges around summaries.

use crate::graphql::{asks, edges};

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

asks! {
    /// The bodies of summaries, read only when a body is asked for.
    TextOf: one summary_text by SummaryId(summary_id);
}
