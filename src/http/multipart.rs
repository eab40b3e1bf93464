//! Questions that bring files: the GraphQL multipart request specification. A part for the question, a part that says
//! which file belongs where, and then the files, which go to the disk as they come.

use std::collections::{HashMap, HashSet};

use async_graphql::{Name, Value, Variables};
use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use multer::{Constraints, Field, Multipart, SizeLimit};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::{
    answer::Refused,
    document::{Code, Refusal},
    identity::viewer,
    request::{Asked, from_body},
    server::Server,
};
use crate::{
    app::App,
    digest::hex,
    limits::{Limits, media as limits},
    media::{Arrived, MediaError, ScratchFile, sender},
};

/// Whether a body is made of parts.
pub(super) fn is_multipart(headers: &HeaderMap) -> bool {
    let essence = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    essence.is_some_and(|value| value.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// A page of another site can send parts, but no header of its own without being asked about it first.
const OWN_HEADERS: [&str; 2] = ["graphql-require-preflight", "apollo-require-preflight"];

/// Reads a question and its files. Nothing is read from who may not send any.
pub(super) async fn read(server: &Server, head: &Parts, body: Body) -> Result<(Asked, Arrived), Refused> {
    let headers = &head.headers;
    if !OWN_HEADERS.iter().any(|name| headers.get(*name).is_some_and(|value| !value.is_empty())) {
        return Err(bad(
            "A request in parts shows a header GraphQL-Require-Preflight with any value, such as 1.",
        ));
    }
    let who = viewer(server, head).await?;
    sender(&who).map_err(|fault| Refused::of_fault(&server.app, fault))?;
    let Ok(_place) = server.app.media.arrivals.clone().try_acquire_owned() else {
        let refusal = Refusal::new(Code::Unavailable, "Many files are coming in. Send it again in a moment.");
        return Err(Refused::exactly(StatusCode::SERVICE_UNAVAILABLE, refusal));
    };
    let Ok(read) = tokio::time::timeout(limits::ARRIVAL, parts(server, headers, body)).await else {
        let refusal = Refusal::new(Code::Timeout, "The files did not arrive in time.");
        return Err(Refused::exactly(StatusCode::REQUEST_TIMEOUT, refusal));
    };
    read
}

async fn parts(server: &Server, headers: &HeaderMap, body: Body) -> Result<(Asked, Arrived), Refused> {
    let boundary = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = boundary.and_then(|value| multer::parse_boundary(value).ok());
    let boundary =
        boundary.ok_or_else(|| bad("The Content-Type of a request in parts names their boundary."))?;
    let bounds = bounds(&server.config.limits);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, bounds);

    let operations = text(&mut parts, "operations").await?;
    let mut asked = from_body(operations.as_bytes())?;
    let map = Map::read(&text(&mut parts, "map").await?)?;
    let mut arrived = Arrived::default();
    let mut came = HashSet::new();
    while let Some(part) = parts.next_field().await.map_err(|error| unread(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(places) = map.0.get(&name) else {
            return Err(bad("A part is named that the map does not know."));
        };
        if !came.insert(name) {
            return Err(bad("Two parts have the same name."));
        }
        let (file, sha256) = saved(&server.app, part).await?;
        let mark = arrived.add(file, &sha256);
        for place in places {
            put(&mut asked.variables, place, &mark)?;
        }
    }
    if came.len() < map.0.len() {
        return Err(bad("The map names a file that did not come."));
    }
    Ok((asked, arrived))
}

fn bounds(limits: &Limits) -> Constraints {
    let body = limits.body_bytes as u64;
    let whole = body + limits::MAP + (limits::SMALL + 4 * 1024) * limits::FILES as u64;
    let sizes = SizeLimit::new()
        .whole_stream(whole)
        .per_field(limits::SMALL)
        .for_field("operations", body)
        .for_field("map", limits::MAP);
    Constraints::new().size_limit(sizes)
}

/// The text of the next part, which must have this name.
async fn text(parts: &mut Multipart<'_>, name: &str) -> Result<String, Refused> {
    match parts.next_field().await.map_err(|error| unread(&error))? {
        Some(part) if part.name() == Some(name) => part.text().await.map_err(|error| unread(&error)),
        _ => Err(bad("The first part is named operations, the second map; the files follow.")),
    }
}

/// Where each file belongs.
struct Map(HashMap<String, Vec<String>>);

impl Map {
    fn read(text: &str) -> Result<Self, Refused> {
        let wrong = || {
            bad(
                "The map is a JSON object: the name of a part, and a list of one place such as variables.file.",
            )
        };
        let map: HashMap<String, Vec<String>> = serde_json::from_str(text).map_err(|_| wrong())?;
        if map.len() > limits::FILES {
            let message = format!("At most {} files come with a request.", limits::FILES);
            let refusal = Refusal::new(Code::LimitExceeded, message);
            return Err(refusal.limit("files", limits::FILES as u64, Some(map.len() as u64)).into());
        }
        if map.values().any(|places| places.len() != 1) {
            return Err(wrong());
        }
        Ok(Self(map))
    }
}

/// Writes what stands for a file where null holds its place.
fn put(variables: &mut Variables, place: &str, mark: &str) -> Result<(), Refused> {
    let wrong = || bad("The map names a place where no null is, such as variables.file.");
    let mut steps = place.split('.');
    if steps.next() != Some("variables") {
        return Err(wrong());
    }
    let first = steps.next().map(Name::new).ok_or_else(wrong)?;
    let mut value = variables.get_mut(&first).ok_or_else(wrong)?;
    for step in steps {
        value = match value {
            Value::Object(keys) => keys.get_mut(step).ok_or_else(wrong)?,
            Value::List(items) => {
                step.parse().ok().and_then(|at: usize| items.get_mut(at)).ok_or_else(wrong)?
            }
            _ => return Err(wrong()),
        };
    }
    if *value != Value::Null {
        return Err(wrong());
    }
    *value = Value::String(mark.to_owned());
    Ok(())
}

/// Writes a part to a file, as it comes: the file, and what its bytes hash to.
async fn saved(app: &App, mut part: Field<'_>) -> Result<(ScratchFile, String), Refused> {
    let broken = |error: std::io::Error| Refused::broken(app, &format!("a file cannot be kept: {error}"));
    let file = app.media.scratch().file(app.ids.next()).map_err(broken)?;
    let mut out = tokio::fs::File::create(file.path()).await.map_err(broken)?;
    let mut sha256 = Sha256::new();
    while let Some(some) = part.chunk().await.map_err(|error| unread(&error))? {
        sha256.update(&some);
        out.write_all(&some).await.map_err(broken)?;
    }
    out.flush().await.map_err(broken)?;
    Ok((file, hex(&sha256.finalize())))
}

fn bad(message: &str) -> Refused {
    Refused::exactly(StatusCode::BAD_REQUEST, Refusal::bad_input(message))
}

fn unread(error: &multer::Error) -> Refused {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            let refusal = Refusal::new(Code::LimitExceeded, MediaError::TooLargeHere.to_string());
            Refused::exactly(StatusCode::PAYLOAD_TOO_LARGE, refusal.limit("fileBytes", limits::SMALL, None))
        }
        _ => bad("The parts of the request cannot be read, or end before they are complete."),
    }
}
