//! Documents that ask for a field, made from the contract alone.

use apollo_compiler::{
    Node, Schema,
    ast::{InputValueDefinition, Type},
    schema::{ExtendedType, FieldDefinition},
};
use congress_highlights::schema;

/// The contract, to make documents from.
pub(super) struct Contract(pub(super) Schema);

/// A way from a root to a type: what stands before its fields in a document, and how many braces close it.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) opening: String,
    pub(super) depth: usize,
}

impl Way {
    /// From a root; nothing below it is run.
    pub(super) fn from(root: &str) -> Self {
        Self { opening: format!("{root} {{ "), depth: 1 }
    }

    /// The document that asks for these selections at the end of the way.
    pub(super) fn asking(&self, selections: &str) -> String {
        format!("{}{selections}{}", self.opening, " }".repeat(self.depth))
    }

    /// One step further, into a field or a fragment.
    pub(super) fn step(&self, step: &str) -> Self {
        Self { opening: format!("{}{step} {{ ", self.opening), depth: self.depth + 1 }
    }
}

impl Contract {
    pub(super) fn read() -> Self {
        Self(Schema::parse(schema::sdl(), "schema.graphql").unwrap())
    }

    /// The fields of a type.
    pub(super) fn fields(&self, ty: &str) -> Vec<&FieldDefinition> {
        match &self.0.types[ty] {
            ExtendedType::Object(ty) => ty.fields.values().map(|field| &***field).collect(),
            ExtendedType::Interface(ty) => ty.fields.values().map(|field| &***field).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn is_composite(&self, ty: &str) -> bool {
        matches!(self.0.types.get(ty), Some(ExtendedType::Object(_) | ExtendedType::Interface(_)))
    }

    /// A field with the arguments it cannot do without. On a root it is passed over when it is run.
    pub(super) fn call(&self, field: &FieldDefinition, is_passed_over: bool) -> String {
        let needed = field.arguments.iter().filter(|argument| argument.is_required());
        let needed: Vec<_> =
            needed.map(|argument| format!("{}: {}", argument.name, self.value(argument))).collect();
        let arguments = if needed.is_empty() { String::new() } else { format!("({})", needed.join(", ")) };
        let skip = if is_passed_over { " @skip(if: true)" } else { "" };
        format!("{}{arguments}{skip}", field.name)
    }

    /// A field, whatever it leads to.
    pub(super) fn selection(&self, field: &FieldDefinition, is_passed_over: bool) -> String {
        let below = if self.is_composite(field.ty.inner_named_type()) { " { __typename }" } else { "" };
        format!("{}{below}", self.call(field, is_passed_over))
    }

    fn value(&self, input: &InputValueDefinition) -> String {
        let one = self.value_of(&input.ty);
        if input.ty.is_list() { format!("[{one}]") } else { one }
    }

    fn value_of(&self, ty: &Type) -> String {
        match &self.0.types[ty.inner_named_type()] {
            ExtendedType::Enum(ty) => ty.values.keys().next().unwrap().to_string(),
            ExtendedType::InputObject(ty) => {
                let is_one_of = ty.directives.has("oneOf");
                let wanted = ty.fields.values().filter(|field| is_one_of || field.is_required());
                let wanted = wanted.take(if is_one_of { 1 } else { usize::MAX });
                let fields = wanted.map(|field| format!("{}: {}", field.name, self.value(node(field))));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
            _ => match ty.inner_named_type().as_str() {
                "Int" => "1".to_owned(),
                "Float" => "1.5".to_owned(),
                "Boolean" => "true".to_owned(),
                "DateTime" => "\"2021-06-01T00:00:00Z\"".to_owned(),
                _ => "\"x\"".to_owned(),
            },
        }
    }
}

fn node(field: &Node<InputValueDefinition>) -> &InputValueDefinition {
    field
}
