//! Somebody who signs in: a medical writer, a reviewer, an editor, an analyst. An account that is
//! closed stays, because what it did stays.

use sea_orm::{
    ActiveEnum, Condition, ExprTrait,
    entity::prelude::*,
    sea_query::{Alias, Expr},
};

use crate::{
    closed::closed_set,
    value::{Instant, List},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In lower case.
    pub email: String,
    pub name: String,
    /// The PHC string of its hash; none for who signs in elsewhere.
    pub password: Option<String>,
    pub roles: List<Role>,
    /// Whose summaries it writes.
    pub writer_id: Option<Uuid>,
    pub created_at: Instant,
    pub closed_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

closed_set! {
    /// What somebody may do.
    pub enum Role { Reader, Writer, Reviewer, Editor, Analyst, Admin }
}

/// The accounts that are open and have a role.
pub fn may(role: Role) -> Condition {
    let roles = Expr::col(Column::Roles.as_column_ref()).cast_as(Alias::new("text"));
    Condition::all().add(Column::ClosedAt.is_null()).add(roles.like(format!("%\"{}\"%", role.to_value())))
}
