//! Which steps there are from where. There is no other way to the readers.

use entity::{manuscript::Stage, manuscript_step::Step};

/// Where a step leads, if it can be taken.
pub(super) fn after(stage: Stage, step: Step) -> Option<Stage> {
    match (stage, step) {
        // What is changed is a draft again, however far it was.
        (_, Step::Save) => Some(Stage::Draft),
        // Signed in part, it stays there: more reviews are wanted.
        (Stage::Draft, Step::Submit) | (Stage::InReview, Step::Sign) => Some(Stage::InReview),
        (Stage::InReview | Stage::Approved, Step::RequestChanges) => Some(Stage::ChangesRequested),
        // Again, for another moment.
        (Stage::Approved | Stage::Released, Step::Release) | (Stage::Approved, Step::Correct) => {
            Some(Stage::Released)
        }
        (Stage::InReview, Step::Approve) | (Stage::Released, Step::Withdraw) => Some(Stage::Approved),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sea_orm::Iterable;

    use super::*;

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        prop::collection::vec(prop::sample::select(Step::iter().collect::<Vec<_>>()), 0..40)
    }

    proptest! {
        /// Whatever is tried in whatever order, what readers see was approved as it is.
        #[test]
        fn nothing_is_released_that_was_not_approved_since_it_was_saved(steps in steps()) {
            let mut stage = Stage::Draft;
            let mut is_approved = false;
            for step in steps {
                let Some(next) = after(stage, step) else { continue };
                match step {
                    Step::Save | Step::RequestChanges => is_approved = false,
                    Step::Approve => is_approved = true,
                    _ => {}
                }
                stage = next;
                prop_assert_eq!(is_approved, matches!(stage, Stage::Approved | Stage::Released));
            }
        }

        /// There is no dead end: from everywhere a manuscript comes to be released.
        #[test]
        fn every_manuscript_can_still_be_released(steps in steps()) {
            let stage = steps.into_iter().fold(Stage::Draft, |stage, step| after(stage, step).unwrap_or(stage));
            let way = [Step::Withdraw, Step::Save, Step::Submit, Step::Approve, Step::Release];
            let end = way.into_iter().fold(stage, |stage, step| after(stage, step).unwrap_or(stage));
            prop_assert_eq!(end, Stage::Released);
        }
    }
}
