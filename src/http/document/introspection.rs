//! What an operation asks of the contract itself. It is answered from what the viewer may see of it; the engine, which
//! knows but one contract, is not asked.

use apollo_compiler::{
    ExecutableDocument, Name, Node, Schema,
    collections::HashMap,
    executable::{Operation, Selection, SelectionSet},
    introspection::partial_execute,
    response::{JsonMap, JsonValue},
    schema::{ExtendedType, FieldDefinition, Implementers},
    validation::Valid,
};
use async_graphql::{Name as Key, Value, Variables, indexmap::IndexMap};

use super::contract::{is_one_of, read};
use crate::policy::Unreadable;

/// The part of an operation that the engine does not run.
#[derive(Debug)]
pub(crate) struct Introspection {
    document: Valid<ExecutableDocument>,
    operation: Node<Operation>,
    /// The keys of the whole answer, in their order.
    keys: Vec<Key>,
}

/// The contract as some viewers see it.
pub(crate) struct View {
    schema: Valid<Schema>,
    implementers: HashMap<Name, Implementers>,
}

impl View {
    /// Reads the text of a contract.
    pub(super) fn read(sdl: &str) -> Result<Self, Unreadable> {
        let schema = read(sdl)?;
        let implementers = schema.implementers_map();
        Ok(Self { schema, implementers })
    }
}

/// Whether a field asks of the contract itself.
pub(super) fn is_meta(field: &str) -> bool {
    matches!(field, "__schema" | "__type")
}

impl Introspection {
    /// Of an operation of a valid document; none if it asks nothing of the contract.
    pub(super) fn of(document: &Valid<ExecutableDocument>, operation: &Node<Operation>) -> Option<Self> {
        let mut keys = Vec::new();
        let mut asks = false;
        for field in operation.root_fields(document) {
            asks |= is_meta(&field.name);
            keys.push(Key::new(field.response_key()));
        }
        if !asks {
            return None;
        }
        let (mut document, mut operation) = (ExecutableDocument::clone(document), operation.clone());
        let root = operation.object_type().clone();
        narrow(&mut operation.make_mut().selection_set, &root);
        for fragment in document.fragments.values_mut() {
            narrow(&mut fragment.make_mut().selection_set, &root);
        }
        Some(Self { document: Valid::assume_valid(document), operation, keys })
    }

    /// Puts the answer from a view where it belongs in the answer of the engine. What went wrong is for the log.
    pub(crate) fn complete(&self, found: Value, view: &View, variables: &Variables) -> Result<Value, String> {
        let Value::Object(mut found) = found else { return Ok(found) };
        let mut told = self.answer(view, variables)?;
        let mut take = |key: &Key| told.swap_remove(key).or_else(|| found.swap_remove(key));
        let keys = self.keys.iter();
        Ok(Value::Object(keys.filter_map(|key| take(key).map(|value| (key.clone(), value))).collect()))
    }

    fn answer(&self, view: &View, variables: &Variables) -> Result<IndexMap<Key, Value>, String> {
        let variables = serde_json::to_value(variables).map_err(|error| error.to_string())?;
        let variables: JsonMap = match JsonValue::from(variables) {
            JsonValue::Object(variables) => variables,
            _ => JsonMap::new(),
        };
        let variables = Valid::assume_valid(variables);
        let told =
            partial_execute(&view.schema, &view.implementers, &self.document, &self.operation, &variables);
        let told = told.map_err(|error| error.message().to_string())?;
        if let Some(error) = told.errors.first() {
            return Err(error.message.clone());
        }
        match told.data.map(|data| view.worded(JsonValue::Object(data))) {
            Some(Value::Object(told)) => Ok(told),
            _ => Err("an introspection was not answered".to_owned()),
        }
    }
}

/// No key of a document looks like this.
const ONE_OF: &str = "is one of? ";

/// Leaves of the root what is asked of the contract. The answering library is older than `__Type.isOneOf`: the name of
/// the type is asked for instead, under a key of its own.
fn narrow(set: &mut SelectionSet, root: &Name) {
    let is_type = set.ty == "__Type";
    if set.ty == *root {
        set.selections.retain(|selection| selection.as_field().is_none_or(|field| is_meta(&field.name)));
    }
    for selection in &mut set.selections {
        match selection {
            Selection::Field(field) => {
                let field = field.make_mut();
                if is_type && field.name == "isOneOf" {
                    field.alias = Some(Name::new_unchecked(&format!("{ONE_OF}{}", field.response_key())));
                    field.name = apollo_compiler::name!("name");
                    field.definition = name_of_type(&field.definition);
                }
                narrow(&mut field.selection_set, root);
            }
            Selection::InlineFragment(inline) => narrow(&mut inline.make_mut().selection_set, root),
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn name_of_type(like: &Node<FieldDefinition>) -> Node<FieldDefinition> {
    let mut definition = like.clone();
    definition.make_mut().ty = apollo_compiler::ty!(String);
    definition
}

impl View {
    /// The answer in the engine's words.
    fn worded(&self, told: JsonValue) -> Value {
        match told {
            JsonValue::Null => Value::Null,
            JsonValue::Bool(truth) => Value::Boolean(truth),
            JsonValue::Number(number) => Value::Number(number),
            JsonValue::String(text) => Value::String(text.as_str().to_owned()),
            JsonValue::Array(items) => Value::List(items.into_iter().map(|item| self.worded(item)).collect()),
            JsonValue::Object(fields) => {
                let fields = fields.into_iter().map(|(key, value)| match key.as_str().strip_prefix(ONE_OF) {
                    Some(key) => (Key::new(key), self.is_one_of(&value)),
                    None => (Key::new(key.as_str()), self.worded(value)),
                });
                Value::Object(fields.collect())
            }
        }
    }

    /// Null for what is no input.
    fn is_one_of(&self, name: &JsonValue) -> Value {
        match name.as_str().and_then(|name| self.schema.types.get(name)) {
            Some(ExtendedType::InputObject(input)) => Value::Boolean(is_one_of(input)),
            _ => Value::Null,
        }
    }
}
