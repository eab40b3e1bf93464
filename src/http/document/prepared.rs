//! A document that has been read, judged, measured and translated: all that can be done before a
//! request brings its variables.

use std::sync::Arc;

use apollo_compiler::{
    Node, ast,
    diagnostic::ToCliReport,
    executable::{ExecutableDocument, Operation as Judged},
    parser::Parser,
    validation::{DiagnosticList, Valid},
};
use async_graphql::{
    Variables,
    parser::types::{ExecutableDocument as Translated, OperationType},
};

use super::{
    contract::Contract,
    cost::{Cost, cost},
    introspection::Introspection,
    permit::Touched,
    precheck::precheck,
    refusal::{Code, Place, Refusal},
    rules::broken_rules,
    shown::shown,
    text::Text,
    translate::{kind, translate},
    variables::{Declared, coerce},
};
use crate::{graphql::Shown, limits::Limits};

/// A valid document.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    pub(super) operations: Vec<Operation>,
    /// How much memory it takes, about.
    pub(crate) bytes: usize,
}

/// What one selection takes, about, once it is translated.
const SELECTION_BYTES: usize = 512;

/// One of its operations.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its name, if it has one.
    pub(crate) name: Option<String>,
    /// Whether it asks, changes or listens.
    pub(crate) kind: OperationType,
    pub(super) translated: Translated,
    pub(super) shown: Arc<Shown>,
    pub(super) touched: Touched,
    pub(super) introspection: Option<Arc<Introspection>>,
    declared: Vec<Declared>,
    cost: Cost,
}

/// Reads and judges a document.
pub(crate) fn prepare(text: &str, contract: &Contract, limits: &Limits) -> Result<Prepared, Vec<Refusal>> {
    if text.len() > limits.document_bytes {
        return Err(vec![too_long(text, limits)]);
    }
    let places = Text::new(text);
    let parsed = parse(text, &places, limits)?;
    let selections = precheck(&parsed, &places, limits).map_err(|refusal| vec![refusal])?;
    let judged = parsed.to_executable_validate(&contract.schema);
    let document = judged.map_err(|found| refusals(&found.errors, &places, limits))?;
    let broken = broken_rules(contract, &document, &places, limits);
    if !broken.is_empty() {
        return Err(broken);
    }
    let operations = document.operations.iter();
    Ok(Prepared {
        operations: operations
            .map(|found| Operation::new(found, &document, contract, &places, limits))
            .collect(),
        bytes: text.len()
            + usize::try_from(selections).unwrap_or(usize::MAX / SELECTION_BYTES) * SELECTION_BYTES,
    })
}

impl Prepared {
    /// The operation of a name, or the only one.
    pub(crate) fn choose(&self, name: Option<&str>) -> Result<&Operation, Refusal> {
        match (name, self.operations.as_slice()) {
            (Some(name), operations) => {
                let chosen = operations.iter().find(|operation| operation.name.as_deref() == Some(name));
                chosen.ok_or_else(|| {
                    Refusal::bad_input("The document has no operation of the name in operationName.")
                })
            }
            (None, [only]) => Ok(only),
            (None, []) => Err(Refusal::bad_input("The document has no operation.")),
            (None, _) => {
                Err(Refusal::bad_input("The document has several operations; operationName must choose one."))
            }
        }
    }
}

impl Operation {
    /// Whether it selects a field, which has fields of its own, of a type.
    pub(crate) fn shows(&self, ty: &str, field: &str) -> bool {
        self.shown.has(ty, field)
    }

    fn new(
        found: &Node<Judged>,
        document: &Valid<ExecutableDocument>,
        contract: &Contract,
        text: &Text<'_>,
        limits: &Limits,
    ) -> Self {
        let declared = found.variables.iter();
        Self {
            name: found.name.as_ref().map(|name| name.as_str().to_owned()),
            kind: kind(found.operation_type),
            translated: translate(document, found, text),
            shown: Arc::new(shown(contract, document, found)),
            touched: Touched::by(contract, document, found, text),
            introspection: Introspection::of(document, found).map(Arc::new),
            declared: declared
                .map(|variable| Declared::new(variable, text.place(variable.location())))
                .collect(),
            cost: cost(contract, document, found, text, limits),
        }
    }

    /// Fits variables to the operation, and judges how much it asks for with them.
    pub(crate) fn fit(
        &self,
        contract: &Contract,
        given: Variables,
        limits: &Limits,
    ) -> Result<Variables, Refusal> {
        let variables = coerce(contract, &self.declared, given, limits)?;
        self.cost.check(&variables, limits)?;
        Ok(variables)
    }
}

fn parse(text: &str, places: &Text<'_>, limits: &Limits) -> Result<ast::Document, Vec<Refusal>> {
    let mut parser = Parser::new().token_limit(limits.tokens).recursion_limit(limits.nesting + 2);
    let parsed = parser.parse_ast(text, "document.graphql");
    match parsed {
        Ok(document) if document.definitions.is_empty() => {
            Err(vec![Refusal::bad_input("The document is empty.")])
        }
        Ok(document) => Ok(document),
        Err(found) if parser.tokens_reached() > limits.tokens => {
            let message = format!("The document has more than {} tokens.", limits.tokens);
            let place = last_place(&found.errors, places);
            Err(vec![
                Refusal::new(Code::LimitExceeded, message)
                    .limit("tokens", limits.tokens as u64, None)
                    .at(place),
            ])
        }
        Err(found) if parser.recursion_reached() > limits.nesting + 2 => {
            let message =
                format!("The document nests more than {} levels of braces or brackets.", limits.nesting);
            let place = last_place(&found.errors, places);
            Err(vec![
                Refusal::new(Code::LimitExceeded, message)
                    .limit("nesting", limits.nesting as u64, None)
                    .at(place),
            ])
        }
        Err(found) => Err(refusals(&found.errors, places, limits)),
    }
}

fn too_long(text: &str, limits: &Limits) -> Refusal {
    let (asked, allowed) = (text.len() as u64, limits.document_bytes as u64);
    let message = format!("The document is {asked} bytes long; at most {allowed} are read.");
    Refusal::new(Code::LimitExceeded, message).limit("documentBytes", allowed, asked)
}

/// A limit ends the reading, so that what is said last is where it was passed.
fn last_place(found: &DiagnosticList, places: &Text<'_>) -> Option<Place> {
    places.place(found.iter().next_back()?.error.location())
}

fn refusals(found: &DiagnosticList, places: &Text<'_>, limits: &Limits) -> Vec<Refusal> {
    let found = found.iter().take(limits.errors);
    found
        .map(|one| {
            Refusal::bad_input(sentence(&one.error.to_string())).at(places.place(one.error.location()))
        })
        .collect()
}

/// The validator begins small and ends without a stop; long texts are cut.
fn sentence(message: &str) -> String {
    const LONGEST: usize = 400;
    let mut characters = message.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(characters).take(LONGEST).collect();
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}
