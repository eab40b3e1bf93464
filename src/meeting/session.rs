//! Sessions: the blocks of a programme.

use async_graphql::{Context, Enum, ID, Object};
use entity::session::{Column, Kind};

use super::{loader::LecturesOfSession, object::Meeting, query::MeetingWhere};
use crate::{
    graphql::{
        EnumFilter, Result, StringFilter, by_id_or_slug, filter, lists, nouns, one, roots,
        scalar::{LocalTime, PartialDate},
        sorted, tagged, within,
    },
    lecture::Lecture,
    person::Credited,
    source::Sourced,
    topic::{About, TopicWhere},
};

nouns! { Session = session }

/// What sort of session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entity::session::Kind")]
pub enum SessionKind {
    /// The top-ranked abstracts, for everybody.
    Plenary,
    /// Results that were not ready at the deadline for abstracts.
    LateBreaking,
    /// Talks on abstracts.
    Oral,
    /// Posters on abstracts.
    Poster,
    /// A guided tour of posters with an expert.
    PosterWalk,
    /// Invited teaching.
    Education,
    /// Invited research.
    Scientific,
    /// Of interest to some.
    SpecialInterest,
    /// A small group asks an expert.
    MeetTheExpert,
    /// Two sides, often a vote.
    ControversialDebate,
    /// A workshop.
    Workshop,
    /// Real cases are studied.
    ClinicalCaseStudy,
    /// Participants test themselves on cases.
    SelfAssessment,
    /// Experts around a table.
    RoundTable,
    /// A panel of experts.
    Panel,
    /// A lecture.
    Lecture,
    /// The lecture that sets the tone.
    Keynote,
    /// A lecture that comes with a prize.
    AwardLecture,
    /// Mentoring one to one.
    Mentoring,
    /// The symposium of the president.
    PresidentialSymposium,
    /// Held with another society.
    JointSymposium,
    /// Paid for by industry, outside the scientific programme.
    SatelliteSymposium,
    /// A digest of the best.
    BestOf,
    /// For the press.
    PressBriefing,
    /// The opening.
    Opening,
    /// Prizes are given.
    Awards,
    /// The society's own business.
    BusinessMeeting,
    /// Another sort.
    Other,
    /// No source says.
    Unknown,
}

/// A block of a meeting's programme.
#[Object]
impl Session {
    /// Stays the same for ever.
    pub(crate) async fn id(&self) -> ID {
        self.node_id()
    }

    /// Its name in addresses.
    fn slug(&self) -> &str {
        &self.0.slug
    }

    /// Its name as printed.
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What sort of session it is.
    fn kind(&self) -> SessionKind {
        self.0.kind.into()
    }

    /// What sort of session it is, as printed.
    fn printed_kind(&self) -> Option<&str> {
        self.0.printed_kind.as_deref()
    }

    /// Its code in the programme, such as `653`.
    fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The part of the programme it belongs to.
    fn programme(&self) -> Option<&str> {
        self.0.programme.as_deref()
    }

    /// Its place in the programme, from 1.
    fn position(&self) -> i32 {
        self.0.position
    }

    /// Its day.
    fn date(&self) -> Option<PartialDate> {
        self.0.date.clone().map(PartialDate)
    }

    /// When it begins, local to the meeting.
    fn starts_at(&self) -> Option<LocalTime> {
        LocalTime::maybe(self.0.starts_at.as_ref())
    }

    /// When it ends, local to the meeting.
    fn ends_at(&self) -> Option<LocalTime> {
        LocalTime::maybe(self.0.ends_at.as_ref())
    }

    /// The zone of these hours; null if the programme prints none.
    fn time_zone(&self) -> Option<&str> {
        self.0.time_zone.as_deref()
    }

    /// Whether other sessions run at the same time.
    fn is_parallel(&self) -> bool {
        self.0.is_parallel
    }

    /// Whether it keeps to one theme.
    fn is_thematic(&self) -> bool {
        self.0.is_thematic
    }

    /// The meeting whose programme it is in.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Meeting>> {
        one(ctx, self.0.meeting_id).await
    }

    #[graphql(flatten)]
    fn lists(&self) -> SessionLists {
        SessionLists(self.0.id)
    }

    #[graphql(flatten)]
    fn about(&self) -> About<Self> {
        About::of(self.0.id)
    }

    #[graphql(flatten)]
    fn credited(&self) -> Credited<Self> {
        Credited::of(self.0.id)
    }

    #[graphql(flatten)]
    fn sourced(&self) -> Sourced<Self> {
        Sourced::of(self.0.id)
    }
}

lists! {
    SessionLists {
        /// The lectures given there, by abstract number.
        lectures: Lecture = LecturesOfSession;
    }
}

by_id_or_slug! {
    /// Names one session.
    SessionBy = Session
}

filter! {
    /// Which sessions.
    pub struct SessionWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// What sort of session.
        kind: EnumFilter<SessionKind> = |filter, _| Ok(filter.on::<Kind>(Column::Kind));
        /// The meeting whose programme it is in.
        meeting: MeetingWhere = |filter, now| within::<entity::meeting::Entity>(Column::MeetingId, filter, now);
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
    }
}

sorted! {
    /// What sessions are sorted by.
    SessionOrderField(session, SessionWhere, Position Asc) {
        /// By the place in the programme.
        Position = Position;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    SessionQuery {
        /// One session.
        session(SessionBy);
        /// Sessions of all meetings, such as all controversial debates.
        sessions: Session;
    }
}
