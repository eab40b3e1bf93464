//! Edges declared in a line.

/// Declares an edge: `edge! { LecturesOfMeeting: lecture by lecture.MeetingId order lecture.Id }`,
/// or through a table between:
/// `edge! { WritersOfSummary: writer through summary_writer(WriterId) by summary_writer.SummaryId order summary_writer.Position }`.
macro_rules! edges {
    ($(
        $(#[$doc:meta])*
        $name:ident: $child:ident $(through $between:ident($to:ident))? by $from:ident.$parent:ident
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
                $(let children = sea_orm::QueryFilter::filter(children, $when);)?
                children $(.order_by_asc(entity::$sort::Column::$column))+
            }
        }
    )+};
}

use entity::Readable;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, JoinType, QuerySelect, Select,
    sea_query::{Expr, IntoTableRef},
};

/// Joins the table between two nouns: its column points to the child.
pub fn through<E: Readable, B: EntityTrait>(mut children: Select<E>, between: B, to: B::Column) -> Select<E> {
    let meets = Expr::col(to.as_column_ref()).eq(Expr::col(E::ID.as_column_ref()));
    QuerySelect::query(&mut children).join(JoinType::InnerJoin, between.table_ref().into_table_ref(), meets);
    children
}

pub(crate) use edges;
