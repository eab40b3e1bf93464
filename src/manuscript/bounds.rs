//! Whether a result lies within its own bounds.

use entity::{arm_result, outcome, value::Decimal};

/// What in a result contradicts itself, if anything does.
pub(super) fn contradiction(outcome: &outcome::Model, arms: &[arm_result::Model]) -> Option<&'static str> {
    if !is_within(outcome.effect.as_ref(), outcome.interval_low.as_ref(), outcome.interval_high.as_ref()) {
        return Some("the effect lies outside its interval");
    }
    arms.iter().find_map(|arm| {
        if !is_within(arm.value.as_ref(), arm.interval_low.as_ref(), arm.interval_high.as_ref()) {
            Some("the value of an arm lies outside its interval")
        } else if !rises([arm.events, arm.evaluable, arm.size]) {
            Some("an arm has more events than patients")
        } else if !is_share(arm) {
            Some("the percentage of an arm is not that of its events")
        } else {
            None
        }
    })
}

fn is_within(value: Option<&Decimal>, low: Option<&Decimal>, high: Option<&Decimal>) -> bool {
    let ordered = |small: Option<&Decimal>, large: Option<&Decimal>| {
        small.zip(large).is_none_or(|(small, large)| small.compare(large).is_le())
    };
    ordered(low, value) && ordered(value, high) && ordered(low, high)
}

/// Whether those that are known rise.
fn rises(counts: [Option<i32>; 3]) -> bool {
    counts.into_iter().flatten().is_sorted()
}

/// Whether the percentage is that of the events among the evaluable, as far as its digits go.
fn is_share(arm: &arm_result::Model) -> bool {
    let Some((percent, digits)) = arm.percent.as_ref().and_then(scaled) else { return arm.percent.is_none() };
    let scale = 10_i64.pow(digits);
    if !(0..=100 * scale).contains(&percent) {
        return false;
    }
    let Some((events, of)) = arm.events.zip(arm.evaluable.or(arm.size)).filter(|(_, of)| *of > 0) else {
        return true;
    };
    // Rounded or cut: less than one unit of the last digit away.
    let exact = i64::from(events) * 100 * scale;
    (exact - percent * i64::from(of)).abs() < i64::from(of)
}

/// A number of few digits as an integer, and how many digits it has after the point.
fn scaled(decimal: &Decimal) -> Option<(i64, u32)> {
    let text = decimal.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = u32::try_from(fraction.len()).ok().filter(|digits| *digits <= 6 && whole.len() <= 6)?;
    format!("{whole}{fraction}").parse().ok().map(|number| (number, digits))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn arm(events: i32, evaluable: i32, percent: &str) -> arm_result::Model {
        arm_result::Model {
            id: Uuid::nil(),
            outcome_id: Uuid::nil(),
            position: 1,
            arm: "tranexamic acid".to_owned(),
            arm_id: None,
            size: Some(165),
            evaluable: Some(evaluable),
            events: Some(events),
            percent: Some(percent.parse().unwrap()),
            value: None,
            interval_low: None,
            interval_high: None,
        }
    }

    #[test]
    fn a_percentage_is_that_of_its_events() {
        assert!(is_share(&arm(73, 145, "50.3")));
        assert!(is_share(&arm(78, 144, "54.2")));
        assert!(is_share(&arm(1, 3, "33")));
        assert!(!is_share(&arm(73, 145, "53.0")));
        assert!(!is_share(&arm(73, 145, "150")));
        assert!(!rises([Some(150), Some(145), None]));
        assert!(rises([Some(73), None, Some(165)]));
    }

    proptest! {
        #[test]
        fn every_rounded_share_is_sound(events in 0..2_000_i32, more in 1..2_000_i32, digits in 0..3_usize) {
            let of = events + more;
            let percent = format!("{:.digits$}", f64::from(events) * 100.0 / f64::from(of));
            let mut arm = arm(events, of, &percent);
            prop_assert!(is_share(&arm));
            arm.percent = Some(format!("{:.digits$}", f64::from(events) * 100.0 / f64::from(of) + 2.0).parse().unwrap());
            prop_assert!(!is_share(&arm));
        }
    }
}
