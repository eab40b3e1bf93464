//! A GraphQL document on its way in: first how much it asks for, then whether it fits the schema,
//! then what the engine needs to run it. Each text is read once and kept while it is used.

mod bulk;
mod contract;
mod cost;
mod fields;
mod introspection;
mod permit;
mod precheck;
mod prepared;
mod refusal;
mod rules;
mod shown;
mod store;
mod text;
mod text_value;
mod translate;
mod variables;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use async_graphql::{Value, Variables};
use sha2::{Digest, Sha256};

pub(crate) use contract::{Contract, print_options};
pub(crate) use permit::Permitted;
pub(crate) use prepared::{Operation, Prepared};
pub(crate) use refusal::{Code, Refusal};
pub(crate) use store::Hash;

use self::{
    introspection::{Introspection, View},
    prepared::prepare,
    store::Store,
};
use crate::{
    limits::Limits,
    policy::{Policy, Standing},
};

/// Where documents are read and kept.
pub(crate) struct Desk {
    contract: Contract,
    limits: Limits,
    store: Store,
    /// What the contract is to those who have been told, by what they may.
    views: Mutex<HashMap<Vec<bool>, Arc<View>>>,
}

impl Desk {
    /// Judges by a contract, within limits.
    pub(crate) fn new(contract: Contract, limits: Limits) -> Self {
        let store = Store::new(&limits);
        Self { contract, limits, store, views: Mutex::default() }
    }

    /// The document of a text, prepared now or before.
    pub(crate) fn prepared(&self, text: &str) -> Result<Arc<Prepared>, Vec<Refusal>> {
        if let Some(prepared) = self.store.find(text) {
            return Ok(prepared);
        }
        let prepared = Arc::new(prepare(text, &self.contract, &self.limits)?);
        self.store.keep(text, &prepared);
        Ok(prepared)
    }

    /// The same, for a text whose sender knows its hash and will name only that the next time.
    pub(crate) fn prepared_under(&self, text: &str, hash: Hash) -> Result<Arc<Prepared>, Vec<Refusal>> {
        if <Hash>::from(Sha256::digest(text)) != hash {
            return Err(vec![Refusal::bad_input("The sha256Hash is not that of the query.")]);
        }
        let prepared = self.prepared(text)?;
        self.store.name(text, hash);
        Ok(prepared)
    }

    /// The document whose hash was named before.
    pub(crate) fn known(&self, hash: &Hash) -> Result<Arc<Prepared>, Vec<Refusal>> {
        let unknown = || vec![Refusal::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound")];
        self.store.find_by_hash(hash).ok_or_else(unknown)
    }

    /// Fits variables to an operation, and judges how much it asks for with them.
    pub(crate) fn fit(&self, operation: &Operation, given: Variables) -> Result<Variables, Refusal> {
        operation.fit(&self.contract, given, &self.limits)
    }

    /// Completes what the engine found with what the operation asks of the contract itself, as those see it who
    /// stand so. What went wrong is for the log.
    pub(crate) fn introspect(
        &self,
        introspection: &Introspection,
        found: Value,
        standing: Standing,
        variables: &Variables,
    ) -> Result<Value, String> {
        introspection.complete(found, &*self.view(standing)?, variables)
    }

    /// The contract as those see it who stand so; read when the first of them asks.
    fn view(&self, standing: Standing) -> Result<Arc<View>, String> {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let reach = Policy::reach(standing);
        if let Some(view) = views.get(&reach) {
            return Ok(Arc::clone(view));
        }
        let text = self.contract.policy.view(standing);
        let view = Arc::new(View::read(&text).map_err(|error| error.to_string())?);
        views.insert(reach, Arc::clone(&view));
        Ok(view)
    }
}
