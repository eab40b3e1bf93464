//! The cookies of a sign-in: out of reach for scripts, sent over safe connections to this host alone, and
//! never with what another site asks for.

use async_graphql::Context;
use entity::value::Instant;

use crate::{
    app::App,
    graphql::{Desk, Fault, Result},
};

/// Browsers accept a cookie of this name only from the host itself, for all paths, and over TLS (or
/// from the machine they run on).
const NAME: &str = "__Host-highlights";

const ATTRIBUTES: &str = "Path=/; HttpOnly; Secure; SameSite=Strict";

/// Keeps what a sign-in at an issuer was begun with.
const TICKET: &str = "__Host-highlights-ticket";

/// It is sent when the issuer sends the browser back, too.
const ON_THE_WAY: &str = "Path=/; HttpOnly; Secure; SameSite=Lax";

/// Says of a request that its answer is sent over a socket or a stream, whose headers are sent already.
pub(crate) struct Streamed;

/// Refuses where no cookie can be set.
pub(crate) fn can_be_set(ctx: &Context<'_>) -> Result<()> {
    match ctx.data_opt::<Streamed>() {
        None => Ok(()),
        Some(Streamed) => Err(Fault::Malformed(
            "A cookie is set by an answer of its own, not over a socket or a stream; ask by POST.".to_owned(),
        )),
    }
}

/// Lets the browser keep a secret until a moment.
pub(crate) fn set(ctx: &Context<'_>, secret: &str, until: Instant) {
    put(ctx, &text(ctx.app(), secret, until));
}

/// The same as a header.
pub(crate) fn text(app: &App, secret: &str, until: Instant) -> String {
    let seconds = (until.0 - app.clock.now().0) / 1_000_000;
    format!("{NAME}={secret}; Max-Age={seconds}; {ATTRIBUTES}")
}

/// Lets the browser forget it, if it has one.
pub(crate) fn drop(ctx: &Context<'_>) {
    if ctx.viewer().has_cookie() {
        put(ctx, &format!("{NAME}=; Max-Age=0; {ATTRIBUTES}"));
    }
}

/// The secret among the cookies of a request.
pub(crate) fn secret_in(cookies: &str) -> Option<&str> {
    named(NAME, cookies)
}

/// Lets the browser keep a ticket for so many seconds.
pub(crate) fn ticket(ticket: &str, seconds: i64) -> String {
    format!("{TICKET}={ticket}; Max-Age={seconds}; {ON_THE_WAY}")
}

/// Lets the browser forget it.
pub(crate) fn no_ticket() -> String {
    format!("{TICKET}=; Max-Age=0; {ON_THE_WAY}")
}

/// The ticket among the cookies of a request.
pub(crate) fn ticket_in(cookies: &str) -> Option<&str> {
    named(TICKET, cookies)
}

fn named<'a>(name: &str, cookies: &'a str) -> Option<&'a str> {
    cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='))
}

fn put(ctx: &Context<'_>, cookie: &str) {
    ctx.append_http_header("set-cookie", cookie);
}
