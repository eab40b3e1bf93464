//! Trials, their registrations and arms.

use entity::{arm, trial, trial_registration::Registry};
use sea_orm::DbErr;
use uuid::Uuid;

use super::{
    super::{
        reader::{Entries, Reader},
        record::{Noun, record},
        settle,
        text::Slug,
    },
    attached::{Sourcing, Tagging},
};
use crate::database::Transaction;

record! {
    /// A clinical trial or registry.
    noun TrialRecord of trial {
        slug: Slug,
        acronym: Option<String>,
        title: Option<String>,
        phase: trial::Phase,
        aliases: Vec<String>,
    }
    parts {
        registrations: Vec<Registration>,
        arms: Vec<Arm>,
        topics: Vec<Tagging>,
        sources: Vec<Sourcing>,
    }
}

impl Noun for TrialRecord {
    const FILE: &'static str = "trials.yaml";

    /// Results point to arms; they find them again when all is written.
    async fn loosen(tx: &Transaction, changed: &[Uuid]) -> Result<(), DbErr> {
        settle::free_arms(tx, changed).await
    }
}

record! {
    /// The number under which a register knows a trial.
    part Registration of trial_registration in trial_id by position {
        registry: Registry,
        number: String,
    }
    rules number_of_registry;
}

record! {
    /// A group of a trial.
    part Arm of arm in trial_id by position {
        name: String,
        role: Option<arm::Role>,
    }
}

fn number_of_registry(registration: &Registration, entries: Entries<'_>, reader: &mut Reader<'_>) {
    let number = &registration.number;
    let line = entries.line_of("number");
    reader.give("trial_registration", number, "number", line);
    let (is_right, form) = match registration.registry {
        Registry::ClinicalTrialsGov => {
            (has_form(number, "NCT########"), "of ClinicalTrials.gov; it is NCT and eight digits")
        }
        Registry::EudraCt => (has_form(number, "####-######-##"), "of EudraCT; write it as 2016-002461-66"),
        Registry::EuCt => (has_form(number, "####-######-##-##"), "of EU CT; write it as 2022-500001-22-00"),
        Registry::Isrctn => (has_form(number, "ISRCTN########"), "of ISRCTN; it is ISRCTN and eight digits"),
    };
    if !is_right {
        reader.under("number", |reader| reader.tell(line, format!("“{number}” is not a number {form}")));
    }
}

/// Whether a text is its form with digits in place of every `#`.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(c, f)| if f == b'#' { c.is_ascii_digit() } else { c == f })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_form_of_their_register() {
        assert!(has_form("NCT02578901", "NCT########"));
        assert!(!has_form("NCT0257890", "NCT########"));
        assert!(!has_form("nct02578901", "NCT########"));
        assert!(has_form("2016-002461-66", "####-######-##"));
    }
}
