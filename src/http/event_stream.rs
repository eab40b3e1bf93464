//! Answers as events of an answer that does not end (`graphql-sse`, “distinct connections”): for browsers without a
//! library, and for whoever may not open sockets.

use std::convert::Infallible;

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, Uri, header},
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
    request::{Asked, from_query_string},
    serve::Seat,
    server::Server,
    streams::Place,
};

/// By `POST`, as from libraries.
pub(super) async fn post(server: Server, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let asking =
        Asking { headers: parts.headers.clone(), extensions: parts.extensions.clone(), method: Method::POST };
    match read_post(&server, Request::from_parts(parts, body)).await {
        Ok(asked) => asking.answered(&server, asked).await,
        Err(refused) => refused.written(Media::GraphqlResponse),
    }
}

/// By `GET`, as from an `EventSource`.
pub(super) async fn get(server: Server, uri: &Uri, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let asking = Asking { headers: parts.headers, extensions: parts.extensions, method: Method::GET };
    match from_query_string(uri, &server.config.limits) {
        Ok(asked) => asking.answered(&server, asked).await,
        Err(refused) => refused.written(Media::GraphqlResponse),
    }
}

/// Who asks, and how.
struct Asking {
    headers: HeaderMap,
    extensions: axum::http::Extensions,
    method: Method,
}

impl Asking {
    /// What is wrong is said before the events begin.
    async fn answered(self, server: &Server, asked: Asked) -> Response {
        let mut told = Told { operation: asked.operation_name.clone(), ..Told::default() };
        let mut response = match self.begin(server, asked, &mut told).await {
            Ok((saying, place)) => self.events(server, saying, place),
            Err(refused) => refused.written(Media::GraphqlResponse),
        };
        response.extensions_mut().insert(told);
        response
    }

    async fn begin(
        &self,
        server: &Server,
        asked: Asked,
        told: &mut Told,
    ) -> Result<(Saying, Place), Refused> {
        let viewer = viewer(server, &self.headers).await?;
        told.account = viewer.account().map(|account| account.id);
        let place = server.streams.place(&viewer, &self.extensions, &server.config.limits)?;
        let since = self.headers.get("last-event-id").and_then(|cursor| cursor.to_str().ok());
        let since = since.filter(|cursor| !cursor.is_empty()).map(str::to_owned);
        let saying = listen(server, asked, &self.method, viewer, since).await?;
        Ok((saying, place))
    }

    fn events(&self, server: &Server, saying: Saying, place: Place) -> Response {
        if let Some(seat) = self.extensions.get::<Seat>() {
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
