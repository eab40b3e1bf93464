//! Answers as events of an answer that does not end (`graphql-sse`, “distinct connections”): for browsers without a
//! library, and for whoever may not open sockets.

use std::convert::Infallible;

use axum::{
    body::Body,
    http::{HeaderValue, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{Stream, StreamExt, stream};

use super::{
    answer::Refused,
    graphql::read_post,
    identity::viewer,
    listen::{Said, Saying, listen},
    log::Told,
    negotiate::Media,
    once,
    request::{Asked, from_query_string},
    serve::Seat,
    server::Server,
    streams::Place,
};

/// By `POST`, as from libraries.
pub(super) async fn post(server: Server, head: Parts, body: Body) -> Response {
    let asked = read_post(&server, &head.headers, body).await;
    answered(&server, &head, asked).await
}

/// By `GET`, as from an `EventSource`.
pub(super) async fn get(server: Server, head: Parts) -> Response {
    let asked = from_query_string(&head.uri, &server.config.limits);
    answered(&server, &head, asked).await
}

/// What is wrong is said before the events begin.
async fn answered(server: &Server, head: &Parts, asked: Result<Asked, Refused>) -> Response {
    let mut told = Told::default();
    let mut response = match begin(server, head, asked, &mut told).await {
        Ok((saying, place)) => events(server, head, saying, place),
        Err(refused) => refused.written(Media::GraphqlResponse),
    };
    response.extensions_mut().insert(told);
    response
}

async fn begin(
    server: &Server,
    head: &Parts,
    asked: Result<Asked, Refused>,
    told: &mut Told,
) -> Result<(Saying, Place), Refused> {
    let asked = asked?;
    told.operation.clone_from(&asked.operation_name);
    once::refuse(&head.headers)?;
    let viewer = viewer(server, head).await?;
    told.account = viewer.account().map(|account| account.id);
    let place = server.streams.place(&viewer, &server.config.limits)?;
    let since = head.headers.get("last-event-id").and_then(|cursor| cursor.to_str().ok());
    let since = since.filter(|cursor| !cursor.is_empty()).map(str::to_owned);
    let saying = listen(server, asked, &head.method, viewer, since).await?;
    Ok((saying, place))
}

fn events(server: &Server, head: &Parts, saying: Saying, place: Place) -> Response {
    if let Some(seat) = head.extensions.get::<Seat>() {
        seat.leave();
    }
    let stop = server.streams.stop.clone();
    // Who is not told of an end comes back: to another server, if this one stops.
    let events = written(saying).take_until(stop.cancelled_owned()).map(move |event| {
        let _held = &place;
        Ok::<_, Infallible>(event)
    });
    let alive = KeepAlive::new().interval(server.config.limits.ping_time);
    let mut response = Sse::new(events).keep_alive(alive).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn written(saying: Saying) -> impl Stream<Item = Event> {
    let answers = saying.map(|said| match said {
        Said::Answer { cursor, text } => {
            let event = Event::default().event("next").data(text);
            if let Some(cursor) = cursor { event.id(cursor) } else { event }
        }
        Said::Failed(refused) => {
            Event::default().event("next").data(format!(r#"{{"errors":{}}}"#, refused.errors()))
        }
    });
    // An empty line of data: without one a browser would not tell the page.
    answers.chain(stream::iter([Event::default().event("complete").data("\n")]))
}
