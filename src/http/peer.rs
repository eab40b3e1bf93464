//! The network address a request came from: that of the connection, or what a proxy says in a header it is trusted for.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, request::Parts};

use crate::viewer::Peer;

/// The address, if it tells anything. In a header with several, the last is the one the proxy itself saw. Where no header
/// is named, all who come through a proxy on this machine have its address, which therefore says nothing.
pub(super) fn peer(head: &Parts, proxy: Option<&HeaderName>) -> Option<Peer> {
    match proxy {
        Some(name) => last_in(&head.headers, name).map(Peer),
        None => head.extensions.get().copied().filter(|peer: &Peer| !peer.0.to_canonical().is_loopback()),
    }
}

fn last_in(headers: &HeaderMap, name: &HeaderName) -> Option<IpAddr> {
    let last = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}
