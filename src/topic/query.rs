//! Ways in to topics.

use entity::topic::{Column, Kind};

use super::object::{Topic, TopicKind};
use crate::graphql::{EnumFilter, StringFilter, by_id_or_slug, filter, roots, sorted};

by_id_or_slug! {
    /// Names one topic.
    TopicBy = Topic
}

filter! {
    /// Which topics.
    pub struct TopicWhere {
        /// Its name in addresses.
        slug: StringFilter = |filter, _| Ok(filter.on(Column::Slug));
        /// Its name.
        name: StringFilter = |filter, _| Ok(filter.on(Column::Name));
        /// What sort of topic.
        kind: EnumFilter<TopicKind> = |filter, _| Ok(filter.on::<Kind>(Column::Kind));
    }
}

sorted! {
    /// What topics are sorted by.
    TopicOrderField(topic, TopicWhere, Name Asc) {
        /// By name.
        Name = Name;
        /// By the name in addresses.
        Slug = Slug;
    }
}

roots! {
    TopicQuery {
        /// One topic, such as `{slug: "multiple-myeloma"}`.
        topic(TopicBy);
        /// All topics, by name.
        topics: Topic;
    }
}
