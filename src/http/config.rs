//! What an operator decides about the HTTP side.

use axum::http::{HeaderName, HeaderValue};

use crate::limits::Limits;

/// Given by whoever starts the server.
#[derive(Clone, Debug)]
pub struct HttpConfig {
    /// Web pages of these origins (`https://app.example.org`) may ask from a browser, besides our own.
    pub allowed_origins: Vec<HeaderValue>,
    /// The header in which a proxy says whose request it passes on; without it, whose connection it is.
    pub proxy_header: Option<HeaderName>,
    /// Whether the interactive page is served.
    pub playground: bool,
    /// What one request may ask for.
    pub limits: Limits,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self { allowed_origins: Vec::new(), proxy_header: None, playground: true, limits: Limits::default() }
    }
}

/// A text that does not name a header.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not the name of a header such as X-Forwarded-For")]
pub struct NotAHeader(String);

/// Reads the name of a header.
pub fn header(text: &str) -> Result<HeaderName, NotAHeader> {
    HeaderName::from_bytes(text.as_bytes()).map_err(|_| NotAHeader(text.to_owned()))
}

/// A text that is not an origin.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not an origin such as https://app.example.org")]
pub struct NotAnOrigin(String);

/// Reads an origin: a scheme, a host, perhaps a port, and nothing behind them.
pub fn origin(text: &str) -> Result<HeaderValue, NotAnOrigin> {
    let wrong = || NotAnOrigin(text.to_owned());
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(wrong)?;
    if host.is_empty() || host.contains(['/', '?', '#', '@', '*', ' ', ',']) {
        return Err(wrong());
    }
    HeaderValue::from_str(text).map_err(|_| wrong())
}
