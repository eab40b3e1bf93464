//! Results as data, and what must hold between their numbers.

use std::cmp::Ordering;

use entity::{
    outcome, reference, trial,
    value::{Decimal, PartialDate},
};

use super::{
    super::{
        link::To,
        reader::{Entries, Reader},
        record::record,
        text::Slug,
    },
    attached::Sourcing,
};

record! {
    /// One endpoint, at one stage, as one source reports it.
    part Outcome of outcome in lecture_id by position {
        slug: Slug,
        endpoint: String,
        endpoint_kind: outcome::EndpointKind,
        endpoint_rank: outcome::EndpointRank,
        stage: outcome::Stage,
        analysis_set: outcome::AnalysisSet,
        trial_id: Option<To<trial::Entity>>,
        reference_id: Option<To<reference::Entity>>,
        population: Option<i32>,
        subgroup: Option<String>,
        value: Option<Decimal>,
        unit: Option<String>,
        follow_up_months: Option<Decimal>,
        data_cutoff: Option<PartialDate>,
        measure: Option<outcome::Measure>,
        effect: Option<Decimal>,
        interval_low: Option<Decimal>,
        interval_high: Option<Decimal>,
        interval_level: Option<Decimal>,
        p_operator: Option<outcome::POperator>,
        p_value: Option<Decimal>,
        test: Option<String>,
        note: Option<String>,
    }
    parts {
        arms: Vec<ArmResult>,
        sources: Vec<Sourcing>,
    }
    rules numbers_agree;
}

record! {
    /// What one arm showed.
    part ArmResult of arm_result in outcome_id by position {
        arm: String,
        size: Option<i32>,
        evaluable: Option<i32>,
        events: Option<i32>,
        percent: Option<Decimal>,
        value: Option<Decimal>,
        interval_low: Option<Decimal>,
        interval_high: Option<Decimal>,
    }
    derived {
        // Known once its trial's arms are there.
        arm_id = |_| None,
    }
    rules counts_agree;
}

fn numbers_agree(outcome: &Outcome, entries: Entries<'_>, reader: &mut Reader<'_>) {
    let mut check = Check { entries, reader };
    check.ascending([
        ("interval_low", outcome.interval_low.as_ref()),
        ("effect", outcome.effect.as_ref()),
        ("interval_high", outcome.interval_high.as_ref()),
    ]);
    check.up_to("interval_level", outcome.interval_level.as_ref(), "100");
    check.up_to("p_value", outcome.p_value.as_ref(), "1");
}

fn counts_agree(arm: &ArmResult, entries: Entries<'_>, reader: &mut Reader<'_>) {
    let mut check = Check { entries, reader };
    check.ascending([
        ("interval_low", arm.interval_low.as_ref()),
        ("value", arm.value.as_ref()),
        ("interval_high", arm.interval_high.as_ref()),
    ]);
    check.counts([("events", arm.events), ("evaluable", arm.evaluable), ("size", arm.size)]);
    check.up_to("percent", arm.percent.as_ref(), "100");
    if let (Some(percent), Some(events), Some(evaluable)) = (&arm.percent, arm.events, arm.evaluable)
        && !is_rounded_share(percent, events, evaluable)
    {
        check.tell(
            "percent",
            format!("“{percent}” is not what {events} of {evaluable} come to; check the three"),
        );
    }
}

/// What the numbers of one record owe each other.
struct Check<'c, 'r> {
    entries: Entries<'c>,
    reader: &'c mut Reader<'r>,
}

impl Check<'_, '_> {
    fn tell(&mut self, key: &'static str, message: String) {
        let line = self.entries.line_of(key);
        self.reader.under(key, |reader| reader.tell(line, message));
    }

    /// An interval encloses its estimate, as far as the three are known.
    fn ascending(&mut self, [low, middle, high]: [(&'static str, Option<&Decimal>); 3]) {
        for ((_, below), (name, above)) in [(low, middle), (middle, high), (low, high)] {
            if let (Some(small), Some(large)) = (below, above)
                && small.compare(large) == Ordering::Greater
            {
                let below = if below == low.1 { low.0 } else { middle.0 };
                return self.tell(name, format!("“{large}” is less than {below}, “{small}”"));
            }
        }
    }

    /// Those counted are among those before them, as far as they are known.
    fn counts(&mut self, counts: [(&'static str, Option<i32>); 3]) {
        let known: Vec<_> = counts.into_iter().filter_map(|(name, count)| Some((name, count?))).collect();
        for pair in known.windows(2) {
            if let &[(name, part), (whole_name, whole)] = pair
                && part > whole
            {
                self.tell(name, format!("{part} is more than {whole_name}, {whole}"));
            }
        }
    }

    fn up_to(&mut self, name: &'static str, value: Option<&Decimal>, limit: &str) {
        let Some(value) = value else { return };
        let is_above =
            |limit: &str| limit.parse().is_ok_and(|limit| value.compare(&limit) == Ordering::Greater);
        if value.as_str().starts_with('-') || is_above(limit) {
            self.tell(name, format!("“{value}” is not between 0 and {limit}"));
        }
    }
}

/// Whether a percentage is events over evaluable to the digits it is printed with, rounded either
/// way at a half.
fn is_rounded_share(percent: &Decimal, events: i32, evaluable: i32) -> bool {
    let (whole, fraction) = percent.as_str().split_once('.').unwrap_or((percent.as_str(), ""));
    let (Ok(printed), Some(scale)) = (
        format!("{whole}{fraction}").parse::<i128>(),
        10_i128.checked_pow(u32::try_from(fraction.len()).unwrap_or(u32::MAX)),
    ) else {
        return true;
    };
    let (events, evaluable) = (i128::from(events), i128::from(evaluable));
    let difference =
        printed.saturating_mul(evaluable).saturating_sub(events.saturating_mul(scale.saturating_mul(100)));
    difference.saturating_abs().saturating_mul(2) <= evaluable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_rounded_to_the_digits_it_is_printed_with() {
        let agrees =
            |percent: &str, events, evaluable| is_rounded_share(&percent.parse().unwrap(), events, evaluable);

        assert!(agrees("50.3", 73, 145));
        assert!(agrees("50", 73, 145));
        assert!(agrees("50.34", 73, 145));
        assert!(!agrees("50.4", 73, 145));
        assert!(agrees("12.5", 1, 8));
        assert!(agrees("12", 1, 8) && agrees("13", 1, 8));
        assert!(!agrees("14", 1, 8));
    }
}
