//! Reading a body: no more than so many bytes, no longer than so long.

use axum::{
    body::{Body, Bytes, HttpBody},
    http::StatusCode,
};
use futures_util::StreamExt;

use super::{
    answer::Refused,
    document::{Code, Refusal},
};
use crate::limits::Limits;

/// A body that is not many times too large is taken in and thrown away, so that its sender comes to
/// read the refusal; who sends more finds the connection closed.
const MANY_TIMES: u64 = 32;

/// The bytes of a body, counted while they arrive.
pub(super) async fn read(body: Body, limits: &Limits) -> Result<Bytes, Refused> {
    match tokio::time::timeout(limits.body_time, collect(body, limits)).await {
        Ok(read) => read,
        Err(_) => Err(Refused::exactly(
            StatusCode::REQUEST_TIMEOUT,
            Refusal::new(Code::Timeout, "The body did not arrive in time."),
        )),
    }
}

async fn collect(body: Body, limits: &Limits) -> Result<Bytes, Refused> {
    let allowed = limits.body_bytes as u64;
    let said = body.size_hint().lower();
    if said > allowed * MANY_TIMES {
        return Err(too_large(allowed, Some(said)));
    }
    let mut parts = body.into_data_stream();
    let (mut whole, mut arrived) = (Vec::new(), 0);
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| {
            Refused::exactly(
                StatusCode::BAD_REQUEST,
                Refusal::bad_input("The body ended before it was complete."),
            )
        })?;
        arrived += part.len() as u64;
        if arrived <= allowed {
            whole.extend_from_slice(&part);
        } else if arrived > allowed * MANY_TIMES {
            break;
        }
    }
    if arrived <= allowed { Ok(whole.into()) } else { Err(too_large(allowed, None)) }
}

fn too_large(allowed: u64, asked: Option<u64>) -> Refused {
    let message = format!("The body is larger than {allowed} bytes.");
    let refusal = Refusal::new(Code::LimitExceeded, message).limit("bodyBytes", allowed, asked);
    Refused::exactly(StatusCode::PAYLOAD_TOO_LARGE, refusal)
}
