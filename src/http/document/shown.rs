//! What an operation shows of each type: every field that is selected anywhere in it.

use std::collections::HashSet;

use apollo_compiler::executable::{ExecutableDocument, Operation, Selection, SelectionSet};

use super::contract::Contract;
use crate::graphql::Shown;

/// Notes all fields of an operation of a valid document.
pub(super) fn shown(contract: &Contract, document: &ExecutableDocument, operation: &Operation) -> Shown {
    let mut shown = Shown::default();
    let mut fragments = HashSet::new();
    let mut sets: Vec<&SelectionSet> = vec![&operation.selection_set];
    while let Some(set) = sets.pop() {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    if !field.name.starts_with("__") {
                        shown.add(&set.ty, &field.name, contract.is_composite(field.ty()));
                    }
                    sets.push(&field.selection_set);
                }
                Selection::InlineFragment(inline) => sets.push(&inline.selection_set),
                Selection::FragmentSpread(spread) => {
                    if fragments.insert(&spread.fragment_name) {
                        sets.extend(
                            document.fragments.get(&spread.fragment_name).map(|found| &found.selection_set),
                        );
                    }
                }
            }
        }
    }
    shown
}
