//! Edges around organisations.

use entity::involvement::{Column, Role};
use sea_orm::ColumnTrait;

use crate::graphql::edges;

edges! {
    /// The part organisations play in a thing.
    InvolvementsOf: involvement by involvement.SubjectId order involvement.Position, involvement.Id;
    /// What an organisation takes part in.
    InvolvementsBy: involvement by involvement.OrganisationId order involvement.Id;
    /// Who organises a meeting or a series.
    OrganisersOf: organisation through involvement(OrganisationId) by involvement.SubjectId
        when Column::Role.is_in([Role::Organiser, Role::CoOrganiser]),
        order involvement.Position;
    /// The meetings it organises or takes part in.
    MeetingsOfOrganisation: meeting pairs involvement(SubjectId) by involvement.OrganisationId order meeting.Id;
    /// The series it organises.
    SeriesOfOrganisation: meeting_series pairs involvement(SubjectId) by involvement.OrganisationId
        order meeting_series.Name;
    /// The accreditation schemes it takes part in.
    SchemesOfOrganisation: accreditation_scheme pairs involvement(SubjectId) by involvement.OrganisationId
        order accreditation_scheme.Name;
    /// The training tools it makes or supports.
    ToolsOfOrganisation: training_tool pairs involvement(SubjectId) by involvement.OrganisationId
        order training_tool.Id;
    /// The videos it produced or owns.
    VideosOfOrganisation: video pairs involvement(SubjectId) by involvement.OrganisationId order video.Id;
    /// The medical writers who work for it.
    WritersOfOrganisation: writer by writer.OrganisationId order writer.Name;
    /// Words from its executives.
    MessagesOfOrganisation: executive_message by executive_message.OrganisationId order executive_message.Slug;
    /// The offices held in it.
    OfficesOfOrganisation: office by office.OrganisationId order office.Position, office.Id;
}
