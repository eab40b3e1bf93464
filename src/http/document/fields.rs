//! The fields an operation selects, each place once, parents before what stands below them.

use std::collections::{HashSet, VecDeque};

use apollo_compiler::{
    Name, Node,
    executable::{ExecutableDocument, Field, Operation, Selection, SelectionSet},
};

/// Tells each field of an operation of a valid document, and the type it is selected of.
pub(super) fn each_field<'a>(
    document: &'a ExecutableDocument,
    operation: &'a Operation,
    mut told: impl FnMut(&'a Name, &'a Node<Field>),
) {
    let mut fragments = HashSet::new();
    let mut sets: VecDeque<&SelectionSet> = VecDeque::from([&operation.selection_set]);
    while let Some(set) = sets.pop_front() {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    told(&set.ty, field);
                    sets.push_back(&field.selection_set);
                }
                Selection::InlineFragment(inline) => sets.push_back(&inline.selection_set),
                Selection::FragmentSpread(spread) => {
                    if fragments.insert(&spread.fragment_name) {
                        let fragment = document.fragments.get(&spread.fragment_name);
                        sets.extend(fragment.map(|found| &found.selection_set));
                    }
                }
            }
        }
    }
}
