use std::{
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use congress_highlights::audit::verify;
use entity::{account::Role, idempotency_key};
use futures_util::{StreamExt, stream};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::{LONGEST, asked};
use crate::manuscript::{
    DRAFT, Team,
    killed::{serve, signed_in},
};

/// How many are drafted, and after how many answers the program is killed.
const DRAFTS: usize = 200;
const ANSWERED: usize = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_among_many_drafts_and_asked_again_it_has_drafted_each_once() {
    let team = Team::meet().await;
    let password = team.public.account("erin@example.org", &[Role::Writer]).await;
    let (mut program, endpoint) = serve(&team.public);
    let _chosen_before = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::new();
    let secret = signed_in(&client, &endpoint, &password).await;
    let (answered, process) = (AtomicUsize::new(0), program.id().to_string());
    let variables = |number: usize| team.draft_of(&format!("Draft {number}"));

    let told: Vec<(usize, String)> = stream::iter(0..DRAFTS)
        .map(async |number| {
            let request = client.post(&endpoint).bearer_auth(&secret).header("idempotency-key", number);
            let request = request.header("accept", "application/graphql-response+json");
            let request = request.json(&json!({ "query": DRAFT, "variables": variables(number) }));
            let text = request.send().await.ok()?.text().await.ok()?;
            if answered.fetch_add(1, Ordering::Relaxed) == ANSWERED {
                assert!(Command::new("kill").args(["-KILL", &process]).status().unwrap().success());
            }
            Some((number, text))
        })
        .buffer_unordered(16)
        .filter_map(async |told| told)
        .collect()
        .await;
    program.wait().unwrap();
    assert!(told.len() > ANSWERED && told.len() < DRAFTS, "{} were answered", told.len());

    // The program of this desk goes on where the other died.
    let keys = idempotency_key::Entity::find().order_by_desc(idempotency_key::Column::ClaimedAt);
    let last = keys.one(team.public.app.db.reader()).await.unwrap().unwrap();
    team.public.set_clock(last.claimed_at.0 + LONGEST);
    let erin = team.public.seen_by(secret.clone());
    for number in 0..DRAFTS {
        let again = asked(&erin, &number.to_string(), DRAFT, variables(number)).await;
        match told.iter().find(|(told, _)| *told == number) {
            Some((_, text)) => assert_eq!((again.is_replayed, &again.text), (true, text)),
            None if again.status.is_success() => {
                assert_eq!(again.json()["data"]["manuscriptDraft"]["problems"], json!([]));
            }
            None => {
                assert_eq!(again.code(), "ALREADY_DONE", "{}", again.text);
                let id: Value = again.json()["errors"][0]["extensions"]["done"][0]["id"].take();
                let found = erin.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
                assert_eq!(found["node"]["id"], id);
            }
        }
    }

    assert_eq!(team.drafts().await, DRAFTS as u64);
    verify(team.public.app.db.reader(), None).await.unwrap();
}
