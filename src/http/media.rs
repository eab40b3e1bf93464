//! `/media/...`: images, sounds and captions, whole or in parts. Only what the table of media names is served, and only
//! to who may have it now: for others it is as if there had never been such a name. A name is never taken as a path of
//! its own.

use std::{
    io::SeekFrom,
    path::{Component, Path, PathBuf},
};

use axum::{
    body::Body,
    extract::{Path as Named, Query, State, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use entity::media;
use serde::Deserialize;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};
use tokio_util::io::ReaderStream;

use super::{
    answer::Refused,
    cache::{is_known, may_be_partial},
    home::nothing,
    identity::viewer,
    log::Told,
    negotiate::Media,
    range::{Part, part},
    server::Server,
};
use crate::{
    app::App,
    media::{MediaError, Seen, find, is_desk, variant},
    statements,
};

/// An image may be drawn anew under the same name, and may be taken back; a day later everybody knows.
const KEEPING: &str = "public, max-age=86400";

/// What the desk sees before readers do stays with it.
const OURS: &str = "private, no-store";

/// An SVG is a document that could run scripts: not here.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// How an image is wanted.
#[derive(Deserialize)]
struct Wanted {
    width: Option<String>,
}

/// A file, or the part of it that was asked for.
pub(super) async fn file(
    State(server): State<Server>,
    name: Result<Named<String>, PathRejection>,
    head: Parts,
) -> Response {
    let Ok(Named(name)) = name else {
        return nothing().await;
    };
    let width =
        Query::<Wanted>::try_from_uri(&head.uri).ok().and_then(|Query(wanted)| wanted.width?.parse().ok());
    let work = answer(&server, &name, width, &head);
    let (mut response, statements) = statements::counted(work).await;
    response.extensions_mut().insert(Told { statements, ..Told::default() });
    response
}

async fn answer(server: &Server, name: &str, width: Option<u32>, head: &Parts) -> Response {
    let app = &server.app;
    let (row, seen) = match found(server, name, head).await {
        Ok(Some(found)) => found,
        Ok(None) => return nothing().await,
        Err(error) => return broken(app, &format!("{error:?}")),
    };
    let mut file = Shown::of(&row, seen, width, takes_webp(&head.headers));
    let mut opened = Opened::of(app, &file.name).await;
    if opened.is_err() && file.is_variant {
        // The whole image does as well.
        file = Shown { varies: true, ..Shown::of(&row, seen, None, false) };
        opened = Opened::of(app, &file.name).await;
    }
    match opened {
        Ok(opened) => sent(app, &file, opened, &head.headers).await,
        Err(error) => broken(app, &format!("the file of media {} cannot be read: {error}", row.path)),
    }
}

fn broken(app: &App, cause: &str) -> Response {
    Refused::broken(app, cause).written(Media::Json)
}

/// The file of a name: as readers see it or, where they do not, as the desk does. Who is not known is answered like
/// everybody.
async fn found(
    server: &Server,
    name: &str,
    head: &Parts,
) -> Result<Option<(media::Model, Seen)>, sea_orm::DbErr> {
    if let Some(row) = find(&server.app, name, Seen::Readers).await? {
        return Ok(Some((row, Seen::Readers)));
    }
    match viewer(server, head).await {
        Ok(viewer) if is_desk(&viewer) => {
            Ok(find(&server.app, name, Seen::Desk).await?.map(|row| (row, Seen::Desk)))
        }
        _ => Ok(None),
    }
}

/// Whether a client says that it understands `WebP`: not all that take anything do.
fn takes_webp(asked: &HeaderMap) -> bool {
    let values = asked.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|range| {
        let (essence, quality) = range.split_once(';').unwrap_or((range, ""));
        let is_unwanted = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        essence.trim().eq_ignore_ascii_case("image/webp") && !is_unwanted
    })
}

/// What is sent, and how it is described.
struct Shown {
    name: String,
    media_type: String,
    tag: String,
    seen: Seen,
    /// Whether another client might be sent another image.
    varies: bool,
    is_variant: bool,
}

impl Shown {
    fn of(row: &media::Model, seen: Seen, width: Option<u32>, takes_webp: bool) -> Self {
        let varies = width.is_some();
        match width.and_then(|width| variant(row, width, takes_webp)) {
            Some(variant) => Self {
                name: variant.name,
                media_type: variant.media_type.to_owned(),
                tag: format!("\"{}-{}\"", row.sha256, variant.end),
                seen,
                varies,
                is_variant: true,
            },
            None => Self {
                name: row.path.clone(),
                media_type: row.media_type.clone(),
                tag: format!("\"{}\"", row.sha256),
                seen,
                varies,
                is_variant: false,
            },
        }
    }

    fn describe(&self, headers: &mut HeaderMap) {
        insert(headers, header::CONTENT_TYPE, self.media_type.clone());
        insert(headers, header::ETAG, self.tag.clone());
        let keeping = if self.seen == Seen::Readers { KEEPING } else { OURS };
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
        if self.varies {
            headers.insert(header::VARY, HeaderValue::from_static("accept"));
        }
        if !self.media_type.starts_with("audio/") && !self.media_type.starts_with("video/") {
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
        }
    }
}

/// Where the bytes come from.
enum Opened {
    /// The folder.
    File(File, u64),
    /// The object store, if that is another place.
    Object(u64),
}

impl Opened {
    async fn of(app: &App, name: &str) -> Result<Option<Self>, MediaError> {
        let Some(path) = below(app.media.folder(), name) else { return Ok(None) };
        match File::open(&path).await {
            Ok(file) => {
                let about = file.metadata().await?;
                if about.is_file() {
                    return Ok(Some(Self::File(file, about.len())));
                }
                Err(std::io::Error::from(std::io::ErrorKind::InvalidInput).into())
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Some(Self::Object(app.media.length(name).await?)))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn length(&self) -> u64 {
        match self {
            Self::File(_, length) | Self::Object(length) => *length,
        }
    }

    /// So many bytes of it from somewhere on.
    async fn body(self, app: &App, name: &str, from: u64, length: u64) -> Result<Body, MediaError> {
        match self {
            Self::File(mut file, _) => {
                if from > 0 {
                    file.seek(SeekFrom::Start(from)).await?;
                }
                Ok(Body::from_stream(ReaderStream::with_capacity(file.take(length), 64 * 1024)))
            }
            Self::Object(_) => {
                Ok(Body::from_stream(app.media.get(name, from..from + length).await?.into_stream()))
            }
        }
    }
}

/// The path of a file that lies below a folder, if the name does not lead out of it.
fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let name = Path::new(name);
    name.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(name))
}

async fn sent(app: &App, file: &Shown, opened: Option<Opened>, asked: &HeaderMap) -> Response {
    let Some(opened) = opened else { return nothing().await };
    let length = opened.length();
    let mut response = Response::new(Body::empty());
    file.describe(response.headers_mut());
    if is_known(asked, &file.tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let wanted = if may_be_partial(asked, &file.tag) { part(asked, length) } else { Part::Whole };
    let (from, sent) = match wanted {
        Part::Whole => (0, length),
        Part::Bytes { from, to } => {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            insert(response.headers_mut(), header::CONTENT_RANGE, format!("bytes {from}-{to}/{length}"));
            (from, to - from + 1)
        }
        Part::Nowhere => {
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            insert(response.headers_mut(), header::CONTENT_RANGE, format!("bytes */{length}"));
            return response;
        }
    };
    match opened.body(app, &file.name, from, sent).await {
        Ok(body) => *response.body_mut() = body,
        Err(error) => {
            return broken(app, &format!("the file of media {} cannot be read: {error}", file.name));
        }
    }
    insert(response.headers_mut(), header::CONTENT_LENGTH, sent.to_string());
    response
}

/// A row holds no breaks of lines; if one did, the header would be left out.
fn insert(headers: &mut HeaderMap, name: header::HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}
