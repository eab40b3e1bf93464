//! Reading a body: no more than so many bytes, no longer than so long.

use axum::{
    body::Bytes,
    extract::Request,
    http::{StatusCode, header},
};
use futures_util::StreamExt;

use super::{
    answer::Refused,
    document::{Code, Refusal},
};
use crate::limits::Limits;

/// The bytes of a body, counted while they arrive.
pub(super) async fn read(request: Request, limits: &Limits) -> Result<Bytes, Refused> {
    let said =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if said.is_some_and(|length: u64| length > limits.body_bytes as u64) {
        return Err(too_large(limits, said));
    }
    match tokio::time::timeout(limits.body_time, collect(request, limits)).await {
        Ok(read) => read,
        Err(_) => Err(Refused::exactly(
            StatusCode::REQUEST_TIMEOUT,
            Refusal::new(Code::Timeout, "The body did not arrive in time."),
        )),
    }
}

async fn collect(request: Request, limits: &Limits) -> Result<Bytes, Refused> {
    let mut parts = request.into_body().into_data_stream();
    let mut whole = Vec::new();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| {
            Refused::exactly(
                StatusCode::BAD_REQUEST,
                Refusal::bad_input("The body ended before it was complete."),
            )
        })?;
        if whole.len() + part.len() > limits.body_bytes {
            return Err(too_large(limits, None));
        }
        whole.extend_from_slice(&part);
    }
    Ok(whole.into())
}

fn too_large(limits: &Limits, asked: Option<u64>) -> Refused {
    let allowed = limits.body_bytes as u64;
    let message = format!("The body is larger than {allowed} bytes.");
    let refusal = Refusal::new(Code::LimitExceeded, message).limit("bodyBytes", allowed, asked);
    Refused::exactly(StatusCode::PAYLOAD_TOO_LARGE, refusal)
}
