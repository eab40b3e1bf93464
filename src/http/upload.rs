//! `/uploads/...`: large files, sent in parts. HEAD tells how much is there, PUT adds to it, and the PUT that brings the
//! last byte answers what became of the file. DELETE gives it up.

use std::path::{Path as File, PathBuf};

use axum::{
    Json,
    body::{Body, HttpBody},
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use entity::{media, subject::Subject};
use futures_util::StreamExt;
use serde_json::json;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use super::{
    answer::Refused,
    document::{Code, Refusal},
    home::nothing,
    identity::viewer,
    negotiate::Media,
    server::Server,
};
use crate::{
    app::App,
    graphql::{NodeId, Refusal as _},
    limits::media as limits,
    media::{MediaError, Seat, Ticket, finish, give_up, progress, seat, sender},
};

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// `HEAD`: how many bytes are there.
pub(super) async fn head(State(server): State<Server>, Path(id): Path<String>, head: Parts) -> Response {
    match known(&server, &id, &head).await {
        Ok(Some((ticket, there, _))) => told(StatusCode::OK, &ticket, there),
        Ok(None) => nothing().await,
        Err(refused) => refused.written(Media::Json),
    }
}

/// `PUT`: bytes, from where the last ended.
pub(super) async fn put(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let added = match known(&server, &id, &head).await {
        Ok(Some((ticket, ..))) => add(&server, &ticket, &head.headers, body).await,
        Ok(None) => return nothing().await,
        Err(refused) => Err(refused),
    };
    added.unwrap_or_else(|refused| refused.written(Media::Json))
}

/// `DELETE`: it is given up. What it became stays.
pub(super) async fn delete(State(server): State<Server>, Path(id): Path<String>, head: Parts) -> Response {
    let gone = match known(&server, &id, &head).await {
        Ok(Some((ticket, ..))) => end(&server.app, &ticket).await,
        Ok(None) => return nothing().await,
        Err(refused) => Err(refused),
    };
    match gone {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refused) => refused.written(Media::Json),
    }
}

async fn end(app: &App, ticket: &Ticket) -> Result<(), Refused> {
    let seat = seat(app, ticket.id).ok_or_else(busy)?;
    give_up(app, ticket, &seat).await.map_err(|error| Refused::of_fault(app, error))
}

type Known = (Ticket, u64, PathBuf);

/// The upload of an id, if who asks began it.
async fn known(server: &Server, id: &str, head: &Parts) -> Result<Option<Known>, Refused> {
    let who = viewer(server, head).await?;
    let by = sender(&who).map_err(|fault| Refused::of_fault(&server.app, fault))?;
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    progress(&server.app, by, id).await.map_err(|error| Refused::of_fault(&server.app, error))
}

async fn add(server: &Server, begun: &Ticket, headers: &HeaderMap, body: Body) -> Result<Response, Refused> {
    let app = &server.app;
    let seat = seat(app, begun.id).ok_or_else(busy)?;
    // From here on nobody else adds to it.
    let known =
        progress(app, begun.account_id, begun.id).await.map_err(|error| Refused::of_fault(app, error))?;
    let Some((ticket, there, path)) = known else { return Ok(nothing().await) };
    let length = ticket.bytes.unsigned_abs();
    let part = Part::of(headers, length)?;
    if ticket.media_id.is_none() && part.from.is_some_and(|from| from != there) {
        let refused = conflict(&format!("{there} bytes are there; go on with the byte of this number."));
        return Ok(with(refused.written(Media::Json), &ticket, there));
    }
    let wanted = part.length.unwrap_or(length.saturating_sub(there));
    let said = body.size_hint().exact();
    if said.is_some_and(|said| said > wanted || part.length.is_some_and(|wanted| said < wanted)) {
        return Err(bad(
            "The body is not as long as its Content-Range, or what is left of the upload, wants it.",
        ));
    }
    let Ok(place) = app.media.arrivals.clone().try_acquire_owned() else {
        let refusal = Refusal::new(Code::Unavailable, "Many files are coming in. Send it again in a moment.");
        return Err(Refused::exactly(StatusCode::SERVICE_UNAVAILABLE, refusal));
    };
    let app = app.clone();
    // To its own end: what has come stays there, whatever becomes of the connection.
    let work = tokio::spawn(async move {
        let _until_done = place;
        let more = if there < length { pour(body, &path, there, wanted).await? } else { 0 };
        answered(&app, &ticket, there + more, &seat).await
    });
    match work.await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(Wrong::Ours(error))) => Err(Refused::of_fault(&server.app, error)),
        Ok(Err(Wrong::Theirs(message))) => Err(bad(message)),
        Err(error) => Err(Refused::broken(&server.app, &error.to_string())),
    }
}

async fn answered(app: &App, ticket: &Ticket, there: u64, seat: &Seat) -> Result<Response, Wrong> {
    if there < ticket.bytes.unsigned_abs() {
        return Ok(told(StatusCode::ACCEPTED, ticket, there));
    }
    match finish(app, ticket, seat).await {
        Ok(row) => Ok(with(created(&row), ticket, there)),
        Err(error) if error.is_told() => {
            let code = error.reason().map(|(code, _)| code);
            let refusal = Refusal::bad_input(error.to_string()).about_file(code);
            Ok(Refused::exactly(StatusCode::UNPROCESSABLE_ENTITY, refusal).written(Media::Json))
        }
        Err(error) => Err(Wrong::Ours(error)),
    }
}

fn created(row: &media::Model) -> Response {
    let id = NodeId { subject: Subject::Media, id: row.id }.encode();
    let about = json!({ "media": { "id": id, "mediaType": row.media_type, "sha256": row.sha256 } });
    (StatusCode::CREATED, Json(about)).into_response()
}

/// Which bytes a request brings.
struct Part {
    /// The number of the first; none if it only asks how it stands.
    from: Option<u64>,
    /// How many; none if all that are missing.
    length: Option<u64>,
}

impl Part {
    /// From `Content-Range: bytes 0-99/1000`; `bytes */1000` brings none.
    fn of(headers: &HeaderMap, whole: u64) -> Result<Self, Refused> {
        let Some(range) = headers.get(header::CONTENT_RANGE) else {
            return Ok(Self { from: Some(0), length: None });
        };
        let read = || {
            let (range, said) = range.to_str().ok()?.trim().strip_prefix("bytes ")?.split_once('/')?;
            if said.parse::<u64>().ok()? != whole {
                return None;
            }
            if range == "*" {
                return Some(Self { from: None, length: Some(0) });
            }
            let (from, to) = range.split_once('-')?;
            let (from, to): (u64, u64) = (from.parse().ok()?, to.parse().ok()?);
            (from <= to && to < whole).then(|| Self { from: Some(from), length: Some(to - from + 1) })
        };
        read().ok_or_else(|| {
            bad(&format!("A Content-Range is written as bytes 0-99/{whole}, or bytes */{whole}."))
        })
    }
}

/// Why a part was not added.
enum Wrong {
    Ours(MediaError),
    Theirs(&'static str),
}

impl From<std::io::Error> for Wrong {
    fn from(error: std::io::Error) -> Self {
        Self::Ours(error.into())
    }
}

/// Adds what comes to a file, up to so many bytes. What came before a connection broke stays.
async fn pour(body: Body, path: &File, there: u64, wanted: u64) -> Result<u64, Wrong> {
    let mut out = tokio::fs::OpenOptions::new().create(true).append(true).open(path).await?;
    let mut parts = body.into_data_stream();
    let mut added = 0;
    while let Ok(Some(Ok(some))) = tokio::time::timeout(limits::SILENCE, parts.next()).await {
        added += some.len() as u64;
        if added > wanted {
            out.set_len(there).await?;
            return Err(Wrong::Theirs(
                "The body is longer than its Content-Range, or what is left of the upload, wants it.",
            ));
        }
        out.write_all(&some).await?;
    }
    out.flush().await?;
    out.sync_data().await?;
    Ok(added)
}

fn told(status: StatusCode, ticket: &Ticket, there: u64) -> Response {
    with(status.into_response(), ticket, there)
}

/// Says how far an upload is.
fn with(mut response: Response, ticket: &Ticket, there: u64) -> Response {
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(there));
    headers.insert(LENGTH, HeaderValue::from(ticket.bytes));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn bad(message: &str) -> Refused {
    Refused::exactly(StatusCode::BAD_REQUEST, Refusal::bad_input(message))
}

fn busy() -> Refused {
    conflict("Another request is sending bytes of this upload. Ask by HEAD, and go on there.")
}

fn conflict(message: &str) -> Refused {
    Refused::exactly(StatusCode::CONFLICT, Refusal::bad_input(message))
}
