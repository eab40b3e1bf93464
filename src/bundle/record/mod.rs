//! What a record is: fields that are columns of its row, parts that are rows of other tables.
//! One declaration of a noun gives reading, writing, storing and loading. A column that is new in
//! a table has to be named in its record, or the program does not compile.

mod row;
mod value;

use std::collections::HashMap;

use entity::subject::Subject;
use sea_orm::{ActiveEnum, Condition, DbErr, EntityTrait, IntoActiveModel};
use uuid::Uuid;

pub(super) use self::{row::record, value::value};
use super::{field::Field, parts::Change};
use crate::database::Transaction;

/// A record with a row of its own.
pub(super) trait Row: Field + Send + Sync + 'static {
    type Entity: EntityTrait<Model: IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>>;

    /// The name of its table.
    const TABLE: &'static str;

    /// Its row, without its parts.
    fn row(&self, place: &Place) -> Result<<Self::Entity as EntityTrait>::Model, DbErr>;

    /// The id of a row; a row that only joins two others has none.
    fn id(row: &<Self::Entity as EntityTrait>::Model) -> Uuid;

    /// The record of a row, still without its parts, its links by id.
    fn from_row(row: <Self::Entity as EntityTrait>::Model) -> Self;

    /// Loads the parts of many records.
    fn load_parts(
        _tx: &Transaction,
        _records: &mut [(Uuid, Self)],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// Adds the parts of many records.
    fn add_parts(
        _change: &mut Change<'_>,
        _records: &[(Uuid, &Self)],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// Takes the parts of many records away.
    fn take_parts(
        _change: &mut Change<'_>,
        _wholes: &[Uuid],
    ) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// Takes away what no record holds any more.
    fn sweep_parts(_change: &mut Change<'_>) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }
}

/// A record that is part of another.
pub(super) trait Part: Row {
    /// The column that names the whole.
    fn whole() -> <Self::Entity as EntityTrait>::Column;

    /// The column that keeps the order.
    fn order() -> <Self::Entity as EntityTrait>::Column;

    /// The whole of a row.
    fn whole_of(row: &<Self::Entity as EntityTrait>::Model) -> Uuid;
}

/// A record with a file of its own, or a page of one.
pub(super) trait Noun: Row + PartialEq {
    /// The file of all its records.
    const FILE: &'static str;

    /// Which of its rows travel in bundles.
    fn exported() -> Condition {
        Condition::all()
    }

    /// Leaves out what the database does not keep.
    fn tidy(&mut self) {}

    /// Which of some records that the bundle says otherwise are not for a bundle to change, and why.
    fn kept(
        _tx: &Transaction,
        _changed: &[Uuid],
    ) -> impl Future<Output = Result<(Vec<Uuid>, &'static str), DbErr>> + Send {
        async { Ok((Vec::new(), "")) }
    }

    /// Frees the parts of records that are about to be written anew from what points to them.
    fn loosen(_tx: &Transaction, _changed: &[Uuid]) -> impl Future<Output = Result<(), DbErr>> + Send {
        async { Ok(()) }
    }

    /// The slug that names it for ever.
    fn name(&self) -> &str {
        self.slug().unwrap_or_default()
    }
}

/// Where a row belongs.
pub(super) struct Place {
    pub id: Uuid,
    /// The id of what it is part of.
    pub whole: Uuid,
    /// The table of what it is part of.
    pub table: &'static str,
    pub position: i32,
}

impl Place {
    /// What sort of thing it is part of, where tables share their parts.
    pub(super) fn subject(&self) -> Result<Subject, DbErr> {
        Subject::try_from_value(&self.table.to_owned())
    }
}

/// A field that holds parts: a list of them, or one that may be there.
pub(super) trait Parts: Field {
    type Part: Part;

    fn all(&self) -> &[Self::Part];

    fn gathered(parts: Vec<Self::Part>) -> Self;
}

impl<P: Part> Parts for Vec<P> {
    type Part = P;

    fn all(&self) -> &[P] {
        self
    }

    fn gathered(parts: Vec<P>) -> Self {
        parts
    }
}

impl<P: Part> Parts for Option<P> {
    type Part = P;

    fn all(&self) -> &[P] {
        self.as_slice()
    }

    fn gathered(parts: Vec<P>) -> Self {
        parts.into_iter().next()
    }
}

/// The whole of a row whose column allows for none.
pub(super) fn whole(id: impl Into<Option<Uuid>>) -> Uuid {
    id.into().unwrap_or_default()
}

/// Works out a value from a record.
pub(super) fn derive<R, T>(record: &R, value: impl FnOnce(&R) -> T) -> T {
    value(record)
}

/// Hands the parts of many wholes to them.
pub(super) fn hand_out<R, C: Parts>(
    records: &mut [(Uuid, R)],
    mut parts: HashMap<Uuid, Vec<C::Part>>,
    field: impl Fn(&mut R) -> &mut C,
) {
    for (id, record) in records {
        *field(record) = C::gathered(parts.remove(id).unwrap_or_default());
    }
}
