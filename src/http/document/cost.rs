//! How much an answer may hold, estimated from the sizes of the pages asked for.
//!
//! The shape of the estimate is found once for a document; the numbers that variables decide are
//! filled in for each request.

use apollo_compiler::{
    Node,
    ast::{Argument, Type, Value},
    executable::{ExecutableDocument, Field, Operation, Selection, SelectionSet},
};
use async_graphql::{Name, Value as Given, Variables};

use super::{
    contract::Contract,
    refusal::{Code, Place, Refusal},
    text::Text,
};
use crate::limits::Limits;

/// What a selection costs: what it holds once, and the lists in it.
#[derive(Debug, Default)]
pub(crate) struct Cost {
    once: Size,
    lists: Vec<List>,
}

#[derive(Debug)]
struct List {
    times: Times,
    each: Cost,
}

/// How many items a list may hold: what is written, or what the variables say; and where it is said.
#[derive(Clone, Debug)]
struct Times {
    at: Option<Place>,
    written: u64,
    variables: Vec<Name>,
    default: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Size {
    objects: u64,
    values: u64,
}

/// Estimates an operation of a document that has passed the first look.
pub(crate) fn cost(
    contract: &Contract,
    document: &ExecutableDocument,
    operation: &Operation,
    text: &Text<'_>,
    limits: &Limits,
) -> Cost {
    Estimate { contract, document, text, limits }.set(&operation.selection_set, None)
}

impl Cost {
    /// Refuses an operation whose answer would be too large.
    pub(crate) fn check(&self, variables: &Variables, limits: &Limits) -> Result<(), Refusal> {
        let total = self.total(variables);
        let (name, allowed, asked) = if total.objects > limits.objects {
            ("objects", limits.objects, total.objects)
        } else if total.values > limits.values {
            ("values", limits.values, total.values)
        } else {
            return Ok(());
        };
        let message = format!(
            "The answer could hold {asked} {name}; at most {allowed} are answered. Ask for smaller pages.",
        );
        let place = self.heaviest(variables, limits);
        Err(Refusal::new(Code::LimitExceeded, message).limit(name, allowed, asked).at(place))
    }

    fn total(&self, variables: &Variables) -> Size {
        self.lists.iter().fold(self.once, |sum, list| sum.plus(list.total(variables)))
    }

    /// The innermost list that is too large by itself, or else the largest.
    fn heaviest(&self, variables: &Variables, limits: &Limits) -> Option<Place> {
        let heaviest = self.lists.iter().max_by_key(|list| list.total(variables).values)?;
        if heaviest.each.total(variables).passes(limits) {
            heaviest.each.heaviest(variables, limits).or(heaviest.times.at)
        } else {
            heaviest.times.at
        }
    }
}

impl List {
    fn total(&self, variables: &Variables) -> Size {
        self.each.total(variables).times(self.times.among(variables))
    }
}

impl Times {
    /// The greatest of some arguments, or else the default.
    fn of<'a>(arguments: impl Iterator<Item = &'a Node<Argument>>, default: u64, at: Option<Place>) -> Self {
        let mut times = Self { at, written: 0, variables: Vec::new(), default };
        for argument in arguments {
            match &*argument.value {
                Value::Int(number) => {
                    times.written = times.written.max(number.as_str().parse().unwrap_or_default());
                }
                Value::List(items) => times.written = times.written.max(items.len() as u64),
                Value::Variable(name) => times.variables.push(Name::new(name)),
                _ => {}
            }
        }
        times
    }

    fn among(&self, variables: &Variables) -> u64 {
        let given = self.variables.iter().filter_map(|name| match variables.get(name) {
            Some(Given::Number(number)) => Some(number.as_u64().unwrap_or_default()),
            Some(Given::List(items)) => Some(items.len() as u64),
            _ => None,
        });
        match given.max() {
            Some(given) => given.max(self.written),
            None if self.written > 0 => self.written,
            None => self.default,
        }
    }
}

impl Size {
    fn plus(self, other: Self) -> Self {
        Self {
            objects: self.objects.saturating_add(other.objects),
            values: self.values.saturating_add(other.values),
        }
    }

    fn times(self, times: u64) -> Self {
        Self { objects: self.objects.saturating_mul(times), values: self.values.saturating_mul(times) }
    }

    fn passes(self, limits: &Limits) -> bool {
        self.objects > limits.objects || self.values > limits.values
    }
}

struct Estimate<'a> {
    contract: &'a Contract,
    document: &'a ExecutableDocument,
    text: &'a Text<'a>,
    limits: &'a Limits,
}

impl Estimate<'_> {
    /// `page` is the size of the page whose lists these selections name.
    fn set(&self, set: &SelectionSet, page: Option<&Times>) -> Cost {
        let mut cost = Cost::default();
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => self.field(field, &set.ty, page, &mut cost),
                Selection::InlineFragment(inline) => cost.add(self.set(&inline.selection_set, page)),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.fragment_name) {
                        cost.add(self.set(&fragment.selection_set, page));
                    }
                }
            }
        }
        cost
    }

    fn field(&self, field: &Node<Field>, parent: &str, page: Option<&Times>, cost: &mut Cost) {
        let asked = self.page_asked(field);
        let is_list = field.ty().is_list();
        let below = if is_list { None } else { asked.as_ref() };
        let mut each = self.set(&field.selection_set, below);
        if self.contract.is_composite(field.ty()) {
            each.once.objects = each.once.objects.saturating_add(1);
        } else {
            each.once.values = each.once.values.saturating_add(1);
        }
        if !is_list {
            return cost.add(each);
        }
        let times = asked.or_else(|| page.cloned()).unwrap_or_else(|| self.list_expected(field, parent));
        cost.lists.push(List { times, each });
    }

    /// How large a page is asked for, if the field has pages.
    fn page_asked(&self, field: &Node<Field>) -> Option<Times> {
        let is_paged = |name: &str| matches!(name, "first" | "last");
        if !field.definition.arguments.iter().any(|argument| is_paged(&argument.name)) {
            return None;
        }
        let given = field.arguments.iter().filter(|argument| is_paged(&argument.name));
        Some(Times::of(given, self.limits.page, self.text.place(field.location())))
    }

    /// As long as the list it was asked with, or as the schema lets expect.
    fn list_expected(&self, field: &Node<Field>, parent: &str) -> Times {
        let at = self.text.place(field.location());
        if parent.starts_with("__") {
            return Times::of(std::iter::empty(), self.contract.introspection_size(parent, &field.name), at);
        }
        let is_list = |name: &str| {
            let defined = field.definition.arguments.iter().find(|defined| defined.name == name);
            defined.is_some_and(|defined| matches!(&*defined.ty, Type::List(_) | Type::NonNullList(_)))
        };
        Times::of(field.arguments.iter().filter(|argument| is_list(&argument.name)), self.limits.list, at)
    }
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.once = self.once.plus(other.once);
        self.lists.extend(other.lists);
    }
}
