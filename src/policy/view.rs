//! What somebody may see of a contract: its text without the lines that are not for them, and without the types that
//! nothing leads to then.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use apollo_compiler::{
    Name, Node,
    ast::{Definition, FieldDefinition, InputValueDefinition},
    parser::SourceSpan,
};

use super::{contract::Policy, standing::Standing};

impl Policy {
    /// The contract as somebody sees it who stands so.
    pub fn view(&self, standing: Standing) -> String {
        let sight = Sighting { policy: self, standing };
        let seen = sight.seen();
        let mut cuts = Vec::new();
        for definition in &self.document.definitions {
            match definition {
                Definition::DirectiveDefinition(_) => {}
                Definition::SchemaDefinition(schema) => {
                    let unseen = schema.root_operations.iter().filter(|root| !seen.contains(&root.1));
                    cuts.extend(unseen.filter_map(|root| self.whole_lines(root.location(), 1)));
                }
                other if !other.name().is_some_and(|name| seen.contains(name)) => {
                    cuts.extend(self.whole_lines(other.location(), 2));
                }
                Definition::ObjectTypeDefinition(ty) => cuts.extend(sight.unseen(&ty.name, &ty.fields)),
                Definition::InterfaceTypeDefinition(ty) => cuts.extend(sight.unseen(&ty.name, &ty.fields)),
                _ => {}
            }
        }
        without(&self.text, &cuts)
    }

    /// The lines of a part of the text, with at most so many ends of lines behind it.
    fn whole_lines(&self, at: Option<SourceSpan>, ends: usize) -> Option<Range<usize>> {
        let at = at?;
        let (before, after) = (self.text.get(..at.offset())?, self.text.get(at.end_offset()..)?);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let ends = after.bytes().take(ends).take_while(|byte| *byte == b'\n').count();
        Some(start..at.end_offset() + ends)
    }
}

/// A text without some of its parts, which follow each other.
fn without(text: &str, cuts: &[Range<usize>]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for cut in cuts {
        left.push_str(text.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    left.push_str(text.get(from..).unwrap_or_default());
    left
}

struct Sighting<'a> {
    policy: &'a Policy,
    standing: Standing,
}

impl<'a> Sighting<'a> {
    /// The types that are come to from the roots.
    fn seen(&self) -> HashSet<&'a Name> {
        let definitions = &self.policy.document.definitions;
        let by_name: HashMap<_, _> = definitions.iter().filter_map(|one| Some((one.name()?, one))).collect();
        let schema = definitions.iter().find_map(|one| one.as_schema_definition());
        let roots = schema.into_iter().flat_map(|schema| &schema.root_operations);
        let mut waiting: Vec<_> = roots.map(|root| &root.1).collect();
        let mut seen = HashSet::new();
        while let Some(name) = waiting.pop() {
            if let Some(definition) = by_name.get(name)
                && self.has_something_of(definition)
                && seen.insert(name)
            {
                self.follow(definition, &mut waiting);
            }
        }
        seen
    }

    /// What a type leads to.
    fn follow(&self, from: &'a Definition, to: &mut Vec<&'a Name>) {
        match from {
            Definition::ObjectTypeDefinition(ty) => {
                to.extend(&ty.implements_interfaces);
                self.follow_fields(&ty.name, &ty.fields, to);
            }
            Definition::InterfaceTypeDefinition(ty) => {
                self.follow_fields(&ty.name, &ty.fields, to);
                to.extend(self.implementers(&ty.name));
            }
            Definition::UnionTypeDefinition(ty) => to.extend(&ty.members),
            Definition::InputObjectTypeDefinition(ty) => to.extend(ty.fields.iter().map(type_of)),
            _ => {}
        }
    }

    fn follow_fields(&self, ty: &str, fields: &'a [Node<FieldDefinition>], to: &mut Vec<&'a Name>) {
        for field in fields.iter().filter(|field| self.policy.permits(self.standing, ty, &field.name)) {
            to.push(field.ty.inner_named_type());
            to.extend(field.arguments.iter().map(type_of));
        }
    }

    fn implementers(&self, interface: &Name) -> impl Iterator<Item = &'a Name> {
        self.policy.document.definitions.iter().filter_map(move |definition| match definition {
            Definition::ObjectTypeDefinition(ty) if ty.implements_interfaces.contains(interface) => {
                Some(&ty.name)
            }
            _ => None,
        })
    }

    /// Whether any of the fields of a type may be used.
    fn has_something_of(&self, definition: &Definition) -> bool {
        let Definition::ObjectTypeDefinition(ty) = definition else { return true };
        ty.fields.iter().any(|field| self.policy.permits(self.standing, &ty.name, &field.name))
    }

    /// The fields that may not be used.
    fn unseen(&self, ty: &'a str, fields: &'a [Node<FieldDefinition>]) -> impl Iterator<Item = Range<usize>> {
        let unseen = fields.iter().filter(move |field| !self.policy.permits(self.standing, ty, &field.name));
        unseen.filter_map(|field| self.policy.whole_lines(field.location(), 1))
    }
}

fn type_of(input: &Node<InputValueDefinition>) -> &Name {
    input.ty.inner_named_type()
}
