//! Edges declared in a line.

/// Declares an edge: `edge! { LecturesOfMeeting: lecture by lecture.MeetingId order lecture.Id }`,
/// or through a table between:
/// `edge! { WritersOfSummary: writer through summary_writer(WriterId) by summary_writer.SummaryId order summary_writer.Position }`.
/// A table that may tie the same two more than once, in several roles, is gone through by `pairs`: then each child comes once,
/// and the order is by the child alone.
macro_rules! edges {
    ($(
        $(#[$doc:meta])*
        $name:ident: $child:ident
            $(through $between:ident($to:ident))?
            $(pairs $table:ident($child_id:ident))?
            by $from:ident.$parent:ident
            $(when $when:expr,)?
            order $($sort:ident.$column:ident),+;
    )+) => {$(
        $(#[$doc])*
        pub struct $name;

        impl $crate::graphql::Edge for $name {
            type Child = entity::$child::Entity;

            fn parent() -> impl sea_orm::ColumnTrait {
                entity::$from::Column::$parent
            }

            fn along(children: sea_orm::Select<Self::Child>) -> sea_orm::Select<Self::Child> {
                use sea_orm::QueryOrder;

                $(let children = $crate::graphql::through(
                    children,
                    entity::$between::Entity,
                    entity::$between::Column::$to,
                );)?
                $(let children = $crate::graphql::through_pairs(
                    children,
                    entity::$table::Column::$child_id,
                    entity::$from::Column::$parent,
                );)?
                $(let children = sea_orm::QueryFilter::filter(children, $when);)?
                children $(.order_by_asc(entity::$sort::Column::$column))+
            }
        }
    )+};
}

use entity::Readable;
use sea_orm::{
    ColumnTrait, EntityName, EntityTrait, ExprTrait, JoinType, QuerySelect, Select,
    sea_query::{Expr, IntoTableRef, SelectStatement},
};

/// Joins the table between two nouns: its column points to the child.
pub fn through<E: Readable, B: EntityTrait>(mut children: Select<E>, between: B, to: B::Column) -> Select<E> {
    let meets = Expr::col(to.as_column_ref()).eq(Expr::col(E::ID.as_column_ref()));
    QuerySelect::query(&mut children).join(JoinType::InnerJoin, between.table_ref().into_table_ref(), meets);
    children
}

/// Joins the pairs of a table between, each once. They go by the name of the table.
pub fn through_pairs<E: Readable, C: ColumnTrait>(mut children: Select<E>, to: C, parent: C) -> Select<E> {
    let pairs = C::EntityName::default();
    let name = pairs.table_name();
    let pairs = SelectStatement::default()
        .distinct()
        .columns([parent.as_column_ref(), to.as_column_ref()])
        .from(pairs.table_ref().into_table_ref())
        .to_owned();
    let meets = Expr::col(to.as_column_ref()).eq(Expr::col(E::ID.as_column_ref()));
    QuerySelect::query(&mut children).join_subquery(JoinType::InnerJoin, pairs, name, meets);
    children
}

pub(crate) use edges;
