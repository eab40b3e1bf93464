//! Lists that may grow: paged by keyset on a total order, so that walking them by any page size
//! in either direction gives every row once.

mod connection;
mod cursor;
mod keyset;
mod list;
mod of_parent;

pub use connection::Connection;
pub(crate) use connection::lists;
pub use list::{Direction, Listed, Order, OrderOf, PageInput, Sortable, input};

use std::{hash::Hash, sync::Arc};

use sea_orm::EntityTrait;

use cursor::Mark;
use list::Key;

/// A page as it was asked for, checked. Two that are asked for alike are equal, so that one
/// statement answers both.
pub(crate) struct Page<E: Listed> {
    size: u64,
    backwards: bool,
    after: Option<Mark>,
    before: Option<Mark>,
    filter: Option<E::Where>,
    order: Vec<Key<E>>,
}

impl<E: Listed> PartialEq for Page<E> {
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size
            && self.backwards == other.backwards
            && self.after == other.after
            && self.before == other.before
            && self.filter == other.filter
            && self.order == other.order
    }
}

impl<E: Listed> Eq for Page<E> {}

impl<E: Listed> Hash for Page<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.size.hash(state);
        self.backwards.hash(state);
        self.after.hash(state);
        self.before.hash(state);
        self.filter.hash(state);
        self.order.hash(state);
    }
}

impl<E: Listed> std::fmt::Debug for Page<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").field("size", &self.size).field("filter", &self.filter).finish_non_exhaustive()
    }
}

/// Rows of one page, in order, and whether there are more beyond.
pub(crate) struct Found<E: EntityTrait> {
    rows: Vec<Arc<E::Model>>,
    more: bool,
}

impl<E: Listed> Page<E> {
    /// One more row than the page holds was asked for, to know whether there is more.
    fn keep(&self, mut rows: Vec<Arc<E::Model>>) -> Found<E> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        if self.backwards {
            rows.reverse();
        }
        Found { rows, more }
    }
}
