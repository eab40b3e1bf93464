//! The way in to flags, for the desk.

use entity::flag::{self, Column};
use sea_orm::{ColumnTrait, Condition};

use super::object::{Flag, FlagKind};
use crate::graphql::{Connection, DateTimeFilter, EnumFilter, Result, filter, roots, sorted};

filter! {
    /// Which flags.
    pub struct FlagWhere {
        /// Why they were raised.
        kind: EnumFilter<FlagKind> = |filter, _| Ok(filter.on::<flag::Kind>(Column::Kind));
        /// When they were raised.
        raised_at: DateTimeFilter = |filter, _| Ok(filter.on(Column::RaisedAt));
        /// Whether they are open still.
        is_open: bool = |is_open, _| Ok(is_open_or(*is_open));
    }
}

fn is_open_or(is_open: bool) -> Condition {
    Condition::all().add(if is_open { Column::SettledAt.is_null() } else { Column::SettledAt.is_not_null() })
}

sorted! {
    /// What flags are sorted by.
    FlagOrderField(flag, FlagWhere, RaisedAt Desc) {
        /// By the moment they were raised.
        RaisedAt = RaisedAt always;
    }
}

roots! {
    FlagQuery {
        /// What wants a second look, the latest first. For the desk.
        flags: Flag as Option<Result<Connection<Flag>>>;
    }
}
