//! Whether a viewer may run an operation. It is asked before anything runs; an operation that touches one thing
//! its viewer may not use does nothing at all.

use std::sync::Arc;

use apollo_compiler::executable::{ExecutableDocument, Operation as Judged};
use async_graphql::parser::types::{ExecutableDocument as Translated, OperationType};

use super::{
    contract::Contract,
    fields::each_field,
    introspection::Introspection,
    prepared::Operation,
    refusal::{Code, Place, Refusal},
    text::Text,
};
use crate::{
    graphql::Shown,
    policy::Line,
    viewer::{ONLY_READING, Viewer},
};

/// What an operation touches that is not for everybody: the lines that say for whom, and where it does. For most
/// operations there are none.
#[derive(Debug)]
pub(super) struct Touched(Box<[(&'static Line, Option<Place>)]>);

impl Touched {
    /// Of an operation of a valid document.
    pub(super) fn by(
        contract: &Contract,
        document: &ExecutableDocument,
        operation: &Judged,
        text: &Text<'_>,
    ) -> Self {
        let mut touched: Vec<(&'static Line, Option<Place>)> = Vec::new();
        each_field(document, operation, |ty, field| {
            for line in contract.policy.lines(ty, &field.name) {
                if touched.iter().all(|(known, _)| known != line) {
                    touched.push((line, text.place(field.location())));
                }
            }
        });
        Self(touched.into())
    }
}

/// An operation that its viewer may run. There is no other way to the engine.
#[derive(Clone, Copy)]
pub(crate) struct Permitted<'a>(&'a Operation);

impl Operation {
    /// Lets a viewer run it who may use all that it touches.
    pub(crate) fn permit(&self, viewer: &Viewer) -> Result<Permitted<'_>, Refusal> {
        if self.kind == OperationType::Mutation && viewer.is_only_reading() {
            return Err(Refusal::new(Code::Forbidden, ONLY_READING));
        }
        let standing = viewer.standing();
        match self.touched.0.iter().find(|(line, _)| !line.who.includes(standing)) {
            None => Ok(Permitted(self)),
            Some((_, place)) if !standing.is_signed_in() => {
                Err(Refusal::new(Code::Unauthenticated, "Sign in first.").at(*place))
            }
            Some((line, place)) => Err(Refusal::new(Code::Forbidden, line.otherwise).at(*place)),
        }
    }
}

impl Permitted<'_> {
    /// The operation as the engine wants it, to be used up.
    pub(crate) fn translated(self) -> Translated {
        self.0.translated.clone()
    }

    /// What it shows of each type.
    pub(crate) fn shown(self) -> Arc<Shown> {
        Arc::clone(&self.0.shown)
    }

    /// What it asks of the contract itself, if it does.
    pub(crate) fn introspection(self) -> Option<Arc<Introspection>> {
        self.0.introspection.clone()
    }
}
