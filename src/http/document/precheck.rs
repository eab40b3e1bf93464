//! The first look at a document: how much it asks for, found in one pass over its own size.
//!
//! Nothing else may walk a document before this has passed. A fragment is measured once however
//! often it is used, so that fragments that double each other cost nothing to refuse; a fragment
//! that uses itself counts as nothing here and is left to validation.

use std::collections::HashMap;

use apollo_compiler::{
    Name, Node,
    ast::{Definition, Directive, Document, Field, FragmentDefinition, Selection},
    parser::SourceSpan,
};

use super::{
    refusal::{Code, Refusal},
    text::Text,
};
use crate::limits::Limits;

/// Counts the selections of a document's operations; refuses a document that asks for too much.
pub(crate) fn precheck(document: &Document, text: &Text<'_>, limits: &Limits) -> Result<u64, Refusal> {
    let mut scale = Scale::new(document, limits);
    for definition in &document.definitions {
        scale.definition(definition);
    }
    let all =
        [scale.nesting, scale.depth, scale.selections, scale.aliases, scale.directives, scale.root_fields];
    match all.into_iter().find(|tally| tally.most > tally.allowed) {
        Some(tally) => Err(tally.refusal(text)),
        None => Ok(scale.selected),
    }
}

/// How much a part of a document asks for, with its fragments written out.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// Fields on the first level.
    fields: u64,
    /// Selections and directives on all levels.
    selections: u64,
    /// Levels of fields.
    depth: u64,
    /// Levels of anything.
    nesting: u64,
}

/// One limit, and where it was passed.
struct Tally {
    name: &'static str,
    what: &'static str,
    allowed: u64,
    most: u64,
    passed: Option<SourceSpan>,
}

struct Scale<'a> {
    fragments: HashMap<&'a Name, &'a Node<FragmentDefinition>>,
    /// Nothing while a fragment is being measured.
    known: HashMap<&'a Name, Weight>,
    /// Selections of the operations seen so far.
    selected: u64,
    selections: Tally,
    depth: Tally,
    nesting: Tally,
    aliases: Tally,
    directives: Tally,
    root_fields: Tally,
}

impl<'a> Scale<'a> {
    fn new(document: &'a Document, limits: &Limits) -> Self {
        let fragments = document.definitions.iter().filter_map(Definition::as_fragment_definition);
        let levels = |levels: usize| levels as u64;
        Self {
            fragments: fragments.map(|fragment| (&fragment.name, fragment)).collect(),
            known: HashMap::new(),
            selected: 0,
            selections: Tally::new("selections", "selections, its fragments written out", limits.selections),
            depth: Tally::new("depth", "levels of fields below this one", levels(limits.depth)),
            nesting: Tally::new(
                "nesting",
                "levels of braces and fragments below this one",
                levels(limits.nesting),
            ),
            aliases: Tally::new("aliases", "aliases", limits.aliases),
            directives: Tally::new("directives", "directives", limits.directives),
            root_fields: Tally::new("rootFields", "fields on the first level", limits.root_fields),
        }
    }

    fn definition(&mut self, definition: &'a Definition) {
        match definition {
            Definition::OperationDefinition(operation) => {
                self.directives(&operation.directives);
                for variable in &operation.variables {
                    self.directives(&variable.directives);
                }
                let weight = self.set(&operation.selection_set, 0);
                self.root_fields.reach(weight.fields, operation.location());
                self.selected = self.selected.saturating_add(weight.selections);
                self.selections.reach(self.selected, operation.location());
            }
            Definition::FragmentDefinition(fragment) => {
                self.fragment(&fragment.name, 0);
            }
            _ => {}
        }
    }

    /// `level` is how deep this walk itself stands, which bounds its own stack.
    fn set(&mut self, selections: &'a [Selection], level: u64) -> Weight {
        let mut sum = Weight::default();
        for selection in selections {
            let at = selection.location();
            if level > self.nesting.allowed {
                self.nesting.reach(level, at);
                return sum;
            }
            let weight = match selection {
                Selection::Field(field) => self.field(field, level),
                Selection::InlineFragment(inline) => {
                    let directives = self.directives(&inline.directives);
                    self.set(&inline.selection_set, level + 1).inside(directives)
                }
                Selection::FragmentSpread(spread) => {
                    let directives = self.directives(&spread.directives);
                    self.fragment(&spread.fragment_name, level + 1).inside(directives)
                }
            };
            sum.add(weight);
            self.depth.reach(weight.depth, at);
            self.nesting.reach(weight.nesting, at);
            self.selections.reach(sum.selections, at);
        }
        sum
    }

    fn field(&mut self, field: &'a Node<Field>, level: u64) -> Weight {
        if field.alias.is_some() {
            self.aliases.one_more(field.location());
        }
        let directives = self.directives(&field.directives);
        let below = self.set(&field.selection_set, level + 1).inside(directives);
        Weight { fields: 1, depth: below.depth + 1, ..below }
    }

    fn fragment(&mut self, name: &'a Name, level: u64) -> Weight {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let Some(fragment) = self.fragments.get(name).copied() else {
            return Weight::default();
        };
        self.known.insert(name, Weight::default());
        let directives = self.directives(&fragment.directives);
        let mut weight = self.set(&fragment.selection_set, level);
        weight.selections = weight.selections.saturating_add(directives);
        self.known.insert(name, weight);
        weight
    }

    fn directives(&mut self, written: &'a [Node<Directive>]) -> u64 {
        for directive in written {
            self.directives.one_more(directive.location());
        }
        written.len() as u64
    }
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.selections = self.selections.saturating_add(other.selections);
        self.depth = self.depth.max(other.depth);
        self.nesting = self.nesting.max(other.nesting);
    }

    /// As one selection that holds all this.
    fn inside(self, directives: u64) -> Self {
        let selections = self.selections.saturating_add(directives).saturating_add(1);
        Self { selections, nesting: self.nesting + 1, ..self }
    }
}

impl Tally {
    fn new(name: &'static str, what: &'static str, allowed: u64) -> Self {
        Self { name, what, allowed, most: 0, passed: None }
    }

    fn one_more(&mut self, at: Option<SourceSpan>) {
        self.reach(self.most + 1, at);
    }

    fn reach(&mut self, found: u64, at: Option<SourceSpan>) {
        if found > self.allowed && self.passed.is_none() {
            self.passed = at;
        }
        self.most = self.most.max(found);
    }

    fn refusal(&self, text: &Text<'_>) -> Refusal {
        let Self { name, what, allowed, most, passed } = self;
        let message = format!("The document asks for {most} {what}; at most {allowed} are answered.");
        Refusal::new(Code::LimitExceeded, message).limit(name, *allowed, *most).at(text.place(*passed))
    }
}
