//! Work that is waited for, but not for ever. Whatever becomes of it, there is an answer.

use std::{any::Any, panic::AssertUnwindSafe};

use axum::http::StatusCode;
use futures_util::FutureExt;
use tokio::time::timeout;

use super::{
    answer::Refused,
    document::{Code, Refusal},
    server::Server,
};

/// What comes of some work, if it comes in time.
pub(super) async fn in_time<T>(server: &Server, work: impl Future<Output = T>) -> Result<T, Refused> {
    let longest = server.config.limits.operation_time;
    let Ok(done) = timeout(longest, AssertUnwindSafe(work).catch_unwind()).await else {
        let message = format!("The operation took longer than {} seconds.", longest.as_secs_f32());
        let refusal = Refusal::new(Code::Timeout, message);
        return Err(Refused::exactly(StatusCode::GATEWAY_TIMEOUT, refusal));
    };
    done.map_err(|panic| broken_off(server, &*panic))
}

/// What somebody is told of a panic; the log is told its words.
pub(super) fn broken_off(server: &Server, panic: &(dyn Any + Send)) -> Refused {
    let literal = panic.downcast_ref::<&str>().copied();
    let words = literal.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Refused::broken(&server.app, words.unwrap_or("a panic without words"))
}
