//! `/sign-in/oidc`: to the issuer and back, by a browser that keeps a cookie on the way.

use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing,
};
use serde::Deserialize;

use super::server::Server;
use crate::{
    account::{ElsewhereError, sign_in_elsewhere},
    issuer::{Issuer, IssuerError, Ticket, WAY_BACK, WAY_OUT},
    viewer::cookie,
};

pub(super) fn routes() -> Router<Server> {
    Router::new().route(WAY_OUT, routing::get(out)).route(WAY_BACK, routing::get(back))
}

#[derive(Deserialize)]
struct Out {
    #[serde(default, rename = "returnTo")]
    return_to: Option<String>,
}

/// To the issuer.
async fn out(State(server): State<Server>, Query(asked): Query<Out>) -> Response {
    let Some(issuer) = &server.app.issuer else { return super::home::nothing().await };
    match begin(&server, issuer, asked).await {
        Ok(response) => response,
        Err(why) => page(issuer, &why),
    }
}

async fn begin(server: &Server, issuer: &Issuer, asked: Out) -> Result<Response, Why> {
    let is_allowed = |origin: &str| {
        server.config.allowed_origins.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes())
    };
    let return_to = issuer.return_to(asked.return_to.as_deref().unwrap_or("/"), is_allowed);
    let ticket =
        Ticket::new(server.app.clock.now(), return_to.ok_or(Why::NoReturn)?).map_err(|_| Why::Broken)?;
    let address = issuer.begin(&server.app, &ticket).await?;
    Ok(with_cookies(Redirect::to(&address), [cookie::ticket(&ticket.write(), Ticket::GOOD)]))
}

#[derive(Deserialize)]
struct Back {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Back from the issuer.
async fn back(State(server): State<Server>, headers: HeaderMap, Query(told): Query<Back>) -> Response {
    let Some(issuer) = &server.app.issuer else { return super::home::nothing().await };
    let mut response = match finish(&server, issuer, &headers, told).await {
        Ok(response) => response,
        Err(why) => page(issuer, &why),
    };
    response.headers_mut().append(header::SET_COOKIE, kept(&cookie::no_ticket()));
    response
}

async fn finish(server: &Server, issuer: &Issuer, headers: &HeaderMap, told: Back) -> Result<Response, Why> {
    let app = &server.app;
    let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let ticket = cookies.find_map(cookie::ticket_in).and_then(Ticket::read).ok_or(Why::Elsewhere)?;
    let state = ticket.state();
    if !ticket.is_good(app.clock.now()) || told.state.as_deref() != Some(state.as_str()) {
        return Err(Why::Elsewhere);
    }
    if told.error.is_some() || told.iss.is_some_and(|iss| iss != issuer.url()) {
        return Err(Why::Issuer(IssuerError::Refused));
    }
    let code = told.code.ok_or(Why::Issuer(IssuerError::Refused))?;
    let vouched = issuer.finish(app, &ticket, code).await?;
    let signed_in = sign_in_elsewhere(app, issuer, vouched, state).await?;
    let (secret, until) = signed_in.kept();
    Ok(with_cookies(Redirect::to(&ticket.return_to), [cookie::text(app, secret, until)]))
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
enum Why {
    #[error("The address to return to is not one of this service or of a page that may ask it.")]
    NoReturn,
    #[error("This sign-in was begun in another browser, or too long ago. Begin again.")]
    Elsewhere,
    #[error("Something broke on our side.")]
    Broken,
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    #[error(transparent)]
    Account(ElsewhereError),
}

impl From<ElsewhereError> for Why {
    fn from(error: ElsewhereError) -> Self {
        if let ElsewhereError::Database(error) = &error {
            tracing::error!(?error, "a sign-in broke");
            return Self::Broken;
        }
        Self::Account(error)
    }
}

impl Why {
    fn status(&self) -> StatusCode {
        match self {
            Self::NoReturn | Self::Elsewhere => StatusCode::BAD_REQUEST,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Issuer(IssuerError::Unreachable) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Issuer(_) | Self::Account(_) => StatusCode::FORBIDDEN,
        }
    }
}

/// A page that says so.
fn page(issuer: &Issuer, why: &Why) -> Response {
    let name = ammonia::clean_text(&issuer.name);
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Nobody was signed in</title>\
         <h1>Nobody was signed in</h1><p>You came by way of {name}. {why}</p><p><a href=\"{WAY_OUT}\">Begin again</a></p></html>\n"
    );
    let mut response = (why.status(), Html(page)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn with_cookies<const N: usize>(redirect: Redirect, cookies: [String; N]) -> Response {
    let mut response = redirect.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, kept(&cookie));
    }
    response
}

/// Made of letters, digits and signs that a header may hold.
fn kept(cookie: &str) -> HeaderValue {
    HeaderValue::from_str(cookie).unwrap_or(HeaderValue::from_static(""))
}
