//! What an operation shows of each type: every field that is selected anywhere in it.

use apollo_compiler::executable::{ExecutableDocument, Operation};

use super::{contract::Contract, fields::each_field};
use crate::graphql::Shown;

/// Notes all fields of an operation of a valid document.
pub(super) fn shown(contract: &Contract, document: &ExecutableDocument, operation: &Operation) -> Shown {
    let mut shown = Shown::default();
    each_field(document, operation, |ty, field| {
        if !field.name.starts_with("__") {
            shown.add(ty, &field.name, contract.is_composite(field.ty()));
        }
    });
    shown
}
