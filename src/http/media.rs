//! `/media/...`: the images, sounds and captions of the content, whole or in parts. Only what the
//! table of media names is served; a name is never taken as a path of its own.

use std::{
    io::SeekFrom,
    path::{Component, Path, PathBuf},
};

use axum::{
    body::Body,
    extract::{Path as Named, Request, State, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use entity::media;
use sea_orm::{EntityTrait, QueryFilter};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};
use tokio_util::io::ReaderStream;

use super::{
    answer::Refused,
    cache::{is_known, may_be_partial},
    home::nothing,
    log::Told,
    negotiate::Media,
    range::{Part, part},
    server::Server,
};
use crate::{app::App, statements};

/// An image may be drawn anew under the same name; a day later everybody sees it.
const KEEPING: &str = "public, max-age=86400";

/// An SVG is a document that could run scripts: not here.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// A file, or the part of it that was asked for.
pub(super) async fn file(
    State(server): State<Server>,
    name: Result<Named<String>, PathRejection>,
    request: Request,
) -> Response {
    let Ok(Named(name)) = name else {
        return nothing().await;
    };
    let (mut response, statements) = statements::counted(answer(&server.app, &name, request.headers())).await;
    response.extensions_mut().insert(Told { statements, ..Told::default() });
    response
}

async fn answer(app: &App, name: &str, asked: &HeaderMap) -> Response {
    let row = media::Entity::find().filter(media::COLUMN.path.eq(name)).one(app.db.reader()).await;
    let row = match row {
        Ok(Some(row)) => row,
        Ok(None) => return nothing().await,
        Err(error) => return Refused::broken(app, &format!("{error:?}")).written(Media::Json),
    };
    let Some(path) = below(&app.media, &row.path) else {
        return nothing().await;
    };
    match open(&path).await {
        Ok((file, length)) => served(app, &row, file, length, asked).await,
        Err(error) => {
            Refused::broken(app, &format!("the file of media {} cannot be read: {error}", row.path))
                .written(Media::Json)
        }
    }
}

/// The path of a file that lies below a folder, if the name does not lead out of it.
fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let name = Path::new(name);
    name.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(name))
}

async fn open(path: &Path) -> std::io::Result<(File, u64)> {
    let file = File::open(path).await?;
    let about = file.metadata().await?;
    if about.is_file() { Ok((file, about.len())) } else { Err(std::io::ErrorKind::InvalidInput.into()) }
}

async fn served(app: &App, row: &media::Model, mut file: File, length: u64, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", row.sha256);
    let mut response = Response::new(Body::empty());
    describe(response.headers_mut(), row, &tag);
    if is_known(asked, &tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let wanted = if may_be_partial(asked, &tag) { part(asked, length) } else { Part::Whole };
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
    if from > 0
        && let Err(error) = file.seek(SeekFrom::Start(from)).await
    {
        return Refused::broken(app, &format!("the file of media {} cannot be read: {error}", row.path))
            .written(Media::Json);
    }
    insert(response.headers_mut(), header::CONTENT_LENGTH, sent.to_string());
    *response.body_mut() = Body::from_stream(ReaderStream::with_capacity(file.take(sent), 64 * 1024));
    response
}

fn describe(headers: &mut HeaderMap, row: &media::Model, tag: &str) {
    insert(headers, header::CONTENT_TYPE, row.media_type.clone());
    insert(headers, header::ETAG, tag.to_owned());
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEEPING));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    if !row.media_type.starts_with("audio/") && !row.media_type.starts_with("video/") {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    }
}

/// A row holds no breaks of lines; if one did, the header would be left out.
fn insert(headers: &mut HeaderMap, name: header::HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}
