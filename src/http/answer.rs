//! Answers: what was found, or why not, each written out once in the media type agreed on.

use async_graphql::{Response as Executed, ServerError, Value};
use async_graphql_axum::GraphQLResponse;
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sea_orm::DbErr;
use serde::Serialize;

use super::{
    document::{Code, Refusal},
    negotiate::Media,
};
use crate::{app::App, graphql::Fault};

/// A request that was not run.
#[derive(Debug)]
pub(super) struct Refused {
    status: Option<StatusCode>,
    header: Option<(HeaderName, HeaderValue)>,
    errors: Vec<Refusal>,
}

impl Refused {
    /// The request was understood; what it asks cannot be. Its status depends on the media type.
    pub(super) fn asked(errors: impl Into<Vec<Refusal>>) -> Self {
        Self { status: None, header: None, errors: errors.into() }
    }

    /// Under this status whatever the media type.
    pub(super) fn exactly(status: StatusCode, error: Refusal) -> Self {
        Self { status: Some(status), header: None, errors: vec![error] }
    }

    /// What may be asked by POST alone.
    pub(super) fn only_by_post(message: &str) -> Self {
        let refused = Self::exactly(StatusCode::METHOD_NOT_ALLOWED, Refusal::bad_input(message));
        Self { header: Some((header::ALLOW, HeaderValue::from_static("POST"))), ..refused }
    }

    /// The same can be asked again in a moment.
    pub(super) fn retry(status: StatusCode, error: Refusal) -> Self {
        let soon = (header::RETRY_AFTER, HeaderValue::from_static("1"));
        Self { header: Some(soon), ..Self::exactly(status, error) }
    }

    /// A secret was shown that is not good.
    pub(super) fn unauthenticated(message: &str) -> Self {
        Self::under_its_code(vec![Refusal::new(Code::Unauthenticated, message)])
    }

    /// Something broke; the log knows what under the id.
    pub(super) fn broken(app: &App, cause: &str) -> Self {
        let id = app.ids.next().to_string();
        tracing::error!(error.id = id, error.cause = cause, "a request broke");
        let error = Refusal::new(Code::Internal, BROKEN).id(id);
        Self::exactly(StatusCode::INTERNAL_SERVER_ERROR, error)
    }

    /// How a field fails, where there is no field.
    pub(super) fn of_fault(app: &App, fault: impl Into<Fault>) -> Self {
        let mut errors = vec![fault.into().told()];
        mask(app, &mut errors, 1);
        Self::of_engine(&errors)
    }

    /// What the engine would not do, under the status of its code.
    fn of_engine(errors: &[ServerError]) -> Self {
        Self::under_its_code(errors.iter().map(Refusal::of_engine).collect())
    }

    /// What cannot be done, under the status of its code.
    pub(super) fn under_its_code(errors: Vec<Refusal>) -> Self {
        let status = match errors.first().map(Refusal::code) {
            Some(Code::Unauthenticated) => Some(StatusCode::UNAUTHORIZED),
            Some(Code::Forbidden) => Some(StatusCode::FORBIDDEN),
            Some(Code::Unavailable) => Some(StatusCode::SERVICE_UNAVAILABLE),
            Some(Code::Timeout) => Some(StatusCode::GATEWAY_TIMEOUT),
            Some(Code::Internal) => Some(StatusCode::INTERNAL_SERVER_ERROR),
            _ => None,
        };
        let scheme = (header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        Self { status, header: Some(scheme).filter(|_| status == Some(StatusCode::UNAUTHORIZED)), errors }
    }

    /// The list of errors, as JSON.
    pub(super) fn errors(&self) -> String {
        serde_json::to_string(&self.errors).unwrap_or_else(|_| "[]".to_owned())
    }

    /// Writes it out.
    pub(super) fn written(&self, media: Media) -> Response {
        #[derive(Serialize)]
        struct Body<'a> {
            errors: &'a [Refusal],
        }

        let by_media = if media == Media::GraphqlResponse { StatusCode::BAD_REQUEST } else { StatusCode::OK };
        let mut response = written(self.status.unwrap_or(by_media), media, &Body { errors: &self.errors });
        if let Some((name, value)) = &self.header {
            response.headers_mut().insert(name, value.clone());
        }
        response
    }
}

impl From<Refusal> for Refused {
    fn from(error: Refusal) -> Self {
        Self::asked([error])
    }
}

/// What everybody is told about what only we can mend.
const BROKEN: &str = "Something broke on our side.";

/// Writes out what the engine found. Only what this program says on purpose leaves with its words.
pub(super) fn executed(app: &App, media: Media, mut executed: Executed, most_errors: usize) -> Response {
    if !executed.errors.is_empty() {
        mask(app, &mut executed.errors, most_errors);
        if is_unrun(&executed) {
            return refused_by_engine(media, &executed.errors);
        }
    }
    dressed(GraphQLResponse::from(executed).into_response(), StatusCode::OK, media)
}

/// Whether the engine would not run it.
fn is_unrun(executed: &Executed) -> bool {
    let (data, errors) = (&executed.data, &executed.errors);
    *data == Value::Null && !errors.is_empty() && errors.iter().all(|error| error.path.is_empty())
}

/// Whether the same asked again is answered so again: it was run, and nothing broke or was not waited for.
pub(super) fn may_be_kept(executed: &Executed) -> bool {
    let passing = |error: &ServerError| match code(error) {
        Some(Value::String(code)) => matches!(code.as_str(), "INTERNAL" | "TIMEOUT" | "UNAVAILABLE"),
        _ => matches!(blame(error), Blame::Us),
    };
    !is_unrun(executed) && !executed.errors.iter().any(passing)
}

/// An answer that was given before.
pub(super) fn again(media: Media, answer: String) -> Response {
    dressed(Response::new(Body::from(answer)), StatusCode::OK, media)
}

/// The same as text, for answers that are sent one after the other. Where nothing was found at all, why not.
pub(super) fn said(app: &App, mut executed: Executed, most_errors: usize) -> Result<String, Refused> {
    mask(app, &mut executed.errors, most_errors);
    if executed.data == Value::Null && !executed.errors.is_empty() {
        return Err(Refused::of_engine(&executed.errors));
    }
    serde_json::to_string(&executed).map_err(|error| Refused::broken(app, &error.to_string()))
}

/// The engine itself would not run it: there is no `data` then.
fn refused_by_engine(media: Media, errors: &[ServerError]) -> Response {
    #[derive(Serialize)]
    struct Body<'a> {
        errors: &'a [ServerError],
    }

    let status = if media == Media::GraphqlResponse { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    written(status, media, &Body { errors })
}

fn written(status: StatusCode, media: Media, body: &impl Serialize) -> Response {
    let (status, text) = match serde_json::to_string(body) {
        Ok(text) => (status, text),
        Err(error) => {
            tracing::error!(?error, "an answer could not be written");
            let fallback =
                format!(r#"{{"errors":[{{"message":"{BROKEN}","extensions":{{"code":"INTERNAL"}}}}]}}"#);
            (StatusCode::INTERNAL_SERVER_ERROR, fallback)
        }
    };
    dressed(Response::new(Body::from(text)), status, media)
}

/// Under our own headers: nothing is kept by others, whatever the engine thinks of it.
fn dressed(mut response: Response, status: StatusCode, media: Media) -> Response {
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media.header());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Leaves at most so many errors, and of those nobody meant for the public only an id.
fn mask(app: &App, errors: &mut Vec<ServerError>, most: usize) {
    let found = errors.len();
    errors.truncate(most);
    let mut id = None;
    for error in errors {
        match blame(error) {
            Blame::Told => {}
            Blame::Caller => extend(error, "code", "BAD_USER_INPUT"),
            Blame::Us => {
                let id = id.get_or_insert_with(|| {
                    let id = app.ids.next().to_string();
                    let cause = cause(error);
                    tracing::error!(error.id = id, error.cause = cause, error.path = ?error.path, errors = found, "a field broke");
                    id
                });
                BROKEN.clone_into(&mut error.message);
                extend(error, "code", "INTERNAL");
                extend(error, "id", id);
            }
        }
    }
}

/// Whose fault an error is.
enum Blame {
    /// It was made for the public and carries its code.
    Told,
    /// A value did not fit; the engine says which.
    Caller,
    /// Everything else.
    Us,
}

fn code(error: &ServerError) -> Option<&Value> {
    error.extensions.as_ref()?.get("code")
}

fn blame(error: &ServerError) -> Blame {
    match code(error) {
        Some(Value::String(code)) if code == "INTERNAL" => Blame::Us,
        Some(_) => Blame::Told,
        None if error.source.is_none() && is_misfit(&error.message) => Blame::Caller,
        None => Blame::Us,
    }
}

/// How the engine begins when a value is not of the type a resolver takes.
fn is_misfit(message: &str) -> bool {
    message.starts_with("Failed to parse \"") || message.starts_with("Expected input type \"")
}

fn cause(error: &ServerError) -> String {
    error.source::<DbErr>().map_or_else(|| error.message.clone(), |source| format!("{source:?}"))
}

fn extend(error: &mut ServerError, name: &str, value: &str) {
    error.extensions.get_or_insert_default().set(name, value);
}

#[cfg(test)]
mod tests {
    use async_graphql::PathSegment;

    use super::*;

    #[test]
    fn what_the_engine_would_not_run_is_not_kept() {
        let misfit = ServerError::new("Failed to parse \"Int\": the number is too large", None);
        let failed = ServerError { path: vec![PathSegment::Field("rename".to_owned())], ..misfit.clone() };

        assert!(!may_be_kept(&Executed::from_errors(vec![misfit])));
        assert!(may_be_kept(&Executed::from_errors(vec![failed])));
    }
}
