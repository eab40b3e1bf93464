//! The cookie of a sign-in: out of reach for scripts, sent over safe connections to this host alone, and
//! never with what another site asks for.

use async_graphql::Context;
use entity::value::Instant;

use crate::graphql::Desk;

/// Browsers accept a cookie of this name only from the host itself, for all paths, and over TLS (or
/// from the machine they run on).
const NAME: &str = "__Host-highlights";

const ATTRIBUTES: &str = "Path=/; HttpOnly; Secure; SameSite=Strict";

/// Lets the browser keep a secret until a moment.
pub(crate) fn set(ctx: &Context<'_>, secret: &str, until: Instant) {
    let seconds = (until.0 - ctx.app().clock.now().0) / 1_000_000;
    put(ctx, &format!("{NAME}={secret}; Max-Age={seconds}; {ATTRIBUTES}"));
}

/// Lets the browser forget it, if it has one.
pub(crate) fn drop(ctx: &Context<'_>) {
    if ctx.viewer().has_cookie() {
        put(ctx, &format!("{NAME}=; Max-Age=0; {ATTRIBUTES}"));
    }
}

/// The secret among the cookies of a request.
pub(crate) fn secret_in(cookies: &str) -> Option<&str> {
    cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))
}

fn put(ctx: &Context<'_>, cookie: &str) {
    ctx.append_http_header("set-cookie", cookie);
}
