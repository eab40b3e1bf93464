use serde_json::json;

use super::{notice, summary};
use crate::{desk::Socket, manuscript::Team};

const CURSORS: &str = "subscription { publications { cursor at kind } }";

const NOTICES: usize = 20;

/// Lets so many listen while something happens: how often the outbox was asked meanwhile.
async fn questions(team: &Team, listeners: usize) -> u64 {
    let service = team.public.on_a_port().await;
    let summary = summary(&team.public).await;
    let mut sockets: Vec<Socket> = Vec::new();
    for _ in 0..listeners.div_ceil(50) {
        sockets.push(service.socket(None).await);
    }
    for number in 0..listeners {
        let of = sockets.len();
        sockets[number % of].subscribe(&number.to_string(), CURSORS, json!({})).await;
    }
    for socket in &mut sockets {
        socket.settled().await;
    }
    let before = team.public.app.events.questions();
    for number in 0..NOTICES {
        notice(&team.eve, &summary, &number.to_string()).await;
    }
    let of = sockets.len();
    for (at, socket) in sockets.iter_mut().enumerate() {
        let listeners = (0..listeners).filter(|number| number % of == at).count();
        for _ in 0..NOTICES * listeners {
            socket.data().await;
        }
    }
    let asked = team.public.app.events.questions() - before;
    service.stop.cancel();
    asked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_is_read_once_for_however_many_listen() {
    let team = Team::meet().await;

    let one = questions(&team, 1).await;
    let many = questions(&team, 200).await;

    // Once for each notice, and now and then for other processes.
    let now_and_then = 20;
    assert!(one <= NOTICES as u64 + now_and_then, "{one} for one");
    assert!(many <= NOTICES as u64 + now_and_then, "{many} for 200");
}
