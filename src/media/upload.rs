//! Files that came with a question, as the resolvers reach them.

use std::sync::{Mutex, PoisonError};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use super::scratch::ScratchFile;

/// The files of a request, each with what stands for it. They go with it, unless a deed takes them.
#[derive(Debug, Default)]
pub(crate) struct Arrived(Mutex<Vec<(String, ScratchFile)>>);

impl Arrived {
    /// Adds a file: what stands for it among the variables. It is the same for the same bytes and for no others, so that
    /// a request that is sent again is known by its variables.
    pub(crate) fn add(&mut self, file: ScratchFile, sha256: &str) -> String {
        let mark = format!("file {sha256}");
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).push((mark.clone(), file));
        mark
    }

    /// The file that a mark stands for, for the first who takes it.
    pub(super) fn take(&self, upload: &Upload) -> Option<ScratchFile> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = files.iter().position(|(mark, _)| *mark == upload.0)?;
        Some(files.swap_remove(at).1)
    }
}

/// A file that is sent with the request, as the GraphQL multipart request specification says: the variable is null, and
/// a part of the request is mapped to it.
#[derive(Clone, Debug)]
pub struct Upload(String);

/// A file that is sent with the request, as the GraphQL multipart request specification says: the variable is null, and
/// a part of the request is mapped to it.
#[Scalar(specified_by_url = "https://github.com/jaydenseric/graphql-multipart-request-spec")]
impl ScalarType for Upload {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(mark) => Ok(Self(mark)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}
