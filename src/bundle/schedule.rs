//! Where and when a meeting is held after all that was announced: the fold of its steps.

use entity::{meeting::Format, schedule_step::Kind, value::PartialDate};

use super::noun::meeting::Step;

/// Where a meeting stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    pub format: Format,
    pub starts_on: Option<PartialDate>,
    pub ends_on: Option<PartialDate>,
    pub place: Location,
}

/// Where a meeting is held.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Location {
    pub venue: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
}

/// What the steps add up to, oldest first.
pub(super) fn standing(steps: &[Step]) -> Standing {
    let nowhere =
        Standing { format: Format::Unknown, starts_on: None, ends_on: None, place: Location::default() };
    steps.iter().fold(nowhere, after)
}

fn after(standing: Standing, step: &Step) -> Standing {
    let format = step.format.unwrap_or(match step.kind {
        Kind::MovedOnline => Format::Virtual,
        Kind::MadeHybrid => Format::Hybrid,
        _ => standing.format,
    });
    let (starts_on, ends_on) = match (&step.starts_on, &step.ends_on) {
        (Some(start), end) => (Some(start.clone()), end.clone()),
        (None, Some(end)) => (standing.starts_on, Some(end.clone())),
        // A meeting that is put off without a new date has none.
        (None, None) if step.kind == Kind::Postponed => (None, None),
        (None, None) => (standing.starts_on, standing.ends_on),
    };
    let named = Location {
        venue: step.venue.clone(),
        city: step.city.clone(),
        region: step.region.clone(),
        country: step.country.clone(),
    };
    let place = match named == Location::default() {
        false => named,
        true if step.kind == Kind::MovedOnline => Location::default(),
        true => standing.place,
    };
    Standing { format, starts_on, ends_on, place }
}

/// Whether a schedule only adds to what is known.
pub(super) fn extends(new: &[Step], known: &[Step]) -> bool {
    new.len() >= known.len() && new.iter().zip(known).all(|(new, known)| is_same_step(new, known))
}

/// What a step says may not change; what stands behind it may become better known.
fn is_same_step(new: &Step, known: &Step) -> bool {
    Step { sources: Vec::new(), ..new.clone() } == Step { sources: Vec::new(), ..known.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(kind: Kind) -> Step {
        Step {
            kind,
            announced_on: None,
            starts_on: None,
            ends_on: None,
            venue: None,
            city: None,
            region: None,
            country: None,
            format: None,
            reason: None,
            reason_text: None,
            sources: Vec::new(),
        }
    }

    fn date(text: &str) -> Option<PartialDate> {
        text.parse().ok()
    }

    fn in_san_diego() -> Step {
        Step {
            starts_on: date("2020-12-05"),
            ends_on: date("2020-12-08"),
            city: Some("San Diego".to_owned()),
            country: Some("United States".to_owned()),
            format: Some(Format::InPerson),
            ..step(Kind::Announced)
        }
    }

    #[test]
    fn a_meeting_that_moved_online_keeps_its_date_and_loses_its_place() {
        let standing = standing(&[in_san_diego(), step(Kind::MovedOnline)]);

        assert_eq!(standing.format, Format::Virtual);
        assert_eq!(standing.starts_on, date("2020-12-05"));
        assert_eq!(standing.place, Location::default());
    }

    #[test]
    fn a_new_date_keeps_the_place_and_forgets_the_old_end() {
        let later = Step { starts_on: date("2021-06"), ..step(Kind::Rescheduled) };

        let standing = standing(&[in_san_diego(), later]);

        assert_eq!((standing.starts_on, standing.ends_on), (date("2021-06"), None));
        assert_eq!(standing.place.city.as_deref(), Some("San Diego"));
        assert_eq!(standing.format, Format::InPerson);
    }

    #[test]
    fn a_new_place_replaces_the_whole_old_one() {
        let moved = Step { city: Some("Orlando".to_owned()), ..step(Kind::Relocated) };

        let place = standing(&[in_san_diego(), moved]).place;

        assert_eq!(place, Location { city: Some("Orlando".to_owned()), ..Location::default() });
    }

    #[test]
    fn an_extension_moves_the_end_alone() {
        let extended = Step { ends_on: date("2020-12-10"), ..step(Kind::Extended) };

        let standing = standing(&[in_san_diego(), extended]);

        assert_eq!((standing.starts_on, standing.ends_on), (date("2020-12-05"), date("2020-12-10")));
    }

    #[test]
    fn a_meeting_put_off_without_a_date_has_none() {
        assert_eq!(standing(&[in_san_diego(), step(Kind::Postponed)]).starts_on, None);
        assert_eq!(standing(&[in_san_diego(), step(Kind::Cancelled)]).starts_on, date("2020-12-05"));
    }

    #[test]
    fn nothing_said_is_unknown() {
        assert_eq!(standing(&[step(Kind::Announced)]).format, Format::Unknown);
        assert_eq!(standing(&[step(Kind::MadeHybrid)]).format, Format::Hybrid);
    }

    #[test]
    fn a_schedule_is_only_ever_added_to() {
        let (first, second) = (in_san_diego(), step(Kind::MovedOnline));

        assert!(extends(&[first.clone(), second.clone()], std::slice::from_ref(&first)));
        assert!(!extends(std::slice::from_ref(&first), &[first.clone(), second.clone()]));
        assert!(!extends(&[second.clone(), first.clone()], &[first, second]));
    }
}
