//! A few words to describe a table in, so that a migration reads as a list of columns. Names of
//! constraints follow from the columns: `fk_summary_lecture_id`, `uq_meeting_slug`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A table under construction. Every text compares byte by byte on both engines, so that both
/// sort alike.
pub(crate) struct NewTable {
    name: &'static str,
    backend: DbBackend,
    create: TableCreateStatement,
    key: Vec<&'static str>,
    indexes: Vec<IndexCreateStatement>,
}

pub(crate) fn table(manager: &SchemaManager, name: &'static str) -> NewTable {
    NewTable {
        name,
        backend: manager.get_database_backend(),
        create: Table::create().table(name).to_owned(),
        key: Vec::new(),
        indexes: Vec::new(),
    }
}

impl NewTable {
    /// A column of the primary key. Called twice, the key has two columns.
    pub(crate) fn key(mut self, name: &'static str) -> Self {
        self.key.push(name);
        self.column(ColumnDef::new(name).uuid().not_null())
    }

    pub(crate) fn text(self, name: &'static str) -> Self {
        let column = self.text_column(name).not_null().to_owned();
        self.column(column)
    }

    pub(crate) fn maybe_text(self, name: &'static str) -> Self {
        let column = self.text_column(name);
        self.column(column)
    }

    pub(crate) fn int(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).integer().not_null())
    }

    pub(crate) fn maybe_int(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).integer())
    }

    pub(crate) fn big(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).big_integer().not_null())
    }

    pub(crate) fn maybe_big(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).big_integer())
    }

    pub(crate) fn flag(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).boolean().not_null())
    }

    pub(crate) fn maybe_flag(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).boolean())
    }

    pub(crate) fn json(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).json_binary().not_null())
    }

    /// An id that no constraint watches over.
    pub(crate) fn id(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().not_null())
    }

    /// An id that no constraint watches over, if it is given.
    pub(crate) fn maybe_id(self, name: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid())
    }

    /// An id of any table: which one, the row says itself.
    pub(crate) fn subject(self) -> Self {
        self.text("subject").id("subject_id")
    }

    /// The same, where there may be none.
    pub(crate) fn maybe_subject(self) -> Self {
        self.maybe_text("subject").column(ColumnDef::new("subject_id").uuid())
    }

    /// Points to a row that must exist.
    pub(crate) fn belongs(self, name: &'static str, to: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().not_null()).foreign(name, to, ForeignKeyAction::Restrict)
    }

    /// A key column that points to a row that must exist.
    pub(crate) fn key_belongs(self, name: &'static str, to: &'static str) -> Self {
        self.key(name).foreign(name, to, ForeignKeyAction::Restrict)
    }

    /// Points to a row that must exist if it is given.
    pub(crate) fn maybe_belongs(self, name: &'static str, to: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid()).foreign(name, to, ForeignKeyAction::Restrict)
    }

    /// Lives and dies with the row it points to.
    pub(crate) fn part_of(self, name: &'static str, whole: &'static str) -> Self {
        self.column(ColumnDef::new(name).uuid().not_null()).foreign(name, whole, ForeignKeyAction::Cascade)
    }

    /// A key column that points to a row and dies with it.
    pub(crate) fn key_part_of(self, name: &'static str, whole: &'static str) -> Self {
        self.key(name).foreign(name, whole, ForeignKeyAction::Cascade)
    }

    pub(crate) fn unique<const N: usize>(mut self, columns: [&'static str; N]) -> Self {
        let index = self.index_on("uq", columns).unique().to_owned();
        self.indexes.push(index);
        self
    }

    pub(crate) fn index<const N: usize>(mut self, columns: [&'static str; N]) -> Self {
        let index = self.index_on("ix", columns);
        self.indexes.push(index);
        self
    }

    pub(crate) async fn create(mut self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let mut key = Index::create();
        for column in &self.key {
            key.col(*column);
        }
        self.create.primary_key(&mut key);
        manager.create_table(self.create).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    fn column(mut self, column: impl IntoColumnDef) -> Self {
        self.create.col(column);
        self
    }

    fn text_column(&self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        match self.backend {
            DbBackend::Postgres => column.custom("text COLLATE \"C\""),
            _ => column.text(),
        };
        column
    }

    fn foreign(mut self, column: &'static str, to: &'static str, on_delete: ForeignKeyAction) -> Self {
        self.create.foreign_key(
            ForeignKey::create()
                .name(format!("fk_{}_{column}", self.name))
                .from(self.name, column)
                .to(to, "id")
                .on_delete(on_delete),
        );
        self
    }

    fn index_on<const N: usize>(&self, prefix: &str, columns: [&'static str; N]) -> IndexCreateStatement {
        let mut index = Index::create();
        index.name(format!("{prefix}_{}_{}", self.name, columns.join("_"))).table(self.name);
        for column in columns {
            index.col(column);
        }
        index
    }
}

/// Takes tables away again, newest first.
pub(crate) async fn drop<const N: usize>(
    manager: &SchemaManager<'_>,
    names: [&'static str; N],
) -> Result<(), DbErr> {
    for name in names.into_iter().rev() {
        manager.drop_table(Table::drop().table(name).to_owned()).await?;
    }
    Ok(())
}
