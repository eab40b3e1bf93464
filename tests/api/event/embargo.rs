use entity::event::{self, Kind};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::{DESK, PUBLICATIONS, row, write};
use crate::{
    desk::{Desk, Events, Listening, MORNING, Socket},
    manuscript::{Team, step},
};

const HOUR: i64 = 3_600_000_000;

/// Readers on both transports.
struct Readers(Socket, Events);

impl Readers {
    async fn of(service: &Listening) -> Self {
        let mut socket = service.socket(None).await;
        socket.subscribe("1", PUBLICATIONS, json!({})).await;
        let events = service.events(None, PUBLICATIONS, None).await;
        socket.settled().await;
        Self(socket, events)
    }

    async fn are_told(&mut self) -> Value {
        let mut by_socket = self.0.data().await["publications"].take();
        let (mut by_events, id) = self.1.data().await;
        let mut by_events = by_events["publications"].take();
        assert_eq!(by_events["cursor"].take(), id);
        // A cursor says how far a listener is, and two may be at different places in what does not concern them.
        by_socket["cursor"].take();
        assert_eq!(by_socket, by_events);
        by_socket
    }

    async fn are_told_nothing(&mut self) {
        let (by_socket, by_events) = tokio::join!(self.0.is_quiet(), self.1.is_quiet());
        assert!(by_socket && by_events);
    }
}

async fn released_for_ten(team: &Team, title: &str) -> Value {
    let id = team.approved(title).await;
    assert_eq!(step(&team.eve, "Release", &id, 1, "at: \"2021-05-08T10:00:00Z\"").await, "SCHEDULED");
    id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_are_told_at_the_moment_and_not_before() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let mut readers = Readers::of(&service).await;

    let id = released_for_ten(&team, "Asciminib").await;
    readers.are_told_nothing().await;
    team.public.set_clock(MORNING + HOUR - 1);
    readers.are_told_nothing().await;
    team.public.set_clock(MORNING + HOUR);
    let told = readers.are_told().await;

    assert_eq!((&told["kind"], &told["at"]), (&json!("PUBLISHED"), &json!("2021-05-08T10:00:00Z")));
    assert_eq!(told["summary"], json!({ "slug": "asciminib", "standing": "CURRENT" }));
    super::notice(&team.eve, &json!(id.as_str().unwrap().replace("manuscript", "summary")), "A test.").await;
    let told = readers.are_told().await;
    assert_eq!(told["notice"], json!({ "kind": "CLARIFICATION", "reason": "A test." }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_moved_or_taken_back_is_told_at_its_last_moment_or_never() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let mut readers = Readers::of(&service).await;
    let elsewhere = Listening::begin(team.public.elsewhere().await).await;
    let mut others = Readers::of(&elsewhere).await;

    let withdrawn = released_for_ten(&team, "Withdrawn").await;
    let moved = released_for_ten(&team, "Moved").await;
    released_for_ten(&team, "Kept").await;
    let withdraw = "mutation($id: ID!) { manuscriptWithdraw(id: $id, version: 1) { problems { code } } }";
    team.eve.ask(withdraw, json!({ "id": withdrawn })).await;
    assert_eq!(step(&team.eve, "Release", &moved, 1, "at: \"2021-05-08T11:00:00Z\"").await, "SCHEDULED");

    for (hour, slug) in [(1, "kept"), (2, "moved")] {
        team.public.set_clock(MORNING + hour * HOUR);
        assert_eq!(readers.are_told().await["summary"]["slug"], slug);
        assert_eq!(others.are_told().await["summary"]["slug"], slug);
    }
    team.public.set_clock(MORNING + 9 * HOUR);
    readers.are_told_nothing().await;
}

/// More events than are read at once.
const MANY: i64 = 5_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_behind_much_else_is_never_told() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let mut readers = Readers::of(&service).await;
    released_for_ten(&team, "Withdrawn").await;
    readers.are_told_nothing().await;

    let last = event::Entity::find().order_by_desc(event::Column::Number).one(team.public.app.db.reader());
    let event::Model { number, summary_id, .. } = last.await.unwrap().unwrap();
    let mut rows: Vec<_> = (1..=MANY).map(|after| row(number + after, Kind::Save, summary_id)).collect();
    rows.push(row(number + MANY + 1, Kind::Withdraw, summary_id));
    write(&team.public, rows).await;
    team.public.set_clock(MORNING + HOUR);

    readers.are_told_nothing().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_desk_is_told_of_every_step_at_once() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let mut socket = service.socket(team.ruth.secret()).await;
    socket.subscribe("all", DESK, json!({})).await;
    socket.settled().await;

    let id = released_for_ten(&team, "Asciminib").await;

    let told = [("DRAFT", "noor"), ("SUBMIT", "noor"), ("APPROVE", "ruth"), ("RELEASE", "eve")];
    for (kind, who) in told {
        let event = socket.data().await["deskEvents"].take();
        assert_eq!(event["kind"], kind);
        assert_eq!(event["by"]["name"], format!("{who}@example.org"));
        assert_eq!((&event["version"], &event["manuscript"]["id"]), (&json!(1), &id));
        let released_at = if kind == "RELEASE" { json!("2021-05-08T10:00:00Z") } else { Value::Null };
        assert_eq!(event["releasedAt"], released_at);
    }

    let other = team.draft("Another").await;
    assert_eq!(socket.data().await["deskEvents"]["manuscript"]["id"], other);
    let mut one = service.socket(team.eve.secret()).await;
    let from = "ZC4w"; // from the beginning
    one.subscribe("one", DESK, json!({ "after": from, "manuscript": other })).await;
    assert_eq!(one.data().await["deskEvents"]["kind"], "DRAFT");
    step(&team.noor, "Submit", &other, 1, "").await;
    assert_eq!(one.data().await["deskEvents"]["kind"], "SUBMIT");
}

#[tokio::test]
async fn who_may_not_see_the_desk_is_told_nothing_of_it() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let reader = team.public.signed_in("rea@example.org", &[entity::account::Role::Reader]).await;

    for (who, code, status) in [(&team.public as &Desk, "UNAUTHENTICATED", 401), (&reader, "FORBIDDEN", 403)]
    {
        let mut socket = service.socket(who.secret()).await;
        socket.subscribe("1", DESK, json!({})).await;
        assert_eq!(socket.failure().await, code);
        let refused = service.ask_for_events(who.secret(), DESK, None).await;
        assert_eq!(refused.status(), status);
        let body: Value = refused.json().await.unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], code);
        assert_eq!(body.get("data"), None);
    }
}
