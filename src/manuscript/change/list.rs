//! Lists, by their entries: what came, what went, what stands elsewhere.

use std::time::Instant;

use serde_json::Value;
use similar::{Algorithm, capture_diff_slices_deadline};

/// An entry that differs: where it stood and where it stands, counted from 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
    pub(super) value: Value,
}

/// The entries that differ: those that are there in their order, then those that went.
pub(super) fn compare(before: &[Value], after: &[Value], until: Instant) -> Vec<Entry> {
    let texts = |values: &[Value]| values.iter().map(Value::to_string).collect::<Vec<_>>();
    let (old, new) = (texts(before), texts(after));
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for step in capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(until)) {
        let (tag, from, to) = step.as_tag_tuple();
        if tag != similar::DiffTag::Equal {
            gone.extend(from);
            come.extend(to);
        }
    }
    let mut told = Vec::with_capacity(gone.len() + come.len());
    for at in come {
        let moved = gone.iter().position(|from| old[*from] == new[at]).map(|place| gone.remove(place) + 1);
        told.push(Entry { before: moved, after: Some(at + 1), value: after[at].clone() });
    }
    told.extend(gone.into_iter().map(|at| Entry {
        before: Some(at + 1),
        after: None,
        value: before[at].clone(),
    }));
    told
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(5)
    }

    fn applied(before: &[Value], changes: &[Entry]) -> Vec<Value> {
        let mut list: Vec<Option<Value>> = before.iter().cloned().map(Some).collect();
        for change in changes {
            if let Some(at) = change.before {
                assert_eq!(list[at - 1].take().as_ref(), Some(&change.value));
            }
        }
        let mut list: Vec<Value> = list.into_iter().flatten().collect();
        for change in changes {
            if let Some(at) = change.after {
                list.insert(at - 1, change.value.clone());
            }
        }
        list
    }

    fn values() -> impl Strategy<Value = Vec<Value>> {
        prop::collection::vec((0..6).prop_map(|number: i32| json!(number)), 0..12)
    }

    proptest! {
        #[test]
        fn what_was_and_what_differs_gives_what_is(before in values(), after in values()) {
            prop_assert_eq!(applied(&before, &compare(&before, &after, soon())), after);
        }
    }

    #[test]
    fn what_stands_elsewhere_did_not_go_and_come() {
        let told = compare(
            &[json!("a"), json!("b"), json!("c")],
            &[json!("c"), json!("a"), json!("b"), json!("d")],
            soon(),
        );

        let places: Vec<_> = told.iter().map(|entry| (entry.before, entry.after)).collect();
        assert_eq!(places, [(Some(3), Some(1)), (None, Some(4))]);
    }
}
