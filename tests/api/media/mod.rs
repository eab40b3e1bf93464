//! Files: what comes in, what does not, and who sees it.

mod bad;
mod bundled;
mod embargo;
pub(crate) mod files;
mod good;
mod places;
mod resumed;
pub(crate) mod shown;
mod swept;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use congress_highlights::{app::App, media::Store};
use entity::{account::Role, media, upload, upload_ticket};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::Desk;

pub(crate) const UPLOAD: &str = "mutation($file: Upload!) { mediaUpload(file: $file) {
  media { id kind mediaType bytes sha256 width height durationMilliseconds codec tags { name value } thumbhash url uploadedAt }
  problems { code message path }
} }";

pub(crate) const BEGIN: &str = "mutation($kind: MediaKind!, $bytes: Long!, $sha256: String!) {
  mediaUploadBegin(kind: $kind, bytes: $bytes, sha256: $sha256) { ticket { url expiresAt } problems { code message path } }
}";

const BOUNDARY: &str = "----between-the-parts";

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The sentence of a refusal, wherever it stands.
    pub(crate) fn sentence(&self) -> String {
        let json = self.json();
        let told = json["errors"][0]["message"].as_str();
        let told = told.or_else(|| json["data"]["mediaUpload"]["problems"][0]["message"].as_str());
        told.or_else(|| json["data"]["mediaUploadBegin"]["problems"][0]["message"].as_str())
            .unwrap_or_default()
            .to_owned()
    }
}

/// A part of a body.
pub(crate) fn part(name: &str, more: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

/// The parts of a body.
pub(crate) fn body(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), format!("--{BOUNDARY}--\r\n").into_bytes()].concat()
}

pub(crate) fn operations(variables: &Value) -> Vec<u8> {
    part("operations", "", json!({ "query": UPLOAD, "variables": variables }).to_string().as_bytes())
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

impl Desk {
    /// Sends a body of parts.
    pub(crate) async fn post_parts(&self, body: Vec<u8>, headers: &[(&str, &str)]) -> Reply {
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut request = Request::post("/graphql").header(header::CONTENT_TYPE, content_type);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Uploads a file under a name that should count for nothing.
    pub(crate) async fn upload_as(&self, name: &str, bytes: &[u8]) -> Reply {
        let more = format!("; filename=\"{name}\"\r\nContent-Type: application/x-whatever");
        let parts = [
            operations(&json!({ "file": null })),
            part("map", "", br#"{"a":["variables.file"]}"#),
            part("a", &more, bytes),
        ];
        self.post_parts(body(&parts), &[("graphql-require-preflight", "1")]).await
    }

    /// Uploads a good file: what became of it.
    pub(crate) async fn upload(&self, bytes: &[u8]) -> Value {
        let mut json = self.upload_as("file", bytes).await.json();
        assert_eq!(json["data"]["mediaUpload"]["problems"], json!([]), "{json}");
        json["data"]["mediaUpload"]["media"].take()
    }

    /// Begins an upload: where it is sent.
    pub(crate) async fn begin(&self, kind: &str, bytes: &[u8]) -> String {
        let variables = json!({ "kind": kind, "bytes": bytes.len().to_string(), "sha256": hash(bytes) });
        let done = self.ask(BEGIN, variables).await;
        done["mediaUploadBegin"]["ticket"]["url"].as_str().unwrap_or_else(|| panic!("{done}")).to_owned()
    }

    /// Sends a part of an upload.
    pub(crate) async fn put(&self, url: &str, range: &str, bytes: &[u8]) -> Reply {
        let mut request = Request::put(url);
        if !range.is_empty() {
            request = request.header(header::CONTENT_RANGE, range);
        }
        self.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
    }

    pub(crate) async fn get(&self, url: &str, headers: &[(&str, &str)]) -> Reply {
        self.fetch(Method::GET, url, headers).await
    }

    pub(crate) async fn fetch(&self, method: Method, url: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

/// A desk with a writer.
pub(crate) async fn writer() -> (Desk, Desk) {
    let public = Desk::open().await;
    let noor = public.signed_in("noor@example.org", &[Role::Writer]).await;
    (public, noor)
}

/// How many rows of media and uploads there are, and the files that lie about.
pub(crate) async fn left(app: &App) -> (u64, Vec<String>) {
    let db = app.db.reader();
    let rows =
        media::Entity::find().count(db).await.unwrap() + upload::Entity::find().count(db).await.unwrap();
    (rows, files_below(&app.media))
}

pub(crate) async fn tickets(app: &App) -> u64 {
    upload_ticket::Entity::find().count(app.db.reader()).await.unwrap()
}

/// All files in the store, by their names.
pub(crate) fn files_below(store: &Store) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![store.folder().to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(listed) = std::fs::read_dir(&folder) else { continue };
        for entry in listed.map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path();
                files.push(path.strip_prefix(store.folder()).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    files.sort();
    files
}
