//! Edges around lectures.

use crate::graphql::edges;

edges! {
    /// The trials a lecture reports.
    TrialsOf: trial through lecture_trial(TrialId) by lecture_trial.LectureId order lecture_trial.Position;
    /// The results a lecture showed, and what became of them.
    OutcomesOf: outcome by outcome.LectureId order outcome.Position, outcome.Id;
    /// What was written on a lecture.
    SummariesOf: summary by summary.LectureId order summary.Id;
    /// The key slides of a lecture.
    SlidesOf: key_slide by key_slide.LectureId order key_slide.Position, key_slide.Id;
    /// The podcast episodes on a lecture.
    EpisodesOf: podcast_episode by podcast_episode.LectureId order podcast_episode.Id;
}
