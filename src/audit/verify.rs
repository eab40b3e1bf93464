//! Reading the chain from its beginning.

use entity::{
    audit_entry::{Column, Entity},
    audit_head,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::link::Link;

/// The last entry. Noted elsewhere, it proves later that nothing before it was changed, taken out or cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its number, and so how many entries there are.
    pub number: i64,
    /// Its hash.
    pub hash: String,
}

impl std::str::FromStr for Head {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(number, hash)| Some((number.parse().ok()?, hash)));
        let (number, hash) =
            parts.ok_or("a head is a number, a colon and a hash, as `audit verify` told it")?;
        Ok(Self { number, hash: hash.to_owned() })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.number, self.hash)
    }
}

/// Where the chain is broken.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// An entry is missing.
    #[error("entry {0} is missing from the log")]
    Missing(i64),
    /// An entry, or the one before it, is not what was written.
    #[error("entry {0} of the log is not what was written")]
    Changed(i64),
    /// It does not go on from what was noted.
    #[error("the log does not hold the entry that was noted, {0}")]
    Another(Head),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// How many entries are read at once.
const PAGE: u64 = 1_000;

/// Follows the chain to its end, by way of an entry that was noted before and of the last one there was at the beginning.
pub async fn verify(db: &impl ConnectionTrait, noted: Option<&Head>) -> Result<Head, Broken> {
    let last = audit_head::Entity::find().one(db).await?;
    let last = last.map_or_else(Head::default, |last| Head { number: last.number, hash: last.hash });
    let mut head = Head::default();
    let (mut is_noted, mut is_last) = (noted.is_none(), head == last);
    loop {
        let page =
            Entity::find().filter(Column::Number.gt(head.number)).order_by_asc(Column::Number).limit(PAGE);
        let page = page.all(db).await?;
        if page.is_empty() {
            break;
        }
        for entry in &page {
            if entry.number != head.number + 1 {
                return Err(Broken::Missing(head.number + 1));
            }
            if entry.hash != Link::to(entry).hash(&head.hash, entry.number) {
                return Err(Broken::Changed(entry.number));
            }
            head = Head { number: entry.number, hash: entry.hash.clone() };
            is_noted = is_noted || noted == Some(&head);
            is_last = is_last || last == head;
        }
    }
    match noted {
        Some(noted) if !is_noted => Err(Broken::Another(noted.clone())),
        _ if last.number > head.number => Err(Broken::Missing(head.number + 1)),
        _ if !is_last => Err(Broken::Changed(last.number)),
        _ => Ok(head),
    }
}
