//! The network address a request came from: that of the connection, or what a proxy says in a header it is trusted for.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Once,
};

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
    let last = last.rsplit(',').next()?.trim();
    let address = address_in(last);
    if address.is_none() {
        UNREADABLE.call_once(|| tracing::warn!(%name, last, "the proxy names no network address"));
    }
    address
}

/// An address, or one with a port.
fn address_in(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse().ok().map(|socket: SocketAddr| socket.ip());
    text.parse().ok().or_else(with_port)
}

/// That a proxy names none is said once.
static UNREADABLE: Once = Once::new();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_address_in_the_header_counts_with_a_port_or_without() {
        let name = HeaderName::from_static("x-forwarded-for");
        for (said, address) in [
            ("192.0.2.1", Some("192.0.2.1")),
            ("192.0.2.9, 192.0.2.1:5678", Some("192.0.2.1")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]:5678", Some("2001:db8::1")),
            ("unknown", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(name.clone(), said.parse().unwrap())]);
            assert_eq!(last_in(&headers, &name), address.map(|address| address.parse().unwrap()), "{said}");
        }
    }
}
