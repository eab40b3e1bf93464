//! `/playground`: the interactive page, from files inside the program. It asks no other server for
//! anything, and its policy does not let it.

use std::{io::Write, sync::OnceLock};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
    routing,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::{cache::is_known, server::Server};

/// What the page may do: only what comes from here. `GraphiQL` writes its styles itself.
pub(super) const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
     font-src 'self' data:; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

/// The questions the page opens with.
const EXAMPLES: [(&str, &str); 5] = [
    (include_str!("../../docs/examples/meeting.graphql"), ""),
    (include_str!("../../docs/examples/lecture.graphql"), include_str!("../../docs/examples/lecture.json")),
    (include_str!("../../docs/examples/feed.graphql"), ""),
    (include_str!("../../docs/examples/podcasts.graphql"), ""),
    (include_str!("../../docs/examples/trial.graphql"), ""),
];

static PAGE: Asset = Asset::new(include_bytes!("../../assets/playground/index.html"), HTML, ASK_AGAIN);
static START: Asset = Asset::new(include_bytes!("../../assets/playground/start.js"), SCRIPT, ASK_AGAIN);
static REACT: Asset =
    Asset::new(include_bytes!("../../assets/playground/react-18.3.1.min.js"), SCRIPT, FOR_EVER);
static REACT_DOM: Asset =
    Asset::new(include_bytes!("../../assets/playground/react-dom-18.3.1.min.js"), SCRIPT, FOR_EVER);
static GRAPHIQL: Asset =
    Asset::new(include_bytes!("../../assets/playground/graphiql-4.1.2.min.js"), SCRIPT, FOR_EVER);
static STYLES: Asset =
    Asset::new(include_bytes!("../../assets/playground/graphiql-4.1.2.min.css"), STYLE, FOR_EVER);

/// The page and what it is made of.
pub(super) fn routes() -> Router<Server> {
    Router::new()
        .route("/playground", page(&PAGE))
        .route("/playground/start.js", page(&START))
        .route("/playground/examples.json", routing::get(examples))
        .route("/playground/react-18.3.1.min.js", page(&REACT))
        .route("/playground/react-dom-18.3.1.min.js", page(&REACT_DOM))
        .route("/playground/graphiql-4.1.2.min.js", page(&GRAPHIQL))
        .route("/playground/graphiql-4.1.2.min.css", page(&STYLES))
}

fn page(asset: &'static Asset) -> routing::MethodRouter<Server> {
    routing::get(async |request: Request| asset.answer(request.headers()))
}

async fn examples() -> Response {
    let tabs =
        EXAMPLES.map(|(query, variables)| serde_json::json!({ "query": query, "variables": variables }));
    let mut response = Response::new(Body::from(serde_json::Value::from(tabs.to_vec()).to_string()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
    response
}

/// A file inside the program.
struct Asset {
    bytes: &'static [u8],
    media_type: &'static str,
    keeping: &'static str,
    made: OnceLock<Made>,
}

/// What is worked out the first time a file is asked for.
struct Made {
    packed: Vec<u8>,
    tag: String,
}

impl Asset {
    const fn new(bytes: &'static [u8], media_type: &'static str, keeping: &'static str) -> Self {
        Self { bytes, media_type, keeping, made: OnceLock::new() }
    }

    fn answer(&'static self, asked: &HeaderMap) -> Response {
        let made = self.made.get_or_init(|| Made::of(self.bytes));
        let is_packed = takes_gzip(asked) && !made.packed.is_empty();
        let tag = if is_packed { format!("\"{}-gzip\"", made.tag) } else { format!("\"{}\"", made.tag) };
        let mut response = Response::new(Body::empty());
        if is_known(asked, &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            *response.body_mut() = Body::from(if is_packed { &made.packed[..] } else { self.bytes });
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.keeping));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        if is_packed {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

impl Made {
    fn of(bytes: &[u8]) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        let packed = encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default();
        let tag = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        Self { packed, tag }
    }
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let values = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let (name, parameter) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("gzip")
            && !matches!(parameter.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}
