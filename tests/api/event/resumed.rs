use entity::{
    event::{self, Kind},
    value::Instant,
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{PUBLICATIONS, notice, row, summary, write};
use crate::{
    desk::{Desk, MORNING},
    manuscript::Team,
};

const MISSED: usize = 1_000;

fn reason(event: &Value) -> String {
    event["publications"]["notice"]["reason"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_after_a_thousand_events_misses_none_and_hears_none_twice() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let summary = summary(&team.public).await;
    let mut socket = service.socket(None).await;
    socket.subscribe("1", PUBLICATIONS, json!({})).await;
    let mut events = service.events(None, PUBLICATIONS, None).await;
    socket.settled().await;
    notice(&team.eve, &summary, "first").await;
    let heard = socket.data().await;
    let (event, id) = events.data().await;
    assert_eq!(event["publications"]["cursor"], id);
    drop((socket, events));

    for number in 0..MISSED {
        notice(&team.eve, &summary, &format!("Notice {number}")).await;
    }

    let mut socket = service.socket(None).await;
    socket.subscribe("1", PUBLICATIONS, json!({ "after": heard["publications"]["cursor"] })).await;
    let mut events = service.events(None, PUBLICATIONS, Some(&id)).await;
    for number in 0..MISSED {
        let wanted = format!("Notice {number}");
        assert_eq!(reason(&socket.data().await), wanted);
        assert_eq!(reason(&events.data().await.0), wanted);
    }
    notice(&team.eve, &summary, "last").await;
    assert_eq!(reason(&socket.data().await), "last");
    assert_eq!(reason(&events.data().await.0), "last");
    assert!(socket.is_quiet().await);
}

/// Writes so many notices that say nothing, all at once.
async fn happen(desk: &Desk, summary: &Value, from: i64, to: i64) {
    let of = desk.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": summary })).await;
    assert_eq!(of["node"]["id"], *summary);
    let summary = entity::summary::Entity::find().one(desk.app.db.reader()).await.unwrap().unwrap().id;
    let shown_at = |number| Some(Instant(MORNING - 20_000 + number));
    let all = (from..to)
        .map(|number| event::Model { shown_at: shown_at(number), ..row(number, Kind::Notice, summary) });
    write(desk, all.collect()).await;
}

const CURSORS: &str = "subscription($after: String) { publications(after: $after) { cursor at } }";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_behind_what_is_kept_is_told_and_who_is_too_far_behind_is_told_so() {
    let desk = Desk::with_content().await;
    let service = desk.on_a_port().await;
    let summary = summary(&desk).await;
    let mut socket = service.socket(None).await;
    socket.subscribe("1", CURSORS, json!({})).await;
    socket.settled().await;
    happen(&desk, &summary, 1, 2).await;
    let first = socket.data().await["publications"]["cursor"].take();

    happen(&desk, &summary, 2, 10_002).await;
    let mut seen = std::collections::HashSet::new();
    socket.subscribe("2", CURSORS, json!({ "after": first })).await;
    for _ in 0..20_000 {
        let mut heard = socket.heard().await;
        assert_eq!(heard["type"], "next", "{heard}");
        let id = heard["id"].as_str().unwrap().to_owned();
        assert!(seen.insert((id, heard["payload"]["data"]["publications"]["at"].take().to_string())));
    }
    assert!(socket.is_quiet().await);

    happen(&desk, &summary, 10_002, 10_003).await;
    let mut socket = service.socket(None).await;
    socket.subscribe("3", CURSORS, json!({ "after": first })).await;
    assert_eq!(socket.failure().await, "TOO_FAR_BEHIND");
    let refused = service.ask_for_events(None, CURSORS, first.as_str()).await;
    assert_eq!(refused.status(), 400);
    let body: Value = refused.json().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["code"], "TOO_FAR_BEHIND");
    socket.subscribe("4", CURSORS, json!({ "after": "nonsense" })).await;
    assert_eq!(socket.failure().await, "BAD_USER_INPUT");
}
