//! A GraphQL document on its way in: first how much it asks for, then whether it fits the schema,
//! then what the engine needs to run it. Each text is read once and kept while it is used.

mod contract;
mod cost;
mod precheck;
mod prepared;
mod refusal;
mod rules;
mod store;
mod text;
mod translate;
mod variables;

use std::sync::Arc;

use async_graphql::Variables;

pub use contract::Unreadable;
pub(crate) use contract::{Contract, print_options};
pub(crate) use prepared::Operation;
pub(crate) use refusal::{Code, Refusal};

use self::{
    prepared::{Prepared, prepare},
    store::Store,
};
use crate::limits::Limits;

/// Where documents are read and kept.
pub(crate) struct Desk {
    contract: Contract,
    limits: Limits,
    store: Store,
}

impl Desk {
    /// Judges by a contract, within limits.
    pub(crate) fn new(contract: Contract, limits: Limits) -> Self {
        let store = Store::new(&limits);
        Self { contract, limits, store }
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

    /// Fits variables to an operation, and judges how much it asks for with them.
    pub(crate) fn fit(&self, operation: &Operation, given: Variables) -> Result<Variables, Refusal> {
        operation.fit(&self.contract, given, &self.limits)
    }
}
