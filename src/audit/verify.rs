//! Reading the chain from its beginning.

use entity::audit_entry::{Column, Entity};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::record::chained;

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

/// Follows the chain to its end, by way of an entry that was noted before.
pub async fn verify(db: &impl ConnectionTrait, noted: Option<&Head>) -> Result<Head, Broken> {
    let mut head = Head::default();
    let mut is_noted = noted.is_none();
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
            if entry.hash != chained(&head.hash, entry) {
                return Err(Broken::Changed(entry.number));
            }
            head = Head { number: entry.number, hash: entry.hash.clone() };
            is_noted = is_noted || noted == Some(&head);
        }
    }
    match noted {
        Some(noted) if !is_noted => Err(Broken::Another(noted.clone())),
        _ => Ok(head),
    }
}
