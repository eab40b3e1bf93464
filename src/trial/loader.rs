//! Edges around trials and results.

use crate::graphql::edges;

edges! {
    /// The numbers under which registers know a trial.
    RegistrationsOf: trial_registration by trial_registration.TrialId
        order trial_registration.Position, trial_registration.Id;
    /// The arms of a trial.
    ArmsOf: arm by arm.TrialId order arm.Position, arm.Id;
    /// The results of a trial, as first shown and later.
    OutcomesOf: outcome by outcome.TrialId order outcome.Position, outcome.Id;
    /// The lectures that report a trial.
    LecturesOf: lecture through lecture_trial(LectureId) by lecture_trial.TrialId order lecture.Id;
    /// What each arm showed.
    ArmResultsOf: arm_result by arm_result.OutcomeId order arm_result.Position, arm_result.Id;
    /// The take-home messages that rest on a result.
    MessagesOn: take_home_message through message_outcome(MessageId) by message_outcome.OutcomeId
        order take_home_message.Id;
    /// The results shown in one lecture.
    OutcomesOfLecture: outcome by outcome.LectureId order outcome.Position, outcome.Id;
}
