//! Who asks: the secret a request shows, in `Authorization` or in the cookie of a browser.

use axum::http::{HeaderMap, StatusCode, header, request::Parts};

use super::{
    answer::Refused,
    document::{Code, Refusal},
    peer::peer,
    server::Server,
};
use crate::viewer::{Carrier, Viewer, cookie};

/// Who asks, and from where.
pub(super) async fn viewer(server: &Server, head: &Parts) -> Result<Viewer, Refused> {
    let viewer = holder(server, &head.headers).await?;
    Ok(viewer.from(peer(head, server.config.proxy_header.as_ref())))
}

/// Whose secret is shown. One that is not good is refused where the application sent it; a browser sends its cookie
/// whether it is good or not, so there it counts as none.
async fn holder(server: &Server, headers: &HeaderMap) -> Result<Viewer, Refused> {
    if let Some(shown) = headers.get(header::AUTHORIZATION) {
        let secret =
            shown.to_str().ok().and_then(bearer).ok_or_else(|| Refused::unauthenticated(ONLY_BEARER))?;
        let found = Viewer::of_secret(&server.app, secret, Carrier::Header).await;
        return found
            .map_err(|error| Refused::of_fault(&server.app, error))?
            .ok_or_else(|| Refused::unauthenticated(NOT_GOOD));
    }
    let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let Some(secret) = cookies.find_map(cookie::secret_in) else { return Ok(Viewer::default()) };
    if !is_from_our_pages(server, headers) {
        let message = "A page of another site asked with the cookie of this one.";
        return Err(Refused::exactly(StatusCode::FORBIDDEN, Refusal::new(Code::Forbidden, message)));
    }
    let found = Viewer::of_secret(&server.app, secret, Carrier::Cookie).await;
    Ok(found.map_err(|error| Refused::of_fault(&server.app, error))?.unwrap_or_default())
}

const ONLY_BEARER: &str =
    "Authorization is shown as “Bearer” and the secret of a sign-in or an access token.";
const NOT_GOOD: &str = "The secret is not good, or not any more. Sign in again.";

/// The secret in what stands behind `Authorization`.
pub(super) fn bearer(shown: &str) -> Option<&str> {
    let (scheme, secret) = shown.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Browsers say which page asks whenever it could be another site's; what says nothing is no browser.
pub(super) fn is_from_our_pages(server: &Server, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        let site = headers.get("sec-fetch-site").map(axum::http::HeaderValue::as_bytes);
        return matches!(site, None | Some(b"same-origin" | b"none"));
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let own = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    (own.is_some() && own == host) || server.config.allowed_origins.contains(origin)
}
