//! The network address a request came from: that of the connection, or what a proxy says in a header it is trusted for.

use std::net::IpAddr;

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName},
};

use crate::viewer::Peer;

/// The address, if it is known. In a header with several, the last is the one the proxy itself saw.
pub(super) fn peer(request: &Request, proxy: Option<&HeaderName>) -> Option<Peer> {
    match proxy {
        Some(name) => last_in(request.headers(), name).map(Peer),
        None => request.extensions().get::<Peer>().copied(),
    }
}

fn last_in(headers: &HeaderMap, name: &HeaderName) -> Option<IpAddr> {
    let last = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}
