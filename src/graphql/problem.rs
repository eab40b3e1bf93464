//! What a deed was not done for, and what the caller can mend.

use std::borrow::Cow;

use async_graphql::{Object, OutputType, TypeName};

use super::fault::{Fault, Result};

/// Why a deed was not done, by its own words.
pub trait Refusal: std::fmt::Display + Into<Fault> {
    /// What a program tells its reasons apart by.
    type Code;

    /// The reason, and the argument it is about. None if the caller cannot mend it.
    fn reason(&self) -> Option<(Self::Code, &'static [&'static str])>;

    /// Which entry of the argument, if it is a list, counted from 0.
    fn place(&self) -> Option<usize> {
        None
    }
}

/// One reason why a deed was not done; its code is one of a set of that deed.
#[derive(Clone, Debug)]
pub struct Problem<C> {
    code: C,
    message: String,
    path: &'static [&'static str],
    place: Option<usize>,
}

impl<C> Problem<C> {
    /// One of several reasons.
    pub fn new(code: C, message: String, path: &'static [&'static str]) -> Self {
        Self { code, message, path, place: None }
    }
}

/// What the caller can mend is a problem; the rest is a fault.
pub fn problems<E: Refusal>(refusal: E) -> Result<Vec<Problem<E::Code>>> {
    match refusal.reason() {
        Some((code, path)) => {
            let problem = Problem::new(code, refusal.to_string(), path);
            Ok(vec![Problem { place: refusal.place(), ..problem }])
        }
        None => Err(refusal.into()),
    }
}

/// Declares what the errors of a deed are to its caller: a code and an argument, or a fault.
macro_rules! refusals {
    ($($error:ident as $code:ident {
        $($variant:ident => $reason:ident $([$($path:literal)+])?;)+
    } $($passed:ident)+;)+) => {$(
        impl $crate::graphql::Refusal for $error {
            type Code = $code;

            fn reason(&self) -> Option<($code, &'static [&'static str])> {
                match self {
                    $($error::$variant { .. } => Some(($code::$reason, &[$($($path),+)?])),)+
                    $($error::$passed(_))|+ => None,
                }
            }
        }

        impl From<$error> for $crate::graphql::Fault {
            fn from(error: $error) -> Self {
                match error {
                    $($error::$passed(error) => error.into(),)+
                    $($error::$variant { .. } => Self::Malformed(error.to_string()),)+
                }
            }
        }
    )+};
}

pub(crate) use refusals;

/// Why a deed was not done. Nothing was changed.
#[Object(name_type)]
impl<C: OutputType + Copy> Problem<C> {
    /// What is the matter, for a program.
    fn code(&self) -> C {
        self.code
    }

    /// What is the matter and what would be right, for a person.
    fn message(&self) -> &str {
        &self.message
    }

    /// Where in the arguments, such as `["input", "slides", "2"]`, where entries of lists are counted from 0; empty if
    /// it is about the whole deed.
    fn path(&self) -> Vec<String> {
        let parts = self.path.iter().map(|part| (*part).to_owned());
        parts.chain(self.place.map(|place| place.to_string())).collect()
    }
}

impl<C: OutputType> TypeName for Problem<C> {
    fn type_name() -> Cow<'static, str> {
        let code = C::type_name();
        code.strip_suffix("Code").unwrap_or(&code).to_owned().into()
    }
}
