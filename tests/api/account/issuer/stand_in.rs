//! An issuer that says what it is told to say.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, prelude::*};
use openidconnect::{
    JsonWebKeyId, PrivateSigningKey,
    core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct StandIn(Arc<Parts>);

pub(super) struct Parts {
    pub(super) address: String,
    /// How often it was asked about itself.
    pub(super) asked: AtomicUsize,
    /// How often its keys were read.
    pub(super) reads: AtomicUsize,
    pub(super) says: Mutex<Says>,
}

/// What it says next.
#[derive(Clone)]
pub(super) struct Says {
    /// Which key signs, and which are published.
    pub(super) signs: u8,
    pub(super) published: Vec<u8>,
    pub(super) algorithm: &'static str,
    /// The PKCE challenge that was sent.
    pub(super) challenge: String,
    /// The ID token, and what else is known about the person.
    pub(super) claims: Value,
    pub(super) about: Value,
    /// ID tokens for other browsers, by their challenges.
    pub(super) others: Vec<(String, Value)>,
    pub(super) is_down: bool,
    /// How long it thinks before it says that it is down.
    pub(super) ponders: Duration,
}

impl std::ops::Deref for StandIn {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl StandIn {
    pub(super) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let says = Says {
            signs: 1,
            published: vec![1],
            algorithm: "EdDSA",
            challenge: String::new(),
            claims: json!({}),
            about: json!({}),
            others: Vec::new(),
            is_down: false,
            ponders: Duration::ZERO,
        };
        let own = Self(Arc::new(Parts {
            address,
            asked: AtomicUsize::new(0),
            reads: AtomicUsize::new(0),
            says: Mutex::new(says),
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(about_itself))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(me))
            .with_state(own.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        own
    }

    pub(super) fn now(&self) -> Says {
        self.says.lock().unwrap().clone()
    }
}

async fn about_itself(State(own): State<StandIn>) -> Response {
    own.asked.fetch_add(1, Ordering::Relaxed);
    if own.now().is_down {
        tokio::time::sleep(own.now().ponders).await;
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let at = |path: &str| format!("{}{path}", own.address);
    Json(json!({
        "issuer": own.address, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"), "userinfo_endpoint": at("/me"), "response_types_supported": ["code"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["EdDSA"],
    }))
    .into_response()
}

/// A key made from a number; it is nobody's.
fn key(number: u8) -> CoreEdDsaPrivateSigningKey {
    let prefix =
        [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let der = BASE64_STANDARD.encode([&prefix[..], &[number; 32]].concat());
    let (begin, end) = ("-----BEGIN PRIVATE", "-----END PRIVATE");
    let pem = format!("{begin} KEY-----\n{der}\n{end} KEY-----\n");
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(format!("key-{number}"))))
        .unwrap()
}

async fn keys(State(own): State<StandIn>) -> Json<Value> {
    own.reads.fetch_add(1, Ordering::Relaxed);
    let published = own.now().published;
    let keys: Vec<Value> = published
        .into_iter()
        .map(|number| serde_json::to_value(key(number).as_verification_key()).unwrap())
        .collect();
    Json(json!({ "keys": keys }))
}

async fn token(State(own): State<StandIn>, body: Bytes) -> Response {
    let says = own.now();
    let sent = String::from_utf8(body.to_vec()).unwrap();
    let field = |name: &str| {
        let found = sent.split('&').find_map(|field| field.strip_prefix(name)?.strip_prefix('='));
        found.unwrap_or_default().to_owned()
    };
    let proof = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
    let own = (says.challenge, says.claims);
    let known = says.others.into_iter().chain([own]).find(|(challenge, _)| *challenge == proof);
    let Some((_, claims)) = known.filter(|_| field("code") == "good") else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    };
    let header = json!({ "alg": says.algorithm, "kid": format!("key-{}", says.signs) });
    let [header, claims] = [header, claims].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part.to_string()));
    let signed = format!("{header}.{claims}");
    let signature = match says.algorithm {
        "none" => Vec::new(),
        _ => key(says.signs).sign(&CoreJwsSigningAlgorithm::EdDsa, signed.as_bytes()).unwrap(),
    };
    let token = format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature));
    let answer =
        json!({ "access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": token });
    Json(answer).into_response()
}

async fn me(State(own): State<StandIn>, headers: HeaderMap) -> Json<Value> {
    assert_eq!(headers["authorization"], "Bearer access");
    Json(own.now().about)
}
