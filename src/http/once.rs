//! `Idempotency-Key`: a deed that is asked for again is answered again, and not done again
//! (draft-ietf-httpapi-idempotency-key-header).

use async_graphql::Response as Executed;
use axum::{
    body::to_bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use futures_util::future::BoxFuture;

use super::{
    answer::{Refused, again, executed, may_be_kept},
    document::{Code, Operation, Refusal},
    in_time::in_time,
    negotiate::Media,
    request::Asked,
    server::Server,
};
use crate::{
    idempotency::{Claim, Claimed, Wish, claim, end},
    statements,
    viewer::Viewer,
};

/// Names a request that is to be run once.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Tells that an answer was given before.
pub(super) const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The longest key, in bytes.
const LONGEST: usize = 255;

/// Deeds that take a password: nothing of such a request is kept, not even a hash.
const WITH_PASSWORD: [&str; 2] = ["signIn", "passwordChange"];

/// A key, and what is asked under it.
#[derive(Debug)]
pub(super) struct Once {
    key: String,
    asked: String,
}

impl Once {
    /// What the headers say about a request.
    pub(super) fn read(headers: &HeaderMap, asked: &Asked) -> Result<Option<Self>, Refused> {
        let mut keys = headers.get_all(KEY).iter();
        let Some(key) = keys.next() else { return Ok(None) };
        let key = key.to_str().ok().and_then(key_in).filter(|_| keys.next().is_none()).ok_or_else(|| {
            bad("An Idempotency-Key is one text of 1 to 255 printable ASCII characters, such as a UUID.")
        })?;
        let asked = (asked.document.hash(), &asked.operation_name, &asked.variables);
        let asked =
            serde_json::to_string(&asked).map_err(|_| bad("The variables cannot be written down."))?;
        Ok(Some(Self { key, asked }))
    }

    /// As the wish of whoever asks.
    pub(super) fn of(&self, viewer: &Viewer, operation: &Operation) -> Result<Wish, Refused> {
        let Some(account) = viewer.account() else {
            return Err(bad(
                "An Idempotency-Key belongs to an account: sign in first, or ask without the header.",
            ));
        };
        match WITH_PASSWORD.iter().find(|deed| operation.shows("Mutation", deed)) {
            Some(deed) => {
                Err(bad(format!("{deed} takes a password and no Idempotency-Key: ask without the header.")))
            }
            None => Ok(Wish::new(account.id, &self.key, &self.asked)),
        }
    }
}

/// Refuses a key where it would do nothing: what is sent one after the other is not kept.
pub(super) fn refuse(headers: &HeaderMap) -> Result<(), Refused> {
    if headers.contains_key(KEY) {
        return Err(bad("An Idempotency-Key goes with a mutation that is answered as JSON, not as events."));
    }
    Ok(())
}

/// A text in quotes, as a structured field has it, or as it is.
fn key_in(value: &str) -> Option<String> {
    let value = value.trim();
    let key = match value.strip_prefix('"') {
        Some(quoted) => unquoted(quoted.strip_suffix('"')?)?,
        None if value.contains([' ', '"']) => return None,
        None => value.to_owned(),
    };
    ((1..=LONGEST).contains(&key.len()) && key.bytes().all(|byte| (b' '..=b'~').contains(&byte)))
        .then_some(key)
}

fn unquoted(text: &str) -> Option<String> {
    let (mut plain, mut letters) = (String::with_capacity(text.len()), text.chars());
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '"' => return None,
            '\\' => letters.next().filter(|next| ['"', '\\'].contains(next))?,
            letter => letter,
        });
    }
    Some(plain)
}

/// Runs what is wished, unless it was run before.
pub(super) async fn run(
    server: &Server,
    media: Media,
    wish: Wish,
    work: BoxFuture<'static, Executed>,
) -> Result<Response, Refused> {
    let claimed = claim(&server.app, &wish, server.config.limits.operation_time).await;
    match claimed.map_err(|error| Refused::of_fault(&server.app, error))? {
        Claimed::Now(claim) => {
            // Who leaves before the answer does not take it along.
            let first = tokio::spawn(statements::counted(first(server.clone(), media, claim, work)));
            let (answer, statements) =
                first.await.map_err(|ended| Refused::broken(&server.app, &ended.to_string()))?;
            statements::add(statements);
            answer
        }
        Claimed::Answered(answer) => {
            let mut response = again(media, answer);
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
            Ok(response)
        }
        Claimed::Done(done) => Err(Refused::exactly(StatusCode::CONFLICT, Refusal::already_done(&done))),
        Claimed::Running => Err(Refused::retry(
            StatusCode::CONFLICT,
            Refusal::new(Code::Unavailable, "The same is being done. Ask again in a moment."),
        )),
        Claimed::Another => Err(Refused::exactly(
            StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::bad_input(
                "The Idempotency-Key was used for another request. Every request has its own.",
            ),
        )),
    }
}

/// Runs it for the first time, and keeps the answer.
async fn first(
    server: Server,
    media: Media,
    claim: Claim,
    work: BoxFuture<'static, Executed>,
) -> Result<Response, Refused> {
    let (response, answer) = match claim.clone().over(in_time(&server, work)).await {
        Ok(found) => {
            let is_kept = may_be_kept(&found);
            let (parts, body) = executed(&server.app, media, found, server.config.limits.errors).into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
            let answer = String::from_utf8(bytes.to_vec()).ok().filter(|_| is_kept);
            (Ok(Response::from_parts(parts, bytes.into())), answer)
        }
        Err(refused) => (Err(refused), None),
    };
    if let Err(error) = end(&server.app, &claim, answer.as_deref()).await {
        tracing::error!(?error, "an answer could not be kept");
    }
    response
}

fn bad(message: impl Into<String>) -> Refused {
    Refused::exactly(StatusCode::BAD_REQUEST, Refusal::bad_input(message))
}

#[cfg(test)]
mod tests {
    use super::key_in;

    #[test]
    fn a_key_is_in_quotes_or_not() {
        for (value, key) in [
            ("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324"),
            ("\"8e03978e\"", "8e03978e"),
            (r#""a \"b\" \\""#, r#"a "b" \"#),
            ("  k  ", "k"),
        ] {
            assert_eq!(key_in(value).as_deref(), Some(key), "{value}");
        }
        let long = "k".repeat(256);
        for value in ["", "\"\"", "\"", "a b", "\"a", "a\"", r#""a"b""#, r#""a\"#, r#""\n""#, &long] {
            assert_eq!(key_in(value), None, "{value}");
        }
    }
}
