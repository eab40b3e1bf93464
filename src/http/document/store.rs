//! Prepared documents kept for their next use: only valid ones, so many and so many bytes.
//! What has not been used since the hand last came by makes room. A document whose sender named its
//! hash is found by that alone from then on.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use super::prepared::Prepared;
use crate::limits::Limits;

/// The SHA-256 of a text.
pub(crate) type Hash = [u8; 32];

/// A clock with one hand.
pub(crate) struct Store {
    most: usize,
    most_bytes: usize,
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    places: HashMap<Arc<str>, usize>,
    texts: HashMap<Hash, Arc<str>>,
    slots: Vec<Slot>,
    hand: usize,
    bytes: usize,
}

struct Slot {
    text: Arc<str>,
    hash: Option<Hash>,
    prepared: Arc<Prepared>,
    is_used: AtomicBool,
}

impl Store {
    pub(crate) fn new(limits: &Limits) -> Self {
        let (most, most_bytes) = (limits.kept_documents, limits.kept_bytes);
        Self { most, most_bytes, kept: RwLock::default() }
    }

    /// A document that was prepared before.
    pub(crate) fn find(&self, text: &str) -> Option<Arc<Prepared>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).find(text)
    }

    /// A document that was prepared before and whose hash was named then.
    pub(crate) fn find_by_hash(&self, hash: &Hash) -> Option<Arc<Prepared>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.find(kept.texts.get(hash)?)
    }

    /// Lets a kept document be found by its hash.
    pub(crate) fn name(&self, text: &str, hash: Hash) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let Some(place) = kept.places.get(text).copied() else {
            return;
        };
        if let Some(slot) = kept.slots.get_mut(place) {
            slot.hash = Some(hash);
            let text = Arc::clone(&slot.text);
            kept.texts.insert(hash, text);
        }
    }

    /// Keeps a document, unless it is kept already or larger than all there is room for.
    pub(crate) fn keep(&self, text: &str, prepared: &Arc<Prepared>) {
        if self.most == 0 || prepared.bytes > self.most_bytes {
            return;
        }
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.places.contains_key(text) {
            return;
        }
        while kept.slots.len() >= self.most || kept.bytes + prepared.bytes > self.most_bytes {
            kept.drop_one();
        }
        let text: Arc<str> = text.into();
        let place = kept.slots.len();
        kept.bytes += prepared.bytes;
        kept.places.insert(Arc::clone(&text), place);
        kept.slots.push(Slot {
            text,
            hash: None,
            prepared: Arc::clone(prepared),
            is_used: AtomicBool::new(false),
        });
    }
}

impl Kept {
    fn find(&self, text: &str) -> Option<Arc<Prepared>> {
        let slot = self.slots.get(*self.places.get(text)?)?;
        if !slot.is_used.load(Ordering::Relaxed) {
            slot.is_used.store(true, Ordering::Relaxed);
        }
        Some(Arc::clone(&slot.prepared))
    }

    /// Moves the hand on to the first slot that was not used; there is always one after a round.
    fn drop_one(&mut self) {
        loop {
            self.hand = if self.hand >= self.slots.len() { 0 } else { self.hand };
            let Some(slot) = self.slots.get(self.hand) else {
                return;
            };
            if slot.is_used.swap(false, Ordering::Relaxed) {
                self.hand += 1;
                continue;
            }
            let dropped = self.slots.swap_remove(self.hand);
            self.places.remove(&dropped.text);
            if let Some(hash) = dropped.hash {
                self.texts.remove(&hash);
            }
            self.bytes -= dropped.prepared.bytes;
            if let Some(moved) = self.slots.get(self.hand) {
                self.places.insert(Arc::clone(&moved.text), self.hand);
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(most: usize, most_bytes: usize) -> Store {
        Store::new(&Limits { kept_documents: most, kept_bytes: most_bytes, ..Limits::default() })
    }

    fn nothing() -> Arc<Prepared> {
        of(1)
    }

    fn of(bytes: usize) -> Arc<Prepared> {
        Arc::new(Prepared { bytes, ..Prepared::default() })
    }

    #[test]
    fn what_is_used_stays_and_what_is_not_makes_room() {
        let store = store(2, 100);
        store.keep("used", &nothing());
        store.keep("unused", &nothing());
        assert!(store.find("used").is_some());

        store.keep("new", &nothing());

        assert!(store.find("used").is_some());
        assert!(store.find("unused").is_none());
        assert!(store.find("new").is_some());
    }

    #[test]
    fn a_hash_leaves_with_its_document() {
        let store = store(1, 100);
        store.keep("first", &nothing());
        store.name("first", [1; 32]);
        assert!(store.find_by_hash(&[1; 32]).is_some());

        store.keep("second", &nothing());
        store.keep("third", &nothing());

        assert!(store.find_by_hash(&[1; 32]).is_none());
        assert!(store.kept.read().unwrap().texts.is_empty());
    }

    #[test]
    fn the_bytes_are_bounded_too() {
        let store = store(100, 10);
        store.keep("small", &of(5));
        store.keep("large", &of(10));
        store.keep("too large", &of(11));

        assert!(store.find("small").is_none());
        assert!(store.find("large").is_some());
        assert!(store.find("too large").is_none());
    }

    #[test]
    fn every_document_is_found_where_it_lies_after_many_have_come_and_gone() {
        let store = store(8, 1_000);
        for round in 0..100 {
            store.keep(&format!("document {round}"), &nothing());
            store.find(&format!("document {}", round / 2));
        }

        let kept = store.kept.read().unwrap();
        assert_eq!(kept.slots.len(), 8);
        assert_eq!(kept.places.len(), 8);
        assert!(kept.slots.iter().enumerate().all(|(place, slot)| kept.places[&slot.text] == place));
        assert_eq!(kept.bytes, kept.slots.len());
    }
}
