//! The table laid over a contract: which lines hold for which field.

use std::collections::HashMap;

use apollo_compiler::{
    Name, Node,
    ast::{Definition, Document, FieldDefinition, OperationType},
    parser::Parser,
};

use super::{
    standing::Standing,
    table::{CLOSED, Line, TABLE, Who},
};

/// A contract, and who may what of it.
#[derive(Debug)]
pub struct Policy {
    pub(super) text: String,
    pub(super) document: Document,
    /// The lines of each field that is not for everybody, by type and name.
    lines: HashMap<Name, HashMap<Name, Vec<&'static Line>>>,
}

/// A contract that is no GraphQL.
#[derive(Debug, thiserror::Error)]
#[error("the schema cannot be read back: {0}")]
pub struct Unreadable(pub(crate) String);

impl Policy {
    /// Lays the table over a contract.
    pub fn over(sdl: &str) -> Result<Self, Unreadable> {
        Self::of(sdl, Some(TABLE))
    }

    /// A contract of which everybody may everything.
    pub fn open(sdl: &str) -> Result<Self, Unreadable> {
        Self::of(sdl, None)
    }

    fn of(sdl: &str, table: Option<&'static [Line]>) -> Result<Self, Unreadable> {
        let document = Parser::new().parse_ast(sdl, "schema.graphql");
        let document = document.map_err(|found| Unreadable(found.errors.to_string()))?;
        let lines = table.map(|table| laid(table, &document)).unwrap_or_default();
        Ok(Self { text: sdl.to_owned(), document, lines })
    }

    /// The text of the contract.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The lines that hold for a field; none if it is for everybody.
    pub(crate) fn lines(&self, ty: &str, field: &str) -> &[&'static Line] {
        self.lines.get(ty).and_then(|fields| fields.get(field)).map_or(&[], Vec::as_slice)
    }

    /// Whether who stands so may use a field.
    pub fn permits(&self, standing: Standing, ty: &str, field: &str) -> bool {
        self.lines(ty, field).iter().all(|line| line.who.includes(standing))
    }

    /// What distinguishes one standing from another: those that may the same have the same.
    pub(crate) fn reach(standing: Standing) -> Vec<bool> {
        TABLE.iter().map(|line| line.who.includes(standing)).collect()
    }

    /// The lines of the table that name nothing in the contract, and the deeds that have none.
    pub fn gaps(&self) -> Vec<String> {
        let idle = TABLE.iter().map(|line| line.what).filter(|what| !self.is_there(what));
        let closed = self.lines.iter().flat_map(|(ty, fields)| {
            let closed = fields.iter().filter(|(_, lines)| lines.contains(&&CLOSED));
            closed.map(move |(field, _)| format!("{ty}.{field}"))
        });
        idle.map(str::to_owned).chain(closed).collect()
    }

    fn is_there(&self, what: &str) -> bool {
        let (ty, field) = what.split_once('.').map_or((what, None), |(ty, field)| (ty, Some(field)));
        let found = types(&self.document).find(|found| found.0 == ty);
        found
            .is_some_and(|(_, fields)| field.is_none_or(|name| fields.iter().any(|field| field.name == name)))
    }
}

/// The types that have fields, and those.
pub(super) fn types(document: &Document) -> impl Iterator<Item = (&Name, &[Node<FieldDefinition>])> {
    document.definitions.iter().filter_map(|definition| match definition {
        Definition::ObjectTypeDefinition(ty) => Some((&ty.name, ty.fields.as_slice())),
        Definition::InterfaceTypeDefinition(ty) => Some((&ty.name, ty.fields.as_slice())),
        _ => None,
    })
}

fn laid(table: &'static [Line], document: &Document) -> HashMap<Name, HashMap<Name, Vec<&'static Line>>> {
    let closed = closed_roots(document);
    let laid = types(document).map(|(ty, fields)| {
        let lines = fields.iter().map(|field| {
            let mut lines = lines_of(table, ty, field);
            if lines.is_empty() && closed.contains(ty) {
                lines.push(&CLOSED);
            }
            lines.retain(|line| line.who != Who::Everybody);
            (field.name.clone(), lines)
        });
        (ty.clone(), lines.filter(|(_, lines)| !lines.is_empty()).collect())
    });
    laid.collect()
}

/// Roots of which nothing is for anybody unless the table says so.
fn closed_roots(document: &Document) -> Vec<Name> {
    let schema = document.definitions.iter().find_map(|definition| definition.as_schema_definition());
    let roots = schema.into_iter().flat_map(|schema| &schema.root_operations);
    roots.filter(|root| root.0 != OperationType::Query).map(|root| root.1.clone()).collect()
}

fn lines_of(table: &'static [Line], ty: &Name, field: &FieldDefinition) -> Vec<&'static Line> {
    let own = format!("{ty}.{}", field.name);
    if let Some(line) = table.iter().find(|line| line.what == own) {
        return vec![line];
    }
    let mut lines: Vec<_> =
        [ty, field.ty.inner_named_type()].into_iter().filter_map(|ty| line_of_type(table, ty)).collect();
    lines.dedup();
    lines
}

/// The line of a type, or of what it lists.
fn line_of_type(table: &'static [Line], ty: &str) -> Option<&'static Line> {
    let listed = ty.strip_suffix("Connection").or_else(|| ty.strip_suffix("Edge"));
    table.iter().find(|line| line.what == ty || Some(line.what) == listed)
}
