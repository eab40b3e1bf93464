//! Ways in to meetings.

use entity::meeting::{Column, Format, Status};

use super::{
    kinds::{MeetingFormat, MeetingStatus},
    object::Meeting,
    series::SeriesWhere,
};
use crate::graphql::{
    EnumFilter, PartialDateFilter, StringFilter, by_id_or_slug, filter, roots, sorted, tagged, within,
};
use crate::topic::TopicWhere;

by_id_or_slug! {
    /// Names one meeting.
    MeetingBy = Meeting
}

filter! {
    /// Which meetings.
    pub struct MeetingWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its full name.
        name: StringFilter = |filter, _| Ok(filter.on(Column::Name));
        /// Its short name.
        short_name: StringFilter = |filter, _| Ok(filter.on(Column::ShortName));
        /// Its first day.
        starts_on: PartialDateFilter = |filter, _| Ok(filter.on(Column::StartsOnKey));
        /// How people meet.
        format: EnumFilter<MeetingFormat> = |filter, _| Ok(filter.on::<Format>(Column::Format));
        /// Where it stands.
        status: EnumFilter<MeetingStatus> = |filter, _| Ok(filter.on::<Status>(Column::Status));
        /// What it is an edition of.
        series: SeriesWhere = |filter, now| within::<entity::meeting_series::Entity>(Column::SeriesId, filter, now);
        /// What it is about: at least one topic fits.
        topic: TopicWhere = |filter, now| tagged(Column::Id, filter, now);
    }
}

sorted! {
    /// What meetings are sorted by.
    MeetingOrderField(meeting, MeetingWhere, StartsOn Desc) {
        /// By the first day. A year stands before its months, a month before its days.
        StartsOn = StartsOnKey;
        /// By full name.
        Name = Name;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    MeetingQuery {
        /// One meeting, such as `{slug: "ash-2020"}`.
        meeting(MeetingBy);
        /// All meetings, latest first.
        meetings: Meeting;
    }
}
