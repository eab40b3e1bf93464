//! Something that is asked, and all that came back.

use axum::{
    body::Body,
    http::{Method, Request},
};
use congress_highlights::statements;
use serde_json::{Value, json};

use super::needle::text_of;
use crate::desk::Desk;

/// A request, and the name of the surface it is put to.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) surface: String,
    method: Method,
    uri: String,
    headers: Vec<Header>,
    body: String,
}

/// All that came back, in one piece: status, headers, body; and what it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) statements: u64,
}

type Header = (&'static str, String);

impl Ask {
    pub(super) fn question(surface: &str, document: &str, variables: &Value) -> Self {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { body, ..Self::fetch(surface, Method::POST, "/graphql", headers) }
    }

    pub(super) fn fetch(surface: &str, method: Method, uri: &str, headers: Vec<Header>) -> Self {
        Self { surface: surface.to_owned(), method, uri: uri.to_owned(), headers, body: String::new() }
    }

    /// A question in the query string, as caches like it.
    pub(super) fn by_get(surface: &str, parameters: &[(&str, &str)], headers: Vec<Header>) -> Self {
        let url = reqwest::Url::parse_with_params("http://desk/graphql", parameters).unwrap();
        Self::fetch(surface, Method::GET, &format!("/graphql?{}", url.query().unwrap()), headers)
    }

    pub(super) async fn put_to(&self, desk: &Desk) -> Answer {
        let mut request = Request::builder().method(self.method.clone()).uri(&self.uri);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(self.body.clone())).unwrap();
        let (reply, statements) = statements::counted(desk.send(request)).await;
        let text = format!("{} {:?}\n\n{}", reply.status, reply.headers, text_of(&reply.bytes));
        Answer { text, statements }
    }
}
