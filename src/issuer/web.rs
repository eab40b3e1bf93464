//! Asking an issuer: no redirects, within a set time, and no more than so many bytes.

use std::time::Duration;

use futures_util::future::BoxFuture;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, redirect::Policy};

/// How long an issuer may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(8);

/// The longest answer that is read.
const LONGEST: usize = 1024 * 1024;

#[derive(Clone, Debug)]
pub(super) struct Web(Client);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    #[error("{0}")]
    Failed(#[from] reqwest::Error),
    #[error("an answer is longer than {LONGEST} bytes")]
    TooLong,
    #[error("an answer is no answer: {0}")]
    NoAnswer(#[from] openidconnect::http::Error),
}

impl Web {
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        // Somebody else may have chosen before; any is good.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        Ok(Self(Client::builder().redirect(Policy::none()).timeout(PATIENCE).build()?))
    }

    pub(super) async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, WebError> {
        let mut response = self.0.execute(request.try_into()?).await?;
        let mut answer = openidconnect::http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await? {
            if body.len() + part.len() > LONGEST {
                return Err(WebError::TooLong);
            }
            body.extend_from_slice(&part);
        }
        Ok(answer.body(body)?)
    }

    /// The JSON at an address, shown to whoever holds a token.
    pub(super) async fn json(&self, address: &str, token: &str) -> Result<HttpResponse, WebError> {
        let request = openidconnect::http::Request::get(address)
            .header("accept", "application/json")
            .header("authorization", format!("Bearer {token}"));
        self.ask(request.body(Vec::new())?).await
    }
}

impl<'c> AsyncHttpClient<'c> for Web {
    type Error = WebError;
    type Future = BoxFuture<'c, Result<HttpResponse, WebError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
