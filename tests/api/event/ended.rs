use entity::account::Role;
use serde_json::{Value, json};

use super::{DESK, PUBLICATIONS};
use crate::manuscript::Team;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_sign_in_ends_or_role_is_lost_is_told_nothing_more() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let leaver = team.public.signed_in("lea@example.org", &[Role::Writer]).await;
    let former = team.public.signed_in("finn@example.org", &[Role::Writer]).await;
    let ada = team.public.signed_in("ada@example.org", &[Role::Admin]).await;
    let mut sockets = Vec::new();
    for secret in [leaver.secret(), former.secret()] {
        let mut socket = service.socket(secret).await;
        socket.subscribe("1", DESK, json!({})).await;
        socket.settled().await;
        sockets.push(socket);
    }
    let mut events = service.events(leaver.secret(), DESK, None).await;
    team.draft("Heard").await;
    for socket in &mut sockets {
        assert_eq!(socket.data().await["deskEvents"]["kind"], "DRAFT");
    }
    events.data().await;

    leaver.tell("mutation { signOut { ended } }").await;
    let accounts = ada.tell("{ accounts { id email } }").await;
    let all = accounts["accounts"].as_array().unwrap();
    let id = &all.iter().find(|account| account["email"] == "finn@example.org").unwrap()["id"];
    let change =
        "mutation($id: ID!) { accountChange(id: $id, input: { roles: [READER] }) { problems { code } } }";
    ada.ask(change, json!({ "id": id })).await;
    team.draft("Not heard").await;

    assert_eq!(sockets[0].failure().await, "UNAUTHENTICATED");
    assert_eq!(sockets[1].failure().await, "FORBIDDEN");
    let last = events.next().await.unwrap();
    let answer: Value = serde_json::from_str(&last.data).unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    assert_eq!(events.next().await.unwrap().name, "complete");
    assert_eq!(events.next().await, None);
    sockets[0].subscribe("2", "{ __typename }", json!({})).await;
    assert_eq!(sockets[0].failure().await, "UNAUTHENTICATED");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_ends_in_time_whoever_listens() {
    let team = Team::meet().await;
    let service = team.public.on_a_port().await;
    let mut socket = service.socket(None).await;
    socket.subscribe("1", PUBLICATIONS, json!({})).await;
    let mut events = service.events(None, PUBLICATIONS, None).await;

    service.stop.cancel();

    assert_eq!(socket.closed().await, 1001);
    assert_eq!(events.next().await, None);
    drop(socket);
    let ended = tokio::time::timeout(std::time::Duration::from_secs(5), service.running).await;
    ended.expect("the server goes on").unwrap().unwrap();
}
