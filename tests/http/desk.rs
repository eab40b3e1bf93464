//! A server in a folder of its own, and how the tests talk to it.

use std::{fmt::Write, sync::atomic::Ordering};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use congress_highlights::{
    app::App,
    database::Database,
    http::{HttpConfig, Server, router},
    media::Store,
    policy::Policy,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::stand_in::{Deeds, Resolved, furnish, schema};

pub(crate) const NEWER: &str = "application/graphql-response+json";
pub(crate) const PLAIN: &str = "application/json";

/// A server and what it stands on.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) router: Router,
    pub(crate) deeds: Deeds,
    pub(crate) resolved: Resolved,
    pub(crate) folder: TempDir,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Desk {
    pub(crate) async fn open() -> Self {
        Self::with(HttpConfig::default()).await
    }

    pub(crate) async fn with(config: HttpConfig) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Database::open_file(&folder.path().join("content.sqlite")).await.unwrap();
        db.migrate().await.unwrap();
        let app = App::new(db, Store::of_folder(folder.path().join("media")).unwrap());
        let (deeds, resolved) = (Deeds::default(), Resolved::default());
        let schema = schema(deeds.clone(), resolved.clone());
        let server = Server::new(app.clone(), schema, furnish, config, Policy::open).unwrap();
        Self { app, router: router(server), deeds, resolved, folder }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Reply { status: parts.status, headers: parts.headers, text, bytes }
    }

    /// Posts a body as JSON.
    pub(crate) async fn post(&self, accept: &str, body: impl Into<Body>) -> Reply {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, PLAIN)
            .header(header::ACCEPT, accept)
            .body(body.into())
            .unwrap();
        self.send(request).await
    }

    /// Asks a question without variables.
    pub(crate) async fn ask(&self, query: &str) -> Reply {
        self.ask_with(query, json!({})).await
    }

    /// Asks a question.
    pub(crate) async fn ask_with(&self, query: &str, variables: Value) -> Reply {
        self.post(NEWER, json!({ "query": query, "variables": variables }).to_string()).await
    }

    /// Sends a request without a body.
    pub(crate) async fn get(&self, uri: &str, headers: &[(&str, &str)]) -> Reply {
        self.without_body(Method::GET, uri, headers).await
    }

    pub(crate) async fn without_body(&self, method: Method, uri: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// What the mutations have done so far.
    pub(crate) fn done(&self) -> Vec<String> {
        self.deeds.0.lock().unwrap().clone()
    }

    /// How often `echo` was resolved.
    pub(crate) fn resolved(&self) -> usize {
        self.resolved.0.load(Ordering::Relaxed)
    }
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect(&self.text)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The code and the sentence of the only error.
    #[track_caller]
    pub(crate) fn refusal(&self) -> (String, String) {
        let json = self.json();
        let errors = json["errors"].as_array().expect(&self.text);
        assert_eq!(errors.len(), 1, "{}", self.text);
        let code = errors[0]["extensions"]["code"].as_str().expect(&self.text);
        (code.to_owned(), errors[0]["message"].as_str().unwrap().to_owned())
    }

    /// A request error: 400, a code, no data.
    #[track_caller]
    pub(crate) fn is_refused(&self, code: &str) -> String {
        assert_eq!(self.status, StatusCode::BAD_REQUEST, "{}", self.text);
        assert!(self.json().get("data").is_none(), "{}", self.text);
        let (found, message) = self.refusal();
        assert_eq!(found, code, "{}", self.text);
        message
    }

    /// The data of an answer without errors.
    #[track_caller]
    pub(crate) fn data(&self) -> Value {
        let json = self.json();
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        assert!(json.get("errors").is_none(), "{}", self.text);
        json["data"].clone()
    }
}

/// As part of a query string.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}

/// So many texts in a row.
pub(crate) fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}
