//! What a list may be narrowed by. Every field of a `where` is a condition; all that are given
//! must hold. A field exists only if an index serves it.

use std::borrow::Cow;

use async_graphql::{ID, InputObject, InputType, TypeName};
use entity::{Readable, subject::Subject, value::Instant};
use sea_orm::ExprTrait;
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Value,
    sea_query::Expr,
};

use super::{
    fault::Result,
    id::NodeId,
    scalar::{DateTime, PartialDate},
};

/// What narrows the list of a noun.
pub trait Where: InputType + Clone + std::fmt::Debug + Eq {
    /// As a condition on the noun's own table, judged at an instant.
    fn condition(&self, now: Instant) -> Result<Condition>;

    /// Whether it fits one row at most, because it names its slug.
    fn names_one(&self) -> bool;
}

/// The filter of one field.
pub trait Narrow {
    /// Whether it fits one value at most.
    fn names_one(&self) -> bool {
        false
    }
}

/// “The column points to a row of `E` that readers may see and that fits.”
pub fn within<E: Readable>(column: impl ColumnTrait, filter: &impl Where, now: Instant) -> Result<Condition> {
    let fitting = E::readable(now).filter(filter.condition(now)?).select_only().column(E::ID).into_query();
    // What is known to be one is looked up first, and the index on the column used.
    let fits = if filter.names_one() {
        Expr::col(column.as_column_ref()).eq(fitting)
    } else {
        column.in_subquery(fitting)
    };
    Ok(Condition::all().add(fits))
}

/// “At least one of its topics is one that fits.”
pub fn tagged(id: impl ColumnTrait, filter: &impl Where, now: Instant) -> Result<Condition> {
    use entity::tagging::{Column, Entity};

    let fitting = within::<entity::topic::Entity>(Column::TopicId, filter, now)?;
    let subjects = Entity::find().filter(fitting).select_only().column(Column::SubjectId).into_query();
    Ok(Condition::all().add(id.in_subquery(subjects)))
}

/// Narrows by a text. Upper and lower case differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct StringFilter {
    /// Is exactly this.
    eq: Option<String>,
    /// Is one of these, at most 100.
    #[graphql(name = "in")]
    one_of: Option<Vec<String>>,
    /// Begins with this.
    prefix: Option<String>,
    /// True: is not known. False: is known.
    is_null: Option<bool>,
}

impl Narrow for StringFilter {
    fn names_one(&self) -> bool {
        self.eq.is_some()
    }
}

impl StringFilter {
    /// On a column.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.eq.as_ref().map(|text| column.eq(text)))
            .add_option(self.one_of.as_ref().map(|texts| column.is_in(texts)))
            .add_option(self.prefix.as_ref().map(|text| begins_with(column, text)))
            .add_option(self.is_null.map(|null| nullness(column, null)))
    }
}

/// As a range, which an index serves on both engines; `LIKE` would fold case on one of them.
fn begins_with(column: impl ColumnTrait, text: &str) -> Expr {
    let from = column.gte(text);
    let last = text.chars().last();
    match last.and_then(|last| (last..=char::MAX).nth(1)) {
        Some(next) => {
            let mut until: String = text.chars().collect();
            until.pop();
            until.push(next);
            from.and(column.lt(until))
        }
        None => from,
    }
}

fn nullness(column: impl ColumnTrait, null: bool) -> Expr {
    if null { column.is_null() } else { column.is_not_null() }
}

/// Narrows by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct IdFilter {
    /// Is this one.
    eq: Option<ID>,
    /// Is one of these, at most 100.
    #[graphql(name = "in")]
    one_of: Option<Vec<ID>>,
}

impl Narrow for IdFilter {}

impl IdFilter {
    /// On a column that holds ids of a noun.
    pub fn on(&self, column: impl ColumnTrait, subject: Subject) -> Result<Condition> {
        let mut condition = Condition::all();
        if let Some(id) = &self.eq {
            condition = condition.add(column.eq(NodeId::decode_as(id, subject)?));
        }
        if let Some(ids) = &self.one_of {
            let ids = ids.iter().map(|id| NodeId::decode_as(id, subject)).collect::<Result<Vec<_>>>()?;
            condition = condition.add(column.is_in(ids));
        }
        Ok(condition)
    }
}

/// Narrows by a whole number.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct IntFilter {
    /// Is exactly this.
    eq: Option<i32>,
    /// Is this or more.
    gte: Option<i32>,
    /// Is less than this.
    lt: Option<i32>,
    /// True: is not known. False: is known.
    is_null: Option<bool>,
}

impl Narrow for IntFilter {}

impl IntFilter {
    /// On a column.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.eq.map(|number| column.eq(number)))
            .add_option(self.gte.map(|number| column.gte(number)))
            .add_option(self.lt.map(|number| column.lt(number)))
            .add_option(self.is_null.map(|null| nullness(column, null)))
    }
}

/// Narrows by a date that may be partial. A year stands before its months, a month before its
/// days: `gte: "2020"` takes all of 2020 and what follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct PartialDateFilter {
    /// Starts on this date or later.
    gte: Option<PartialDate>,
    /// Starts before this date.
    lt: Option<PartialDate>,
    /// True: is not known. False: is known.
    is_null: Option<bool>,
}

impl Narrow for PartialDateFilter {}

impl PartialDateFilter {
    /// On the column of the sortable form.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.gte.as_ref().map(|date| column.gte(date.0.sort_key())))
            .add_option(self.lt.as_ref().map(|date| column.lt(date.0.sort_key())))
            .add_option(self.is_null.map(|null| nullness(column, null)))
    }
}

/// Narrows by a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct DateTimeFilter {
    /// At this moment or later.
    gte: Option<DateTime>,
    /// Before this moment.
    lt: Option<DateTime>,
}

impl Narrow for DateTimeFilter {}

impl DateTimeFilter {
    /// On a column.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.gte.map(|moment| column.gte(moment.0)))
            .add_option(self.lt.map(|moment| column.lt(moment.0)))
    }
}

/// Narrows by a value of a closed set.
#[derive(Clone, Debug, PartialEq, Eq, InputObject)]
#[graphql(name_type)]
pub struct EnumFilter<T: InputType> {
    /// Is this.
    eq: Option<T>,
    /// Is one of these.
    #[graphql(name = "in")]
    one_of: Option<Vec<T>>,
}

impl<T: InputType> TypeName for EnumFilter<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Filter", <T as InputType>::type_name()).into()
    }
}

impl<T: InputType> Narrow for EnumFilter<T> {}

impl<T: InputType + Copy> EnumFilter<T> {
    /// On a column that stores the set `S`.
    pub fn on<S>(&self, column: impl ColumnTrait) -> Condition
    where
        S: ActiveEnum + From<T>,
        S::Value: Into<Value>,
    {
        let stored = |value: &T| -> Value { S::from(*value).to_value().into() };
        Condition::all()
            .add_option(self.eq.as_ref().map(|value| column.eq(stored(value))))
            .add_option(self.one_of.as_ref().map(|values| column.is_in(values.iter().map(stored))))
    }
}

impl Narrow for bool {}

impl Narrow for ID {}

/// Declares what narrows the list of a noun: fields, their kind of filter, and how it applies.
/// Adds `and`, `or` and `not`.
macro_rules! filter {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* $field:ident: $kind:ty = $apply:expr;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, async_graphql::InputObject)]
        pub struct $name {
            $($(#[$doc])* $field: Option<Box<$kind>>,)+
            /// All of these hold.
            and: Option<Vec<$name>>,
            /// At least one of these holds.
            or: Option<Vec<$name>>,
            /// This does not hold.
            not: Option<Box<$name>>,
        }

        impl $crate::graphql::Where for $name {
            fn condition(&self, now: entity::value::Instant) -> $crate::graphql::Result<sea_orm::Condition> {
                let mut condition = sea_orm::Condition::all();
                $(if let Some(filter) = &self.$field {
                    let apply: fn(&$kind, entity::value::Instant) -> $crate::graphql::Result<sea_orm::Condition> = $apply;
                    condition = condition.add(apply(filter, now)?);
                })+
                for filter in self.and.iter().flatten() {
                    condition = condition.add(filter.condition(now)?);
                }
                if let Some(filters) = &self.or {
                    let any = filters.iter().try_fold(sea_orm::Condition::any(), |any, filter| {
                        Ok::<_, $crate::graphql::Fault>(any.add(filter.condition(now)?))
                    })?;
                    condition = condition.add(any);
                }
                if let Some(filter) = &self.not {
                    condition = condition.add($crate::graphql::negated(filter.condition(now)?));
                }
                Ok(condition)
            }

            fn names_one(&self) -> bool {
                $((stringify!($field) == "slug"
                    && self.$field.as_deref().is_some_and($crate::graphql::Narrow::names_one))
                    ||)+ false
            }
        }

        impl $crate::graphql::Narrow for $name {}
    };
}

/// “This does not hold”, where what is unknown does not hold either.
pub fn negated(condition: Condition) -> Condition {
    let holds = sea_orm::sea_query::Func::coalesce([condition.into(), Expr::val(false)]);
    Condition::all().add(Expr::expr(holds).not())
}

pub(crate) use filter;
