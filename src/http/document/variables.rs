//! The variables of a request, fitted to the types the operation declares for them, before anything
//! runs. What is left out stays left out; what is null stays null.

use apollo_compiler::{
    Node,
    ast::{Type, VariableDefinition},
    schema::{EnumType, ExtendedType, InputObjectType},
};
use async_graphql::{Name, Number, Value, Variables};

use super::{
    bulk::Bulk,
    contract::{Contract, is_one_of},
    refusal::{Place, Refusal},
    text_value::{ZERO, wrong},
    translate::constant,
};
use crate::limits::Limits;

/// One variable an operation declares.
#[derive(Debug)]
pub(crate) struct Declared {
    name: Name,
    ty: Node<Type>,
    default: Option<Value>,
    at: Option<Place>,
}

impl Declared {
    pub(crate) fn new(variable: &VariableDefinition, at: Option<Place>) -> Self {
        let default = variable.default_value.as_ref().map(|value| constant(value));
        Self { name: Name::new(&variable.name), ty: variable.ty.clone(), default, at }
    }
}

/// Fits what was given to what is declared. What nobody declared is dropped.
pub(crate) fn coerce(
    contract: &Contract,
    declared: &[Declared],
    mut given: Variables,
    limits: &Limits,
) -> Result<Variables, Refusal> {
    let bulk = given.values().map(Bulk::of).fold(Bulk::default(), Bulk::plus);
    bulk.check(limits)?;
    let mut fitted = Variables::default();
    for variable in declared {
        let value = match given.remove(&variable.name) {
            Some(value) => Some(fit(contract, &variable.ty, value).map_err(|misfit| misfit.of(variable))?),
            None => variable.default.clone(),
        };
        match value {
            Some(value) => {
                fitted.insert(variable.name.clone(), value);
            }
            None if variable.ty.is_non_null() => {
                return Err(Misfit::new(format!("is missing; it is of type {}", variable.ty)).of(variable));
            }
            None => {}
        }
    }
    Ok(fitted)
}

/// What does not fit and where, said without repeating what was given.
struct Misfit {
    sentence: String,
    /// From the inside out.
    path: Vec<String>,
}

impl Misfit {
    fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), path: Vec::new() }
    }

    fn below(mut self, key: impl Into<String>) -> Self {
        self.path.push(key.into());
        self
    }

    fn of(mut self, variable: &Declared) -> Refusal {
        self.path.reverse();
        let path: String = self.path.iter().flat_map(|key| [".", key]).collect();
        Refusal::bad_input(format!("The variable ${}{path} {}.", variable.name, self.sentence))
            .at(variable.at)
    }
}

fn fit(contract: &Contract, ty: &Type, value: Value) -> Result<Value, Misfit> {
    if value == Value::Null {
        return if ty.is_non_null() { Err(Misfit::new("must not be null")) } else { Ok(Value::Null) };
    }
    match ty {
        Type::List(item) | Type::NonNullList(item) => fit_list(contract, item, value),
        Type::Named(name) | Type::NonNullNamed(name) => match contract.schema.types.get(name) {
            Some(ExtendedType::InputObject(input)) => fit_object(contract, input, value),
            Some(ExtendedType::Enum(choices)) => fit_enum(choices, value),
            _ => fit_scalar(name, value),
        },
    }
}

/// A single value is a list of one.
fn fit_list(contract: &Contract, item: &Type, value: Value) -> Result<Value, Misfit> {
    let Value::List(items) = value else {
        return Ok(Value::List(vec![fit(contract, item, value)?]));
    };
    let items = items.into_iter().enumerate();
    let fitted =
        items.map(|(at, value)| fit(contract, item, value).map_err(|misfit| misfit.below(at.to_string())));
    Ok(Value::List(fitted.collect::<Result<_, _>>()?))
}

fn fit_object(contract: &Contract, input: &InputObjectType, value: Value) -> Result<Value, Misfit> {
    let Value::Object(keys) = value else {
        return Err(Misfit::new(format!("must be an object of type {}", input.name)));
    };
    if is_one_of(input) && (keys.len() != 1 || keys.values().any(|value| *value == Value::Null)) {
        return Err(Misfit::new(format!(
            "must have exactly one of the keys of {}, and not null",
            input.name
        )));
    }
    let missing =
        input.fields.values().find(|field| field.is_required() && !keys.contains_key(field.name.as_str()));
    if let Some(field) = missing {
        return Err(Misfit::new(format!("is missing; it is of type {}", field.ty)).below(field.name.as_str()));
    }
    let fitted = keys.into_iter().map(|(key, value)| {
        let Some(field) = input.fields.get(key.as_str()) else {
            return Err(Misfit::new(format!("has a key that {} does not have", input.name)));
        };
        let value = fit(contract, &field.ty, value).map_err(|misfit| misfit.below(key.as_str()))?;
        Ok((key, value))
    });
    Ok(Value::Object(fitted.collect::<Result<_, _>>()?))
}

fn fit_enum(choices: &EnumType, value: Value) -> Result<Value, Misfit> {
    match value {
        Value::String(text) if choices.values.contains_key(text.as_str()) => Ok(Value::Enum(Name::new(text))),
        _ => Err(Misfit::new(format!("must be one of the values of {}", choices.name))),
    }
}

fn fit_scalar(name: &str, value: Value) -> Result<Value, Misfit> {
    match (name, value) {
        ("Int", Value::Number(number)) => match whole(&number).map(i32::try_from) {
            Some(Ok(number)) => Ok(Value::Number(number.into())),
            _ => Err(Misfit::new("must be a whole number of at most 32 bits")),
        },
        ("ID", Value::Number(number)) => match whole(&number) {
            Some(number) => Ok(Value::String(number.to_string())),
            None => Err(Misfit::new("must be a text or a whole number")),
        },
        ("Float", value @ Value::Number(_)) | ("Boolean", value @ Value::Boolean(_)) => Ok(value),
        ("String" | "ID", value @ Value::String(_)) => fit_text(name, value),
        ("Int" | "Float", _) => Err(Misfit::new("must be a number")),
        ("Boolean", _) => Err(Misfit::new("must be true or false")),
        ("String" | "ID", _) => Err(Misfit::new("must be a text")),
        (_, value) => fit_text(name, value),
    }
}

/// A scalar of our own is written as a text of its form.
fn fit_text(name: &str, value: Value) -> Result<Value, Misfit> {
    match &value {
        Value::String(text) => wrong(name, text).map_or(Ok(()), |why| Err(Misfit::new(why)))?,
        Value::List(_) | Value::Object(_) if holds_zero(&value) => return Err(Misfit::new(ZERO)),
        _ => {}
    }
    Ok(value)
}

/// JSON may hold texts at any depth.
fn holds_zero(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::List(items) => items.iter().any(holds_zero),
        Value::Object(keys) => keys.iter().any(|(key, value)| key.contains('\0') || holds_zero(value)),
        _ => false,
    }
}

/// JSON does not tell 1 from 1.0.
fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let number = number.as_f64()?;
        let is_exact = number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "just seen to be whole and small enough")]
        is_exact.then_some(number as i64)
    })
}
