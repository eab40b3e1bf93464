//! What the validator does not judge: keys of an input written twice, `@oneOf`, variables inside of
//! lists and inputs, the form of our scalars, and how much input a document holds.

use std::collections::HashSet;

use apollo_compiler::{
    Name, Node,
    ast::{Argument, Directive, Type, Value, VariableDefinition},
    executable::{ExecutableDocument, Selection, SelectionSet},
    schema::InputValueDefinition,
};

use super::{
    bulk::Bulk,
    contract::{Contract, is_one_of},
    refusal::Refusal,
    text::Text,
    text_value::wrong,
};
use crate::limits::Limits;

/// What those rules find wrong, at most so many.
pub(crate) fn broken_rules(
    contract: &Contract,
    document: &ExecutableDocument,
    text: &Text<'_>,
    limits: &Limits,
) -> Vec<Refusal> {
    let mut judge = Judge {
        contract,
        document,
        text,
        most: limits.errors,
        variables: &[],
        seen: HashSet::new(),
        bulk: Bulk::default(),
        found: Vec::new(),
    };
    for operation in document.operations.iter() {
        judge.variables = &operation.variables;
        judge.seen.clear();
        judge.directives(&operation.directives);
        for variable in &operation.variables {
            judge.directives(&variable.directives);
            if let Some(value) = &variable.default_value {
                judge.value(value, &variable.ty, false);
            }
        }
        judge.set(&operation.selection_set);
    }
    judge.found.extend(judge.bulk.check(limits).err());
    judge.found
}

struct Judge<'a> {
    contract: &'a Contract,
    document: &'a ExecutableDocument,
    text: &'a Text<'a>,
    most: usize,
    variables: &'a [Node<VariableDefinition>],
    seen: HashSet<&'a Name>,
    bulk: Bulk,
    found: Vec<Refusal>,
}

impl<'a> Judge<'a> {
    fn set(&mut self, set: &'a SelectionSet) {
        for selection in &set.selections {
            self.directives(selection.directives());
            match selection {
                Selection::Field(field) => {
                    self.arguments(&field.arguments, &field.definition.arguments);
                    self.set(&field.selection_set);
                }
                Selection::InlineFragment(inline) => self.set(&inline.selection_set),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.fragment_name)
                        && self.seen.insert(&fragment.name)
                    {
                        self.directives(&fragment.directives);
                        self.set(&fragment.selection_set);
                    }
                }
            }
        }
    }

    fn directives(&mut self, directives: &'a [Node<Directive>]) {
        for directive in directives {
            if let Some(definition) = self.contract.schema.directive_definitions.get(&directive.name) {
                self.arguments(&directive.arguments, &definition.arguments);
            }
        }
    }

    fn arguments(&mut self, arguments: &'a [Node<Argument>], defined: &'a [Node<InputValueDefinition>]) {
        for argument in arguments {
            if let Some(definition) = defined.iter().find(|definition| definition.name == argument.name) {
                self.value(&argument.value, &definition.ty, definition.default_value.is_some());
            }
        }
    }

    fn value(&mut self, value: &'a Node<Value>, ty: &'a Type, has_default: bool) {
        self.bulk.values += 1;
        match &**value {
            Value::String(written) => {
                let name = ty.inner_named_type();
                if let Some(why) = wrong(name, written) {
                    self.refuse(value, format!("The text here {why}."));
                }
            }
            Value::Variable(name) => self.variable(value, name, ty, has_default),
            Value::List(items) => {
                self.bulk.longest = self.bulk.longest.max(items.len() as u64);
                let item_type = if ty.is_list() { ty.item_type() } else { ty };
                for item in items {
                    self.value(item, item_type, false);
                }
            }
            Value::Object(fields) => self.object(value, fields, ty),
            _ => {}
        }
    }

    fn variable(&mut self, value: &Node<Value>, name: &Name, ty: &Type, has_default: bool) {
        let Some(variable) = self.variables.iter().find(|variable| variable.name == *name) else {
            return;
        };
        if !fits(variable, ty, has_default) {
            let message =
                format!("The variable ${name} is of type {}, but {ty} is wanted here.", variable.ty);
            self.refuse(value, message);
        }
    }

    fn object(&mut self, value: &'a Node<Value>, fields: &'a [(Name, Node<Value>)], ty: &'a Type) {
        let mut keys = HashSet::new();
        for (key, value) in fields {
            if !keys.insert(key) {
                self.refuse(value, format!("The key {key} is written twice."));
            }
        }
        let Some(input) = self.contract.input_object(ty.inner_named_type()) else {
            return;
        };
        if is_one_of(input) {
            self.one_of(value, fields, &input.name);
        }
        for (key, value) in fields {
            if let Some(definition) = input.fields.get(key) {
                self.value(value, &definition.ty, definition.default_value.is_some());
            }
        }
    }

    fn one_of(&mut self, value: &Node<Value>, fields: &[(Name, Node<Value>)], name: &Name) {
        let [(key, only)] = fields else {
            return self.refuse(value, format!("{name} wants exactly one of its keys."));
        };
        let is_nullable = match &**only {
            Value::Null => true,
            Value::Variable(name) => {
                let variable = self.variables.iter().find(|variable| variable.name == *name);
                variable.is_some_and(|variable| !variable.ty.is_non_null())
            }
            _ => false,
        };
        if is_nullable {
            self.refuse(
                only,
                format!("{name} wants exactly one of its keys, so that {key} must not be null."),
            );
        }
    }

    fn refuse(&mut self, value: &Node<Value>, message: String) {
        if self.found.len() < self.most {
            self.found.push(Refusal::bad_input(message).at(self.text.place(value.location())));
        }
    }
}

/// Whether a variable may stand where a type is wanted.
fn fits(variable: &VariableDefinition, wanted: &Type, has_default: bool) -> bool {
    if !wanted.is_non_null() || variable.ty.is_non_null() {
        return variable.ty.is_assignable_to(wanted);
    }
    let is_never_null = variable.default_value.as_ref().is_some_and(|value| !value.is_null());
    (is_never_null || has_default) && variable.ty.is_assignable_to(&wanted.clone().nullable())
}
