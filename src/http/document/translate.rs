//! A judged document in the engine's own words: one operation, and only the fragments it uses.
//!
//! Translating instead of parsing a second time keeps one reading of the text: what was judged is
//! what runs.

use std::collections::HashMap;

use apollo_compiler::{
    ast,
    executable::{ExecutableDocument, Operation, Selection, SelectionSet},
    parser::SourceSpan,
};
use async_graphql::{
    Name, Number, Positioned,
    parser::types::{
        BaseType, Directive, DocumentOperations, ExecutableDocument as Prepared, Field, FragmentDefinition,
        FragmentSpread, InlineFragment, OperationDefinition, OperationType, Selection as Selected,
        SelectionSet as SelectedSet, Type, TypeCondition, VariableDefinition,
    },
};
use async_graphql_value::{ConstValue, Value};

use super::{introspection::is_meta, text::Text};

/// Translates one operation of a valid document.
pub(crate) fn translate(document: &ExecutableDocument, operation: &Operation, text: &Text<'_>) -> Prepared {
    let mut translator = Translator { document, text, fragments: HashMap::new() };
    let selection_set = if kind(operation.operation_type) == OperationType::Subscription {
        translator.only_field(&operation.selection_set)
    } else {
        translator.set(&operation.selection_set, None)
    };
    let definition = OperationDefinition {
        ty: kind(operation.operation_type),
        variable_definitions: operation
            .variables
            .iter()
            .map(|variable| translator.variable(variable))
            .collect(),
        directives: translator.directives(&operation.directives),
        selection_set,
    };
    let operations = DocumentOperations::Single(translator.placed(definition, None));
    Prepared { operations, fragments: translator.fragments }
}

/// The engine's word for what an operation does.
pub(crate) fn kind(kind: ast::OperationType) -> OperationType {
    match kind {
        ast::OperationType::Query => OperationType::Query,
        ast::OperationType::Mutation => OperationType::Mutation,
        ast::OperationType::Subscription => OperationType::Subscription,
    }
}

/// A value that stands in the document and names no variable.
pub(crate) fn constant(value: &ast::Value) -> ConstValue {
    translated(value).into_const().unwrap_or_default()
}

struct Translator<'a> {
    document: &'a ExecutableDocument,
    text: &'a Text<'a>,
    fragments: HashMap<Name, Positioned<FragmentDefinition>>,
}

impl<'a> Translator<'a> {
    fn set(&mut self, set: &'a SelectionSet, at: Option<SourceSpan>) -> Positioned<SelectedSet> {
        let run = set.selections.iter().filter(|selection| !is_meta_field(selection));
        let items = run.map(|selection| self.selection(selection)).collect();
        self.placed(SelectedSet { items }, at)
    }

    /// The only field of a subscription. The engine listens to each field that stands on the first level, and to none that
    /// stands in a fragment: wherever it stands, and however often, it is put there once, with all that is selected in it.
    fn only_field(&mut self, set: &'a SelectionSet) -> Positioned<SelectedSet> {
        let mut fields = Vec::new();
        self.fields_of(set, &mut fields);
        let all = fields.into_iter().reduce(|mut first, next| {
            first.node.selection_set.node.items.extend(next.node.selection_set.node.items);
            first
        });
        let items = all.map(|field| self.placed(Selected::Field(field), None)).into_iter().collect();
        self.placed(SelectedSet { items }, None)
    }

    fn fields_of(&mut self, set: &'a SelectionSet, fields: &mut Vec<Positioned<Field>>) {
        for selection in &set.selections {
            match selection {
                Selection::InlineFragment(inline) => self.fields_of(&inline.selection_set, fields),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.fragment_name) {
                        self.fields_of(&fragment.selection_set, fields);
                    }
                }
                Selection::Field(_) => {
                    if let Selected::Field(field) = self.selection(selection).node {
                        fields.push(field);
                    }
                }
            }
        }
    }

    fn selection(&mut self, selection: &'a Selection) -> Positioned<Selected> {
        let at = place_of(selection);
        let selected = match selection {
            Selection::Field(field) => {
                let selected = Field {
                    alias: field.alias.as_ref().map(|alias| self.name(alias)),
                    name: self.name(&field.name),
                    arguments: self.arguments(&field.arguments),
                    directives: self.directives(&field.directives),
                    selection_set: self.set(&field.selection_set, at),
                };
                Selected::Field(self.placed(selected, at))
            }
            Selection::FragmentSpread(spread) => {
                self.fragment(&spread.fragment_name);
                let selected = FragmentSpread {
                    fragment_name: self.name(&spread.fragment_name),
                    directives: self.directives(&spread.directives),
                };
                Selected::FragmentSpread(self.placed(selected, at))
            }
            Selection::InlineFragment(inline) => {
                let selected = InlineFragment {
                    type_condition: inline.type_condition.as_ref().map(|on| self.condition(on)),
                    directives: self.directives(&inline.directives),
                    selection_set: self.set(&inline.selection_set, at),
                };
                Selected::InlineFragment(self.placed(selected, at))
            }
        };
        self.placed(selected, at)
    }

    fn fragment(&mut self, name: &ast::NamedType) {
        if self.fragments.contains_key(name.as_str()) {
            return;
        }
        let Some(fragment) = self.document.fragments.get(name) else {
            return;
        };
        let at = fragment.location();
        let definition = FragmentDefinition {
            type_condition: self.condition(fragment.type_condition()),
            directives: self.directives(&fragment.directives),
            selection_set: self.set(&fragment.selection_set, at),
        };
        let definition = self.placed(definition, at);
        self.fragments.insert(Name::new(name), definition);
    }

    fn variable(&self, variable: &ast::VariableDefinition) -> Positioned<VariableDefinition> {
        let at = variable.name.location();
        let definition = VariableDefinition {
            name: self.name(&variable.name),
            var_type: self.placed(type_of(&variable.ty), at),
            directives: self.directives(&variable.directives),
            default_value: variable.default_value.as_ref().map(|value| self.placed(constant(value), at)),
        };
        self.placed(definition, at)
    }

    fn directives(&self, directives: &[apollo_compiler::Node<ast::Directive>]) -> Vec<Positioned<Directive>> {
        let directives = directives.iter().map(|directive| {
            let translated = Directive {
                name: self.name(&directive.name),
                arguments: self.arguments(&directive.arguments),
            };
            self.placed(translated, directive.location())
        });
        directives.collect()
    }

    fn arguments(
        &self,
        arguments: &[apollo_compiler::Node<ast::Argument>],
    ) -> Vec<(Positioned<Name>, Positioned<Value>)> {
        let arguments = arguments.iter().map(|argument| {
            let value = self.placed(translated(&argument.value), argument.value.location());
            (self.name(&argument.name), value)
        });
        arguments.collect()
    }

    fn condition(&self, on: &ast::NamedType) -> Positioned<TypeCondition> {
        self.placed(TypeCondition { on: self.name(on) }, on.location())
    }

    fn name(&self, name: &apollo_compiler::Name) -> Positioned<Name> {
        self.placed(Name::new(name), name.location())
    }

    fn placed<T>(&self, node: T, at: Option<SourceSpan>) -> Positioned<T> {
        Positioned::new(node, self.text.pos(at))
    }
}

/// What is asked of the contract itself is not for the engine.
fn is_meta_field(selection: &Selection) -> bool {
    selection.as_field().is_some_and(|field| is_meta(&field.name))
}

fn place_of(selection: &Selection) -> Option<SourceSpan> {
    match selection {
        Selection::Field(field) => field.location(),
        Selection::FragmentSpread(spread) => spread.location(),
        Selection::InlineFragment(inline) => inline.location(),
    }
}

fn type_of(ty: &ast::Type) -> Type {
    let base = match ty {
        ast::Type::Named(name) | ast::Type::NonNullNamed(name) => BaseType::Named(Name::new(name)),
        ast::Type::List(item) | ast::Type::NonNullList(item) => BaseType::List(Box::new(type_of(item))),
    };
    Type { base, nullable: !ty.is_non_null() }
}

fn translated(value: &ast::Value) -> Value {
    match value {
        ast::Value::Null => Value::Null,
        ast::Value::Enum(name) => Value::Enum(Name::new(name)),
        ast::Value::Variable(name) => Value::Variable(Name::new(name)),
        ast::Value::String(text) => Value::String(text.clone()),
        ast::Value::Float(number) => float(number.try_to_f64().ok()),
        ast::Value::Int(number) => {
            let whole = number.as_str().parse::<i64>().map(|whole| Value::Number(whole.into()));
            whole.unwrap_or_else(|_| float(number.try_to_f64().ok()))
        }
        ast::Value::Boolean(truth) => Value::Boolean(*truth),
        ast::Value::List(items) => Value::List(items.iter().map(|item| translated(item)).collect()),
        ast::Value::Object(fields) => {
            Value::Object(fields.iter().map(|(key, value)| (Name::new(key), translated(value))).collect())
        }
    }
}

/// Validation has refused what does not fit a double.
fn float(number: Option<f64>) -> Value {
    number.and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}
