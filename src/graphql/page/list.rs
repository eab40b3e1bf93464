//! What a list of a noun offers, and what a caller may ask of it.

use std::{borrow::Cow, fmt::Debug};

use async_graphql::{Enum, InputObject, InputType, TypeName};
use entity::Readable;
use sea_orm::{ColumnTrait, EntityTrait};

use super::{Page, cursor::Mark};
use crate::graphql::{Fault, Noun, Result, Where};

/// A noun that can be listed.
pub trait Listed: Readable {
    /// What narrows the list.
    type Where: Where;

    /// What sorts it.
    type Field: Sortable<Self>;

    /// How it is sorted when nobody says.
    const ORDER: &'static [(Self::Field, Direction)];
}

/// A field a list may be sorted by. An index serves its column.
pub trait Sortable<E: EntityTrait>: InputType + Copy + Debug + Eq + Send + Sync {
    /// The column behind it.
    fn column(self) -> E::Column;

    /// Whether a row that readers may see can be without it. Such rows come last.
    fn may_be_missing(self) -> bool {
        self.column().def().is_null()
    }
}

/// Which way a list is sorted. What is not known comes last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Direction {
    /// Smallest, earliest, first of the alphabet first.
    Asc,
    /// Largest, latest, last of the alphabet first.
    Desc,
}

/// One field to sort by. Rows alike in all fields are sorted by their id.
#[derive(Clone, Debug, PartialEq, Eq, InputObject)]
#[graphql(name_type)]
pub struct Order<F: InputType> {
    /// What to sort by.
    field: F,
    /// Which way.
    #[graphql(default_with = "Direction::Asc")]
    direction: Direction,
}

impl<F: InputType> TypeName for Order<F> {
    fn type_name() -> Cow<'static, str> {
        <F as InputType>::type_name().trim_end_matches("Field").to_owned().into()
    }
}

/// What a list of this noun may be sorted by.
pub type OrderOf<T> = Order<<<T as Noun>::Entity as Listed>::Field>;

/// A field to sort by, with its way.
pub(super) struct Key<E: Listed> {
    pub(super) field: E::Field,
    pub(super) descending: bool,
}

impl<E: Listed> PartialEq for Key<E> {
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field && self.descending == other.descending
    }
}

/// The arguments of a connection, as they came.
pub struct PageInput<E: Listed> {
    /// How many from the start.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// How many from the end.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
    /// What narrows it.
    pub filter: Option<E::Where>,
    /// What sorts it.
    pub order: Option<Vec<Order<E::Field>>>,
}

/// Gathers the arguments of a connection.
#[expect(clippy::too_many_arguments, reason = "a connection has six arguments")]
pub fn input<E: Listed>(
    first: Option<i32>,
    after: Option<String>,
    last: Option<i32>,
    before: Option<String>,
    filter: Option<E::Where>,
    order: Option<Vec<Order<E::Field>>>,
) -> PageInput<E> {
    PageInput { first, after, last, before, filter, order }
}

/// Rows of a page when nobody says.
const DEFAULT_SIZE: u64 = 20;

/// The most rows of a page.
pub(crate) const LARGEST_SIZE: u64 = 100;

/// The most fields to sort by.
const MOST_KEYS: usize = 4;

impl<E: Listed> PageInput<E> {
    /// `looks_beyond` if the page must tell whether there is more.
    pub(super) fn check(self, looks_beyond: bool) -> Result<Page<E>> {
        let size = match (self.first, self.last) {
            (Some(_), Some(_)) => return Err(malformed("Give `first` or `last`, not both.")),
            (Some(size), None) => checked("first", size)?,
            (None, Some(size)) => checked("last", size)?,
            (None, None) => DEFAULT_SIZE,
        };
        let backwards = self.last.is_some() || (self.before.is_some() && self.first.is_none());
        let order = Self::keys(self.order)?;
        let after = self.after.map(|text| Mark::read("after", text, &order)).transpose()?;
        let before = self.before.map(|text| Mark::read("before", text, &order)).transpose()?;
        Ok(Page { size, looks_beyond, backwards, after, before, filter: self.filter, order })
    }

    fn keys(order: Option<Vec<Order<E::Field>>>) -> Result<Vec<Key<E>>> {
        let mut keys: Vec<Key<E>> = Vec::new();
        for Order { field, direction } in order.into_iter().flatten() {
            if keys.iter().all(|key| key.field != field) {
                keys.push(Key { field, descending: direction == Direction::Desc });
            }
        }
        if keys.len() > MOST_KEYS {
            return Err(Fault::TooMuch(format!(
                "`orderBy` has {} fields; at most {MOST_KEYS} are sorted by.",
                keys.len()
            )));
        }
        if keys.is_empty() {
            let default = E::ORDER.iter();
            keys = default
                .map(|(field, way)| Key { field: *field, descending: *way == Direction::Desc })
                .collect();
        }
        Ok(keys)
    }
}

fn checked(name: &str, size: i32) -> Result<u64> {
    match u64::try_from(size) {
        Ok(size) if size <= LARGEST_SIZE => Ok(size),
        Ok(size) => Err(Fault::TooMuch(format!("`{name}` is {size}; a page holds at most {LARGEST_SIZE}."))),
        Err(_) => {
            Err(Fault::Malformed(format!("`{name}` is {size}; it is a number from 0 to {LARGEST_SIZE}.")))
        }
    }
}

fn malformed(sentence: &str) -> Fault {
    Fault::Malformed(sentence.to_owned())
}
