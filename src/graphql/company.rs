//! The single rows that came along with others: where they are found before anybody asks for them.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use entity::Readable;
use sea_orm::EntityTrait;
use uuid::Uuid;

/// The rows that came along with others, for the length of a request.
#[derive(Debug, Default)]
pub struct Company(Mutex<HashMap<TypeId, Box<dyn Any + Send>>>);

/// What came along for an id.
pub(super) enum Met<E: EntityTrait> {
    /// Its row.
    Row(Arc<E::Model>),
    /// Nothing that readers may see.
    Nothing,
}

impl<E: EntityTrait> Clone for Met<E> {
    fn clone(&self) -> Self {
        match self {
            Self::Row(row) => Self::Row(Arc::clone(row)),
            Self::Nothing => Self::Nothing,
        }
    }
}

impl Company {
    /// What came along for an id, if it was asked for.
    pub(super) fn find<E: Readable>(&self, id: Uuid) -> Option<Met<E>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&TypeId::of::<E>())?.downcast_ref::<HashMap<Uuid, Met<E>>>()?.get(&id).cloned()
    }

    /// Remembers what came along for an id.
    pub(super) fn add<E: Readable>(&self, id: Uuid, found: Met<E>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let met = all.entry(TypeId::of::<E>()).or_insert_with(|| Box::new(HashMap::<Uuid, Met<E>>::new()));
        if let Some(met) = met.downcast_mut::<HashMap<Uuid, Met<E>>>() {
            met.insert(id, found);
        }
    }
}
