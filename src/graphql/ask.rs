//! A question by one column of a table, in a line: `DeclarationOf: one declaration by SummaryId(summary_id);`.

/// Declares questions by ids: the one row that has an id in a column, or all rows that do, in an order.
macro_rules! asks {
    (@answer one $row:ty) => { Option<std::sync::Arc<$row>> };
    (@answer all $row:ty) => { std::sync::Arc<[$row]> };
    (@hand one) => { |rows: Vec<_>| rows.into_iter().next().map(std::sync::Arc::new) };
    (@hand all) => { std::sync::Arc::from };
    ($(
        $(#[$doc:meta])*
        $name:ident: $many:ident $table:ident by $column:ident($field:ident)
            $(order $($sort:ident $way:ident),+)?;
    )+) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl $crate::graphql::Ask for $name {
            type Key = uuid::Uuid;
            type Answer = $crate::graphql::asks!(@answer $many entity::$table::Model);

            async fn answer(
                question: &$crate::graphql::Question,
                ids: &[uuid::Uuid],
            ) -> $crate::graphql::Answers<Self> {
                use entity::$table::{Column, Entity};

                let named = $crate::graphql::among(Column::$column, ids, question.engine);
                let wanted = sea_orm::QueryFilter::filter(<Entity as sea_orm::EntityTrait>::find(), named);
                $($(
                    let wanted = sea_orm::QueryOrder::order_by(wanted, Column::$sort, sea_orm::Order::$way);
                )+)?
                let found = wanted.all(&question.db).await;
                $crate::graphql::deal(ids, found, $crate::graphql::asks!(@hand $many), |row| row.$field)
            }
        }
    )+};
}

pub(crate) use asks;
