//! Closed sets: words of which the trade has settled the list.

use sea_orm::{ActiveEnum, Iterable};

use super::{
    field::Field,
    node::Node,
    reader::{Reader, nearest},
    scalar::scalar,
};

/// Reads a member of a closed set; a stranger is told who the members are.
fn read_member<E: ActiveEnum<Value = String> + Iterable>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
) -> Option<E> {
    let text = scalar(node, reader, "a word")?;
    let member = E::try_from_value(&text.to_owned()).ok();
    if member.is_none() {
        let members: Vec<String> = E::iter().map(|member| member.to_value()).collect();
        let words: Vec<&str> = members.iter().map(String::as_str).collect();
        reader.tell(
            node.line,
            match nearest(text, &words) {
                Some(near) => {
                    format!("“{text}” is not one of {}; did you mean “{near}”?", members.join(", "))
                }
                None => format!("“{text}” is not one of {}", members.join(", ")),
            },
        );
    }
    member
}

/// Closed sets are written as their words.
macro_rules! closed_sets {
    ($($set:ty),+ $(,)?) => {
        $(impl Field for $set {
            fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                read_member(node, reader)
            }

            fn node(&self) -> Node<'_> {
                Node::plain(self.to_value())
            }
        })+
    };
}

closed_sets! {
    entity::accreditation_scheme::QualityKind,
    entity::accreditation_scheme::Timing,
    entity::arm::Role,
    entity::citation::Role,
    entity::contribution::Role,
    entity::executive_message::ProgrammePurpose,
    entity::involvement::Role,
    entity::key_slide::RightsBasis,
    entity::lecture::Completeness,
    entity::lecture::DataStatus,
    entity::lecture::TitleKind,
    entity::meeting::PlatformPurpose,
    entity::meeting::Format,
    entity::meeting::Status,
    entity::meeting_series::Feature,
    entity::meeting_series::Kind,
    entity::meeting_series::Knowledge,
    entity::meeting_series::ResearchScope,
    entity::meeting_series::TrainingStage,
    entity::metric::Qualifier,
    entity::office::Role,
    entity::organisation::Level,
    entity::outcome::AnalysisSet,
    entity::outcome::EndpointKind,
    entity::outcome::EndpointRank,
    entity::outcome::Measure,
    entity::outcome::POperator,
    entity::outcome::Stage,
    entity::reference::Kind,
    entity::schedule_step::Kind,
    entity::schedule_step::Reason,
    entity::session::Kind,
    entity::source::Kind,
    entity::statement::Kind,
    entity::statement::Rank,
    entity::summary::Status,
    entity::topic::Kind,
    entity::training_tool::Audience,
    entity::training_tool::Kind,
    entity::trial::Phase,
    entity::trial_registration::Registry,
    entity::video::Kind,
}
