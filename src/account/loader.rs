//! Ways of asking around accounts in bulk.

use entity::token::{Column, Entity};
use sea_orm::{ColumnTrait, QueryOrder, Select};

use crate::graphql::Edge;

/// The personal access tokens of an account, the latest first.
pub(super) struct TokensOfAccount;

impl Edge for TokensOfAccount {
    type Child = Entity;

    fn parent() -> impl ColumnTrait {
        Column::AccountId
    }

    fn along(children: Select<Entity>) -> Select<Entity> {
        children.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id)
    }
}
