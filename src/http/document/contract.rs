//! The schema as documents are judged by it: read once, from the same text that is published.

use apollo_compiler::{
    Node, Schema,
    ast::{FieldDefinition, Type},
    name,
    parser::Parser,
    schema::{Component, ExtendedType, InputObjectType},
    validation::Valid,
};
use async_graphql::SDLExportOptions;

use crate::policy::{Policy, Unreadable};

/// The published schema, ready to judge documents.
pub(crate) struct Contract {
    pub(crate) schema: Valid<Schema>,
    pub(crate) policy: Policy,
    sizes: Sizes,
}

/// How long the lists of an introspection are on average.
struct Sizes {
    types: u64,
    directives: u64,
    fields: u64,
    arguments: u64,
    enum_values: u64,
}

impl Contract {
    /// Reads the text of a contract, of which everybody may what its policy says.
    pub(crate) fn read(policy: Policy) -> Result<Self, Unreadable> {
        let schema = read(policy.text())?;
        let sizes = Sizes::of(&schema);
        Ok(Self { schema, policy, sizes })
    }

    /// How long a list of the introspection is on average.
    pub(crate) fn introspection_size(&self, parent: &str, field: &str) -> u64 {
        match (parent, field) {
            ("__Schema", "types") => self.sizes.types,
            ("__Schema", "directives") => self.sizes.directives,
            ("__Type", "fields" | "inputFields") => self.sizes.fields,
            ("__Type", "enumValues") => self.sizes.enum_values,
            ("__Type", "interfaces") => 1,
            ("__Type", "possibleTypes") | ("__Directive", "locations") => 3,
            ("__Field" | "__Directive", "args") => self.sizes.arguments,
            _ => 10,
        }
    }

    /// The input type of a name.
    pub(crate) fn input_object(&self, name: &str) -> Option<&Node<InputObjectType>> {
        match self.schema.types.get(name)? {
            ExtendedType::InputObject(found) => Some(found),
            _ => None,
        }
    }

    /// Whether a type has fields of its own to select.
    pub(crate) fn is_composite(&self, ty: &Type) -> bool {
        matches!(
            self.schema.types.get(ty.inner_named_type()),
            Some(ExtendedType::Object(_) | ExtendedType::Interface(_) | ExtendedType::Union(_))
        )
    }
}

/// Reads the text of a schema. Its types are in the order of their names.
pub(super) fn read(sdl: &str) -> Result<Valid<Schema>, Unreadable> {
    let mut builder = Schema::builder();
    Parser::new().parse_into_schema_builder(sdl, "schema.graphql", &mut builder);
    let mut schema = builder.build().map_err(|found| Unreadable(found.to_string()))?;
    schema.types.sort_keys();
    learn_one_of(&mut schema);
    schema.validate().map_err(|found| Unreadable(found.to_string()))
}

/// How the schema is printed for everybody.
pub(crate) fn print_options() -> SDLExportOptions {
    SDLExportOptions::new().include_specified_by()
}

/// Whether exactly one key of an input must be given.
pub(crate) fn is_one_of(input: &InputObjectType) -> bool {
    input.directives.has("oneOf")
}

/// The validator is older than `__Type.isOneOf`; see how introspection answers it.
fn learn_one_of(schema: &mut Schema) {
    if let Some(ExtendedType::Object(introspected)) = schema.types.get_mut("__Type") {
        let is_one_of = FieldDefinition {
            description: None,
            name: name!("isOneOf"),
            arguments: Vec::new(),
            ty: Type::Named(name!("Boolean")),
            directives: apollo_compiler::ast::DirectiveList::default(),
        };
        introspected.make_mut().fields.entry(name!("isOneOf")).or_insert_with(|| Component::new(is_one_of));
    }
}

impl Sizes {
    fn of(schema: &Schema) -> Self {
        let (mut parents, mut fields, mut arguments, mut enums, mut enum_values) = (0, 0, 0, 0, 0);
        for ty in schema.types.values() {
            let found = match ty {
                ExtendedType::Object(ty) => &ty.fields,
                ExtendedType::Interface(ty) => &ty.fields,
                ExtendedType::InputObject(ty) => {
                    parents += 1;
                    fields += ty.fields.len();
                    continue;
                }
                ExtendedType::Enum(ty) => {
                    enums += 1;
                    enum_values += ty.values.len();
                    continue;
                }
                ExtendedType::Scalar(_) | ExtendedType::Union(_) => continue,
            };
            parents += 1;
            fields += found.len();
            arguments += found.values().map(|field| field.arguments.len()).sum::<usize>();
        }
        Self {
            types: schema.types.len() as u64,
            directives: schema.directive_definitions.len() as u64,
            fields: mean(fields, parents),
            arguments: mean(arguments, fields),
            enum_values: mean(enum_values, enums),
        }
    }
}

/// Rounded up, and at least one.
fn mean(total: usize, count: usize) -> u64 {
    total.div_ceil(count.max(1)).max(1) as u64
}
