//! What a manuscript wants, as the desk sees it.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Enum, SimpleObject};
use entity::{manuscript_version, summary};
use sea_orm::{
    DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    content::Content,
    ready::{Around, Wanted},
};
use crate::graphql::{Answers, Ask, Question, among};

/// What readers need that a manuscript does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "super::ready::Want")]
pub enum ManuscriptWantKind {
    /// The message in a sentence or two.
    LeadMessage,
    /// The text.
    Body,
    /// Somebody who signs it.
    Writer,
    /// What readers should remember.
    TakeHomeMessage,
    /// A reference, or a lecture with an abstract number.
    Reference,
    /// The right it is published by: one that has not ended, with its licence, or with who consented and where that is
    /// filed.
    Rights,
    /// An answer to who paid for it.
    Funding,
    /// How near a funder came to it.
    Influence,
    /// The disclosure of a presenter, or another expert than one who refused.
    Disclosure,
    /// A result that does not contradict itself.
    SoundResults,
    /// The caption, the alt text or the right of a slide.
    Slides,
}

/// Something a version wants before it can be released.
#[derive(Clone, Debug, SimpleObject)]
pub struct ManuscriptWant {
    /// What is wanted.
    kind: ManuscriptWantKind,
    /// The field of the input of `manuscriptSave` where it is given.
    field: String,
    /// What is wanted, in words.
    message: String,
}

impl From<Wanted> for ManuscriptWant {
    fn from(wanted: Wanted) -> Self {
        Self { kind: wanted.want.into(), field: wanted.want.field().to_owned(), message: wanted.words }
    }
}

/// What a version of a manuscript wants, by the id of the manuscript and the number of the version.
pub(super) struct WantsOf;

impl Ask for WantsOf {
    type Key = (Uuid, i32);
    type Answer = Arc<[Wanted]>;

    async fn answer(question: &Question, keys: &[Self::Key]) -> Answers<Self> {
        match wants(question, keys).await {
            Ok(found) => {
                keys.iter().map(|key| (*key, Ok(found.get(key).cloned().unwrap_or_default()))).collect()
            }
            Err(error) => keys.iter().map(|key| (*key, Err(error.clone()))).collect(),
        }
    }
}

async fn wants(
    question: &Question,
    keys: &[(Uuid, i32)],
) -> Result<HashMap<(Uuid, i32), Arc<[Wanted]>>, DbErr> {
    use manuscript_version::{Column, Entity};

    let ids: Vec<Uuid> = keys.iter().map(|(id, _)| *id).collect();
    let rows = summary::Entity::find().filter(among(summary::Column::Id, &ids, question.engine));
    let rows = rows.all(&question.db).await?;
    let lectures: HashMap<Uuid, Option<Uuid>> = rows.iter().map(|row| (row.id, row.lecture_id)).collect();
    let named = Expr::tuple([Expr::col(Column::ManuscriptId), Expr::col(Column::Number)]);
    let versions = Entity::find().filter(named.in_tuples(keys.iter().copied())).all(&question.db).await?;
    let read = versions.into_iter().map(|version| {
        let content: Content =
            serde_json::from_value(version.content).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok(((version.manuscript_id, version.number), content))
    });
    let contents: HashMap<(Uuid, i32), Content> = read.collect::<Result<_, DbErr>>()?;
    let on: Vec<Uuid> = lectures.values().flatten().copied().collect();
    let around = Around::read(&question.db, &on, contents.values()).await?;
    let found = contents.iter().map(|(key, content)| {
        let lecture = lectures.get(&key.0).copied().flatten();
        (*key, around.wants(lecture, content, question.now).into())
    });
    Ok(found.collect())
}
