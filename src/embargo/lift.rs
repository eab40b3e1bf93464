//! When what was said may be read.

use entity::{
    embargo::{Model, Scope},
    value::Instant,
};

/// When an embargo lifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lift {
    /// There is none.
    Free,
    /// At an instant, which may have passed.
    At(Instant),
    /// Nobody knows.
    Unknown,
}

impl Lift {
    /// When all embargoes have lifted that bind a text, of all that were set on its lecture, the latest first.
    pub(super) fn of(set: &[Model], is_abstract_only: bool) -> Self {
        let binds = |scope: Scope| !(is_abstract_only && scope == Scope::BeyondAbstract);
        last(set).filter(|embargo| binds(embargo.scope)).fold(Self::Free, |lift, embargo| {
            match (lift, embargo.lifts_at) {
                (Self::Unknown, _) | (_, None) => Self::Unknown,
                (Self::Free, Some(at)) => Self::At(at),
                (Self::At(one), Some(other)) => Self::At(one.max(other)),
            }
        })
    }

    /// When to release what somebody wants released at a moment, or with the embargo. If that moment is too early: when
    /// the embargo lifts, as far as that is known.
    pub(crate) fn no_earlier(
        self,
        wanted: Option<Instant>,
        now: Instant,
    ) -> Result<Instant, Option<Instant>> {
        match (self, wanted.map(|wanted| wanted.max(now))) {
            (Self::Unknown, _) => Err(None),
            (Self::At(lift), Some(wanted)) if wanted < lift => Err(Some(lift)),
            (Self::Free | Self::At(_), Some(wanted)) => Ok(wanted),
            (Self::At(lift), None) => Ok(lift.max(now)),
            (Self::Free, None) => Ok(now),
        }
    }

    /// When to release what was released for a moment, or with the embargo. None if nobody knows.
    pub(crate) fn not_before(self, wanted: Option<Instant>, now: Instant) -> Option<Instant> {
        match self {
            Self::Unknown => None,
            Self::At(lift) => Some(wanted.unwrap_or(now).max(lift).max(now)),
            Self::Free => Some(wanted.unwrap_or(now).max(now)),
        }
    }
}

/// Those that hold or held, of all that were set, the latest first: the last of each scope.
pub(super) fn last(set: &[Model]) -> impl Iterator<Item = &Model> {
    let is_first = |place: usize| {
        let scope = set[place].scope;
        set[..place].iter().all(|other| other.scope != scope)
    };
    (0..set.len()).filter(move |place| is_first(*place)).map(|place| &set[place])
}

#[cfg(test)]
mod tests {
    use entity::embargo::Rule;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn embargo(scope: Scope, lifts_at: Option<i64>) -> Model {
        Model {
            id: Uuid::nil(),
            lecture_id: Uuid::nil(),
            scope,
            rule: Rule::FixedInstant,
            lifts_at: lifts_at.map(Instant),
            reason: String::new(),
            set_at: Instant(0),
            set_by: None,
        }
    }

    fn embargoes() -> impl Strategy<Value = Vec<Model>> {
        let scope = prop::sample::select(vec![Scope::WholeItem, Scope::AbstractText, Scope::BeyondAbstract]);
        let one = (scope, prop::option::of(0..100_i64)).prop_map(|(scope, at)| embargo(scope, at));
        prop::collection::vec(one, 0..6)
    }

    #[test]
    fn what_tells_only_the_abstract_is_not_bound_beyond_it() {
        let set = [embargo(Scope::BeyondAbstract, None), embargo(Scope::AbstractText, Some(5))];

        assert_eq!(Lift::of(&set, true), Lift::At(Instant(5)));
        assert_eq!(Lift::of(&set, false), Lift::Unknown);
        assert_eq!(Lift::of(&[], false), Lift::Free);
    }

    proptest! {
        #[test]
        fn nothing_is_released_before_the_last_embargo_that_binds_it(
            set in embargoes(), wanted in prop::option::of(0..120_i64), now in 0..120_i64, is_abstract_only: bool,
        ) {
            let (wanted, now) = (wanted.map(Instant), Instant(now));
            let lift = Lift::of(&set, is_abstract_only);
            for at in lift.no_earlier(wanted, now).ok().into_iter().chain(lift.not_before(wanted, now)) {
                prop_assert!(at >= now);
                for embargo in last(&set) {
                    let binds = !(is_abstract_only && embargo.scope == Scope::BeyondAbstract);
                    prop_assert!(!binds || embargo.lifts_at.is_some_and(|lift| at >= lift));
                }
            }
        }

        #[test]
        fn only_the_last_of_a_scope_counts(set in embargoes()) {
            let counted: Vec<Model> = last(&set).cloned().collect();
            prop_assert_eq!(Lift::of(&counted, false), Lift::of(&set, false));
            prop_assert!(counted.len() <= 3);
        }
    }
}
