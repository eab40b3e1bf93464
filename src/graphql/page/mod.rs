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

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use sea_orm::EntityTrait;

use cursor::Mark;
use list::Key;

use super::fault::Result;

/// A page as it was asked for, checked. Two that are asked for alike are equal, so that one
/// statement answers both.
pub(crate) struct Page<E: Listed> {
    size: u64,
    /// Whether one more row is read, to know whether there is more.
    looks_beyond: bool,
    backwards: bool,
    after: Option<Mark>,
    before: Option<Mark>,
    filter: Option<E::Where>,
    order: Vec<Key<E>>,
}

impl<E: Listed> PartialEq for Page<E> {
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size
            && self.looks_beyond == other.looks_beyond
            && self.backwards == other.backwards
            && self.after == other.after
            && self.before == other.before
            && self.filter == other.filter
            && self.order == other.order
    }
}

/// The pages that one request asks for.
#[derive(Default)]
pub(crate) struct Pages(Mutex<HashMap<Place, Box<dyn Any + Send + Sync>>>);

/// The kind of list, and where in the document.
type Place = (TypeId, usize);

impl Pages {
    /// The page at a place; read when the place is first come to. Two places that ask alike have the
    /// same page.
    pub(crate) fn find<E: Listed>(
        &self,
        place: usize,
        read: impl FnOnce() -> Result<Page<E>>,
    ) -> Result<Arc<Page<E>>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (TypeId::of::<E>(), place);
        let page = known.get(&key).and_then(|page| page.downcast_ref::<Arc<Page<E>>>());
        if let Some(page) = page {
            return Ok(Arc::clone(page));
        }
        let read = read()?;
        let mut pages = known.values().filter_map(|page| page.downcast_ref::<Arc<Page<E>>>());
        let page = pages.find(|page| ***page == read).map_or_else(|| Arc::new(read), Arc::clone);
        known.insert(key, Box::new(Arc::clone(&page)));
        Ok(page)
    }
}

/// Rows of one page, in order, and whether there are more beyond.
pub(crate) struct Found<E: EntityTrait> {
    rows: Vec<Arc<E::Model>>,
    more: bool,
}

impl<E: Listed> Page<E> {
    /// How many rows are read.
    fn reach(&self) -> u64 {
        self.size + u64::from(self.looks_beyond)
    }

    /// The rows of the page; a row beyond it says that there is more.
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
