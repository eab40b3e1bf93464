//! A date as far as it is known, in EDTF (ISO 8601-2, levels 0 and 1): `2011`, `2009-09`,
//! `2020-12-05`, an interval `2009-09-11/2009-09-13`, an uncertain `2014?`. It is never
//! completed: a year stays a year.

use super::{Malformed, stored_as_text};

/// Sorts by its start: a year before its months, a month before its days.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct PartialDate(String);

stored_as_text!(PartialDate);

impl std::str::FromStr for PartialDate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let ends: Option<Vec<i32>> = text.split('/').map(sort_key).collect();
        match ends.as_deref() {
            Some([_]) => Ok(Self(text.to_owned())),
            Some([from, to]) if from <= to => Ok(Self(text.to_owned())),
            _ => Err(Malformed(format!(
                "“{text}” is not a date; write it as far as it is known: 2011, 2009-09, 2020-12-05, 2014? or an interval 2009-09-11/2009-09-13"
            ))),
        }
    }
}

impl PartialDate {
    /// Year, month and day as one number (20090911), what is unknown as zero (2011 is 20110000).
    pub fn sort_key(&self) -> i32 {
        let start = self.0.split('/').next().unwrap_or_default();
        sort_key(start).unwrap_or_default()
    }

    /// The last day it may mean, as one number: of 2011 it is 20111231, of an interval that of its end.
    pub fn last_day(&self) -> i32 {
        let end = self.0.rsplit('/').next().unwrap_or_default();
        let key = sort_key(end).unwrap_or_default();
        let year = key / 10_000;
        let month = Some(key / 100 % 100).filter(|month| *month > 0).unwrap_or(12);
        let day = Some(key % 100).filter(|day| *day > 0).unwrap_or_else(|| days_in(year, month));
        year * 10_000 + month * 100 + day
    }
}

fn sort_key(text: &str) -> Option<i32> {
    let certain = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let number = |part: Option<&str>, width: usize| match part {
        None => Some(0),
        Some(part) if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse::<i32>().ok()
        }
        Some(_) => None,
    };
    let mut parts = certain.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let (year, month_number, day_number) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let exists = parts.next().is_none()
        && (month.is_none() || (1..=12).contains(&month_number))
        && (day.is_none() || (1..=days_in(year, month_number)).contains(&day_number));
    exists.then_some(year * 10_000 + month_number * 100 + day_number)
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_kept_as_far_as_they_are_known() {
        for (text, key) in [
            ("2011", 20_110_000),
            ("2009-09", 20_090_900),
            ("2020-12-05", 20_201_205),
            ("2014?", 20_140_000),
            ("2009-09-11/2009-09-13", 20_090_911),
            ("2020-02-29", 20_200_229),
        ] {
            let date = text.parse::<PartialDate>().unwrap();
            assert_eq!((date.as_str(), date.sort_key()), (text, key));
        }
    }

    #[test]
    fn a_date_lasts_as_long_as_it_may() {
        for (text, last) in [
            ("2011", 20_111_231),
            ("2012-02", 20_120_229),
            ("2020-12-05", 20_201_205),
            ("2014?", 20_141_231),
            ("2009-09-11/2009-11", 20_091_130),
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().last_day(), last, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "20",
            "2020-13",
            "2021-02-29",
            "2020-1-5",
            "5 December 2020",
            "2020-12-05T10:00",
            "2021/2020",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
