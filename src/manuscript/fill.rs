//! Writing a version where readers look.

use std::collections::BTreeSet;

use entity::{
    citation, declaration, message_outcome, sourcing, subject::Subject, summary, summary_text,
    summary_writer, tagging, take_home_message, value::Instant,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{attached::files, content::Content, episodes, slides};
use crate::{app::App, database::Transaction, markdown::reading_minutes};

/// Since when readers see what is written.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) at: Instant,
    /// Whether they see the summary already, as it was before.
    pub(super) is_out: bool,
}

/// Writes the content where readers look, for them to see from a moment on. What is out stays out.
pub(super) async fn fill(
    app: &App,
    tx: &Transaction,
    summary: summary::Model,
    content: &Content,
    at: Instant,
) -> Result<(), DbErr> {
    let id = summary.id;
    let is_published = summary.status == summary::Status::Published;
    let since = summary.published_at.filter(|since| is_published && *since <= app.clock.now());
    let shown = Shown { at, is_out: since.is_some() };
    let row = summary::ActiveModel {
        id: Set(id),
        title: Set(content.title.clone()),
        lead_message: Set(content.lead_message.clone()),
        language: Set(content.language.clone()),
        status: Set(summary::Status::Published),
        published_at: Set(Some(since.unwrap_or(at))),
        reading_minutes: Set(Some(reading_minutes(&content.body))),
        ..Default::default()
    };
    row.update(tx).await?;
    summary_text::Entity::delete_by_id(id).exec(tx).await?;
    let text = summary_text::ActiveModel { summary_id: Set(id), markdown: Set(content.body.clone()) };
    summary_text::Entity::insert(text).exec_without_returning(tx).await?;
    summary_writer::Entity::delete_many().filter(summary_writer::Column::SummaryId.eq(id)).exec(tx).await?;
    let writers = (1..).zip(&content.writers).map(|(position, writer)| summary_writer::ActiveModel {
        summary_id: Set(id),
        writer_id: Set(*writer),
        position: Set(position),
    });
    summary_writer::Entity::insert_many(writers).exec_without_returning(tx).await?;
    tagging::Entity::delete_many().filter(tagging::Column::SubjectId.eq(id)).exec(tx).await?;
    let topics = (1..).zip(&content.topics).map(|(position, topic)| tagging::ActiveModel {
        subject_id: Set(id),
        topic_id: Set(*topic),
        subject: Set(Subject::Summary),
        position: Set(position),
    });
    tagging::Entity::insert_many(topics).exec_without_returning(tx).await?;
    fill_messages(app, tx, id, content).await?;
    fill_references(app, tx, id, content).await?;
    fill_sources(tx, id, content).await?;
    fill_declaration(tx, id, content).await?;
    let files = files(tx, content).await?;
    slides::fill(app, tx, &summary, &content.slides, &files).await?;
    episodes::fill(app, tx, (&summary, shown), content, &files).await
}

async fn fill_references(app: &App, tx: &Transaction, id: Uuid, content: &Content) -> Result<(), DbErr> {
    citation::Entity::delete_many().filter(citation::Column::SubjectId.eq(id)).exec(tx).await?;
    let role = |reference: &Uuid| {
        let said = content.reference_roles.iter().find(|one| one.reference == *reference);
        said.map_or(citation::Role::Cited, |one| one.role)
    };
    let cited = (1..).zip(&content.references).map(|(position, reference)| citation::ActiveModel {
        id: Set(app.ids.next()),
        reference_id: Set(*reference),
        subject: Set(Subject::Summary),
        subject_id: Set(id),
        role: Set(role(reference)),
        position: Set(position),
    });
    citation::Entity::insert_many(cited).exec_without_returning(tx).await?;
    Ok(())
}

async fn fill_sources(tx: &Transaction, id: Uuid, content: &Content) -> Result<(), DbErr> {
    sourcing::Entity::delete_many().filter(sourcing::Column::SubjectId.eq(id)).exec(tx).await?;
    let sources = (1..).zip(&content.sources).map(|(position, source)| sourcing::ActiveModel {
        subject_id: Set(id),
        source_id: Set(*source),
        subject: Set(Subject::Summary),
        position: Set(position),
    });
    sourcing::Entity::insert_many(sources).exec_without_returning(tx).await?;
    Ok(())
}

async fn fill_declaration(tx: &Transaction, id: Uuid, content: &Content) -> Result<(), DbErr> {
    declaration::Entity::delete_by_id(id).exec(tx).await?;
    let row = declaration::ActiveModel {
        summary_id: Set(id),
        rights: Set(Vec::from_iter(content.rights.clone()).into()),
        funding: Set(content.funding.clone().into()),
        disclosures: Set(content.disclosures.clone().into()),
    };
    declaration::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

async fn fill_messages(app: &App, tx: &Transaction, id: Uuid, content: &Content) -> Result<(), DbErr> {
    use take_home_message::{ActiveModel, Column, Entity};

    Entity::delete_many().filter(Column::SummaryId.eq(id)).exec(tx).await?;
    let (mut messages, mut rests) = (Vec::new(), Vec::new());
    for (position, message) in (1..).zip(&content.take_home_messages) {
        let message_id = app.ids.next();
        let text = Set(message.text.clone());
        messages.push(ActiveModel {
            id: Set(message_id),
            summary_id: Set(id),
            position: Set(position),
            text,
        });
        // Versions of old may name one twice.
        let mut named = BTreeSet::new();
        let outcomes = message.outcomes.iter().filter(|outcome| named.insert(**outcome));
        rests.extend((1..).zip(outcomes).map(|(position, outcome)| message_outcome::ActiveModel {
            message_id: Set(message_id),
            outcome_id: Set(*outcome),
            position: Set(position),
        }));
    }
    Entity::insert_many(messages).exec_without_returning(tx).await?;
    message_outcome::Entity::insert_many(rests).exec_without_returning(tx).await?;
    Ok(())
}
