//! GraphQL over a WebSocket, as `graphql-transport-ws` has it: one connection, many operations.

mod close;
mod conversation;
mod message;
mod operations;

use axum::{
    extract::{FromRequestParts, WebSocketUpgrade},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use self::conversation::Conversation;
use super::{
    answer::Refused,
    document::{Code, Refusal},
    identity::{is_from_our_pages, viewer},
    log::Told,
    negotiate::Media,
    server::Server,
};

/// The only protocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";

/// Whether a request asks for a socket.
pub(super) fn is_wanted(headers: &HeaderMap) -> bool {
    let upgrade = headers.get(header::UPGRADE).and_then(|upgrade| upgrade.to_str().ok());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Opens a socket.
pub(super) async fn open(server: Server, head: Parts) -> Response {
    let mut told = Told::default();
    let opened = upgrade(server, head, &mut told).await;
    let mut response = opened.unwrap_or_else(|refused| refused.written(Media::Json));
    response.extensions_mut().insert(told);
    response
}

async fn upgrade(server: Server, mut head: Parts, told: &mut Told) -> Result<Response, Refused> {
    if head.headers.contains_key(header::ORIGIN) && !is_from_our_pages(&server, &head.headers) {
        let message = "Pages of this origin may not open a socket here.";
        return Err(Refused::exactly(StatusCode::FORBIDDEN, Refusal::new(Code::Forbidden, message)));
    }
    let viewer = viewer(&server, &head).await?;
    told.account = viewer.account().map(|account| account.id);
    let place = server.streams.place(&viewer, &server.config.limits)?;
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut head, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejected) => return Ok(rejected.into_response()),
    };
    let most = server.config.limits.body_bytes;
    let running = server.streams.sockets.token();
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(most).max_frame_size(most);
    Ok(upgrade.on_upgrade(async move |socket| {
        Conversation::new(server, viewer).hold(socket).await;
        drop((place, running));
    }))
}
