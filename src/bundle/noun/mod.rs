//! The nouns of the format, each declared once.

pub(super) mod attached;
pub(super) mod education;
pub(super) mod lecture;
pub(super) mod meeting;
pub(super) mod newsletter;
pub(super) mod organisation;
pub(super) mod outcome;
pub(super) mod person;
pub(super) mod podcast;
pub(super) mod reference;
pub(super) mod source;
pub(super) mod summary;
pub(super) mod topic;
pub(super) mod trial;

/// Does something for every noun, each after those it names; only topics and organisations may be
/// named before their turn.
macro_rules! each_noun {
    ($noun:ident => $do:expr) => {
        each_noun! {
            @each $noun, $do;
            source::SourceRecord,
            person::PersonRecord,
            person::WriterRecord,
            reference::ReferenceRecord,
            trial::TrialRecord,
            meeting::SeriesRecord,
            meeting::MeetingRecord,
            topic::TopicRecord,
            organisation::OrganisationRecord,
            meeting::SessionRecord,
            lecture::LectureRecord,
            education::VideoRecord,
            education::MessageRecord,
            education::ToolRecord,
            education::SchemeRecord,
            summary::SummaryRecord,
            podcast::PodcastRecord,
            podcast::EpisodeRecord,
            newsletter::NewsletterRecord,
        }
    };
    (@each $noun:ident, $do:expr; $($module:ident::$record:ident,)+) => {
        $({
            type $noun = $crate::bundle::noun::$module::$record;
            $do;
        })+
    };
}

pub(super) use each_noun;
