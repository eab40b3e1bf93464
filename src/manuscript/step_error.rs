//! Why a step is not taken, in words.

use entity::{manuscript::Stage, manuscript_step::Step, value::Instant};
use sea_orm::DbErr;

use super::ready::Wanted;

/// Characters of a note.
pub(super) const NOTE: usize = 2_000;

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepError {
    #[error("There is no such manuscript.")]
    Missing,
    #[error("It was saved again meanwhile; version {0} is the latest.")]
    Changed(i32),
    #[error("There is no version {0} of it.")]
    NoVersion(i32),
    #[error("It is named twice: in place {0} and in place {1}, counted from 0.")]
    Twice(usize, usize),
    #[error("{}", wrong(*.0, *.1))]
    WrongStage(Stage, Step),
    #[error("Who saved a version of a manuscript does not review it.")]
    OwnWork,
    #[error("{}", held_back(*.0))]
    Held(u64),
    #[error("Say what is to be changed, in at most {NOTE} characters.")]
    NoNote,
    #[error("A note has at most {NOTE} characters.")]
    LongNote,
    #[error("Say what it was reviewed for: MEDICAL, FACTUAL or LEGAL.")]
    NoReview,
    #[error("Nothing of what it was reviewed for is wanted: it was signed for already, or never asked for.")]
    NotWanted,
    #[error("{}", embargoed(*.0))]
    Embargoed(Option<Instant>),
    #[error("Before it is released it wants {}.", .0.iter().map(|one| one.words.as_str()).collect::<Vec<_>>().join("; "))]
    Unready(Vec<Wanted>),
    #[error("Readers see it already; what they see is changed by a notice, with noticeIssue.")]
    IsOut,
    #[error("It is released for later; withdraw the release first.")]
    Scheduled,
    #[error("It is discarded by who wrote a version of it, or by an editor.")]
    NotYours,
    #[error("It is retracted, for good; nothing of it is changed any more.")]
    Retracted,
    #[error("The version says the same as what readers have; it corrects nothing.")]
    Same,
    #[error(transparent)]
    Database(#[from] DbErr),
}

fn embargoed(until: Option<Instant>) -> String {
    match until.and_then(|until| jiff::Timestamp::from_microsecond(until.0).ok()) {
        Some(until) => {
            format!("The lecture is under embargo until {until}; release it for then, or without a moment.")
        }
        None => "The lecture is under an embargo that lifts when its organiser says so.".to_owned(),
    }
}

fn held_back(comments: u64) -> String {
    match comments {
        1 => "A comment holds it back; it is resolved first.".to_owned(),
        _ => format!("{comments} comments hold it back; they are resolved first."),
    }
}

fn wrong(stage: Stage, step: Step) -> String {
    if (stage, step) == (Stage::Released, Step::Save) {
        return StepError::Scheduled.to_string();
    }
    if (stage, step) == (Stage::ChangesRequested, Step::Submit) {
        return "It was sent back; save a version with the changes first.".to_owned();
    }
    let done = match step {
        Step::Save => "saved",
        Step::Submit => "sent to review",
        Step::RequestChanges => "sent back",
        Step::Sign | Step::Approve => "signed off",
        Step::Release => "released",
        Step::Withdraw => "withdrawn",
        Step::Correct => "put in the place of what is published",
    };
    let is = match stage {
        Stage::Draft => "a draft",
        Stage::InReview => "in review",
        Stage::ChangesRequested => "waiting for changes",
        Stage::Approved => "approved",
        Stage::Released => "released",
    };
    format!("It is {is}, and cannot be {done} now.")
}
