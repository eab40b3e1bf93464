//! The way in to notices.

use entity::notice::{self, Column};

use super::object::{Notice, NoticeKind};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, Result, filter, roots, sorted};

filter! {
    /// Which notices.
    pub struct NoticeWhere {
        /// What sort of notice.
        kind: EnumFilter<NoticeKind> = |filter, _| Ok(filter.on::<notice::Kind>(Column::Kind));
        /// When it was issued.
        issued_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::IssuedAt));
    }
}

sorted! {
    /// What notices are sorted by.
    NoticeOrderField(notice, NoticeWhere, IssuedAt Desc) {
        /// By the moment they were issued.
        IssuedAt = IssuedAt always;
    }
}

roots! {
    NoticeQuery {
        /// What readers were told about summaries, the latest first.
        notices: Notice as Result<Connection<Notice>>;
    }
}
